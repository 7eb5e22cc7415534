"""Honours: 荣获区总工会先进职工小家, 被评为技术能手, 获“工人先锋号”称号, 市总工会｜模范职工之家｜9月12日, 一等奖.

The value is the honour's words as they are, `of` who gave it, "" where it was not said. The giver is a fact of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.facts.amounts import one_of
from bot.facts.givers import Givers
from bot.facts.numerals import CHINESE_SIGNS

if TYPE_CHECKING:
    from bot.core.facts import Reading
    from bot.facts.organisations import Organisations
    from bot.facts.page import Page
    from bot.facts.people import HonourWords, OrganisationWords

_QUOTED = re.compile(r"[“\"「][^“”\"「」\n]{2,20}[”\"」]")
_TITLE = re.compile(rf"{_QUOTED.pattern}(?=(?:荣誉)?称号)")
_YEAR = r"(?:(?:19|20)[0-9]{2}(?:[-至](?:19|20)[0-9]{2})?年?度?)"
_RUN = re.compile(rf"{_YEAR}?(?:(?:[\u4e00-\u9fffA-Za-z·]|{_QUOTED.pattern}){{2,40}}|{_QUOTED.pattern})")
_FIELDS = re.compile(r"(?<![^|\n])(?P<before>[^|\n]*)\|(?=(?P<words>[^|\n]+))")
_AND = re.compile("[和与及](?=.)")
# 一等奖2个 counts prizes: the figure is the fact, the prize what it counts.
_COUNTED = re.compile(rf" ?(?:各|共|有)?(?:[0-9]|[{CHINESE_SIGNS}]+[个名项人件])")
# 各 of 各界 and 时 of 时代 end no name.
_NO_STOPS = frozenset({"各界", "时代", "共产", "共青", "共建", "共享", "并网"})
# 荣获市总工会授予的工人先锋号.
_GIVEN = re.compile("(?:授予|颁发|颁授|评定|评选|评出|命名|给)的")
_ENDINGS = "了为过"
_SHORTEST = 2


class Honours:
    """Reads honours; runs before figures, for 2025年度优秀工会 is one name."""

    def __init__(self, words: HonourWords, org_words: OrganisationWords, organisations: Organisations) -> None:
        self._givers = Givers(org_words.givers, organisations)
        self._sure, self._giving = frozenset(words.sure), frozenset(words.giving)
        self._nomination = re.compile(one_of(words.nominations))
        self._mere = frozenset(words.mere)
        no_prize = rf"(?!{one_of(words.not_prize)})"
        verbs = one_of({*words.sure, *words.verbs})
        self._verb = re.compile(rf"(?P<verb>{verbs})[{_ENDINGS}]?(?!{one_of(words.not_honours)})")
        self._word = re.compile(rf"{one_of(set(words.words) - {'奖'})}|奖{no_prize}")
        self._not_honour = re.compile(one_of(words.not_honours))
        self._prize_end = re.compile(rf"奖{no_prize}(?![状章杯牌])|奖[状章杯]")
        self._stop = re.compile(one_of(words.stops))
        self._prize = re.compile(one_of(words.prizes))

    def read(self, page: Page, _: Reading) -> None:
        """Take every honour."""
        self._take_fields(page)
        self._take_given(page)
        for pattern in (_TITLE, self._prize):
            for match in pattern.finditer(page.free):
                self._take(page, match.span())

    def _take_fields(self, page: Page) -> None:
        """谁给的｜名称｜日期."""
        for match in _FIELDS.finditer(page.plain) if "|" in page.plain else ():
            words = match["words"].strip()
            start = match.start("words") + match["words"].find(words)
            giver = self._givers.of_field(match["before"].strip())
            if giver and self._word.search(words) and _RUN.fullmatch(words):
                self._take(page, (start, start + len(words)), giver)

    def _take_given(self, page: Page) -> None:
        """What stands behind 荣获, 评为, 授予."""
        text = page.plain

        def holds(start: int, end: int) -> bool:
            return self._word.search(text, start, end) is not None

        for match in self._verb.finditer(text):
            run, verb = _RUN.match(text, match.end()), match["verb"]
            if not run or self._nomination.search(run[0]) or not (verb in self._sure or holds(*run.span())):
                continue
            giver = self._givers.before(text, match.start(), giving=verb in self._giving)
            given = _GIVEN.search(text, *run.span())
            if given:  # 荣获省妇联和省总工会联合颁发的巾帼文明岗
                giver = giver or self._givers.within(text, run.start(), run.end(), holds)[0]
            for start, end in self._pieces(text, given.end() if given else run.start(), run.end()):
                within, since = self._givers.within(text, start, end, holds)
                if span := self._name(text, since, end, sure=verb in self._sure):
                    giver = giver or within
                    self._take(page, span, giver)

    def _pieces(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """一等奖和优秀组织奖 are two honours; 和 within a name parts none."""
        pieces = []
        last = self._last_word(text, start, end)
        for found in _AND.finditer(text, start, end):
            if found.end() <= last and self._word.search(text, start, found.start()):
                pieces.append((start, found.start()))
                start = found.end()
        return [*pieces, (start, end)]

    def _last_word(self, text: str, start: int, end: int) -> int:
        """Where the last word of honour begins."""
        return max((found.start() for found in self._word.finditer(text, start, end)), default=-1)

    def _name(self, text: str, start: int, end: int, *, sure: bool) -> tuple[int, int] | None:
        """The honour's words within a stretch, or None if they are none."""
        quoted = _QUOTED.search(text, start, end)
        if quoted and (quoted.end() == end or self._stop.match(text, quoted.end())):
            return quoted.span()
        if self._not_honour.match(text, start):
            return None
        stops = (found.start() for found in self._stop.finditer(text, start + 1, end))
        end = next((at for at in stops if text[at : at + _SHORTEST] not in _NO_STOPS), end)
        if prize := self._prize_end.search(text, start, end):
            end = prize.end()
        is_long = end - start >= _SHORTEST and text[start:end] not in self._mere
        return (start, end) if is_long and (sure or self._word.search(text, start, end)) else None

    def _take(self, page: Page, span: tuple[int, int], giver: str = "") -> None:
        if page.is_unclaimed(*span) and not _COUNTED.match(page.plain, span[1]):
            page.take_words(span, FactKind.HONOUR, of=giver)
