"""What counts as a fact: a value that an officer must be able to defend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.period import Period


class FactKind(StrEnum):
    """The kinds of the command-line contract."""

    COUNT = "count"
    MONEY = "money"
    DATE = "date"
    DATE_RANGE = "date_range"
    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    RATIO = "ratio"
    NAME = "name"
    HONOUR = "honour"
    DOCUMENT = "document"
    ORG = "org"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as read from a text.

    `value` is canonical: a plain decimal for counts, percents and money (in 元), ISO dates
    (`2026-09-08`; a range `2026-09-15/2026-09-17`; a month `2026-09`), else the normalised words.
    `unit` is the canonical unit (人, 人次, 户, 元 …), `of` what is counted (住院职工), both "" where
    there is none. `text` are the words it was read from, at `start`:`end` of the text given, and
    `standard` is the form that a report prints (GB/T 15835—2011).
    """

    kind: FactKind
    value: str
    unit: str
    approx: bool
    of: str
    text: str
    standard: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader must know to understand phone text.

    `period` are the months in which dates lie that name none (8号), `said_on` is the day it was said, `report` the
    months reported on where they are others: a plan's 8号 lies in the next month, and so does its 下月8号.
    """

    period: Period
    said_on: date
    report: Period | None = None
