"""What a month costs a thumb: the taps and the signs typed for one whole monthly report, and how long that takes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.app import build
from bot.config import read_config
from tests.conversations.stage import Stage
from tests.row import Row

TRANSCRIPT = Path(__file__).parents[1] / "conversations" / "monthly_in_messy_chinese.txt"
MOST_TAPS, MOST_SIGNS = 60, 600
A_TAP, A_SIGN, A_LOOK = 0.8, 0.55, 2.0
"""Seconds: to find and press a button, to type a sign with an input method, to read what was asked."""


@dataclass(frozen=True)
class Cost:
    """A message sent is a tap as well."""

    taps: int
    signs: int
    messages: int

    @property
    def minutes(self) -> float:
        return (self.taps * A_TAP + self.signs * A_SIGN + self.messages * A_LOOK) / 60


def cost(transcript: str) -> Cost:
    """What the officer does in a transcript."""
    lines = [line.removeprefix("官：") for line in transcript.splitlines() if line.startswith("官：")]
    pressed = sum(line.startswith("[") for line in lines)
    typed = [line for line in lines if not line.startswith("[")]
    return Cost(pressed + len(typed), sum(map(len, typed)), len(lines))


def rows() -> Iterable[Row]:
    transcript = TRANSCRIPT.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        house = build(read_config(environment={"BIGANZI_DATA_DIR": folder}))
        Stage(house).play(transcript)  # it is a whole interview only if it goes as written
    spent = cost(transcript)
    yield Row(
        "one monthly report by thumb, first time, profile included",
        f"{spent.messages} acts",
        f"{spent.taps} taps, {spent.signs} signs typed, about {spent.minutes:.0f} minutes at human speed",
        f"≤ {MOST_TAPS} taps, ≤ {MOST_SIGNS} signs",
        spent.taps <= MOST_TAPS and spent.signs <= MOST_SIGNS,
    )
