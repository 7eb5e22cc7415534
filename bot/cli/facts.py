"""`facts`: what the fact reader understands of a text, as JSON for scripts or as a table for people."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.app import build
from bot.cli.errors import InputError
from bot.cli.talking import DONE, say, show
from bot.core.facts import FactKind, Reading
from bot.core.period import month_of, parse_period

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from bot.config import Config
    from bot.core.facts import Fact

_KINDS = {
    FactKind.COUNT: "数量",
    FactKind.MONEY: "金额",
    FactKind.DATE: "日期",
    FactKind.DATE_RANGE: "起止",
    FactKind.PERCENT: "百分比",
    FactKind.PERCENTAGE_POINTS: "百分点",
    FactKind.RATIO: "比例",
    FactKind.NAME: "名字",
    FactKind.HONOUR: "荣誉",
    FactKind.DOCUMENT: "文件",
    FactKind.ORG: "单位",
}
_HEAD = ("类别", "原话", "报告里写", "值", "说的是")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WIDE = frozenset("WF")
_GAP = 2


def facts(config: Config, options: argparse.Namespace) -> int:
    """The facts of a text in their order."""
    if not options.text.strip():
        raise InputError("要读什么？请在 facts 后面写一句话，比如：9.8学工会法 62人")
    said_on = _day(options.on) if options.on else datetime.now(config.zone).date()
    read = build(config).reader.read(options.text, _reading(options.period, said_on))
    if options.json:
        show([asdict(fact) for fact in read])
    elif read:
        print("\n".join(_table([_HEAD, *map(_row, read)])))  # noqa: T201
    else:
        say("这句话里没有读到数字、日期、人名、单位、荣誉或文件")
    return DONE


def _reading(period: str, said_on: date) -> Reading:
    """How to understand the text: without a period it speaks of the month in which it was said."""
    try:
        return Reading(parse_period(period) if period else month_of(said_on), said_on)
    except ValueError as error:
        raise InputError(str(error)) from None


def _day(words: str) -> date:
    try:
        if _DAY.fullmatch(words):
            return date.fromisoformat(words)
    except ValueError as error:
        raise InputError(f"日历上没有“{words}”这一天，--on 请写成 2026-09-21 这样的日期") from error
    raise InputError(f"看不懂日期“{words}”，--on 请写成 2026-09-21 这样的日期")


def _row(fact: Fact) -> tuple[str, ...]:
    value = f"{'约 ' if fact.approx else ''}{fact.value}{f' {fact.unit}' if fact.unit else ''}"
    return (_KINDS[fact.kind], fact.text, fact.standard, value, fact.of)


def _table(rows: list[tuple[str, ...]]) -> Iterable[str]:
    """Rows in columns; a Chinese sign is two Latin ones wide."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (width - _width(cell) + _GAP) for cell, width in zip(row, widths, strict=True))
        yield "".join(cells).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in _WIDE else 1 for sign in text)
