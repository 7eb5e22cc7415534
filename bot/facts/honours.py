"""Honours: 荣获区总工会先进职工小家, 被评为技术能手, 获“工人先锋号”称号, 市总工会｜模范职工之家｜9月12日, 一等奖.

The value is the honour's words as they are, `of` who gave it, "" where it was not said. The giver is a fact of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.facts.amounts import one_of

if TYPE_CHECKING:
    from bot.core.facts import Reading
    from bot.facts.organisations import Organisations
    from bot.facts.page import Page
    from bot.facts.people import HonourWords, OrganisationWords

_YEAR = r"(?:(?:19|20)[0-9]{2}(?:[-至](?:19|20)[0-9]{2})?年?度?)"
_RUN = re.compile(rf"{_YEAR}?(?:[\u4e00-\u9fffA-Za-z·]|[“\"「][^“”\"「」\n]{{1,20}}[”\"」]){{2,40}}")
_QUOTED = re.compile(r"[“\"「]([^“”\"「」\n]{2,20})[”\"」]")
_TITLE = re.compile(r"[“\"「]([^“”\"「」\n]{2,20})[”\"」](?=(?:荣誉)?称号)")
_FIELD = re.compile(r"[^|\n]+")
_OURSELVES = re.compile("(?:我们?|本|该)?(?:单位|公司|工会|车间|局|厂|院|校)?(?:为|的)?")
_AND = re.compile("[和与及](?=.)")
_SHORTEST, _NEAR = 2, 40


class Honours:
    """Reads honours; runs before figures, for 2025年度优秀工会 is one name."""

    def __init__(self, words: HonourWords, org_words: OrganisationWords, organisations: Organisations) -> None:
        self._organisations = organisations
        verbs = one_of({*words.sure, *words.verbs})
        self._verb = re.compile(rf"(?:{verbs})(?:了|为|过)?(?!{one_of(words.not_honours)})")
        self._sure = frozenset(words.sure)
        self._giving = frozenset(words.giving)
        self._word = re.compile(rf"{one_of([w for w in words.words if w != '奖'])}|奖(?!{one_of(words.not_prize)})")
        self._not_honour = re.compile(one_of(words.not_honours))
        self._prize_end = re.compile(rf"奖(?!{one_of(words.not_prize)}|[状章杯牌])|奖[状章杯]")
        self._stop = re.compile(one_of(words.stops))
        self._prize = re.compile(one_of(words.prizes))
        self._giver = re.compile(rf"(?:{one_of(org_words.givers)})(?!级)")

    def read(self, page: Page, _: Reading) -> None:
        """Take every honour."""
        self._take_fields(page)
        self._take_given(page)
        for match in _TITLE.finditer(page.free):
            self._take(page, match.span(), "")
        for match in self._prize.finditer(page.free):
            self._take(page, match.span(), "")

    def _take_fields(self, page: Page) -> None:
        """谁给的｜名称｜日期."""
        before = ""
        line_end = -1
        for match in _FIELD.finditer(page.plain):
            follows = match.start() == line_end + 1 and page.plain[line_end : line_end + 1] == "|"
            words = match[0].strip()
            start = match.start() + match[0].index(words) if words else match.start()
            giver = self._giver_of_field(before) if follows else ""
            if giver and self._word.search(words) and _RUN.fullmatch(words):
                self._take(page, (start, start + len(words)), giver)
            before, line_end = words, match.end()

    def _giver_of_field(self, words: str) -> str:
        spans = list(self._organisations.spans(words))
        if self._giver.fullmatch(words) or (spans and spans[-1] == (0, len(words))):
            return words
        return ""

    def _take_given(self, page: Page) -> None:
        """What stands behind 荣获, 评为, 授予."""
        for match in self._verb.finditer(page.plain):
            run = _RUN.match(page.plain, match.end())
            if not run:
                continue
            verb = match[0].rstrip("了为过") if match[0] not in self._sure else match[0]
            giver, at = self._giver_before(page.plain, match, verb), match.end()
            for piece in self._pieces(page.plain, at, run.end()):
                giver, since = self._giver_within(page.plain, *piece, giver)
                span = self._name(page.plain, since, piece[1], sure=verb in self._sure)
                if span:
                    self._take(page, span, giver)

    def _pieces(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """一等奖和优秀组织奖 are two honours; 和 within a name parts none."""
        for found in _AND.finditer(text, start, end):
            if self._word.search(text, start, found.start()) and self._word.search(text, found.end(), end):
                return [(start, found.start()), *self._pieces(text, found.end(), end)]
        return [(start, end)]

    def _giver_before(self, text: str, match: re.Match[str], verb: str) -> str:
        """被区总工会评为, 县总工会授予."""
        since = max(0, match.start() - _NEAR)
        for start, end in self._organisations.spans(text[since : match.start()]):
            passive = text[since + start - 1 : since + start] in {"被", "经", "由"}
            if since + end == match.start() and (passive or verb in self._giving):
                return text[since + start : since + end]
        known = re.search(rf"[被经由]({self._giver.pattern})$", text[since : match.start()])
        return known[1] if known else ""

    def _giver_within(self, text: str, start: int, end: int, giver: str) -> tuple[str, int]:
        """荣获区总工会先进职工小家: who gave it, and where the honour begins."""
        own = _OURSELVES.match(text, start, end)
        at = own.end() if own and text[start : start + 1] in "我本该" else start
        span = next(self._organisations.spans(text[at:end]), None)
        # The name of an honour may itself end as an organisation does (先进基层工会).
        if (
            span
            and span[0] == 0
            and self._word.search(text, at + span[1], end)
            and not self._word.search(text, at, at + span[1])
        ):
            found = text[at : at + span[1]]
            return giver or found, at + span[1]
        known = self._giver.match(text, at, end)
        if known and self._word.search(text, known.end(), end):
            return giver or known[0], known.end()
        return giver, at

    def _name(self, text: str, start: int, end: int, *, sure: bool) -> tuple[int, int] | None:
        """The honour's words within a stretch, or None if they are none."""
        quoted = _QUOTED.search(text, start, end)
        if quoted and (quoted.end() == end or self._stop.match(text, quoted.end())):
            return quoted.span()
        if self._not_honour.match(text, start):
            return None
        stops = (found.start() for found in self._stop.finditer(text, start + 1, end))
        end = next((at for at in stops if not self._is_within(text, at)), end)
        if prize := self._prize_end.search(text, start, end):
            end = prize.end()
        if end - start < _SHORTEST or not (sure or self._word.search(text, start, end)):
            return None
        return start, end

    def _is_within(self, text: str, at: int) -> bool:
        """各 of 各界, 时 of 时代 are no stops."""
        return text[at : at + 2] in {"各界", "时代", "共产", "共青", "共建", "共享", "并网"}

    def _take(self, page: Page, span: tuple[int, int], giver: str) -> None:
        if page.is_unclaimed(*span):
            page.take_words(span, FactKind.HONOUR, of=giver)
