"""What the interview must understand of an answer. The rooms that read and write know how; `app.py` brings it here."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.facts import Fact, Reading
    from bot.core.outline import Handbook
    from bot.core.state import Conflict, Paper
    from bot.core.trends import Counted


class Part(StrEnum):
    """What an item of a plan must say besides its matter (`domain.md` R6)."""

    WHO = "who"
    TIME = "time"
    GOAL = "goal"


class Understanding(Protocol):
    """Reads answers. Pure."""

    def read(self, text: str, reading: Reading) -> tuple[Fact, ...]:
        """The facts of a text in order."""

    def lacks(self, item: str, reading: Reading) -> tuple[Part, ...]:
        """What an item of a plan does not say."""

    def added(self, item: str) -> str:
        """What an answer to “does it fit?” adds to a plan; "" where it only agrees."""

    def unfinished(self, planned: Sequence[str], said: Sequence[str]) -> tuple[str, ...]:
        """The matters of a plan that were said not to be done; of what was said beyond it, too."""

    def conflicts(self, book: Handbook, paper: Paper) -> tuple[Conflict, ...]:
        """Where two answers count the same thing differently, in the order they were said."""

    def counted(self, book: Handbook, paper: Paper) -> tuple[Counted, ...]:
        """What a report counts exactly, and only once, in the order it was asked for."""


class _Deaf:
    """Finds nothing."""

    def read(self, text: str, reading: Reading) -> tuple[Fact, ...]:  # noqa: ARG002  nothing is looked at
        return ()

    def lacks(self, item: str, reading: Reading) -> tuple[Part, ...]:  # noqa: ARG002  same
        return ()

    def added(self, item: str) -> str:
        return item

    def unfinished(self, planned: Sequence[str], said: Sequence[str]) -> tuple[str, ...]:  # noqa: ARG002  same
        return ()

    def conflicts(self, book: Handbook, paper: Paper) -> tuple[Conflict, ...]:  # noqa: ARG002  same
        return ()

    def counted(self, book: Handbook, paper: Paper) -> tuple[Counted, ...]:  # noqa: ARG002  same
        return ()


DEAF = _Deaf()
"""For a handbook that is only looked at."""
