"""`doctor`: one line for each part, with the mend for what is missing."""

from __future__ import annotations
