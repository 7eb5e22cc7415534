"""Honest sections (`honest.toml`), each with what is known where it is written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.core.facts import Fact, Reading
from bot.core.period import Period, parse_period
from bot.drafting.guard import Guard, Known
from bot.drafting.knowing import known_messages
from bot.drafting.material import portions
from tests.drafting.reports import filled

PERIOD = Period(2026, 9, 9)
BATCH = Path(__file__).parent / "honest.toml"
USUAL = {"kind": "monthly", "period": "2026-09", "unit": "红星机械厂工会"}
"""What a report of a batch is unless it says otherwise."""


@dataclass(frozen=True, slots=True)
class Honest:
    """A section as a good writer makes it.

    `known` is what was said in it, `whole` in all the report, `given` its answers alone, `elsewhere` facts of others;
    `wrong` are words that its writer, on a second look, had not been told: these must be refused.
    """

    name: str
    text: str
    reading: Reading
    facts: tuple[Fact, ...]
    known: Known
    whole: Known
    given: Known
    elsewhere: tuple[Fact, ...]
    wrong: tuple[str, ...] = ()


def honest_sections(house, guard: Guard, folder: Path, batch: Path = BATCH) -> Iterator[Honest]:
    """All of a batch, read as the product reads answers."""
    with batch.open("rb") as file:
        reports = tomllib.load(file)["report"]
    for report in reports:
        texts = {section["key"]: section["text"] for section in report["section"]}
        answers = {section["key"]: section["said"] for section in report["section"]}
        wrong = {section["key"]: tuple(section.get("wrong", ())) for section in report["section"]}
        base = {one: report.get(one, usual) for one, usual in USUAL.items()}
        paper, profile = filled(house.book, folder, {**base, "answers": answers})
        period = parse_period(base["period"])
        parts = portions(house.book, paper, period)
        known = guard.known(known_messages(parts, profile, period), parts)
        for part in parts:
            key = part.area.id if part.area else part.section.id
            if text := texts.pop(key, ""):
                reading = part.messages[0].reading
                elsewhere = tuple(one.fact for one in known.givens if one.place not in {"", part.id})
                facts = house.reader.read(text, reading)
                yield Honest(
                    f"{report['name']}.{key}",
                    text,
                    reading,
                    facts,
                    known.within(part.id),
                    known,
                    guard.known(part.messages),
                    elsewhere,
                    wrong[key],
                )
