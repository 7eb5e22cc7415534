"""The office's own affairs: invitations, members, usage → what an admin reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from bot.catalog.words import Words
from bot.core.affairs import MakeInvite, RemoveMember, ShowMembers, ShowUsage
from bot.core.budget import Budget
from bot.shell.gate import PREFIX
from bot.shell.usage import UsageBook
from bot.storage.ledger import Ledger
from bot.storage.people import LIFETIME, People
from bot.telegram.outgoing import Outgoing

if TYPE_CHECKING:
    from bot.core.affairs import Affair
    from bot.storage.hold import Hold

DAY = 86_400


@dataclass(frozen=True, slots=True)
class Office:
    """Does what admins ask for. `link` is the address of the bot's private chat without its start word."""

    words: Words
    people: People
    ledger: Ledger
    link: str
    budget: Budget

    async def does(self, chat: int, effect: Affair, hold: Hold | None) -> Outgoing:
        """What is said to it.

        Raises:
            LostError, StorageAwayError
        """
        if isinstance(effect, ShowUsage):
            return await UsageBook(self.words, self.people, self.ledger, self.budget).page(chat, effect)
        return Outgoing(await self._does(effect, hold))

    async def _does(self, effect: MakeInvite | ShowMembers | RemoveMember, hold: Hold | None) -> str:
        match effect:
            case MakeInvite():
                link = f"{self.link}?start={PREFIX}{await self.people.invite(effect.role)}"
                return self.words.text("invited", role=self.words.role[effect.role], days=LIFETIME // DAY, link=link)
            case ShowMembers():
                return await self._members()
            case RemoveMember():
                gone = await self.people.remove(effect.user, hold)
                return self.words.text("revoked" if gone else "revoke_whom", user=effect.user)
            case _:
                assert_never(effect)

    async def forget(self, user: int, hold: Hold | None) -> None:
        """Keep no name and no usage of somebody who asked to be forgotten; who was let in stays so.

        Raises:
            LostError, StorageAwayError
        """
        await self.ledger.forget(user, hold)
        await self.people.forget_name(user, hold)

    async def _members(self) -> str:
        members = await self.people.all()
        if not members:
            return self.words.text("no_members")
        rows = (
            self.words.text("member", role=self.words.role[one.role], name=one.name, user=one.user) for one in members
        )
        return "\n".join((self.words.text("members", count=len(members)), *rows))
