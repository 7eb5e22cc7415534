"""A drafted section to a wish: by the model, or by what the plain writer can do; the guard runs on every version.

A version tells what the one before told: no fact more than was said, none less, unless the officer asked for less. What
the officer worded himself is judged and never refused: the caller asks.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core.drafted import Author, DraftSection, Rejected, marks
from bot.core.facts import Reading
from bot.core.outline import Form, Section
from bot.core.tabling import FORM_OF, shape
from bot.core.versions import section_of, versions_of
from bot.core.wishes import NEVER_BY_MODEL, How, Wish
from bot.core.wishing import printed
from bot.drafting.guard import Known
from bot.drafting.guard.spans import without_marks
from bot.drafting.judging import Judge
from bot.drafting.material import Message, Portion
from bot.drafting.rewording import HEADING, listed, shorter
from bot.drafting.writer import Change
from bot.tables import read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.core.period import Period
    from bot.core.state import Paper
    from bot.drafting.kept import Kept
    from bot.drafting.pipeline import Drafter

_LENGTH = re.compile(r"(\d{3,5})字")


@dataclass(frozen=True, slots=True)
class Asked:
    """`prompts/revising.toml`: what a model is asked for by a button."""

    shorter: str
    formal: str
    again: str
    more: str
    length: str


def read_asked(prompts: Path) -> Asked:
    """Read and check the file.

    Raises:
        TableError: naming file and line.
    """
    return read(prompts / "revising.toml", Asked)


@dataclass(frozen=True, slots=True)
class Revised:
    """The sections that changed, what the officer's own wording brings anew, and what was not let in."""

    sections: tuple[DraftSection, ...] = ()
    unsaid: tuple[str, ...] = ()
    refused: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class _Desk:
    """One section on the desk: its portions, its judge, its text as it is, and whose report it is of."""

    section: Section
    now: DraftSection
    parts: tuple[Portion, ...]
    judge: Judge
    report: str


