"""An officer's own data: what was left out, names in full or not, all of it to take along or to delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.effects import Say
from bot.core.going import Step

if TYPE_CHECKING:
    from collections.abc import Sequence


def mention(decided: Step, hidden: Sequence[str]) -> Step:
    """Say first what was taken out of a message before it was stored; the rest of it counts."""
    if not hidden:
        return decided
    return Step(decided.session, (Say("hidden", (("what", "、".join(hidden)),)), *decided.effects))
