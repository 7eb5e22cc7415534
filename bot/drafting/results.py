"""What became of last month's plan: each item with its outcome, none invented, none passed over."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core.typed import plain
from bot.drafting.phrasing import PIPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drafting.phrasing import Phrasing

_BETWEEN = "，,：:、 　\t。；"
_TOTAL = re.compile(r"(?:上个?月)?(?:一共|总共|共)?(?:计划|安排|定)了?(?:的有?)?\d+[件项个条](?:事|工作|任务)?")
_CANNOT = ("无法", "不能", "没法")
_NUMBERS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", start=1)}
_NUMBERED = re.compile(r"第?(\d{1,2}|[一二三四五六七八九十])[项件个条]?")
ALIKE = 3
"""So many leading characters in common make two descriptions one item."""


@dataclass(frozen=True, slots=True)
class Result:
    """An item of the plan and how it came out; `outcome` "" where nobody said."""

    item: str
    outcome: str
    total: bool = False
    """Whether it only says how many were planned (上月计划4件)."""
    together: bool = False
    """Whether it is said of all items at once (都完成了)."""


class Results:
    """Splits what was said into items and outcomes, and sets them beside the stored plan."""

    def __init__(self, phrasing: Phrasing) -> None:
        pairs = {(said, status.written) for status in phrasing.phrases.status for said in status.said}
        pairs |= {(status.written, status.written) for status in phrasing.phrases.status}
        self._denied, self._future = phrasing.phrases.denied, phrasing.phrases.future
        self._together = phrasing.phrases.together
        self._reasons = phrasing.phrases.reasons
        self._done = phrasing.phrases.done
        self._outcomes = sorted(pairs, key=lambda pair: -len(pair[0]))

    def read(self, said: str) -> list[Result]:
        """The items in one thing said; words after an outcome explain it, words without any stand as they are."""
        found: list[Result] = []
        open_clauses: list[str] = []
        for clause in said.split("，"):
            if found and not open_clauses and clause.startswith(self._reasons):
                found[-1] = replace(found[-1], outcome=f"{found[-1].outcome}，{clause}")
                continue
            if not open_clauses and _TOTAL.fullmatch(clause):
                found.append(Result(clause.removeprefix("上个月").removeprefix("上月"), "", total=True))
                continue
            head, outcome = self._split(clause)
            if outcome:
                item = "，".join((*open_clauses, head) if head else open_clauses)
                together = item in self._together
                found.append(Result("" if together else item, outcome, together=together))
                open_clauses = []
            else:
                open_clauses.append(clause)
        rest = "，".join(open_clauses)
        if rest and found and not found[-1].total:
            found[-1] = replace(found[-1], outcome=f"{found[-1].outcome}，{rest}")
        elif rest:
            found.append(Result(rest, ""))
        return found

    def is_open(self, result: Result) -> bool:
        """Whether an item was said to be done in part, later, or not at all."""
        return bool(result.outcome) and not result.total and not result.outcome.startswith(self._done)

    def match(self, planned: Sequence[str], told: Sequence[Result]) -> tuple[list[Result], list[Result]]:
        """The stored items with their outcomes, and whatever was said beyond them.

        An outcome belongs to an item by its number (2没完成), by its words, or by its place when no item was named.
        """
        every = next((result for result in told if result.together and planned), None)
        left = [result for result in told if result is not every]
        nameless = len(told) == len(planned) and not any(result.item for result in told)
        found = []
        for number, plan in enumerate(planned, start=1):
            matter = PIPES.split(plan)[0].split("，")[0].strip(_BETWEEN)
            hit = next((r for r in left if nameless or _number(r.item) == number or _alike(matter, r.item)), None)
            if hit:
                left.remove(hit)
            outcome = hit.outcome if hit else every.outcome if every else ""
            found.append(Result(matter, outcome))
        return found, left

    def _split(self, clause: str) -> tuple[str, str]:
        """Item and outcome of a clause; an outcome that is denied (没按时完成) is written so, one to come is none."""
        text = clause.strip(_BETWEEN)
        for word, written in self._outcomes:
            if not text.endswith(word):
                continue
            head = text[: -len(word)].strip(_BETWEEN)
            if any(sign in head for sign in self._future):
                return text, ""
            denied = next((sign for sign in self._denied if sign in head), "")
            if denied:
                item, _, how = head.partition(denied)
                return item.strip(_BETWEEN), f"{'无法' if denied in _CANNOT else '未'}{how}{word.removesuffix('了')}"
            return head, written
        return text, ""


def _number(item: str) -> int | None:
    """The number by which an item is named: 2, 第二项."""
    found = _NUMBERED.fullmatch(item)
    if not found:
        return None
    return int(found[1]) if found[1].isdigit() else _NUMBERS[found[1]]


def _alike(matter: str, item: str) -> bool:
    short, long = sorted((plain(matter), plain(item)), key=len)
    return len(short) >= ALIKE and (short in long or short[:ALIKE] == long[:ALIKE])
