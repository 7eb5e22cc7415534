"""Words that a site or a conversion spoiled: key words pushed in, English ones, typos, one word for another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.retrieval.characters import CJK

if TYPE_CHECKING:
    from bot.retrieval.rules import Swapped, Words

_BOX = "□■▯▢◻\ufffd"
_BOXES = re.compile(rf"(?<=[{CJK}”》）])[{_BOX}]+(?=[{CJK}\d“《〔])")
_STRAY_BOXES = re.compile(f"[{_BOX}]+")


def mend_words(text: str, rules: Words) -> str:
    """One paragraph without inserted words, boxes, English leftovers and known typos."""
    for pattern in rules.inserted:
        text = pattern.sub("", text)
    text = _STRAY_BOXES.sub("", _BOXES.sub("，", text))
    for english, chinese in rules.english.items():
        text = re.sub(rf"(?<=[{CJK}”》])\s*\b{english}\b\s*(?=[{CJK}“《])", chinese, text)
    for wrong, right in rules.typos.items():
        text = wrong.sub(right, text)
    return text


def unswap(text: str, whole: str, rule: Swapped) -> str:
    """Turn a swapped word back in `text`, a part of the piece `whole`.

    Where the word is a noun for sure it goes back always; elsewhere only in a piece that is full of sure ones,
    for 职工会 may also be 职工 followed by the verb 会.
    """
    sure = re.compile(f"{rule.wrong}(?={'|'.join(rule.sure_before)})")
    text = sure.sub(rule.right, text)
    if len(sure.findall(whole)) < rule.at_least:
        return text
    return re.sub(f"(?<![{rule.never_after}]){rule.wrong}(?![{rule.never_before}])", rule.right, text)
