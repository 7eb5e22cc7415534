"""From answers to a draft: sort into portions, write each, guard each, the opening last. One page shows it all."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.core.doubts import open_conflicts
from bot.core.drafted import Author, Draft, DraftSection, Rejected, marks
from bot.core.facts import Reading
from bot.core.outline import APART, Form, Handbook
from bot.core.report import Note
from bot.core.tabling import shape
from bot.drafting.charted import beside, titled
from bot.drafting.checked import confirmed
from bot.drafting.closing import read_closing
from bot.drafting.compose import NO_DATE, Spot, attachment_lines, compose, signer, union_name, written_day
from bot.drafting.discretion import Discretion
from bot.drafting.doubtful import marked
from bot.drafting.evidence import Evidence, choices_of, evidence, messages_of
from bot.drafting.guard import Guard, Known
from bot.drafting.judging import Judge
from bot.drafting.knowing import known_messages, own_lines
from bot.drafting.label import Labelling, implicit_label, is_by_model
from bot.drafting.material import Portion, portions
from bot.drafting.orders import Orders
from bot.drafting.phrasing import Phrasing
from bot.drafting.plain import PlainWriter
from bot.drafting.review import Reviewer
from bot.drafting.revising import Asked
from bot.drafting.rewording import Shortening
from bot.drafting.unbent import unbent
from bot.drafting.writer import ModelWriter, Task
from bot.drafting.written import Written, section_of
from bot.facts.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.outline import Section
    from bot.core.period import Period
    from bot.core.report import Photo, Report
    from bot.core.state import Conflict, Paper
    from bot.core.trends import Charts
    from bot.drafting.guard import Finding
    from bot.drafting.kept import Kept
    from bot.drafting.preview import Watch


@dataclass(frozen=True, slots=True)
class Drafter:
    """Drafts whole reports. Without a model, or where it fails or is refused, the plain writer writes."""

    book: Handbook
    reader: Reader
    phrasing: Phrasing
    plain: PlainWriter
    guard: Guard
    discretion: Discretion
    orders: Orders
    model: ModelWriter | None
    labelling: Labelling
    shortening: Shortening
    asked: Asked
    organisation: str = ""  # whose own documents may lend their form

    async def draft(
        self, paper: Paper, profile: Mapping[str, str], kept: Kept | None = None, watch: Watch | None = None
    ) -> Draft:
        """Write a report from its answers; what the model wrote of it before is taken from `kept`.

        `watch` is told how it comes along, where there is a model. It ends within twice the model's deadline, whatever
        the model does. Cancelled, it drops its calls at once.

        Raises:
            ValueError: the report has no period yet.
        """
        period = _period(paper)
        unit = union_name(profile)
        told = self._discreet(paper, period)
        parts = self.orders.without(told)
        known = self.guard.known(known_messages(parts, profile, period), parts)
        task = Task(unit, period, known, kept, watch, self.book.outlines[paper.kind].style, self.organisation)
        openings = [part for part in parts if part.section.form is Form.OPENING]
        others = [part for part in parts if part.section.form not in {Form.OPENING, *APART}]
        if watch and self.model:
            watch.begin([part for part in parts if part.spoken and part.section.form not in APART])
        written = await self._write_all(others, task)
        body = "\n".join(one.text for one in written)
        written += [await self._write(opening, self._write_plainly(opening, task), task, body) for opening in openings]
        written = self._verified(paper, written, task.known)
        sections = [section_of(section, written) for section in self.book.outlines[paper.kind].sections]
        sections = [section for section in sections if section.text]
        closing = self._closing(parts, profile)
        text = "\n".join(section.text for section in (*sections, *closing))
        return Draft(
            revision=paper.revision,
            sections=(*sections, *closing),
            missing=marks(text, "待补"),
            to_verify=marks(text, "待核实"),
            rejected=(*self._left_out(told), *(found for one in written for found in one.rejected)),
        )

    def material(self, paper: Paper, period: Period) -> tuple[Portion, ...]:
        """The material, in discreet words and without orders: whoever writes or checks knows no others."""
        return self.orders.without(self._discreet(paper, period))

    def known(self, paper: Paper, parts: Sequence[Portion], profile: Mapping[str, str]) -> Known:
        """All that was said, the officer's own wordings in the draft too. Raises `ValueError` as `draft` does."""
        period = _period(paper)
        messages = known_messages(parts, profile, period)
        return Known((*self.guard.known(messages, parts).lines, *own_lines(self.guard, paper, parts, period)))

    def named(self, period: Period, profile: Mapping[str, str]) -> str:
        """Whose report it is, and of when."""
        return f"{union_name(profile)}{period}"

    def plain_section(self, section: Section, parts: Sequence[Portion], paper: Paper, known: Known) -> str:
        """A section as the plain writer writes it, with a mark wherever a figure is said differently elsewhere."""
        task = Task("", _period(paper), known)
        written = [Written(part, self._write_plainly(part, task)[0], Author.PLAIN) for part in parts]
        return section_of(section, self._verified(paper, written, known)).text

    def _discreet(self, paper: Paper, period: Period) -> tuple[Portion, ...]:
        parts = self.discretion.portions(portions(self.book, paper, period), full_names=paper.full_names)
        return tuple(confirmed(part, self.plain.words.checks) for part in parts)

    def captions(self, paper: Paper) -> dict[int, str]:
        """What is written under the photos, by their number, in discreet words and without orders.

        Raises:
            ValueError: the report has no period yet.
        """
        said = [self.orders.parted(snap.caption)[0] for snap in paper.snaps]
        return dict(zip((snap.number for snap in paper.snaps), self._beside(paper, said), strict=True))

    def charts(self, paper: Paper, charts: Charts) -> Charts:
        """Charts of a report, named in discreet words.

        Raises:
            ValueError: the report has no period yet.
        """
        titles = self._beside(paper, [chart.series.title for _, chart in charts]) if charts else ()
        return tuple((section, titled(chart, title)) for (section, chart), title in zip(charts, titles, strict=True))

    def _beside(self, paper: Paper, said: Sequence[str]) -> tuple[str, ...]:
        parts = portions(self.book, paper, _period(paper))
        return self.discretion.beside(said, parts, full_names=paper.full_names)

    def report(
        self,
        paper: Paper,
        draft: Draft,
        profile: Mapping[str, str],
        pictures: Mapping[Spot, tuple[Photo, ...]] = MappingProxyType({}),
        charts: Charts = (),
    ) -> Report:
        """A draft as a report, ready for the files; `pictures` by their spot, `charts` by section.

        Raises:
            ValueError: the report has no period yet.
        """
        period = _period(paper)
        closing = read_closing(self.material(paper, period), self.phrasing, self.reader)
        shown = beside(self.charts(paper, charts), pictures)
        report = compose(self.book.outlines[paper.kind], period, draft, profile, closing, shown=shown)
        line = self.labelling.line if is_by_model(draft) else ""
        label = implicit_label(draft, self.labelling.producer)
        return replace(report, label=label, visible_label=line)

    def review(self, text: str, paper: Paper, profile: Mapping[str, str]) -> tuple[Finding, ...]:
        """What the guard finds in a finished text of a report, whoever wrote it.

        Raises:
            ValueError: the report has no period yet.
        """
        period = _period(paper)
        parts = self.material(paper, period)
        known = self.known(paper, parts, profile)
        return Reviewer(self.book, self.guard, self.book.outlines[paper.kind], period, parts, known).review(text)

    def _left_out(self, told: Sequence[Portion]) -> tuple[Rejected, ...]:
        """Instructions in answers: they are told to the officer, and to nobody else."""
        return tuple(
            Rejected(part.section.id, order, self.guard.why("echo", order), Author.OFFICER)
            for part, order in self.orders.given(told)
        )

    def evidence(self, paper: Paper, draft: Draft, profile: Mapping[str, str], section_id: str) -> tuple[Evidence, ...]:
        """Where the sentences of a drafted section come from.

        Raises:
            KeyError: the draft has no such section.
            ValueError: the report has no period yet.
        """
        period = _period(paper)
        section = self.book.outlines[paper.kind].section(section_id)
        text = next(drafted.text for drafted in draft.sections if drafted.id == section_id)
        parts = self.material(paper, period)
        own = [part for part in parts if part.section is section or section.form is Form.OPENING]
        known = self.known(paper, own, profile)
        reading = Reading(own[0].period, period.end, period)
        traced = self.guard.trace(text, reading, known)
        sentences = ((text[start:end], facts) for (start, end), facts in traced)
        return evidence(sentences, known, messages_of(self.book, paper), choices_of(paper))

    def notes(self, paper: Paper, draft: Draft, profile: Mapping[str, str]) -> tuple[Note, ...]:
        """For the review copy: each sentence with figures, and each message that one of them was said in.

        Raises:
            ValueError: the report has no period yet.
        """
        outline = self.book.outlines[paper.kind]
        drafted = [one.id for one in draft.sections if one.text and outline.section(one.id).form is not Form.SIGNATURE]
        found = (one for section in drafted for one in self.evidence(paper, draft, profile, section) if one.facts)
        words: dict[int, list[str]] = {}
        for one in (message for part in self.material(paper, _period(paper)) for message in part.messages):
            words.setdefault(one.source, []).append(one.text)
        # A review copy is passed on, so it quotes the answers as discreetly as the report is written.
        notes = (
            Note(one.sentence, asked, "，".join(words.get(said.message, (said.text,))), said.on)
            for one in found
            for said, asked in one.said
        )
        return tuple(dict.fromkeys(notes))

    def _verified(self, paper: Paper, written: Sequence[Written], known: Known) -> list[Written]:
        """The texts with a mark wherever a figure is said differently elsewhere."""
        conflicts = open_conflicts(self.book, paper)
        return [replace(one, text=self._marked(one, known, conflicts)) for one in written] if conflicts else [*written]

    def _marked(self, one: Written, known: Known, conflicts: Sequence[Conflict]) -> str:
        if not one.portion.spoken:
            return one.text
        own = known if one.portion.section.form is Form.OPENING else known.within(one.portion.id)
        sentences = self.guard.trace(one.text, one.portion.messages[0].reading, own)
        traced = [fact for _, facts in sentences for fact in facts]
        return marked(one.text, traced, conflicts, self.plain.words.to_verify)

    async def _write_all(self, parts: Sequence[Portion], task: Task) -> list[Written]:
        # All plain texts first: no model's time runs while another portion is being thought over.
        plain = [self._write_plainly(part, task) for part in parts]
        writing = [asyncio.create_task(self._write(*each, task)) for each in zip(parts, plain, strict=True)]
        try:
            return await asyncio.gather(*writing)
        finally:
            # One that broke off would leave the others writing, and paying, for nobody.
            for one in writing:
                one.cancel()

    async def _write(
        self, portion: Portion, plainly: tuple[str, tuple[Rejected, ...]], task: Task, body: str = ""
    ) -> Written:
        one = await self._one(portion, plainly, task, body)
        if task.watch:
            task.watch.done(portion.id, one.text)
        return one

    async def _one(self, portion: Portion, plainly: tuple[str, tuple[Rejected, ...]], task: Task, body: str) -> Written:
        plain, refused = plainly
        found: tuple[Rejected, ...] = ()
        if self.model and portion.spoken and not shape(plain):  # the cells of a table are the officer's own
            text, found = await self.model.write(portion, task, plain, body)
            if text:
                return Written(portion, text, Author.MODEL, found)
        return Written(portion, plain, Author.PLAIN, (*found, *refused))

    def _write_plainly(self, portion: Portion, task: Task) -> tuple[str, tuple[Rejected, ...]]:
        whose = (task.unit, str(task.period))
        if not portion.spoken:
            return self.plain.write(portion, *whose), ()
        return unbent(self.plain, portion, whose, Judge.of(self.guard, portion, task.known))

    def _closing(self, parts: tuple[Portion, ...], profile: Mapping[str, str]) -> tuple[DraftSection, ...]:
        section = next((part.section for part in parts if part.section.form is Form.SIGNATURE), None)
        if section is None:
            return ()
        closing = read_closing(parts, self.phrasing, self.reader)
        signed = (signer(closing, profile), written_day(closing.on) or NO_DATE)
        text = "\n".join((*attachment_lines(closing.attachments), *signed))
        return (DraftSection(section.id, section.title, text, Author.PLAIN),)


def _period(paper: Paper) -> Period:
    if paper.period is None:
        raise ValueError("这份报告还没有定月份")
    return paper.period
