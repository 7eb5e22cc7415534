"""The post between an officer's chat and a reviewer's: who may get a report, and events of ours into the other inbox.

An effect that hands an event over may be performed twice after a crash. The event's name makes the second one nothing,
and should it come later than names are remembered, the chat that gets it knows it by its id.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.catalog.words import Words
from bot.core.acts import Act
from bot.core.letters import TakeBack
from bot.core.organisation import HOME
from bot.core.review import Reading, Review, ReviewAnswered, ReviewAsked, ReviewSent, ReviewWithdrawn, Sent
from bot.core.roles import Role
from bot.shell.envelope import of_event
from bot.shell.roll import Whose, everybody_home
from bot.telegram.buttons import encode
from bot.telegram.outgoing import Button, Outgoing, rows

if TYPE_CHECKING:
    from bot.core.events import Event
    from bot.core.letters import ChooseReviewer, GiveOpinion, HandOver
    from bot.core.report import Report
    from bot.storage.hold import Hold
    from bot.storage.people import Member

LONGEST = 12
"""Characters of a name on a button."""
_WIDE = 2


class Inboxes(Protocol):
    """Where events of ours are put: the desk."""

    async def receive_event(self, chat: int, body: bytes, name: str = "", hold: Hold | None = None) -> None:
        """Store an event; a second one of the same name is dropped."""


class Directory(Protocol):
    """Who is who."""

    async def all(self) -> list[Member]:
        """Everybody who was let in."""


@dataclass(frozen=True, slots=True)
class Post:
    """Carries reports and opinions."""

    words: Words
    inboxes: Inboxes
    people: Directory
    whose: Whose = everybody_home

    async def may_read(self, chat: int) -> bool:
        """Whether a chat is that of somebody who reviews.

        Raises:
            StorageAwayError
        """
        return any(one.user == chat and one.role is Role.REVIEWER for one in await self.people.all())

    async def offer(self, chat: int, effect: ChooseReviewer) -> Outgoing:
        """Ask to whom a report goes.

        Raises:
            StorageAwayError
        """
        reviewers = await self._reviewers(chat)
        if not reviewers:
            return Outgoing(self.words.text("review_nobody"))
        buttons = [
            Button(_name(one)[:LONGEST], encode(Act.REVIEW_BY, f"{effect.paper}:{one.user}")) for one in reviewers
        ]
        return Outgoing(self.words.text("review_whom"), rows(buttons, _WIDE))

    async def hand_over(self, chat: int, effect: HandOver, report: Report, hold: Hold | None) -> Outgoing | None:
        """Hand a report to its reviewer, and the news of it to the officer; a word where he reviews no more.

        Raises:
            LostError, StorageAwayError
        """
        to = next((one for one in await self._reviewers(chat) if one.user == effect.reviewer), None)
        if to is None:
            return Outgoing(self.words.text("review_gone"))
        key = f"{chat}.{effect.paper.id}.{effect.draft.revision}.{effect.number}"
        sections = tuple(Reading(one.id, one.title, one.text) for one in effect.draft.sections)
        told = dict(effect.profile)
        asker = told.get("writer") or told.get("unit") or str(chat)
        review = Review(key, chat, effect.paper.id, asker, effect.on, report, sections, effect.paper.period)
        await self._put(to.user, ReviewAsked(review), f"review:{key}", hold)
        sent = Sent(key, to.user, _name(to), effect.draft.revision, sections=sections)
        await self._put(chat, ReviewSent(effect.paper.id, sent, effect.on), f"sent:{key}", hold)
        return None

    async def carry(self, chat: int, effect: TakeBack | GiveOpinion, hold: Hold | None) -> None:
        """Hand the rest over: nobody reads of it here.

        Raises:
            LostError, StorageAwayError
        """
        if isinstance(effect, TakeBack):
            await self._put(effect.reviewer, ReviewWithdrawn(chat, effect.paper), "", hold)
            return
        answer = ReviewAnswered(effect.id, effect.paper, effect.opinion, effect.remarks, effect.on)
        await self._put(effect.officer, answer, f"opinion:{effect.id}", hold)

    async def _reviewers(self, chat: int) -> list[Member]:
        """Those of a chat's own organisation, and of the configured one: it is the superior of all others."""
        near = {(await self.whose(chat)).id, HOME.id}
        return [one for one in await self.people.all() if one.role is Role.REVIEWER and one.organisation.id in near]

    async def _put(self, chat: int, event: Event, name: str, hold: Hold | None) -> None:
        await self.inboxes.receive_event(chat, of_event(event), name, hold)


def _name(one: Member) -> str:
    return one.name or str(one.user)
