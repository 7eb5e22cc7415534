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
ALIKE = 3
"""So many leading characters in common make two descriptions one item."""


@dataclass(frozen=True, slots=True)
class Result:
    """An item of the plan and how it came out; `outcome` "" where nobody said."""

    item: str
    outcome: str
    total: bool = False
    """Whether it only says how many were planned (上月计划4件)."""


class Results:
    """Splits what was said into items and outcomes, and sets them beside the stored plan."""

    def __init__(self, phrasing: Phrasing) -> None:
        pairs = {(said, status.written) for status in phrasing.phrases.status for said in status.said}
        pairs |= {(status.written, status.written) for status in phrasing.phrases.status}
        self._reasons = phrasing.phrases.reasons
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
                found.append(Result(item, outcome))
                open_clauses = []
            else:
                open_clauses.append(clause)
        rest = "，".join(open_clauses)
        if rest and found and not found[-1].total:
            found[-1] = replace(found[-1], outcome=f"{found[-1].outcome}，{rest}")
        elif rest:
            found.append(Result(rest, ""))
        return found

    def match(self, planned: Sequence[str], told: Sequence[Result]) -> tuple[list[Result], list[Result]]:
        """The stored items with their outcomes, and whatever was said beyond them.

        An outcome belongs to an item by its number (2没完成), by its words, or by its place when no item was named.
        """
        left = list(told)
        nameless = len(told) == len(planned) and not any(result.item for result in told)
        found = []
        for number, plan in enumerate(planned, start=1):
            matter = PIPES.split(plan)[0].split("，")[0].strip(_BETWEEN)
            hit = next((r for r in left if nameless or r.item == str(number) or _alike(matter, r.item)), None)
            if hit:
                left.remove(hit)
            found.append(Result(matter, hit.outcome if hit else ""))
        return found, left

    def _split(self, clause: str) -> tuple[str, str]:
        text = clause.strip(_BETWEEN)
        for word, written in self._outcomes:
            if text.endswith(word):
                return text[: -len(word)].strip(_BETWEEN), written
        return text, ""


def _alike(matter: str, item: str) -> bool:
    short, long = sorted((plain(matter), plain(item)), key=len)
    return len(short) >= ALIKE and (short in long or short[:ALIKE] == long[:ALIKE])
