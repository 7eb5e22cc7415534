"""Who gave an honour: 被区总工会评为, 县总工会授予, 荣获区总工会先进职工小家, 市总工会｜模范职工之家."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.facts.amounts import one_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.facts.organisations import Organisations

# How far before the verb its giver may begin.
_NEAR = 40
_OURSELVES = re.compile("(?:我们?|本|该)(?:单位|公司|工会|车间|局|厂|院|校)?[为的]?|[为的了个]")
_BY = frozenset("被经由")
_EDGE = r"(?<![\u4e00-\u9fff])"


class Givers:
    """Finds them: full names of organisations, and the short ones that only givers have (市总, 厂里)."""

    def __init__(self, short: tuple[str, ...], organisations: Organisations) -> None:
        self._organisations = organisations
        names = rf"(?:{one_of(short)})(?!级)"
        self._short = re.compile(names)
        self._led = re.compile(rf"(?:[{''.join(sorted(_BY))}]|{_EDGE})({names})$")
        self._by = re.compile(rf"[{''.join(sorted(_BY))}]({names})$")

    def of_field(self, words: str) -> str:
        """The words of a field, if they name a giver and nothing else."""
        whole = self._short.fullmatch(words) or (0, len(words)) in self._organisations.spans(words)
        return words if whole else ""

    def before(self, text: str, at: int, *, giving: bool) -> str:
        """Who stands right before a verb; without 被 only before one of giving (区里授予)."""
        near = text[max(0, at - _NEAR) : at]
        for start, end in self._organisations.spans(near):
            if end == len(near) and (giving or near[start - 1 : start] in _BY):
                return near[start:end]
        found = (self._led if giving else self._by).search(near)
        return found[1] if found else ""

    def within(self, text: str, start: int, end: int, holds: Callable[[int, int], bool]) -> tuple[str, int]:
        """Who stands before an honour's words, "" if nobody, and where these words begin.

        `holds` tells whether a stretch holds a word of honour: a name may itself end as an organisation's does
        (先进基层工会), and what gives must leave something to be given.
        """
        own = _OURSELVES.match(text, start, end)
        at = own.end() if own else start
        span = next(self._organisations.spans(text[at:end]), None)
        if span and span[0] == 0 and holds(at + span[1], end) and not holds(at, at + span[1]):
            return text[at : at + span[1]], at + span[1]
        short = self._short.match(text, at, end)
        if short and holds(short.end(), end):
            return short[0], short.end()
        return "", at
