"""An item of a plan: what, by when, who, how much (`domain.md` R6 asks for all four)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from bot.core.facts import FactKind
from bot.core.report import PlanItem as TableRow
from bot.core.report import PlanTable
from bot.core.understanding import Part
from bot.drafting.phrasing import PIPES, tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.facts import Reading
    from bot.drafting.phrasing import Phrasing
    from bot.facts.reader import Reader

COLUMNS, WITH_MEASURE = 4, 5
"""做什么｜什么时候｜谁｜做到什么程度; 怎么做 before the last, where it is given."""
_TIME_WORD = (
    r"[上中下]旬|月[底初末中]|年底|节前|节后|每周[一二三四五六日天]?|每[月季天]|第?[一二三四五]周|周[一二三四五六日天]"
)
_TIME_REST = re.compile(r"(?:\d{1,2}月|[之以]?前|左右|完成|底|开始|起|每月?|下|本|[、和至到])*")
_DEADLINE = re.compile(r"(?:前|底|末|内)$")
_PARTS = {
    "事项": "matter",
    "内容": "matter",
    "措施": "measure",
    "时间": "time",
    "完成时间": "time",
    "责任人": "who",
    "负责人": "who",
    "目标": "goal",
}
_LABELLED = re.compile(
    r"(完成时间|事项|内容|措施|时间|责任人|负责人|目标)[：:]([^：:]*?)(?=[；;，,\s]*(?:完成时间|事项|内容|措施|时间|责任人|负责人|目标)[：:]|$)"
)
_AMOUNTS = frozenset({FactKind.COUNT, FactKind.PERCENT})
_NOTHING = re.compile(r"[无\-—/\s]*|没有|不清楚|待定")
_CLAUSE_END = re.compile(r"[，,。；;\s]+")
_LONGEST_POST = 8
_BARE_NAME = re.compile(r"[\u4e00-\u9fff·]{2,3}")
_AGREES = re.compile(r"(?:都|均|基本)?(?:能|可以)?(?:对得上|对应得?上?|对上|衔接)[了的]*|都?能|不用补?|不补")
_ADDED = re.compile(r"(?:再|另外|还)?补(?:充|上)?(?:一条|一项|1条)?[：:，,]?\s*")


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One thing planned; an empty part was not said."""

    matter: str
    time: str = ""
    who: str = ""
    goal: str = ""
    counted: bool = False
    """Whether the matter itself says how much (上架300册)."""
    measure: str = ""
    figures: str = ""
    """How much the matter itself says."""


@dataclass(frozen=True, slots=True)
class PlanWords:
    """How the parts of an item are written, and what each is called when it is missing."""

    by: str
    at: str
    who: str
    goal: str
    no_matter: str
    no_time: str
    no_who: str
    no_goal: str
    no_measure: str
    which: str


