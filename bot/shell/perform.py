"""Effects → what the officer sees. Everything here may be repeated once after a crash, nothing is left out."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from bot.catalog.words import Words
from bot.core.acts import Act
from bot.core.affairs import ActFor, MakeInvite, Owning, Remind, RemoveMember, ShowMembers, ShowUsage
from bot.core.albums import KeepSnap
from bot.core.counsel import SeekAdvice, ShowAdvice, StudyNotice
from bot.core.effects import (
    Acknowledge,
    Ask,
    AskAreas,
    AskBack,
    Effect,
    Forget,
    ReadFile,
    SendMine,
    ShowExamples,
    WriteDraft,
)
from bot.core.events import QuestionShown
from bot.core.finished import Finished, OfferCharts, PointTo, SendChart, SendFiles, SendText, ShowEvidence
from bot.core.letters import Carried, ChooseReviewer, HandOver, SendReading, ShowReview, ShowSection
from bot.core.outline import Handbook, Place
from bot.core.period import spoken
from bot.core.planning import AskCheck
from bot.core.review import SectionShown
from bot.core.revisals import ReviseSection
from bot.documents import chart
from bot.documents.bundle import Bundle, bundle
from bot.documents.profile import MATERIAL, Profile
from bot.drafting.compose import plain_text
from bot.drafting.pipeline import Drafter
from bot.shell import evidence
from bot.shell.archive import NAME, Holder, pack
from bot.shell.bells import Bells
from bot.shell.cover import cover
from bot.shell.delivery import Sender
from bot.shell.examples import Examples
from bot.shell.jobs import Dropped, Jobs
from bot.shell.office import Office
from bot.shell.own import Own
from bot.shell.pictures import filled, numbers_in, photos_said, pictures_of
from bot.shell.post import Post
from bot.shell.purse import Purse
from bot.storage.hold import Hold
from bot.telegram.outgoing import Outgoing
from bot.telegram.phrase import Phrase

OnScreen = QuestionShown | SectionShown
"""What reached a screen and is reported back, with its message."""
Behind = Remind | Dropped | Forget | Carried
"""What an officer sees nothing of, or learns of elsewhere."""


@dataclass(frozen=True, slots=True)
class Performer:
    """Performs one effect for one chat."""

    words: Words
    book: Handbook
    phrase: Phrase
    messenger: Sender
    examples: Examples
    drafter: Drafter
    jobs: Jobs
    holder: Holder
    bells: Bells
    office: Office
    post: Post
    own: Own
    purse: Purse
    profile: Profile = MATERIAL
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
            await self.messenger.send(chat, await self.own.does(chat, effect, self.hold))
            return None
        if isinstance(effect, Behind):
            await self._do_behind(chat, effect)
            return None
        if isinstance(effect, Finished):
            await self._finished(chat, effect)
            return None
        match effect:
            case Acknowledge():
                await self.messenger.acknowledge(effect.tap, self.words.text(effect.key) if effect.key else "")
            case WriteDraft() | ReadFile() | KeepSnap() | ReviseSection() | SeekAdvice() | StudyNotice():
                await self.messenger.show_typing(chat)
                self.jobs.start(chat, effect)
            case SendMine():
                await self._send_mine(chat)
            case ShowExamples(place=Place() as place):
                await self.messenger.send(chat, await self._examples(chat, effect, place))
            case ShowExamples() | ShowAdvice():
                await self.messenger.send(chat, await self._advice(chat, effect))
            case MakeInvite() | ShowMembers() | RemoveMember() | ShowUsage() | ActFor():
                await self.messenger.send(chat, await self.office.does(chat, effect, self.hold))
            case SendReading() | ShowSection() | ShowReview():
                return await self._show_review(chat, effect)
            case Ask() | AskCheck() | AskAreas() | AskBack():
                message = await self.messenger.send(chat, self.phrase.say(effect))
                return QuestionShown(effect.turn, message)
            case _:
                await self.messenger.send(chat, self.phrase.say(effect))
        return None

    async def _finished(self, chat: int, effect: Finished) -> None:
        match effect:
            case SendFiles():
                await self._send_files(chat, effect)
            case SendText():
                report = self.drafter.report(effect.paper, effect.draft, dict(effect.profile), charts=effect.charts)
                keys = tuple(map(self.phrase.button, (Act.REVISE, Act.EVIDENCE, Act.FILES)))
                await self.messenger.send(chat, Outgoing(plain_text(report), (keys,)))
            case SendChart():
                drawn = await asyncio.to_thread(chart.draw, effect.chart.series)
                await self.messenger.send_album(chat, (drawn.content,))
            case OfferCharts():
                await self.messenger.send(chat, self.phrase.say(effect))
            case _:
                await self.messenger.send(chat, await self._evidence(effect))

    async def _carry(self, chat: int, effect: Carried) -> None:
        answer = None
        if isinstance(effect, ChooseReviewer):
            answer = await self.post.offer(chat, effect)
        elif isinstance(effect, HandOver):
            kept = await self.holder.photos(chat, [snap.number for snap in effect.paper.snaps])
            named = {number: str(number).encode() for number in kept}
            pictures = await asyncio.to_thread(pictures_of, effect.paper, named, self.drafter)
            profile = dict(effect.profile)
            report = self.drafter.report(effect.paper, effect.draft, profile, pictures, effect.charts)
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
        elif not isinstance(effect, Dropped):
            await self._carry(chat, effect)

    async def _examples(self, chat: int, effect: ShowExamples, place: Place) -> Outgoing:
        of = (await self.own.whose(chat)).id
        return await asyncio.to_thread(self.examples.at, of, effect, place, self.book, self.phrase)

    async def _advice(self, chat: int, effect: ShowExamples | ShowAdvice) -> Outgoing:
        """To a free question: the passages that fit and, where a model told it, how it is written by them."""
        of = (await self.own.whose(chat)).id
        if isinstance(effect, ShowExamples):
            effect = ShowAdvice(effect.kind, effect.words, renews=await self.purse.renews(chat))
        async with self.purse.pays(chat):
            return await asyncio.to_thread(self.examples.advice, of, effect, self.book, self.phrase)

    async def _send_files(self, chat: int, effect: SendFiles) -> None:
        kept = await self.holder.photos(chat, [snap.number for snap in effect.paper.snaps])
        profile, pictures = dict(effect.profile), await asyncio.to_thread(pictures_of, effect.paper, kept, self.drafter)
        report = self.drafter.report(effect.paper, effect.draft, profile, pictures, effect.charts)
        notes = await asyncio.to_thread(self.drafter.notes, effect.paper, effect.draft, profile)
        template = await self.own.template(chat)
        form = template.content if template else None
        made = await asyncio.to_thread(bundle, report, effect.paper.period, self.profile, notes, form)
        renews = await self.purse.takes_files(chat, len(made.files), self.name)
        if renews is None:
            await self._send_bundle(chat, made, self.words.text("files", title=report.title))
        elif not effect.shown:
            await self.messenger.send(chat, Outgoing(plain_text(report)))
        beneath = cover(effect.paper, effect.draft, self.book, self.words)
        if renews:
            beneath.insert(0, self.words.text("files_spent", day=spoken(renews)))
        else:
            beneath += photos_said(effect.paper, len(kept), self.book, self.words)
            if template:
                beneath.append(self.words.text("in_template" if made.template else "template_failed"))
            if made.unprintable:
                beneath.append(self.words.text("unprintable", signs="、".join(made.unprintable)))
            if made.pdf is None:
                beneath.append(self.words.text("no_pdf"))
        await self.messenger.send(chat, Outgoing("\n\n".join(beneath), self.phrase.draft_keys(effect.paper)))

    async def _send_bundle(self, chat: int, made: Bundle, caption: str) -> None:
        """The pictures, then the files, the caption with the first, a word of warning with the review copy."""
        if made.pages:
            await self.messenger.send_album(chat, made.pages)
        captions = {made.clean: caption, made.review: self.words.text("review_copy")}
        for file in made.files:
            await self.messenger.send_document(chat, file.name, file.content, captions.get(file, ""))
