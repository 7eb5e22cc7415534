"""How soon a draft is seen while a model writes it, and what the guard and the screen add to the model's own time."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bot.app import build
from bot.config import read_config
from bot.shell.screening import Screening
from tests.drafting.endpoint import Endpoint, saying
from tests.drafting.modelled import modelled, true_words
from tests.drafting.reports import filled
from tests.row import Row
from tests.telegram.test_request import Forgetful

REPORTS = 12
FIRST, TOKEN = 0.4, 0.02
"""Seconds to the model's first token, and between two."""
SLOTS = 6
FIRST_WORDS, WHOLE = 0.3, 1.15


@dataclass
class Phone:
    """Takes previews, and notes when the first came."""

    at: list[float] = field(default_factory=list)

    async def show_draft(self, chat: int, number: int, text: str) -> bool:
        self.at.append(time.monotonic())
        return True

    async def show_typing(self, chat: int) -> None:
        pass


@dataclass
class Model:
    """Streams, and notes when each section's first token went out and how long the section took."""

    first: list[float] = field(default_factory=list)
    sections: list[float] = field(default_factory=list)
    opening: float = 0.0

    def answer(self, messages):
        async def reply(request):
            began = time.monotonic()
            self.first.append(began + FIRST)
            response = await saying(request, f"{true_words(messages)}。", first=FIRST, token=TOKEN)
            took = time.monotonic() - began
            if "开头概述" in messages[1]["content"]:
                self.opening = took
            else:
                self.sections.append(took)
            return response

        return reply

    @property
    def slowest_chain(self) -> float:
        """The slowest section, and the opening, which is written from all of them."""
        return max(self.sections) + self.opening


async def _one(house, report) -> tuple[float, float]:
    """Seconds from the model's first token to the first words, and the whole draft against the slowest chain."""
    model, phone = Model(), Phone()
    async with Endpoint(model.answer).running() as endpoint:
        drafter = modelled(house, endpoint.url, timeout=60, deadline=60, parallel=SLOTS)
        began = time.monotonic()
        async with Screening(phone, house.words, Forgetful()).of(1, 1001) as preview:
            await drafter.draft(*report, watch=preview)
        whole = time.monotonic() - began
    return phone.at[0] - min(model.first), whole / model.slowest_chain


async def _all(house, report) -> list[tuple[float, float]]:
    return [await _one(house, report) for _ in range(REPORTS + 1)][1:]  # the first pays for the vendor's import


def rows() -> Iterable[Row]:
    with tempfile.TemporaryDirectory() as folder:
        house = build(read_config(environment={"BIGANZI_DATA_DIR": folder}))
        report = filled(house.book, Path(folder))
        found = asyncio.run(_all(house, report))
    waits, shares = (sorted(one[at] for one in found) for at in (0, 1))
    model = f"a model on the loopback, first token after {FIRST} s, then one each {TOKEN * 1000:.0f} ms"
    yield Row(
        "first words on the screen after the model's first token",
        f"{len(waits)} reports, {model}",
        f"median {waits[len(waits) // 2]:.2f} s, worst {waits[-1]:.2f} s",
        f"≤ {FIRST_WORDS} s",
        waits[-1] <= FIRST_WORDS,
    )
    yield Row(
        "whole report against the slowest chain of sections",
        f"{len(shares)} reports, {SLOTS} at once",
        f"median {shares[len(shares) // 2]:.2f}×, worst {shares[-1]:.2f}×",
        f"≤ {WHOLE}×",
        shares[-1] <= WHOLE,
    )