class PlanReader:
    """Reads plan items as officers type them: four columns, or one sentence."""

    def __init__(self, phrasing: Phrasing, reader: Reader) -> None:
        self._phrasing = phrasing
        self._reader = reader
        words = "|".join(phrasing.phrases.responsible)
        self._who_before = re.compile(rf"(?:由)?([\u4e00-\u9fffA-Za-z·]{{2,12}}?)(?:来|同志)?(?:{words})人?")
        festivals = "|".join(phrasing.phrases.times)
        self._time_word = re.compile(rf"{_TIME_WORD}|(?:{festivals})节?(?:前|后|期间)")
        posts = "|".join(phrasing.phrases.people)
        self._person = re.compile(
            rf"(?:老|小)?[{phrasing.phrases.surnames}][\u4e00-\u9fff·]{{0,2}}|"
            rf"[\u4e00-\u9fff·]{{2,{_LONGEST_POST}}}[老小][{phrasing.phrases.surnames}]|"
            rf"[\u4e00-\u9fff·]{{0,{_LONGEST_POST}}}(?:{posts})(?:(?:老|小)?[\u4e00-\u9fff·]{{1,3}})?"
        )
        self._who_minds = re.compile(rf"({self._person.pattern})(?:来)?(?:管|抓|盯|跟进|落实)")
        self._who_after = re.compile(rf"(?:{words})人?(?:是|为|：|:)?([\u4e00-\u9fffA-Za-z·]{{2,12}})")

    def read(self, text: str, reading: Reading) -> PlanItem:
        """One item, written. Nothing is lost: what is neither time, person nor goal belongs to the matter."""
        columns = [column.strip() for column in PIPES.split(text)]
        if len(columns) in {COLUMNS, WITH_MEASURE}:
            matter, time, who, *measure, goal = columns
            who = self._who(who) or who
            return self._item(reading, [matter], [time], [who], [goal], measure)
        if labelled := _LABELLED.findall(text):
            return self._labelled(labelled, reading)
        clauses = [c for column in columns for c in _CLAUSE_END.split(self._phrasing.spaced(column, reading)) if c]
        return self._item(reading, *self._sorted(clauses, reading))

    def lacks(self, item: PlanItem) -> tuple[Part, ...]:
        """What an item does not say."""
        said = {Part.WHO: item.who, Part.TIME: item.time, Part.GOAL: item.goal or item.counted}
        return tuple(part for part, words in said.items() if not words)

    def clauses(self, text: str, reading: Reading) -> list[str]:
        """The parts of what was added to items, with facts in standard form."""
        return [clause for clause in _CLAUSE_END.split(self._phrasing.spaced(text, reading)) if clause]

    def completed(self, item: PlanItem, text: str, reading: Reading) -> PlanItem:
        """An item with what was added to it. Nothing is lost: what fills no gap goes to the matter."""
        for clause in self.clauses(text, reading):
            if _NOTHING.fullmatch(clause):
                continue
            part = self.fills(item, clause, reading)
            who = self._who(clause) if part is Part.WHO else ""
            item = _with(item, part, self._phrasing.written(who or clause, reading))
        return item

    def fills(self, item: PlanItem, clause: str, reading: Reading) -> Part | None:
        """Which missing part some words fill: a time and a name are known by their look, the rest is the goal."""
        lacks = self.lacks(item)
        if self._is_time(clause, reading):
            return Part.TIME if Part.TIME in lacks else None
        if self._is_goal(clause, reading):
            return Part.GOAL if Part.GOAL in lacks else None
        if self._who(clause) or self._person.fullmatch(clause) or _BARE_NAME.fullmatch(clause):
            return Part.WHO if Part.WHO in lacks else None
        return Part.GOAL if Part.GOAL in lacks else None

    def _labelled(self, labelled: list[tuple[str, str]], reading: Reading) -> PlanItem:
        """An item whose parts are named: 事项：…；时间：…；责任人：…；目标：…."""
        parts: dict[str, list[str]] = {"matter": [], "time": [], "who": [], "goal": [], "measure": []}
        for label, words in labelled:
            parts[_PARTS[label]].append(words.strip("，,；; "))
        return self._item(reading, *parts.values())

    def added(self, text: str) -> str:
        """What an answer to “does it fit?” adds to the plan: "" where it only agrees."""
        words = _ADDED.sub("", text.strip(), count=1)
        return "" if _AGREES.fullmatch(words) or not words else words

    def _dated(self, clause: str, reading: Reading) -> tuple[str, str]:
        """A matter that begins with its date (10月15日前完成换届) as time and matter."""
        facts = self._reader.read(clause, reading)
        dated = facts and not facts[0].start and facts[0].kind in {FactKind.DATE, FactKind.DATE_RANGE}
        word = self._time_word.match(clause)
        end = facts[0].end if dated else word.end() if word else 0
        rest = _TIME_REST.match(clause, end) if end else None
        end = rest.end() if rest else end
        return clause[:end], clause[end:]

    def _item(self, reading: Reading, *parts: Sequence[str]) -> PlanItem:
        kept = [[part for part in words if not _NOTHING.fullmatch(part)] for words in parts]
        matter, time, who, goal, *measure = (self._phrasing.written("，".join(words), reading) for words in kept)
        counted = bool(matter) and self._is_goal(matter, reading)
        figures = "、".join(one.standard for one in self._reader.read(matter, reading) if one.kind in _AMOUNTS)
        return PlanItem(matter, time, who, goal, counted, "".join(measure), figures)

    def _sorted(self, clauses: Sequence[str], reading: Reading) -> tuple[list[str], list[str], list[str], list[str]]:
        matter: list[str] = []
        time: list[str] = []
        who: list[str] = []
        goal: list[str] = []
        for clause in clauses:
            if not who and (person := self._who(clause)):
                who.append(person)
            elif not time and self._is_time(clause, reading):
                time.append(clause)
            elif not matter:
                matter.append(clause)
            elif not who and len(clause) > 1 and self._person.fullmatch(clause):
                who.append(clause)
            elif self._is_goal(clause, reading):
                goal.append(clause)
            else:
                matter.append(clause)
        if matter and not time:
            dated, matter[0] = self._dated(matter[0], reading)
            time += [dated] if dated else []
        return [part for part in matter if part], time, who, goal

    def _who(self, clause: str) -> str:
        ways = (self._who_before, self._who_after, self._who_minds)
        found = next((found for way in ways if (found := way.fullmatch(clause))), None)
        return found[1] if found else ""

    def _is_time(self, clause: str, reading: Reading) -> bool:
        rest = clause
        for fact in self._reader.read(clause, reading):
            if fact.kind in {FactKind.DATE, FactKind.DATE_RANGE}:
                rest = rest.replace(fact.text, "", 1)
        rest = self._time_word.sub("", rest)
        return rest != clause and _TIME_REST.fullmatch(rest) is not None

    def _is_goal(self, clause: str, reading: Reading) -> bool:
        facts = self._reader.read(clause, reading)
        counted = any(fact.kind in _AMOUNTS for fact in facts)
        return counted or any(sign in clause for sign in self._phrasing.phrases.goals)


