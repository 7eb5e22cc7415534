"""Typed words that stand for a button, and names of work areas in a sentence."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.effects import Want

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.outline import Area, Handbook, Section

    Choices = Iterable[Area | Section]

_BETWEEN_NAMES = frozenset("和与还有以及跟这几块工作")
_TAKES_WORDS = (Act.EXAMPLES, Act.REMIND)
_HOW = re.compile(
    r"(?:要|应该|该)?(?:怎么|咋个?|如何|怎样)(?:写|写好|写法|表述|描述)(?:呢|啊|呀|好|比较好|才好)?|(?:怎么)?(?:个)?写法"
)
_HOW_IN_ENGLISH = re.compile(r"how (?:to|do i|should i|do we) write (?:about |up )?(?P<what>.+)", re.IGNORECASE)
_LONGEST_QUESTION = 40
_BEGINNING = re.compile(r"^我?(?:想|要|想要)?(?:来|写)?(?:一?[个份篇])?")


def plain(text: str) -> str:
    """Words without width differences, blanks and punctuation, so that “ 跳过。” is 跳过."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(char for char in folded if unicodedata.category(char)[0] not in "ZPCS").lower()


def typed_act(book: Handbook, text: str) -> tuple[Act, str] | None:
    """The act that a whole message stands for, with the words behind it where the act takes some."""
    if act := book.typed.get(plain(text)):
        return Act(act), ""
    head, _, words = text.strip().partition(" ")
    act = book.typed.get(plain(head))
    if act in _TAKES_WORDS and words.strip():
        return Act(act), words.strip()
    if what := how_to(text):
        return Act.EXAMPLES, what
    return None


def wanted_examples(value: str) -> tuple[int, Want] | None:
    """Which page of which examples a button under some asks for; None for words that somebody typed."""
    want, _, page = value.partition(":")
    return (int(page), Want(want)) if want in set(Want) and page.isdecimal() else None


def how_to(text: str) -> str:
    """What a message asks how to write (送温暖怎么写), "" for a message that asks no such thing.

    Only a short line that ends in the question and gives no figure: anything else may be an answer.
    """
    line = text.strip().rstrip("?？。.!！~～ ")
    if len(line) > _LONGEST_QUESTION or "\n" in line or any(char.isdigit() for char in line):
        return ""
    if english := _HOW_IN_ENGLISH.fullmatch(line):
        return english["what"]
    asked = [match for match in _HOW.finditer(line) if match.end() == len(line)]
    return line[: asked[0].start()].strip("，,、 ") if asked else ""


def areas_named(choices: Choices, text: str) -> tuple[str, ...]:
    """The choices that a sentence names, by title, button or a part of the title of two characters or more."""
    folded = plain(text)
    return tuple(one.id for one in choices if any(name in folded for name in _names(one.title, one.button)))


def only_names_areas(choices: Choices, text: str) -> bool:
    """Whether a sentence says nothing beyond the names of choices."""
    folded = plain(text)
    names = {name for one in choices for name in _names(one.title, one.button)}
    for name in sorted(names, key=len, reverse=True):
        folded = folded.replace(name, "")
    return not set(folded) - _BETWEEN_NAMES


def kind_named(book: Handbook, text: str) -> str | None:
    """The kind of report that a message names by its title, its button or another of its names."""
    folded = _BEGINNING.sub("", plain(text))
    return next((o.id for o in book.outlines.values() if folded in map(plain, (o.title, o.button, *o.names))), None)


def _names(*titles: str) -> tuple[str, ...]:
    """A title and its parts: 困难帮扶与职工服务 is also named by 困难帮扶 or 职工服务."""
    parts = (part for title in titles for part in title.replace("和", "与").split("与"))
    return tuple(dict.fromkeys(plain(name) for name in (*titles, *parts)))
