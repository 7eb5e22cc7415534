"""Full names of organisations: 宏泰纺织有限公司工会, 区总工会, 市人社局, 锻造车间.

A name is found by its ending and runs back to a mark or a word that no name holds. What is left must be more than
a kind of organisation: 企业工会, 各车间 and 物业公司 are nobody's name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.facts.amounts import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.facts import Reading
    from bot.facts.page import Page
    from bot.facts.people import OrganisationWords

LONGEST = 30
_RUN = re.compile(r"[\u4e00-\u9fff0-9A-Za-z()]+$")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SHORT, _LONG = 2, 3
_NUMBERED = re.compile(r"(?:第?[0-9一二三四五六七八九十]{1,3}|[0-9]{1,2}号|[A-Za-z])")
_DETERMINED = re.compile(r"[各每该本我某全两几]")
_LEADING = re.compile(r"^[)(]+|^(?:第?[一二三四五六七八九十两0-9]+(?:个|家|名|次|批|期))")


class Organisations:
    """Finds and reads organisations; runs when figures, documents and honours are taken."""

    def __init__(self, words: OrganisationWords) -> None:
        # 街道办 is an office, 街道办了 holds something.
        endings = re.sub("办(?=[|])", "办(?![了起好成])", one_of(words.endings))
        self._ending = re.compile(rf"(?:{endings})(?:(?:{endings}))*(?!{one_of(words.not_after)})")
        self._last = re.compile(rf"(?:{endings})$")
        self._break = re.compile(rf"(?P<whole>{one_of(words.whole)})|{one_of(words.breaks)}")
        self._kind = re.compile(rf"(?:{one_of(words.generic)})*")
        self._not_name = re.compile(rf"(?:{one_of(words.not_names)})$")
        self._numbered = frozenset(words.numbered)
        self._long = frozenset(words.long)
        self._ranked = frozenset(words.ranked)
        self._rank = re.compile(rf"(?:{one_of(words.ranks)})")

    def read(self, page: Page, _: Reading) -> None:
        """Take every organisation."""
        for start, end in self.spans(page.free):
            page.take_words((start, end), FactKind.ORG)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names of organisations stand, in order."""
        since = 0
        for match in self._ending.finditer(text):
            start = self._start(text, since, match)
            if start is not None:
                yield start, match.end()
                since = match.end()

    def _start(self, text: str, since: int, match: re.Match[str]) -> int | None:
        """Where the name begins that ends so, or None if it is none."""
        run = _RUN.search(text, max(since, match.start() - LONGEST), match.start())
        if not run:
            return None
        start = run.start()
        for found in self._break.finditer(text, run.start(), match.end()):
            if not found["whole"] and found.end() <= match.start():
                start = found.end()
        if leading := _LEADING.match(text[start : match.start()]):
            start += leading.end()
        return start if self._is_name(text[start : match.start()], text[start : match.end()]) else None

    def _is_name(self, own: str, whole: str) -> bool:
        """Whether it is more than a kind; `own` is what stands before the ending."""
        last = self._last.search(whole)
        if not own or not last or self._not_name.search(whole) or _DETERMINED.match(own):
            return False
        ending = last[0]
        if ending in self._ranked and self._rank.fullmatch(own):
            return True
        if ending in self._numbered and _NUMBERED.fullmatch(own):
            return True
        shortest = _LONG if ending in self._long else _SHORT
        return not self._kind.fullmatch(own) and len(_HAN.findall(own)) >= shortest
