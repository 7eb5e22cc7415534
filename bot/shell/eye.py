"""Reading photos, each counted among the files of the month."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drafting.sight import Sight
from bot.shell.darkroom import developed
from bot.storage.ledger import Ledger, Use

if TYPE_CHECKING:
    from bot.core.effects import ReadFile


@dataclass(frozen=True, slots=True)
class Eye:
    """Reads for all chats of a process."""

    sight: Sight
    ledger: Ledger

    async def words(self, chat: int, work: ReadFile, content: bytes) -> str | None:
        """The words on a photo, "" where there are none; None for what is no picture. No place goes to the model.

        Raises:
            ModelError, StorageAwayError
        """
        photo = await asyncio.to_thread(developed, content)
        if photo is None:
            return None
        words = await self.sight.words(photo)
        await self.ledger.add(chat, Use.FILES, 1, work.on)
        return words
