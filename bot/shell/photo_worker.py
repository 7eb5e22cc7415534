"""`python -m bot.shell.photo_worker`: a photo on stdin, what is kept of it on stdout, nothing for what is no picture.

One photo for each process: what it breaks, it breaks here.
"""

from __future__ import annotations

import sys

from bot.documents.photos import prepare
from bot.uploads.confine import confine
from bot.uploads.limits import MAX_BYTES


def main() -> int:
    """Develop one photo."""
    confine()
    if photo := prepare(sys.stdin.buffer.read(MAX_BYTES + 1)):
        sys.stdout.buffer.write(photo.content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
