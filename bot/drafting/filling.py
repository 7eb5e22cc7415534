"""What was added to the items of a plan when it was asked back: 第2项刘敏，第3项10月20日前; 都是刘敏; 80人."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.understanding import Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.facts import Reading
    from bot.drafting.plan import PlanItem, PlanReader

Text = tuple[str, "Reading"]

_NUMBERS = {sign: number for number, sign in enumerate("一二三四五六七八九", start=1)}
_WHICH = re.compile(
    r"(?:^|(?<=[，,。；;、\s]))\s*(?:第\s*([一二三四五六七八九]|\d{1,2})\s*[项条个件]?|([1-9]\d?)(?:[项条、:：]|[.．](?!\d)|\s+(?!月)))"
    r"\s*(?:是|由|：|:|、|，|,)?\s*"
)
_GROUP_END = re.compile(r"[；;\n]+")
_ALL = re.compile(r"^\s*(?:这几项|几项|两项|三项|全部|全)?都?(?:是|由|归)?")


def fill(plans: PlanReader, items: Sequence[PlanItem], added: Sequence[Text]) -> list[PlanItem]:
    """The items with what was added: to the one that is named, else to those that lack it. Nothing is lost."""
    filled = list(items)
    for text, reading in added if filled else ():
        for number, words in _parts(text):
            if number is not None and number <= len(filled):
                filled[number - 1] = plans.completed(filled[number - 1], words, reading)
            else:
                _spread(plans, filled, words, reading)
    return filled


def _spread(plans: PlanReader, items: list[PlanItem], text: str, reading: Reading) -> None:
    """Words for no item by its number: one group for each item that lacks something, or each for all that lack it."""
    lacking = [index for index, item in enumerate(items) if plans.lacks(item)] or [len(items) - 1]
    groups = [group for group in _GROUP_END.split(text) if group.strip()]
    if len(groups) == len(lacking):
        for index, group in zip(lacking, groups, strict=True):
            items[index] = plans.completed(items[index], group, reading)
        return
    for words in plans.clauses(text, reading):
        fitting = {index: plans.fills(items[index], words, reading) for index in lacking}
        targets = [index for index in lacking if fitting[index]] or lacking[:1]
        # One person or one day may be meant for all; so much is the goal of one.
        for index in targets[:1] if fitting[targets[0]] is Part.GOAL else targets:
            items[index] = plans.completed(items[index], words, reading)


def _parts(text: str) -> Iterator[tuple[int | None, str]]:
    """The text parted at the numbers of items; what stands before the first has none."""
    marks = list(_WHICH.finditer(text))
    starts = [mark.start() for mark in marks]
    first = text[: starts[0]] if marks else text
    if first.strip("，,。；; "):
        yield None, _ALL.sub("", first)
    for mark, end in zip(marks, [*starts[1:], len(text)], strict=False):
        sign = mark[1] or mark[2]
        yield _NUMBERS.get(sign) or int(sign), text[mark.end() : end].strip("，,；; ")