def _with(item: PlanItem, part: Part | None, words: str) -> PlanItem:
    """The item with more words in a part of it, in its matter for None."""
    match part:
        case Part.TIME:
            return replace(item, time=words)
        case Part.WHO:
            return replace(item, who=words)
        case Part.GOAL:
            return replace(item, goal=words)
        case None:
            return replace(item, matter=f"{item.matter}，{words}" if item.matter else words)
        case _:
            assert_never(part)


def plan_text(item: PlanItem, words: PlanWords, gap: Callable[[str], str]) -> str:
    """An item as one line: the matter, then when, who and how much, each said or marked as missing."""
    time = item.time.removesuffix("完成") or gap(words.no_time)
    by = words.by if not item.time or _DEADLINE.search(time) or item.time.endswith("完成") else words.at
    parts = [by.format(said=time), words.who.format(said=item.who or gap(words.no_who))]
    if item.goal or not item.counted:
        parts.append(words.goal.format(said=item.goal or gap(words.no_goal)))
    matter = "，".join(filter(None, (tidy(item.matter) or gap(words.no_matter), tidy(item.measure))))
    return f"{matter}。{'，'.join(parts)}。"


def plan_table(items: Sequence[PlanItem], words: PlanWords, gaps: Sequence[Callable[[str], str]]) -> PlanTable:
    """Items as a table, every cell said or marked as missing. Once a measure was given, none may be missing."""
    measured = any(item.measure for item in items)
    return PlanTable(tuple(_row(item, words, gap, measured) for item, gap in zip(items, gaps, strict=True)))


def _row(item: PlanItem, words: PlanWords, gap: Callable[[str], str], measured: bool) -> TableRow:  # noqa: FBT001  a fact, no switch
    return TableRow(
        tidy(item.matter) or gap(words.no_matter),
        item.time.removesuffix("完成") or gap(words.no_time),
        item.who or gap(words.no_who),
        tidy(item.measure) or (gap(words.no_measure) if measured else ""),
        item.goal or item.figures or ("" if item.counted else gap(words.no_goal)),
    )
