"""A photo → the words on it, through a model that sees. What it says is shown to the officer before it counts."""

from __future__ import annotations

from dataclasses import dataclass

from bot.catalog.prompts import Prompts
from bot.drafting.model import ChatModel, ModelError

LONGEST = 3_000
"""Signs of a text that are taken: what can be checked on a phone."""
NOTHING = "没有字"
"""What the prompt asks for where there is nothing to read."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Reads photos."""

    model: ChatModel
    prompts: Prompts

    async def words(self, jpeg: bytes) -> str:
        """The words on a photo, line by line; "" where there are none.

        Raises:
            ModelError: the endpoint cannot be reached, refuses, is too slow, or says too much.
        """
        words = await self.model.read(self.prompts.fill("sight"), jpeg)
        if len(words) > LONGEST:
            raise ModelError("TooLong")
        return "" if words.strip("。 \n") == NOTHING else words
