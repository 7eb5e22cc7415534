"""Last month's report comes back: its plan is read, shown, corrected in the officer's words, and agreed to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.affairs import ShowPlan
from bot.core.effects import Say
from bot.core.files import Purpose
from bot.core.going import Step, go_on
from bot.core.outline import Form

if TYPE_CHECKING:
    from datetime import date

    from bot.core.outline import Handbook, Outline
    from bot.core.state import Said, Session

_ONES = "一二三四五六七八九"
_NUMBERS = {f"{tens}{one}": 10 * at + n for at, tens in enumerate(("", "十", "二十")) for n, one in enumerate(_ONES, 1)}
_NUMBERS |= {"十": 10, "二十": 20}
_NUMBER = rf"第?\s*(?:\d{{1,2}}|[{_ONES}十]{{1,3}})\s*[条项个]?"
_SEVERAL = rf"{_NUMBER}(?:\s*[、,，和跟]?\s*{_NUMBER})*"
_GONE = r"(?:删掉|删去|删除|去掉|不要|不算|划掉|删)了?"
_DROP = re.compile(rf"(?:把)?(?:{_GONE}\s*({_SEVERAL})|({_SEVERAL})\s*{_GONE})")
_CHANGE = re.compile(rf"(?:把)?({_NUMBER})\s*(?:(?:改成|改为|换成|应该是|应是)[:：]?|[:：])\s*(\S.*)", re.DOTALL)
_ADD = re.compile(r"(?:再|还)?(?:加|补|添)(?:上|个)?(?:一?[条项个])?\s*(?:[:：]|\s)\s*(\S.*)", re.DOTALL)
_ONE_NUMBER = re.compile(rf"\d{{1,2}}|[{_ONES}十]{{1,3}}")


def begin(session: Session) -> Step:
    """Ask for the file; a plan that waits, or a notice, is put away."""
    filing = replace(session.filing, awaiting=Purpose.LAST_REPORT)
    session = replace(session, plan=None, notice=None, filing=filing)
    return Step(session, (Say("import_send", offer=(Act.DROP,)),))


def read(session: Session, text: str) -> Step:
    """The plan of the report that was handed in, an item a line."""
    return _shown(replace(session, plan=tuple(text.splitlines())))


def told(session: Session, items: tuple[str, ...], said: Said) -> Step:
    """Words while the plan is on the screen correct it. They answer nothing, and are kept."""
    session = replace(session, withdrawn=(*session.withdrawn, said))
    corrected = _corrected(items, said.text.strip().rstrip("。"))
    if corrected is None:
        return Step(session, (Say("import_correct_how", offer=(Act.AGREE, Act.DROP)),))
    return _shown(replace(session, plan=corrected))


def agree(book: Handbook, session: Session, items: tuple[str, ...], on: date) -> Step:
    """The plan is right: it belongs to the report in hand, else to the next one that asks what became of the last."""
    if not items:
        return drop(book, session, on)
    session, paper = replace(session, plan=None), session.paper
    if paper and paper.period and looks_back(book.outlines[paper.kind]):
        session = replace(session, paper=replace(paper, last_plan=items, checks=()))
        return go_on(book, session, on, Say("import_agreed", (("count", str(len(items))),)))
    return go_on(book, replace(session, last_plan=items), on, Say("import_waits", (("count", str(len(items))),)))


def drop(book: Handbook, session: Session, on: date) -> Step:
    """Put the plan away unused."""
    return go_on(book, replace(session, plan=None), on, Say("import_dropped"))


def looks_back(outline: Outline) -> bool:
    """Whether a kind of report asks what became of the last plan."""
    return any(section.form is Form.LAST_PLAN for section in outline.sections)


def _corrected(items: tuple[str, ...], words: str) -> tuple[str, ...] | None:
    """The items with what the words change; None where they change nothing."""
    if match := _DROP.fullmatch(words):
        gone = set(map(_place, _ONE_NUMBER.findall(match[1] or match[2])))
        if not gone <= set(range(len(items))):
            return None
        return tuple(item for at, item in enumerate(items) if at not in gone)
    if match := _CHANGE.fullmatch(words):
        at = _place(_ONE_NUMBER.findall(match[1])[0])
        if not 0 <= at < len(items):
            return None
        return (*items[:at], _line(match[2]), *items[at + 1 :])
    if match := _ADD.fullmatch(words):
        return (*items, _line(match[1]))
    return None


def _place(number: str) -> int:
    """Where an item of that number stands; out of every list for what is no number."""
    return (int(number) if number.isdecimal() else _NUMBERS.get(number, 0)) - 1


def _line(words: str) -> str:
    return " ".join(words.split())


def _shown(session: Session) -> Step:
    return Step(session, (ShowPlan(session.plan or ()),))
