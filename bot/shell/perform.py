"""Effects → what the officer sees. Everything here may be repeated once after a crash, nothing is left out."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from bot.catalog.words import Words
from bot.core.acts import Act
from bot.core.affairs import MakeInvite, Owning, Remind, RemoveMember, ShowMembers, ShowUsage
from bot.core.albums import KeepSnap
from bot.core.effects import (
    Acknowledge,
    Ask,
    AskAreas,
    AskBack,
    DropDraft,
    Effect,
    Forget,
    PointTo,
    ReadFile,
    SendFiles,
    SendMine,
    SendText,
    ShowEvidence,
    ShowExamples,
    Want,
    WriteDraft,
)
from bot.core.events import QuestionShown
from bot.core.letters import Carried, ChooseReviewer, HandOver, SendReading, ShowReview, ShowSection
from bot.core.outline import Handbook, Place
from bot.core.period import spoken
from bot.core.planning import AskCheck
from bot.core.review import SectionShown
from bot.core.revisals import DropRevision, ReviseSection
from bot.documents.bundle import Bundle, bundle
from bot.documents.profile import MATERIAL, Profile
from bot.drafting.compose import plain_text
from bot.drafting.howto import Adviser
from bot.drafting.pipeline import Drafter
from bot.retrieval.library import Library
from bot.shell import evidence
from bot.shell.archive import NAME, Holder, pack
from bot.shell.bells import Bells
from bot.shell.cover import cover
from bot.shell.delivery import Sender
from bot.shell.jobs import Jobs
from bot.shell.office import Office
from bot.shell.own import Own
from bot.shell.pictures import filled, numbers_in, photos_said, pictures_of
from bot.shell.post import Post
from bot.shell.purse import Purse
from bot.storage.hold import Hold
from bot.telegram.outgoing import Outgoing
from bot.telegram.phrase import Phrase

if TYPE_CHECKING:
    from bot.retrieval.library import Found

OnScreen = QuestionShown | SectionShown
"""What reached a screen and is reported back, with its message."""
Behind = Remind | DropDraft | DropRevision | Forget | Carried
"""What an officer sees nothing of, or learns of elsewhere."""
EXAMPLES = 2
"""Passages shown at a time: what fits a phone's screen."""


