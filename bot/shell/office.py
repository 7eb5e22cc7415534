"""The office's own affairs: invitations, members, usage → what an admin reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from bot.catalog.words import Words
from bot.core.affairs import ActFor, MakeInvite, RemoveMember, ShowMembers, ShowUsage
from bot.core.budget import Budget
from bot.core.organisation import HOME, LONGEST, SHORTEST, named
from bot.shell.gate import PREFIX
from bot.shell.roll import Roll
from bot.shell.usage import UsageBook
from bot.storage.ledger import Ledger
from bot.storage.people import LIFETIME
from bot.telegram.outgoing import Outgoing

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.affairs import Affair
    from bot.storage.hold import Hold
    from bot.storage.people import Member, People

DAY = 86_400
OWN = frozenset({"自己", "自己单位", "本单位", "off"})
"""Words by which a chief comes back to his own organisation."""


@dataclass(frozen=True, slots=True)
class Office:
    """Does what admins ask for. `link` is the address of the bot's private chat without its start word.

    Who was invited as an admin looks after his own organisation; who stands in the configuration, after all of them.
    """

    words: Words
    roll: Roll
    ledger: Ledger
    link: str
    budget: Budget

    @property
    def people(self) -> People:
        """Who was let in."""
        return self.roll.people

    async def does(self, chat: int, effect: Affair, hold: Hold | None) -> Outgoing:
        """What is said to it.

        Raises:
            LostError, StorageAwayError
        """
        if isinstance(effect, ShowUsage):
            among = None if self.roll.is_chief(chat) else await self._own(chat)
            return await UsageBook(self.words, self.people, self.ledger, self.budget).page(chat, effect, among)
        return Outgoing(await self._does(chat, effect, hold))

    async def _does(
        self, chat: int, effect: MakeInvite | ShowMembers | RemoveMember | ActFor, hold: Hold | None
    ) -> str:
        match effect:
            case MakeInvite():
                return await self._invite(chat, effect)
            case ShowMembers():
                return await self._members(chat)
            case RemoveMember():
                gone = effect.user in await self._in_care(chat) and await self.people.remove(effect.user, hold)
                return self.words.text("revoked" if gone else "revoke_whom", user=effect.user)
            case ActFor():
                return await self._act_for(chat, effect.unit, hold)
            case _:
                assert_never(effect)

    async def forget(self, user: int, hold: Hold | None) -> None:
        """Keep no name and no usage of somebody who asked to be forgotten; who was let in stays so.

        Raises:
            LostError, StorageAwayError
        """
        await self.ledger.forget(user, hold)
        await self.people.forget_name(user, hold)

    async def _invite(self, chat: int, effect: MakeInvite) -> str:
        into = await self.roll.organisation(chat)
        if effect.unit:
            asked = named(effect.unit)
            if asked is None:
                return self.words.text("unit_how", least=SHORTEST, most=LONGEST)
            if asked.id != into.id and not self.roll.is_chief(chat):
                return self.words.text("unit_not_yours")
            into = asked
        count = sum(one.organisation.id == into.id for one in await self.people.all())
        link = f"{self.link}?start={PREFIX}{await self.people.invite(effect.role, into)}"
        role = self.words.role[effect.role]
        unit = self.words.text("invited_unit", unit=into.name, count=count) if into.id else ""
        return self.words.text("invited", role=role, days=LIFETIME // DAY, link=link, unit=unit)

    async def _act_for(self, chat: int, name: str, hold: Hold | None) -> str:
        """Let a chief act for another organisation. Only for one that somebody was invited into: names are mistyped."""
        if not self.roll.is_chief(chat):
            own = await self.roll.organisation(chat)
            return self.words.text("unit_own", unit=own.name) if own.id else self.words.text("unit_home")
        known = await self.people.organisations()
        if not name:
            acting = await self.roll.organisation(chat)
            now = self.words.text("unit_own", unit=acting.name) if acting.id else self.words.text("unit_home")
            listed = "、".join(one.name for one in known)
            return f"{now}\n\n{self.words.text('unit_known', units=listed) if listed else self.words.text('unit_none')}"
        if name in OWN:
            await self.people.act_for(chat, HOME, hold)
            return self.words.text("unit_home")
        asked = named(name)
        if asked is None or asked.id not in {one.id for one in known}:
            listed = "、".join(one.name for one in known)
            return self.words.text("unit_strange", unit=name, units=listed) if listed else self.words.text("unit_none")
        await self.people.act_for(chat, asked, hold)
        return self.words.text("unit_acting", unit=asked.name)

    async def _in_care(self, chat: int) -> dict[int, Member]:
        """The members that an admin looks after: of his organisation, and a chief of all, or of the one he acts for."""
        members = {one.user: one for one in await self.people.all()}
        of = await self.roll.organisation(chat)
        if self.roll.is_chief(chat) and not of.id:
            return members
        return {user: one for user, one in members.items() if one.organisation.id == of.id}

    async def _members(self, chat: int) -> str:
        members = await self._in_care(chat)
        if not members:
            return self.words.text("no_members")
        rows = (
            self.words.text(
                "member", role=self.words.role[one.role], name=one.name, user=one.user, unit=one.organisation.name
            )
            for one in members.values()
        )
        return "\n".join((self.words.text("members", count=len(members)), *rows))

    async def _own(self, chat: int) -> Callable[[int], bool]:
        """Tells whether somebody is of an admin's organisation; without an invitation he is the configured one's."""
        own = (await self.roll.organisation(chat)).id
        members = {one.user: one.organisation.id for one in await self.people.all()}
        return lambda user: members.get(user, HOME.id) == own