class Reviser:
    """Changes what a drafter drafted."""

    def __init__(self, drafter: Drafter) -> None:
        self._drafter = drafter

    async def revise(self, paper: Paper, profile: Mapping[str, str], wish: Wish, kept: Kept | None = None) -> Revised:
        """Write a section anew to a wish, or all of them at once.

        It ends within twice the model's deadline. Cancelled, it drops its calls at once.

        Raises:
            ValueError: the report has no period yet, or no draft.
        """
        if paper.draft is None or paper.period is None:
            raise ValueError("这份报告还没有稿子")
        outline = self._drafter.book.outlines[paper.kind]
        sections = [one for one, _ in printed(outline, paper.draft) if wish.section in {"", one.id}]
        desks = [self._desk(paper, paper.period, profile, section) for section in sections]
        if wish.how is How.OWN:
            return self._own(desks[0], wish) if desks else Revised()
        total = sum(len(desk.now.text) for desk in desks) or 1
        async with asyncio.TaskGroup() as group:
            writing = [group.create_task(self._revised(desk, paper, wish, total, kept)) for desk in desks]
        done = [one.result() for one in writing]
        return Revised(
            tuple(section for one in done for section in one.sections),
            refused=tuple(found for one in done for found in one.refused),
        )

    def _own(self, desk: _Desk, wish: Wish) -> Revised:
        text = "\n".join(line.strip() for line in wish.words.splitlines() if line.strip())
        if text == desk.now.text:
            return Revised()
        wrong = desk.judge.judge(text).wrong
        unsaid = tuple(dict.fromkeys(one.finding.found for one in wrong))
        return Revised((replace(desk.now, text=text, by=Author.OFFICER),), unsaid)

    async def _revised(self, desk: _Desk, paper: Paper, wish: Wish, total: int, kept: Kept | None) -> Revised:
        plain = self._plainly(desk, paper, wish)
        refused: tuple[Rejected, ...] = ()
        model = self._drafter.model
        own = wish.how in NEVER_BY_MODEL or bool(shape(desk.now.text))  # a table's cells are the officer's own words
        if model and not own:
            change = Change(desk.report, desk.section.title, self._words(desk, wish, total), desk.now.text)
            text, refused = await model.revise(desk.parts, change, desk.judge, kept)
            if text and self._keeps(desk, text):
                section = replace(desk.now, text=text, by=Author.MODEL)
                return Revised((section,) if text != desk.now.text else (), refused=refused)
        # Afresh from the answers it was judged as a draft is; a wording of the officer's own is left only on request.
        turned = wish.how in FORM_OF and bool(shape(plain)) != bool(shape(desk.now.text))
        afresh = wish.how is How.AGAIN or (turned and desk.now.by is not Author.OFFICER)
        if plain == desk.now.text or not (afresh or desk.judge.judge(plain).passed):
            return Revised(refused=refused)
        by = Author.PLAIN if afresh else desk.now.by
        return Revised((replace(desk.now, text=plain, by=by),), refused=refused)

    def _plainly(self, desk: _Desk, paper: Paper, wish: Wish) -> str:
        """What the plain writer can make of it; the same text where it can do nothing."""
        text = desk.now.text
        if shape(text) and wish.how in {How.SHORTER, How.LISTED, How.MORE}:
            return text if wish.how is How.SHORTER else self._afresh(desk, paper)
        match wish.how:
            case How.TABLED if desk.section.form is Form.PLAN:
                return self._afresh(desk, paper)
            case How.SHORTER:
                return shorter(text, self._drafter.shortening, desk.judge.tells)
            case How.LISTED:
                return listed(text)
            case How.AGAIN:
                return self._afresh(desk, paper)
            case How.MORE:
                return self._more(desk, paper, wish)
            case _:
                return text

    def _more(self, desk: _Desk, paper: Paper, wish: Wish) -> str:
        """With what was added: afresh from the answers, or behind a text that has been changed since."""
        versions = versions_of(paper.draft, desk.section.id) if paper.draft else ()
        if not versions or not versions[desk.now.version].wish:
            return self._afresh(desk, paper)
        added = [one for part in desk.parts for one in part.messages if one.source == wish.message]
        more = "".join(f"{self._drafter.phrasing.standard(one.text, one.reading).rstrip('。')}。" for one in added)
        return f"{desk.now.text}\n{more}" if more else desk.now.text

    def _afresh(self, desk: _Desk, paper: Paper) -> str:
        return self._drafter.plain_section(desk.section, desk.parts, paper, desk.judge.known)

    def _keeps(self, desk: _Desk, text: str) -> bool:
        """Whether the sub-headings, the rows of tables and the marks of what is said twice are all there still."""
        if shape(text) != shape(desk.now.text):
            return False
        old, new = ([line for line in one.splitlines() if HEADING.fullmatch(line)] for one in (desk.now.text, text))
        return old == new and set(marks(desk.now.text, "待核实")) <= set(marks(text, "待核实"))

    def _words(self, desk: _Desk, wish: Wish, total: int) -> str:
        asked = self._drafter.asked
        words = wish.words or {How.SHORTER: asked.shorter, How.FORMAL: asked.formal}.get(wish.how, asked.again)
        if wish.how is How.MORE:
            return asked.more.format(words=wish.words)
        if not wish.section and (length := _LENGTH.search(words)):
            share = round(int(length[1]) * len(desk.now.text) / total)
            return asked.length.format(words=words, length=share)
        return words

    def _desk(self, paper: Paper, period: Period, profile: Mapping[str, str], section: Section) -> _Desk:
        draft = paper.draft
        now = section_of(draft, section.id) if draft else None
        assert draft is not None  # noqa: S101  seen by the caller
        assert now is not None  # noqa: S101  printed sections are drafted
        material = self._drafter.material(paper, period)
        parts = tuple(part for part in material if part.section is section)
        reading = Reading(parts[0].period, period.end, period)
        known = self._drafter.known(paper, material, profile)
        lines = [line for line in known.lines if line.place.partition(".")[0] in {"", section.id}]
        guard = self._drafter.guard
        if section.form is Form.OPENING:
            body = [line for one in draft.sections if one is not now for line in without_marks(one.text).splitlines()]
            lines += guard.known(Message(line, reading) for line in body).lines
        told = guard.known(Message(line, reading) for line in without_marks(now.text).splitlines() if line.strip())
        judge = Judge(guard, reading, Known(tuple(lines)), told, gaps=marks(now.text, "待补"))
        return _Desk(section, now, parts, judge, self._drafter.named(period, profile))
