"""A finished report, independent of the file it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading: level 1 一、, 2 （一）, 3 1., 4 （1）. The text carries its number."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the body, without its indent."""

    text: str


CELL = "｜"
"""What stands between the cells of a row in a text."""
MEASURE = "措施"
PLAN_HEADS = ("工作事项", "完成时间", "责任人", MEASURE, "目标")


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One row of the plan table. What nobody said is "" or a 【待补：…】."""

    matter: str
    due: str = ""
    who: str = ""
    measure: str = ""
    target: str = ""

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """In the order of the table."""
        return self.matter, self.due, self.who, self.measure, self.target


@dataclass(frozen=True, slots=True)
class PlanTable:
    """下月工作计划 as a table; the rows are numbered by the file.

    The column 措施 stands only where something was said for it.
    """

    items: tuple[PlanItem, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """The columns that it has."""
        return tuple(head for head, used in zip(PLAN_HEADS, self._used, strict=True) if used)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The cells of every item, by these columns."""
        return tuple(
            tuple(cell for cell, used in zip(item.cells, self._used, strict=True) if used) for item in self.items
        )

    @property
    def text(self) -> str:
        """The table as it is read in the chat, a row a line."""
        rows = (f"{number}. {CELL.join(row)}" for number, row in enumerate(self.rows, start=1))
        return "\n".join((CELL.join(self.heads), *rows))

    @property
    def _used(self) -> tuple[bool, ...]:
        measures = any(item.measure for item in self.items)
        return tuple(head != MEASURE or measures for head in PLAN_HEADS)


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as it came, JPEG or PNG, and what it shows."""

    content: bytes
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Photos:
    """Photos that stand together, two a page."""

    photos: tuple[Photo, ...]

    @property
    def text(self) -> str:
        """The captions, one a line."""
        return "\n".join(photo.caption for photo in self.photos if photo.caption)


@dataclass(frozen=True, slots=True)
class Series:
    """One item's figures over several periods, oldest first: each the period's words and the value in `unit`.

    None is a period without the figure: a gap, which is no zero.
    """

    title: str
    unit: str
    points: tuple[tuple[str, float | None], ...]

    @property
    def known(self) -> tuple[tuple[str, float], ...]:
        """The periods that have the figure."""
        return tuple((period, value) for period, value in self.points if value is not None)

    @property
    def said(self) -> str:
        """The figures in words: 7月3户、9月6户."""
        return "、".join(f"{period}{figure(value)}{self.unit}" for period, value in self.known)


def figure(value: float) -> str:
    """A figure as a chart prints it."""
    return f"{value:.10g}"


@dataclass(frozen=True, slots=True)
class Chart:
    """A small chart of one item; `number` is its place among the charts of the report, 0 for one alone."""

    series: Series
    number: int = 0

    @property
    def text(self) -> str:
        """What stands under it: its number, the item, the unit, and whose figures they are."""
        order = f"图{self.number}　" if self.number else ""
        unit = f"单位：{self.series.unit}，" if self.series.unit else ""
        periods = "、".join(period for period, _ in self.series.known)
        return f"{order}{self.series.title}（{unit}据{periods}报告）"


Block = Heading | Paragraph | PlanTable | Photos | Chart


@dataclass(frozen=True, slots=True)
class Annex:
    """附件 that is part of the file: it begins a page of its own after the signature."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """落款: who signs, the day of the report, and whether to leave room for a hand's signature and a seal.

    `no_day` is printed where the day is missing.
    """

    unit: str
    on: date | None = None
    room_for_seal: bool = False
    no_day: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Where a sentence comes from: the question, the officer's own words, and the day they were said."""

    sentence: str
    question: str
    said: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All that a file shows, in order.

    `missing` and `to_verify` repeat the 【待补：…】 and 【待核实：…】 of the text, for the cover message. `label` is
    the value of the metadata field `AIGC` (JSON, GB 45438—2025) and `visible_label` the line that says it to readers,
    "" where no model wrote any of it.
    """

    title: str
    blocks: tuple[Block, ...]
    signature: Signature
    addressee: str = ""
    attachments: tuple[str, ...] = ()
    author: str = ""
    missing: tuple[str, ...] = ()
    to_verify: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    label: str = ""
    visible_label: str = ""