@dataclass(frozen=True, slots=True)
class Performer:
    """Performs one effect for one chat."""

    words: Words
    book: Handbook
    phrase: Phrase
    messenger: Sender
    library: Library
    drafter: Drafter
    jobs: Jobs
    holder: Holder
    bells: Bells
    office: Office
    post: Post
    own: Own
    purse: Purse
    profile: Profile = MATERIAL
    adviser: Adviser | None = None
    name: str = ""
    hold: Hold | None = None

    def through(self, sender: Sender, book: Handbook, name: str = "", hold: Hold | None = None) -> Performer:
        """The same for one effect, sending by another way, with the kinds of a chat's own.

        `name` is the effect's, by which it is known when it is performed again, `hold` what it writes under.
        """
        if book is self.book:
            return replace(self, messenger=sender, name=name, hold=hold)
        drafter, phrase = replace(self.drafter, book=book), Phrase(self.words, book)
        return replace(self, messenger=sender, book=book, drafter=drafter, phrase=phrase, name=name, hold=hold)

    async def perform(self, chat: int, effect: Effect) -> OnScreen | None:
        """Do it. A question or a section that reached the screen is reported back.

        Raises:
            RefusedError, TryLaterError: from the messenger.
        """
        if isinstance(effect, Owning):
            await self.messenger.send(chat, await self.own.does(effect, self.hold))
            return None
        if isinstance(effect, Behind):
            await self._do_behind(chat, effect)
            return None
        match effect:
            case Acknowledge():
                await self.messenger.acknowledge(effect.tap, self.words.text(effect.key) if effect.key else "")
            case WriteDraft() | ReadFile() | KeepSnap() | ReviseSection():
                await self.messenger.show_typing(chat)
                self.jobs.start(chat, effect)
            case SendMine():
                await self._send_mine(chat)
            case ShowExamples(place=Place() as place):
                await self.messenger.send(chat, await asyncio.to_thread(self._examples, effect, place))
            case ShowExamples():
                await self.messenger.send(chat, await self._advice(chat, effect))
            case SendFiles():
                await self._send_files(chat, effect)
            case SendText():
                report = self.drafter.report(effect.paper, effect.draft, dict(effect.profile))
                keys = tuple(map(self.phrase.button, (Act.REVISE, Act.EVIDENCE, Act.FILES)))
                await self.messenger.send(chat, Outgoing(plain_text(report), (keys,)))
            case ShowEvidence() | PointTo():
                await self.messenger.send(chat, await self._evidence(effect))
            case MakeInvite() | ShowMembers() | RemoveMember() | ShowUsage():
                await self.messenger.send(chat, await self.office.does(chat, effect, self.hold))
            case SendReading() | ShowSection() | ShowReview():
                return await self._show_review(chat, effect)
            case Ask() | AskCheck() | AskAreas() | AskBack():
                message = await self.messenger.send(chat, self.phrase.say(effect))
                return QuestionShown(effect.turn, message)
            case _:
                await self.messenger.send(chat, self.phrase.say(effect))
        return None

    async def _carry(self, chat: int, effect: Carried) -> None:
        answer = None
        if isinstance(effect, ChooseReviewer):
            answer = await self.post.offer(effect)
        elif isinstance(effect, HandOver):
            kept = await self.holder.photos(chat, [snap.number for snap in effect.paper.snaps])
            named = {number: str(number).encode() for number in kept}
            pictures = await asyncio.to_thread(pictures_of, effect.paper, named, self.drafter)
            report = self.drafter.report(effect.paper, effect.draft, dict(effect.profile), pictures)
            answer = await self.post.hand_over(chat, effect, report, self.hold)
        else:
            await self.post.carry(chat, effect, self.hold)
        if answer:
            await self.messenger.send(chat, answer)

    async def _show_review(self, chat: int, effect: SendReading | ShowSection | ShowReview) -> SectionShown | None:
        """What a reviewer gets; who was asked to leave meanwhile gets nothing."""
        if not await self.post.may_read(chat):
            return None
        if isinstance(effect, SendReading):
            caption = self.words.text("review_file", name=effect.asker, title=effect.report.title)
            kept = await self.holder.photos(effect.officer, numbers_in(effect.report))
            made = await asyncio.to_thread(bundle, filled(effect.report, kept), effect.period, self.profile)
            await self.purse.counts_files(effect.officer, len(made.files), self.name)
            await self._send_bundle(chat, made, caption)
            return None
        message = await self.messenger.send(chat, self.phrase.say(effect))
        return SectionShown(effect.review, effect.section, message) if isinstance(effect, ShowSection) else None

    async def _evidence(self, effect: ShowEvidence | PointTo) -> Outgoing:
        if isinstance(effect, PointTo):
            return evidence.pointing(effect, self.words)
        if not effect.section:
            return evidence.sections(effect, self.book, self.words)
        profile = dict(effect.profile)
        found = await asyncio.to_thread(self.drafter.evidence, effect.paper, effect.draft, profile, effect.section)
        return evidence.sentences(effect, found, self.book, self.words)

    async def _send_mine(self, chat: int) -> None:
        content = await asyncio.to_thread(pack, await self.holder.held(chat), self.drafter, self.words)
        await self.messenger.send_document(chat, NAME, content, self.words.text("mydata_caption"))

    async def _do_behind(self, chat: int, effect: Behind) -> None:
        """What happens elsewhere. A dropped draft was stopped, and a chat forgotten, when it was decided."""
        if isinstance(effect, Remind):
            await self.bells.set(chat, effect, self.hold)
        elif isinstance(effect, Forget):
            await self.bells.forget(chat, self.hold)
            await self.office.forget(chat, self.hold)
        elif not isinstance(effect, DropDraft | DropRevision):
            await self._carry(chat, effect)

    async def _advice(self, chat: int, effect: ShowExamples) -> Outgoing:
        """To a free question: the passages that fit and, with a model, how it is written by them."""
        renews = await self.purse.renews(chat)
        async with self.purse.pays(chat):
            search = partial(self.library.search, by_meaning=renews is None)
            found = await asyncio.to_thread(search, effect.words, k=EXAMPLES, kind=effect.kind)
            examples = self._examples_text(found, effect.words, more=False)
            if not found or self.adviser is None:
                return Outgoing(examples)
            if renews:
                return Outgoing(f"{self.words.text('howto_spent', day=spoken(renews))}\n\n{examples}")
            await self.messenger.show_typing(chat)
            told = await self.adviser.answer(effect.words, [one.passage.text for one in found])
        if told is None:
            return Outgoing(examples)
        head = self.words.text("howto", text=told.text) if told.text else self.words.text("howto_nothing")
        return Outgoing(f"{head}\n\n{examples}")

    def _examples(self, effect: ShowExamples, place: Place) -> Outgoing:
        section = self.book.outlines[effect.kind].section(place.section)
        area = self.book.areas.get(place.area)
        topics = area.topics if area else section.topics
        skip = effect.skip * EXAMPLES
        found = self._on_topics(topics, effect, skip + EXAMPLES)[skip:]
        if not found and skip:
            return Outgoing(self.words.text("no_more_examples"), ((self.phrase.button(Act.RESUME),),))
        title = area.title if area else section.title
        keyboard = self.phrase.example_keys(effect) if found else ()
        return Outgoing(self._examples_text(found, title, more=bool(found)), keyboard)

    def _on_topics(self, topics: tuple[str, ...], effect: ShowExamples, wanted: int) -> list[Found]:
        """Passages of several topics in turn, one of each before a second of any."""
        shorter, figures = effect.want is Want.SHORTER, effect.want is Want.FIGURES
        lists = [
            self.library.on_topic(topic, kind=effect.kind, k=wanted, shorter=shorter, with_figures=figures)
            for topic in topics
        ]
        turns = range(max(map(len, lists), default=0))
        return [found[turn] for turn in turns for found in lists if turn < len(found)][:wanted]

    def _examples_text(self, found: list[Found], query: str, *, more: bool) -> str:
        if not found:
            return self.words.text("no_examples", query=query)
        items = [
            self.words.text(
                "examples_item",
                number=number,
                heading=one.passage.heading,
                text=one.passage.text,
                source=one.passage.piece or one.passage.source,
            )
            for number, one in enumerate(found, start=1)
        ]
        tail = [self.words.text("examples_more")] if more else []
        return "\n\n".join((self.words.text("examples_head"), *items, *tail))

    async def _send_files(self, chat: int, effect: SendFiles) -> None:
        kept = await self.holder.photos(chat, [snap.number for snap in effect.paper.snaps])
        profile, pictures = dict(effect.profile), await asyncio.to_thread(pictures_of, effect.paper, kept, self.drafter)
        report = self.drafter.report(effect.paper, effect.draft, profile, pictures)
        notes = await asyncio.to_thread(self.drafter.notes, effect.paper, effect.draft, profile)
        template = await self.own.cabinet.template()
        form = template.content if template else None
        made = await asyncio.to_thread(bundle, report, effect.paper.period, self.profile, notes, form)
        renews = await self.purse.takes_files(chat, len(made.files), self.name)
        if renews is None:
            await self._send_bundle(chat, made, self.words.text("files", title=report.title))
        elif not effect.shown:
            await self.messenger.send(chat, Outgoing(plain_text(report)))
        keyboard = (
            (self.phrase.button(Act.TEXT), self.phrase.button(Act.REVISE), self.phrase.button(Act.EVIDENCE)),
            (self.phrase.button(Act.MENU), self.phrase.button(Act.DRAFT), self.phrase.button(Act.REVIEW)),
            (self.phrase.button(Act.NEW),),
        )
        beneath = cover(effect.paper, effect.draft, self.book, self.words)
        if renews:
            beneath.insert(0, self.words.text("files_spent", day=spoken(renews)))
        else:
            beneath += photos_said(effect.paper, len(kept), self.book, self.words)
            if template:
                beneath.append(self.words.text("in_template" if made.template else "template_failed"))
            if made.pdf is None:
                beneath.append(self.words.text("no_pdf"))
        await self.messenger.send(chat, Outgoing("\n\n".join(beneath), keyboard))

    async def _send_bundle(self, chat: int, made: Bundle, caption: str) -> None:
        """The pictures, then the files, the caption with the first."""
        if made.pages:
            await self.messenger.send_album(chat, made.pages)
        for file in made.files:
            await self.messenger.send_document(chat, file.name, file.content, caption)
            caption = ""
