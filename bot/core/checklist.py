"""Last month's plan as this month's checklist: ticked item by item, what was not done explained and planned anew."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.drafted import Author
from bot.core.items import items
from bot.core.outline import Form
from bot.core.path import answer_at
from bot.core.state import PLAN, REASON, About, Became, Doubt, Lack, Verdict
from bot.core.typed import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.outline import Handbook, Place
    from bot.core.period import Period
    from bot.core.state import Paper, Session

NOT_DONE = (Became.PARTLY, Became.UNDONE, Became.POSTPONED)
ALIKE = 4
"""So many leading characters in common make two matters one."""
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.．、]|[一二三四五六七八九十]是)\s*")
_MATTER_END = re.compile(r"[｜|，,。；;：:\n]")


def is_ticked(book: Handbook, paper: Paper, place: Place) -> bool:
    """Whether a question is answered by ticking: it is on last month's plan, and the officer did not type instead."""
    answer = answer_at(paper.answers, place)
    typed = answer is not None and any(not said.to for said in answer.said)
    return bool(paper.last_plan) and not typed and is_last_plan(book, paper, place)


def is_last_plan(book: Handbook, paper: Paper, place: Place) -> bool:
    """Whether a question asks what became of last month's plan."""
    return _is_gate(book, paper, place, Form.LAST_PLAN)


def is_plan(book: Handbook, paper: Paper, place: Place) -> bool:
    """Whether a question asks for the items of the next plan."""
    return _is_gate(book, paper, place, Form.PLAN)


def ticked(paper: Paper, became: Iterable[Became]) -> Paper:
    """A report with further items ticked, no more than there are."""
    checks = (*paper.checks, *became)
    return replace(paper, checks=checks[: len(paper.last_plan)])


def unticked(paper: Paper, place: Place) -> Paper:
    """A report with its last tick taken back; the question is open again."""
    others = tuple(answer for answer in paper.answers if answer.place != place or answer.said)
    return replace(paper, checks=paper.checks[:-1], answers=others)


def reasons_wanted(paper: Paper, place: Place) -> tuple[Doubt, ...]:
    """What to ask about the items that were not done, once the list was ticked to its end."""
    rows = enumerate(zip(paper.last_plan, paper.checks, strict=False), start=1) if paper.checked else ()
    return tuple(
        Doubt(About.REASON, place, short=f"{REASON}{number}", lacks=(Lack(number, matter(item), (str(became),)),))
        for number, (item, became) in rows
        if became in NOT_DONE
    )


def matter(item: str) -> str:
    """What an item of a plan is about, without its time, its person and its goal."""
    return _MATTER_END.split(item, maxsplit=1)[0].strip() or item.strip()


def alike(one: str, other: str) -> bool:
    """Whether two matters are one."""
    short, long = sorted((plain(matter(one)), plain(matter(other))), key=len)
    return bool(short) and (short in long or (len(short) >= ALIKE and short[:ALIKE] == long[:ALIKE]))


def unfinished(book: Handbook, paper: Paper) -> tuple[str, ...]:
    """The matters of last month's plan that were not done, as ticked or as typed."""
    rows = zip(paper.last_plan, paper.checks, strict=False)
    found = [matter(item) for item, became in rows if became in NOT_DONE]
    for section in book.outlines[paper.kind].sections:
        for place, question in book.questions(section, ()):
            answer = answer_at(paper.answers, place)
            if section.form is Form.LAST_PLAN and question.gate and answer and answer.text:
                said = [line for one in answer.said if not one.to for line in items(one.text)]
                found += book.understanding.unfinished(paper.last_plan, said)
    return tuple(dict.fromkeys(found))


def left_out(book: Handbook, paper: Paper) -> tuple[str, ...]:
    """What was not done and is not planned anew either; nothing where a report plans nothing."""
    if not any(section.form is Form.PLAN for section in book.outlines[paper.kind].sections):
        return ()
    planned = planned_items(book, paper)
    return tuple(one for one in unfinished(book, paper) if not any(alike(one, item) for item in planned))


def planned_items(book: Handbook, paper: Paper) -> tuple[str, ...]:
    """The items of a report's own plan, as told, also those added at its last question."""
    found: list[str] = []
    for section in book.outlines[paper.kind].sections:
        if section.form is Form.PLAN:
            for place, question in book.questions(section, ()):
                answer = answer_at(paper.answers, place)
                if answer and answer.verdict is Verdict.SAID and question.many:
                    lines = [line for one in answer.said if one.to != PLAN for line in items(one.text)]
                    found += lines if question.gate else map(book.understanding.added, lines)
    return tuple(filter(None, found))


def plans_before(book: Handbook, session: Session, kind: str, months: Period) -> tuple[tuple[str, ...], ...]:
    """What the same kind of report planned for these months, and the one before it for its own, the nearer first."""
    plans = []
    for _ in range(2):
        months = months.preceding()
        paper = next((p for p in reversed(session.shelf) if (p.kind, p.period) == (kind, months)), None)
        plans.append(_plan_of(book, paper) if paper else ())
    return tuple(plans)


def _plan_of(book: Handbook, paper: Paper) -> tuple[str, ...]:
    """A report's plan as delivered, where its draft sets out items; else as told."""
    told = planned_items(book, paper)
    return (_delivered(book, paper) or told) if told else ()


def _delivered(book: Handbook, paper: Paper) -> tuple[str, ...]:
    """The numbered items of a drafted plan; the first line where the plain writer had but one item."""
    sections = {section.id for section in book.outlines[paper.kind].sections if section.form is Form.PLAN}
    drafted = [one for one in (paper.draft.sections if paper.draft else ()) if one.id in sections]
    lines = [line for one in drafted for line in one.text.splitlines() if _NUMBERED.match(line)]
    lines = lines or [one.text.partition("\n")[0] for one in drafted if one.by is Author.PLAIN]
    found = (_NUMBERED.sub("", line).partition("。")[0].strip() for line in lines)
    return tuple(line for line in found if line and not line.startswith("【"))


def _is_gate(book: Handbook, paper: Paper, place: Place, form: Form) -> bool:
    sections = book.outlines[paper.kind].sections
    section = next((one for one in sections if one.id == place.section), None)
    return section is not None and section.form is form and not place.area and book.question(paper.kind, place).gate
