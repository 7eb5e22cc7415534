"""Texts of slow work, kept with their chat: after a crash they are not written (and paid for) again."""

from __future__ import annotations

from dataclasses import dataclass

from bot.shell.crash import crashpoint
from bot.storage.desk import Desk
from bot.storage.records import Errand


@dataclass(frozen=True, slots=True)
class KeptTexts:
    """The texts of one chat, kept for one piece of slow work."""

    desk: Desk
    errand: Errand

    async def get(self, key: str) -> str | None:
        """The text under a key, if there is one.

        Raises:
            StorageAwayError
        """
        body = await self.desk.kept(self.errand.chat, key)
        return None if body is None else body.decode()

    async def put(self, key: str, text: str) -> None:
        """Keep a text for a week.

        Raises:
            StorageAwayError
        """
        await self.desk.keep(self.errand, key, text.encode())
        crashpoint("mid-draft")

    @property
    def replies(self) -> KeptReplies:
        """A model's replies in this work."""
        return KeptReplies(self.desk, self.errand)


@dataclass(frozen=True, slots=True)
class KeptReplies:
    """What a model replied, kept until the work is over."""

    desk: Desk
    errand: Errand

    async def get(self, key: str) -> str | None:
        """The reply under a key, if there is one.

        Raises:
            StorageAwayError
        """
        body = await self.desk.reply(self.errand, key)
        return None if body is None else body.decode()

    async def put(self, key: str, text: str) -> None:
        """Keep a reply.

        Raises:
            StorageAwayError
        """
        await self.desk.keep_reply(self.errand, key, text.encode())
        crashpoint("after-reply")
