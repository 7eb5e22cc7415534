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


Block = Heading | Paragraph


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
class Report:
    """All that a file shows, in order.

    `missing` and `to_verify` repeat the 【待补：…】 and 【待核实：…】 of the text, for the cover message. `label` is
    the value of the metadata field `AIGC` (JSON, GB 45438—2025), "" where no model wrote any of it.
    """

    title: str
    blocks: tuple[Block, ...]
    signature: Signature
    addressee: str = ""
    attachments: tuple[str, ...] = ()
    author: str = ""
    missing: tuple[str, ...] = ()
    to_verify: tuple[str, ...] = ()
    label: str = ""
