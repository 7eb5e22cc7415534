"""A model's replies in one piece of work, kept as they come: after a crash the work goes on without paying for them.

Refused ones too, for the request that follows quotes them. They are gone when the work ends: whoever asks for another
draft gets another try.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.drafting.kept import Kept, keep, key_of, recall

if TYPE_CHECKING:
    from bot.drafting.model import Hear
    from bot.drafting.talk import Talk


class Says(Protocol):
    """Whoever gives a model's text to a prompt: the talk with it, or one that remembers."""

    async def say(self, until: float, system: str, *said: str, hear: Hear | None = None) -> str:
        """As `Talk.say`."""


class Replies:
    """A talk that is not begun again where it was broken off."""

    def __init__(self, talk: Talk, kept: Kept | None) -> None:
        self._talk = talk
        self._texts = None if kept is None else kept.replies

    async def say(self, until: float, system: str, *said: str, hear: Hear | None = None) -> str:
        """The reply that came to these words before in this work, else the model's; it raises what `Talk.say` does."""
        key = key_of(self._talk.manner, system, *said)
        if text := await recall(self._texts, key):
            if hear:
                hear(text)
            return text
        text = await self._talk.say(until, system, *said, hear=hear)
        await keep(self._texts, key, text)
        return text
