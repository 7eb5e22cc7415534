"""What a figure counts: the noun right after its unit, else the noun before it.

There is no dictionary of nouns. A run of Chinese characters ends at a mark, a digit, a particle or a word of doing
(`[counted]` in `knowledge/units.toml`); what is left next to the figure is what it counts, or "".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.facts.amounts import one_of
from bot.facts.numerals import CHINESE_SIGNS, ONES
from bot.facts.page import TAKEN

if TYPE_CHECKING:
    from bot.facts.page import Page
    from bot.facts.units import Counted

# A longer run is a clause, not a noun.
LONGEST = 10
_REACH = 24
_RUN = re.compile(r"[\u4e00-\u9fff]+")
_RUN_BEFORE = re.compile(r"[\u4e00-\u9fff]+$")


class Nouns:
    """Finds what is counted around a figure; `unit` is the pattern of any unit."""

    def __init__(self, words: Counted, unit: str) -> None:
        people, not_people = one_of(words.people), one_of(words.not_people)
        ends, actions = one_of(words.ends), one_of(words.actions)
        beyond = f"{ends}|{actions}|{one_of(words.things)}"
        self._person = re.compile(rf"((?:(?!{beyond})[\u4e00-\u9fff]){{0,6}}?(?:{people})++)(?!{not_people})")
        self._people = re.compile(f"(?:{people})$")
        self._household = re.compile(rf"[\u4e00-\u9fff]{{0,8}}?(?:{one_of(words.households)})")
        self._state = re.compile(rf"({one_of(words.states)})了?(?:的|(?![\u4e00-\u9fff]))")
        self._end = re.compile(ends)
        self._break = re.compile(one_of({*words.ends, *words.actions}))
        self._next_figure = re.compile(rf"[{CHINESE_SIGNS}]+(?:{unit})|[{ONES}][十百千万]")
        self._actions = frozenset(words.actions)
        self._leads = frozenset((*words.leads, *words.actions))
        self._longest_lead = max(map(len, self._leads))

    def person(self, text: str, at: int, *, within: bool = False) -> str:
        """The people that stand at a place: 困难职工, 住院; "" if it is no word for people.

        A state alone shows that 个 counts people (2个请假); `within` asks for 的 after it (2名请假的).
        """
        state = self._state.match(text, at)
        if state and (not within or "的" in state[0]):
            return state[1]
        person = self._person.match(text, at)
        return person[1] if person else ""

    def is_people(self, noun: str) -> bool:
        """Whether a noun ends in a word for people (女职工)."""
        return self._people.search(noun) is not None

    def household(self, page: Page, at: int) -> str:
        """The households that stand at a place: 困难职工家庭; "" if it is no word for them."""
        noun = self.after(page, at)
        return noun if self._household.fullmatch(noun) else ""

    def after(self, page: Page, at: int, *, doing: bool = False) -> str:
        """The noun that begins at a place; `doing` lets it be a word of doing (2次走访)."""
        taken = page.rest.find(TAKEN, at, at + _REACH)
        run = _RUN.match(page.plain, at, taken if taken >= 0 else at + _REACH)
        # 一人一份: the next figure is no noun, but 一线职工 is, for fixed words are masked.
        if not run or page.rest[at] in CHINESE_SIGNS:
            return ""
        noun = run[0]
        for stop in (self._end if doing else self._break, self._next_figure):
            found = stop.search(noun)
            noun = noun[: found.start()] if found else noun
        return noun if len(noun) <= LONGEST else ""

    def before(self, page: Page, at: int) -> str:
        """The noun that ends at a place, without the words that only lead up to the figure."""
        since = max(page.rest.rfind(TAKEN, 0, at) + 1, at - _REACH, 0)
        run = _RUN_BEFORE.search(page.plain[since:at])
        # 赔付2人4600元: what follows a digit is its unit.
        if not run or page.plain[since + run.start() - 1 : since + run.start()].isdecimal():
            return ""
        noun = run[0]
        for figure in self._next_figure.finditer(noun):
            noun = run[0][figure.end() :]
        noun = self._without_leads(noun)
        if breaks := list(self._break.finditer(noun)):
            last = breaks[-1]
            # 慰问金: one character after a word of doing makes a noun of it.
            whole = len(noun) == last.end() + 1 and last[0] in self._actions
            noun = noun[last.start() if whole else last.end() :]
        return noun if len(noun) <= LONGEST else ""

    def _without_leads(self, run: str) -> str:
        for length in range(self._longest_lead, 0, -1):
            if run[-length:] in self._leads:
                return self._without_leads(run[:-length])
        return run
