"""The judge of delivered texts. Its means are its own and simple, and its truth the hand-made lists of the answer sets:
nothing here asks the fact reader or the guard, so that a fault of theirs cannot hide itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tests.eval.sets import AnswerSet

_MARKS = re.compile(r"【待补：[^】]*】")
_TO_VERIFY = re.compile(r"【待核实：([^】]*)】")
_UNITS = (
    "人次|户次|场次|个百分点|万元|元|人|名|位|户|件|条|份|场|次|期|篇|处|项|个|本|册|瓶|天|支|对|间|家|趟|年|月|日|%"
)
_FIGURE = re.compile(rf"(\d+(?:\.\d+)?)(?:余|多|来|左右)?({_UNITS})?")
_NUMERAL = re.compile(rf"([一二三四五六七八九十百千万两]+)(?:余|多)?({_UNITS})")
_SAME_UNIT = {"名": "人", "位": "人", "家": "户", "趟": "次", "册": "本"}
_ANY = ("", "个")
"""No unit, or the one that stands for all: 新会员15个 are 15人."""
_LIST_MARK = re.compile(r"^\s*(?:附件：)?\s*\d{1,2}\. ", re.MULTILINE)
_HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）).*$", re.MULTILINE)
_NAMED = re.compile(r"[“《][^”》\n]+[”》]")
_PERSON = re.compile(r"(?:由|冠军|第一名(?:是)?)([小老][\u4e00-\u9fff]|[\u4e00-\u9fff]{2,3}?)(?:负责|来|带队|，|。)")
_HONOURS = re.compile(
    "先进|优秀|模范|标兵|能手|状元|工匠|劳模|先锋号|小家|之家|金奖|银奖|[一二三]等奖|冠军|亚军|季军|第[一二三]名|前三名|称号|表彰|荣获|锦旗|奖杯"
)

Figure = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is wrong with a delivered text, by kind, and how many facts were asked of it."""

    figures: tuple[str, ...]
    names: tuple[str, ...]
    honours: tuple[str, ...]
    absent: tuple[str, ...]
    lost: tuple[str, ...]
    lost_names: tuple[str, ...]
    hidden_gaps: tuple[str, ...]
    hidden_conflicts: tuple[str, ...]
    asked: int
    asked_names: int
    asked_gaps: int
    asked_conflicts: int

    @property
    def unsupported(self) -> tuple[str, ...]:
        """All that nobody said."""
        return (*self.figures, *self.names, *self.honours, *self.absent)


def judge(text: str, answers: AnswerSet, foreign: Iterable[str] = ()) -> Judgement:
    """A delivered text against what was said; `foreign` are words that can come from nobody's answer."""
    plain = _TO_VERIFY.sub(r"\1", _MARKS.sub("|", text))
    body = _LIST_MARK.sub("", plain)
    for private in answers.private:
        body = body.replace(private, "")
    allowed = _figures(answers.figures) | _figures(answers.base)
    given = _figures(plain)
    wanted = _required(answers)
    names = answers.names.split()
    said = _bare(answers.words)
    strange = [word for word in _NAMED.findall(body) if _bare(word) not in said]
    strange += [found[1] for found in _PERSON.finditer(body) if found[1] not in answers.words]
    strange += [word for word in foreign if _bare(word) in _bare(text) and _bare(word) not in said]
    told = answers.words + answers.honours
    return Judgement(
        figures=tuple("".join(one) for one in sorted(_figures(body) - allowed) if not _is_said(one, allowed, answers))
        + tuple(found[0] for found in _NUMERAL.finditer(_HEADING.sub("", body)) if not _is_said_so(found, answers)),
        names=tuple(strange),
        honours=tuple(word for word in _HONOURS.findall(_HEADING.sub("", body)) if word not in told),
        absent=tuple(word for word in answers.absent if word in body),
        lost=tuple("".join(one) for one in wanted if not _is_kept(one, given)),
        lost_names=tuple(name for name in names if name not in plain),
        hidden_gaps=tuple(
            gap for gap in answers.gaps if not re.search(f"【待补：[^】]*{re.escape(gap)}[^】]*】", text)
        ),
        hidden_conflicts=tuple(one for one in answers.conflicts if not _is_shown(one, text)),
        asked=len(wanted),
        asked_names=len(names),
        asked_gaps=len(answers.gaps),
        asked_conflicts=len(answers.conflicts),
    )


def _is_shown(conflict: str, text: str) -> bool:
    """Whether one mark holds both figures, in either order."""
    wanted = _figures(conflict)
    return any(wanted <= _figures(mark) for mark in _TO_VERIFY.findall(text))


def _figures(text: str) -> set[Figure]:
    return {(found[1], _SAME_UNIT.get(found[2], found[2] or "")) for found in _FIGURE.finditer(text)}


def _required(answers: AnswerSet) -> list[Figure]:
    """The figures that must be printed: of two ways to print one sum (21500元 2.15万元) either will do."""
    return sorted(_figures(answers.figures))


def _is_said(one: Figure, allowed: set[Figure] | frozenset[Figure], answers: AnswerSet) -> bool:
    """A figure without a unit stands for one with it (应到60、实到56人), and an article may be a figure (一天: 1天)."""
    number, unit = one
    if unit in _ANY and any(number == other for other, _ in allowed):
        return True
    if number == "1" and f"一{unit}" in answers.words:
        return True
    return not unit and re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.])", answers.words) is not None


def _is_said_so(found: re.Match[str], answers: AnswerSet) -> bool:
    """Chinese numerals as they were said, and the articles 一次, 一场, 一条."""
    return found[1] == "一" or found[0] in answers.words or found[1] in answers.words


def _is_kept(one: Figure, given: set[Figure]) -> bool:
    number, unit = one
    if one in given or any((number, any_unit) in given for any_unit in _ANY):
        return True
    if unit == "元":
        return any(other == "万元" and round(float(value) * 10_000, 2) == float(number) for value, other in given)
    if unit == "万元":
        return any(other == "元" and float(value) == round(float(number) * 10_000, 2) for value, other in given)
    return False


def _bare(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())
