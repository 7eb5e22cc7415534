"""A correction in the officer's words → the notice as it should have been read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.notice import Asked
from bot.facts.numerals import value_of
from bot.notices.demands import Demands

if TYPE_CHECKING:
    from bot.core.notice import Notice
    from bot.notices.demands import DemandReader
    from bot.notices.words import CorrectionWords


def corrected(notice: Notice, words: str, patterns: CorrectionWords, demands: DemandReader) -> Notice | None:
    """The notice with what the words change; None where they change nothing."""
    words = words.strip().rstrip("。")
    return _sections(notice, words, patterns) or _demands(notice, words, patterns, demands)


def _sections(notice: Notice, words: str, patterns: CorrectionWords) -> Notice | None:
    sections = list(notice.sections)
    if match := patterns.drop.match(words):
        at = _place(match[1] or match[2], sections)
        return None if at is None else replace(notice, sections=tuple(sections[:at] + sections[at + 1 :]))
    if match := patterns.rename.match(words):
        at = _place(match[1], sections)
        if at is None:
            return None
        sections[at] = replace(sections[at], title=match[2].strip())
        return _told(replace(notice, sections=tuple(sections)), "缺了一行")
    if match := patterns.add.match(words):
        at = _place(match[2], sections) if match[2] else len(sections) - 1
        if at is None:
            return None
        sections.insert(at + 1, Asked((match[1] or match[3]).strip()))
        return _told(replace(notice, sections=tuple(sections)), "缺了一行", "哪几节")
    if match := patterns.title.match(words):
        return replace(notice, title=match[1].strip("《》 "))
    return None


def _demands(notice: Notice, words: str, patterns: CorrectionWords, demands: DemandReader) -> Notice | None:
    if match := patterns.length.match(words):
        return _told(replace(notice, max_len=int(value_of(match[1]) or 0) or None), "字")
    found = Demands()
    demands.read(words, found)
    if found.most or found.least:
        most, least = (numbers[-1] if numbers else None for numbers in (found.most, found.least))
        notice = _told(replace(notice, max_len=most or notice.max_len, min_len=least or notice.min_len), "字")
    if found.photos:
        notice = _told(replace(notice, photos=found.photos[-1]), "张")
    if found.days:
        notice = _told(replace(notice, deadline=found.days[-1]), "哪一天", "报送时间")
    return notice if found.most or found.least or found.photos or found.days else None


def _told(notice: Notice, *about: str) -> Notice:
    """The notice without the open questions that this answers."""
    return replace(notice, unclear=tuple(one for one in notice.unclear if not any(word in one for word in about)))


def _place(number: str, sections: list[Asked]) -> int | None:
    at = int(value_of(number) or 0)
    return at - 1 if 1 <= at <= len(sections) else None
