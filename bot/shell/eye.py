"""Reading photos, within what may be asked of models in a month."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drafting.sight import Sight
from bot.shell.darkroom import developed
from bot.shell.purse import Purse

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Eye:
    """Reads for all chats of a process."""

    sight: Sight
    purse: Purse

    async def renews(self, chat: int) -> date | None:
        """The day from which photos can be read for a chat again; None where they can be now.

        Raises:
            StorageAwayError
        """
        return await self.purse.renews(chat)

    async def words(self, content: bytes) -> str | None:
        """The words on a photo, "" where there are none; None for what is no picture. No place goes to the model.

        Raises:
            ModelError
        """
        photo = await asyncio.to_thread(developed, content)
        return None if photo is None else await self.sight.words(photo)
