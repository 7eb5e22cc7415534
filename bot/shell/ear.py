"""Listening to voice messages, within what each officer may use in a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drafting.speech import Speech
from bot.storage.ledger import Ledger, Use

if TYPE_CHECKING:
    from datetime import date

    from bot.core.effects import ReadFile


@dataclass(frozen=True, slots=True)
class Ear:
    """`seconds_a_day` for each chat; 0 for any number."""

    speech: Speech
    ledger: Ledger
    seconds_a_day: int

    async def may(self, chat: int, seconds: int, on: date) -> bool:
        """Whether so many seconds more are within the day's budget.

        Raises:
            StorageAwayError
        """
        if not self.seconds_a_day:
            return True
        return await self.ledger.of_day(chat, Use.VOICE_SECONDS, on) + seconds <= self.seconds_a_day

    async def words(self, chat: int, work: ReadFile, content: bytes) -> str:
        """What was said; its seconds are counted once it was heard.

        Raises:
            ModelError, StorageAwayError
        """
        words = await self.speech.words(work.file.name, content)
        await self.ledger.add(
            chat, {Use.VOICE_SECONDS: work.seconds}, work.on, f"voice {chat} {work.message} {work.file.id}"
        )
        return words
