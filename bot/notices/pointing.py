"""What somebody who reads better but may invent points at in a notice: it stands there literally, or it is dropped.

A pointer only says where to look. What a sentence demands is read by code from the sentence as a whole, so that it
cannot be cut to mean something else (标题不超过20字). What was read for certain stands; what is unreadable stays asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.core.notice import Asked, Demand
from bot.facts.page import plain_form
from bot.notices.demands import Demands, unique
from bot.notices.sections import LONGEST_TITLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.notice import Notice
    from bot.notices.demands import DemandReader
    from bot.notices.words import NoticeWords

MOST = 60
"""Of more pointers the rest is dropped: no notice asks for so much."""
SHORTEST, LONGEST = 2, 60
"""Signs of what is pointed at."""
_SENTENCE_ENDS, _CLAUSE_ENDS = "。；;！？!?\n", "，,。；;：:！？!?\n"


class Sign(StrEnum):
    """What a pointer is said to point at; a `Demand` besides."""

    SECTION = "section"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words of a notice, and what they are said to be."""

    sign: Sign | Demand
    words: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the notice, without its blanks, something stands."""

    start: int
    end: int
    text: str


class Pointing:
    """Decides on pointers. Pure: the same notice, text and pointers give the same notice."""

    def __init__(self, words: NoticeWords, demands: DemandReader) -> None:
        self._words = words
        self._demands = demands

    def improved(self, notice: Notice, text: str, pointers: Sequence[Pointer]) -> Notice:
        """The notice with what holds of the pointers; `text` is all it was read from."""
        page = _Page(text)
        found = list(self._placed(page, pointers[:MOST]))
        asked = [(pointer.sign, place) for pointer, place in found if isinstance(pointer.sign, Sign)]
        notice = self._asked(notice, page, asked)
        for sign in Demand:
            places = [place for pointer, place in found if pointer.sign is sign]
            notice = self._demanded(notice, page, sign, places)
        return notice

    def _placed(self, page: _Page, pointers: Sequence[Pointer]) -> Iterator[tuple[Pointer, _Place]]:
        for pointer in pointers:
            place = page.find(pointer.words)
            if place and SHORTEST <= place.end - place.start <= LONGEST:
                yield pointer, place

    def _demanded(self, notice: Notice, page: _Page, sign: Demand, places: list[_Place]) -> Notice:
        before = notice
        for place in places:
            sentence, clause = page.around(place, _SENTENCE_ENDS), page.around(place, _CLAUSE_ENDS)
            match sign:
                case Demand.LENGTH:
                    notice = self._length(notice, sentence, clause)
                case Demand.PHOTOS:
                    notice = self._photos(notice, sentence)
                case Demand.DEADLINE:
                    notice = self._deadline(notice, sentence)
                case Demand.DELIVERY:
                    notice = replace(notice, delivery=self._besides(notice.delivery, notice, clause))
                case Demand.STYLE:
                    notice = replace(notice, style=self._besides(notice.style, notice, clause))
        return notice if notice == before else replace(notice, pointed=(*notice.pointed, sign))

    def _length(self, notice: Notice, sentence: str, clause: str) -> Notice:
        if _asked_about(notice, "看不清是多少字", "字数有几种说法") or self._words.unreadable_length.search(sentence):
            return notice
        found = self._demands.lengths(sentence, clause, notice.title)
        most, least = found.most[:1], found.least[:1]
        if len(found.most) > 1 or len(found.least) > 1 or (most and least and most[0] < least[0]):
            return notice
        return replace(
            notice,
            max_len=notice.max_len or (most[0] if most else None),
            min_len=notice.min_len or (least[0] if least else None),
        )

    def _photos(self, notice: Notice, sentence: str) -> Notice:
        if notice.photos or _asked_about(notice, "没有说清照片要几张"):
            return notice
        found = Demands()
        self._demands.read(sentence, found)
        counts = found.photos or self._demands.pictures(sentence)
        return replace(notice, photos=counts[0]) if len(counts) == 1 and not found.unclear else notice

    def _deadline(self, notice: Notice, sentence: str) -> Notice:
        if notice.deadline or _asked_about(notice, "看不清是哪一天", "报送时间有几个"):
            return notice
        days = unique(self._demands.days(sentence))
        return replace(notice, deadline=days[0]) if len(days) == 1 else notice

    def _besides(self, known: tuple[str, ...], notice: Notice, clause: str) -> tuple[str, ...]:
        """The clauses of a kind with one more, unless it is among them or belongs to something else."""
        others = (*notice.delivery, *notice.style, notice.title, *_texts(notice))
        folded = _fold(clause)
        if any(folded in _fold(one) or _fold(one) in folded for one in others if one) or self._demands.has(clause):
            return known
        return (*known, clause) if SHORTEST <= len(clause) <= LONGEST else known

    def _asked(self, notice: Notice, page: _Page, found: list[tuple[Sign, _Place]]) -> Notice:
        """The notice with the sections that were missed, each where it stands, and items under those that had none."""
        sections = list(_where(notice, page))
        if len(sections) < len(notice.sections):
            return notice  # something was put together of lines: where anything belongs is not known
        taken = [place for text in (notice.title, *_texts(notice), *notice.delivery) if (place := page.find(text))]
        fresh: list[str] = []
        if len(notice.sections) <= 1 or _asked_about(notice, "缺了一行"):
            for sign, place in found:
                title = _bare(place.text)
                if sign is Sign.SECTION and self._is_section(page, place, title) and _free(place, taken):
                    sections.append((place, Asked(title)))
                    taken.append(place)
                    fresh.append(title)
        sections.sort(key=lambda one: one[0].start)
        items = [place for sign, place in found if sign is Sign.ITEM and not page.refused(place)]
        whole, told = _with_items(sections, items, taken, end=len(page.folded))
        if not (fresh or told):
            return notice
        unclear = tuple(one for one in notice.unclear if not (fresh and "没有读出要写哪几节" in one))
        return replace(notice, sections=whole, unclear=unclear, pointed=(*notice.pointed, *fresh, *told))

    def _is_section(self, page: _Page, place: _Place, title: str) -> bool:
        """Whether it can be a heading: within one sentence, no demand, and not whom the notice is sent to."""
        if not SHORTEST <= len(title) <= LONGEST_TITLE or _SEVERAL.search(title) or page.refused(place):
            return False
        limits = self._demands.lengths(title, title, "")
        return not (
            limits.most
            or limits.least
            or self._demands.has(title)
            or self._words.address.match(page.around(place, "\n"))
        )


class _Page:
    """A notice's text for finding words in it: blanks and the width of signs make no difference."""

    def __init__(self, text: str) -> None:
        self._lines = [(at, sign) for at, sign in enumerate(text) if not sign.isspace()]
        self._text = text
        self.folded = _fold(text)

    def find(self, words: str, since: int = 0) -> _Place | None:
        """The first place from `since` on where words stand as they are."""
        folded = _fold(words)
        start = self.folded.find(folded, since) if folded else -1
        if start < 0:
            return None
        end = start + len(folded)
        return _Place(start, end, "".join(sign for _, sign in self._lines[start:end]))

    def around(self, place: _Place, ends: str) -> str:
        """The sentence or clause that a place stands in; what reaches over several is none."""
        first, last = self._lines[place.start][0], self._lines[place.end - 1][0]
        start = max(self._text.rfind(end, 0, first) for end in ends) + 1
        end = min((at for end in ends if (at := self._text.find(end, last)) >= 0), default=len(self._text))
        return "".join(self._text[start:end].split())

    def refused(self, place: _Place) -> bool:
        """Whether the words before a place take it back: 不写下步打算."""
        first = self._lines[place.start][0]
        start = max(self._text.rfind(end, 0, first) for end in f"{_CLAUSE_ENDS}、") + 1
        return _NOT.search(self._text[start:first]) is not None


