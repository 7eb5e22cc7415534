"""What a notice demands of a report: length, photos, day, delivery, manner. Read clause by clause, nothing guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.facts.numerals import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.notices.words import NoticeWords

NUMBER = r"(\d[\d,，]*|[一二三四五六七八九十百千两]+|\d+千)"
_TO = r"\s*(?:[-—–―~～至到]+|－)\s*"
_SENTENCE = re.compile(r"[^。；;！？\n]+")
_PARTS = re.compile(r"[，,：]|:(?!\d)")
_IN_BRACKETS = re.compile(r"[（(]([^（）()]*[，,][^（）()]*)[）)]")
_OPENER = re.compile(r"^(?:并|且|同时|请|均|须|需|应|要|做到|要做到|力求|务必|其中|另外|此外|以及|和)+")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九]是|\d+[.、])")
SHORTEST = 2
_NEAR = 6
"""Signs before a day within which stands what it is the day of."""


@dataclass(slots=True)
class Demands:
    """What was found so far; `about` says what is asked for."""

    about: str = ""
    most: list[int] = field(default_factory=list)
    least: list[int] = field(default_factory=list)
    photos: list[tuple[int | None, int | None]] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    delivery: list[str] = field(default_factory=list)
    style: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)


class DemandReader:
    """Reads demands out of sentences."""

    def __init__(self, words: NoticeWords) -> None:
        self._words = words
        unit = words.length_unit
        self._length_range = re.compile(rf"{NUMBER}(?:{unit})?{_TO}{NUMBER}{unit}")
        self._length = re.compile(
            rf"(?P<before>{words.at_most_before}|{words.at_least_before})?(?:在|为|是)?{NUMBER}{unit}"
            rf"(?P<after>{words.at_most}|{words.at_least})?(?P<about>{words.about})?"
        )
        self._least_before = re.compile(words.at_least_before)
        self._least_after = re.compile(words.at_least)
        self._photo = re.compile(words.photo)
        self._photo_range = re.compile(rf"{NUMBER}(?:张|幅)?{_TO}{NUMBER}(?:张|幅)")
        self._photo_count = re.compile(
            rf"(?P<before>{words.at_most_before}|{words.at_least_before})?{NUMBER}(?:张|幅)"
            rf"(?P<after>{words.at_most}|{words.at_least})?"
        )
        self._day = re.compile(
            rf"{words.until_before}(?P<one>{words.day})|(?P<two>{words.day})(?P<until>{words.until})(?!一)"
        )
        self._handed_in_by = re.compile(rf"(?:请|务必|须|并|应)*(?:于|在)?(?:{self._day.pattern})")

    def read(self, text: str, found: Demands) -> None:
        """Add what a paragraph demands."""
        for sentence in _SENTENCE.findall(text):
            self._count(sentence, found)
            self._manner(sentence, found)

    def has(self, text: str) -> bool:
        """Whether a paragraph demands anything of the kind that is counted or dated."""
        found = Demands()
        for sentence in _SENTENCE.findall(text):
            self._count(sentence, found)
        return bool(found.most or found.least or found.photos or found.days or found.unclear)

    def lengths(self, sentence: str, clause: str, about: str) -> Demands:
        """The limits that a sentence sets, however it says so (别超2000字, 两千字封顶); `about`: what is asked for."""
        found = Demands(about)
        self._lengths(sentence, found)
        if found.most or found.least or self._words.parts.search(clause) or self._other_paper(sentence, found):
            return found
        numbers = re.findall(rf"{NUMBER}{self._words.length_unit}", clause)
        upper, lower = self._words.pointed.most.search(clause), self._words.pointed.least.search(clause)
        if len(numbers) == 1 and bool(upper) != bool(lower):
            (found.most if upper else found.least).append(_value(numbers[0]))
        return found

    def pictures(self, sentence: str) -> list[tuple[int | None, int | None]]:
        """How many pictures a sentence asks for that calls them by another name: 现场镜头三幅."""
        if not self._words.pointed.picture.search(sentence) or self._words.vague_count.search(sentence):
            return []
        if both := self._photo_range.search(sentence):
            return [(_value(both[1]), _value(both[2]))]
        counts = {_value(one[2]) for one in self._photo_count.finditer(sentence) if not (one["before"] or one["after"])}
        return [(count, count) for count in counts]

    def days(self, sentence: str) -> list[str]:
        """The days that a sentence names for handing in, where it is known to name them: 12月3号我来收."""
        plain = sentence.replace(" ", "")
        if self._words.unreadable_day.search(plain):
            return []
        found = re.finditer(rf"({self._words.day})({self._words.until})?", plain)
        near = ((day[0], plain[max(0, day.start() - _NEAR) : day.start()]) for day in found)
        return [day for day, before in near if not self._words.counting.search(before)]

    def _count(self, sentence: str, found: Demands) -> None:
        self._lengths(sentence, found)
        self._photos(sentence, found)
        self._days(sentence, found)

    def _lengths(self, sentence: str, found: Demands) -> None:
        words = self._words
        other = self._other_paper(sentence, found)
        for blank in words.unreadable_length.finditer(sentence):
            found.unclear.append(f"“{_around(sentence, blank)}”看不清是多少字")
        for part in _PARTS.split(words.unreadable_length.sub("", sentence)):  # what is legible of ×00字 is no number
            if words.parts.search(part) or other:
                continue
            if both := self._length_range.search(part):
                found.least.append(_value(both[1]))
                found.most.append(_value(both[2]))
                continue
            for one in self._length.finditer(part):
                self._limit(one, found)

    def _limit(self, one: re.Match[str], found: Demands) -> None:
        before, after = one["before"] or "", one["after"] or ""
        if one["about"] and not (before or after):
            return  # a wish, not a limit: it is read with the manner
        number = _value(one[2])
        if self._least_before.fullmatch(before) or (after and self._least_after.fullmatch(after)):
            found.least.append(number)
        elif before or after:
            found.most.append(number)

    def _other_paper(self, sentence: str, found: Demands) -> str:
        """Which paper a sentence speaks of that is not the one asked for."""
        papers = (paper for paper in self._words.other_papers if paper in sentence)
        return next((paper for paper in papers if paper not in found.about), "")

    def _photos(self, sentence: str, found: Demands) -> None:
        photo = self._photo.search(sentence)
        if not photo:
            return
        if (vague := self._words.vague_count.search(sentence)) or (
            vague := self._words.unreadable_count.search(sentence)
        ):
            found.unclear.append(f"“{_around(sentence, vague)}”没有说清照片要几张")
        if both := self._photo_range.search(sentence):
            found.photos.append((_value(both[1]), _value(both[2])))
        elif one := self._photo_count.search(sentence):
            before, after, number = one["before"] or "", one["after"] or "", _value(one[2])
            if self._least_before.fullmatch(before) or (after and self._least_after.fullmatch(after)):
                found.photos.append((number, None))
            elif before or after:
                found.photos.append((None, number))
            else:
                found.photos.append((number, number))

    def _days(self, sentence: str, found: Demands) -> None:
        plain = sentence.replace(" ", "")
        for blank in self._words.unreadable_day.finditer(plain):
            found.unclear.append(f"“{_around(plain, blank)}”看不清是哪一天")
        for day in self._day.finditer(plain):
            # 数据截止到11月30日 is the day of the figures, not of the report.
            if self._words.due.search(plain) and not (
                day["one"] and self._words.counting.search(plain, max(0, day.start() - _NEAR), day.start())
            ):
                found.days.append(f"{day['one']}前" if day["one"] else f"{day['two']}{day['until']}")

    def _manner(self, sentence: str, found: Demands) -> None:
        words = self._words
        if self._other_paper(sentence, found):
            found.delivery.append(_tidy(sentence))
            return
        handing = False
        plain = _IN_BRACKETS.sub(r"，\1，", self._handed_in_by.sub("", sentence.replace(" ", "")))
        for part in _PARTS.split(plain):
            clause = _tidy(part)
            if len(clause) < SHORTEST:
                continue
            if any(word in clause for word in words.delivery) or words.delivered_to.search(clause):
                found.delivery.append(clause)
                handing = True
            elif self._photo.search(clause) and self._photo_count.search(clause):
                continue
            elif any(word in clause for word in words.style) and not handing:
                found.style.append(clause)


def _value(words: str) -> int:
    return int(value_of(words.replace("，", ",")) or 0)


def _tidy(words: str) -> str:
    return _OPENER.sub("", _NUMBERED.sub("", words.strip()))


def _around(sentence: str, found: re.Match[str]) -> str:
    """The clause that a match stands in."""
    start = max((sentence.rfind(mark, 0, found.start()) for mark in "，,：:"), default=-1) + 1
    ends = [at for mark in "，,：:" if (at := sentence.find(mark, found.end())) >= 0]
    return sentence[start : min(ends, default=len(sentence))].strip()


def unique(words: Iterable[str]) -> tuple[str, ...]:
    """Each once, in order."""
    return tuple(dict.fromkeys(word for word in words if word))
