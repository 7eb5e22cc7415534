"""Nothing unfinished: no slot, 20xx, ×× or □, no vague word in place of a number, no formatting sign, no half bracket.

What an officer typed himself may stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.drafting.guard.finding import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drafting.guard.case import Case

_BEFORE_CLOSING = re.compile(r"[\dA-Za-z一二三四五六七八九十]{1,3}$")
_NEAR = 3
_OFTEN = "多次"


def open_slots(case: Case) -> Iterator[Hit]:
    """What stands for something still to come."""
    yield from _found(case, case.lexicon.slots, "slot")


def vague_numbers(case: Case) -> Iterator[Hit]:
    """Words in place of a number that was not given so (多次, 若干)."""
    often = any(case.lexicon.often.search(text) for text in case.known.said.texts)
    for hit in _found(case, case.lexicon.vague, "vague"):
        if not (often and case.text[hit.start : hit.end] == _OFTEN):
            yield hit


def loose_markup(case: Case) -> Iterator[Hit]:
    """Formatting signs of a chat or a page."""
    yield from _found(case, (case.lexicon.markup,), "markup")


def half_brackets(case: Case) -> Iterator[Hit]:
    """Brackets and quotation marks that are not closed, or never opened, within their line."""
    pairs = case.lexicon.pairs
    closing_of = {pair[0]: pair[1] for pair in pairs}
    signs = re.compile(f"[{re.escape(''.join(pairs))}\n]") if pairs else re.compile(r"(?!)")
    waiting: list[re.Match[str]] = []
    for sign in signs.finditer(f"{case.text}\n"):
        if sign[0] in closing_of:
            waiting.append(sign)
        elif sign[0] == "\n":
            yield from _half(case, waiting)
            waiting = []
        elif fits := next((one for one in reversed(waiting) if closing_of[one[0]] == sign[0]), None):
            waiting.remove(fits)
        elif not (sign[0] == "）" and _BEFORE_CLOSING.search(case.text, 0, sign.start())):
            yield from _half(case, [sign])


def _half(case: Case, signs: list[re.Match[str]]) -> Iterator[Hit]:
    for sign in signs:
        around = case.text[max(0, sign.start() - _NEAR) : sign.end() + _NEAR].strip()
        if not case.known.said.literally(around):
            yield Hit("markup", *sign.span())


def _found(case: Case, patterns: tuple[re.Pattern[str], ...], because: str) -> Iterator[Hit]:
    for pattern in patterns:
        for found in pattern.finditer(case.text):
            if found[0] and not case.known.said.literally(found[0].strip()):
                yield Hit(because, *found.span())