_SEVERAL = re.compile(r"[。；;！？!?：:→]")
"""Signs that stand in no heading."""
_EDGES = re.compile(r"^[\W_]+|[^\w）)》”]+$")
_NOT = re.compile(r"不(?!足|仅|但)|别|无需|无须|免|勿|没必要")


def _bare(title: str) -> str:
    return _EDGES.sub("", title)


def _fold(text: str) -> str:
    return "".join(sign for sign in plain_form(text) if not sign.isspace())


def _asked_about(notice: Notice, *words: str) -> bool:
    """Whether an open question speaks of it: what could not be read is the officer's to say."""
    return any(word in one for one in notice.unclear for word in words)


def _texts(notice: Notice) -> Iterator[str]:
    for section in notice.sections:
        yield section.title
        yield from section.items


def _where(notice: Notice, page: _Page) -> Iterator[tuple[_Place, Asked]]:
    """The sections that were read, with the places of their titles, as far as these follow one another."""
    since = 0
    for section in notice.sections:
        place = page.find(section.title, since)
        if place is None:
            return
        yield place, section
        since = place.end


def _free(place: _Place, taken: Sequence[_Place]) -> bool:
    return all(place.end <= other.start or other.end <= place.start for other in taken)


def _with_items(
    sections: list[tuple[_Place, Asked]], items: list[_Place], taken: list[_Place], *, end: int
) -> tuple[tuple[Asked, ...], tuple[str, ...]]:
    """The sections with the items that stand behind their titles, and what is new of these."""
    whole: list[Asked] = []
    told: list[str] = []
    for at, (place, section) in enumerate(sections):
        until = sections[at + 1][0].start if at + 1 < len(sections) else end
        own = [one for one in items if place.end <= one.start and one.end <= until and _free(one, taken)]
        if section.items or not own:
            whole.append(section)
            continue
        texts = tuple(dict.fromkeys(one.text for one in sorted(own, key=lambda one: one.start)))
        taken += own
        whole.append(replace(section, items=texts))
        told += texts
    return tuple(whole), tuple(told)
