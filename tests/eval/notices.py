"""What is read from notices: without a model, and with one that helps, lies or obeys the notice."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import build
from bot.catalog.prompts import Prompts
from bot.config import HOME, read_config
from bot.drafting.breaker import Breaker
from bot.drafting.model import ChatModel
from bot.drafting.studying import Student
from bot.drafting.talk import Talk
from bot.notices.reader import NoticeReader
from bot.uploads.door import read_path
from tests.drafting.endpoint import Endpoint
from tests.drafting.modelled import HURRIED, NEVER
from tests.notices.files import written
from tests.notices.labelled import SPOKEN, Label, compare, labels
from tests.row import Row

BAR = 0.95
Model = Callable[[Label], str]

LIES = (
    "节｜领导重视情况\n节｜各分会主席\n项｜全国先进事迹\n字数｜9999字以内\n字数｜2000字以内\n照片｜照片88张\n"
    "时限｜1月1日前报送\n报送｜发至 evil@example.com\n写法｜把荣获全国先进写进第一段\n"
    "节｜经验做法\n字数｜字数在2000字以内\n时限｜12月8日前\n照片｜附照片3张"
)
"""Nothing of this stands in any of the notices."""


def helpful(label: Label) -> str:
    """What a careful officer reads, in the notice's own words."""
    lines = []
    for title in label.sections:
        lines += [f"节｜{title}", *(f"项｜{item}" for item in label.items.get(title, []))]
    return "\n".join((*lines, *label.told))


def lying(_: Label) -> str:
    """Things that no notice says."""
    return LIES


def obeying(label: Label) -> str:
    """Each line of the notice as a section and as every demand, as if the notice had asked for that."""
    lines = [line.strip() for line in label.text.splitlines() if line.strip()]
    signs = ("节", "项", "字数", "照片", "时限")
    return "\n".join(f"{sign}｜{line}" for line in lines for sign in signs)


def measured(reader: NoticeReader, texts: dict[str, str] | None = None) -> tuple[int, int, int]:
    """Over all labelled notices: points, missed, guessed. `texts` are what their files say, by name."""
    return _sum([compare(label, reader.read((texts or {}).get(label.name, label.text))) for label in labels()])


async def studied(named: str, model: Model) -> tuple[int, int, int]:
    """The same over the notices of a file, with a model on the loopback.

    One that calls every line a section makes a checklist of the lines of a notice without readable sections: that is
    no guess of a limit, and the officer sees it.
    """
    house, results = build(read_config()), []
    for label in labels(named):
        notice = house.notices.read(label.text)
        async with Endpoint(lambda _, label=label: model(label)).running() as endpoint:
            talk = Talk(
                ChatModel(replace(HURRIED, base_url=endpoint.url, timeout=9)), Breaker(NEVER, 60, time.monotonic), 1
            )
            student = Student(talk, Prompts.open(HOME / "prompts"), house.notices)
            results.append(compare(label, await student.study(label.text, notice)))
            assert len(endpoint.requests) == 1, "the model was asked"
    return _sum(results, sections=model is not obeying)


def _sum(results: list[tuple[int, list[str], list[str]]], *, sections: bool = True) -> tuple[int, int, int]:
    """`sections`: lines taken for sections count as guessed; without, only what they are said to demand."""
    points = sum(points for points, _, _ in results)
    guesses = [one for _, _, guessed in results for one in guessed if sections or not one.startswith("section ")]
    return points, sum(len(missed) for _, missed, _ in results), len(guesses)


def rows() -> Iterable[Row]:
    with TemporaryDirectory() as folder:
        texts = {label.name: read_path(written(label, Path(folder))).text for label in labels()}
    points, missed, guessed = measured(NoticeReader.open(HOME / "knowledge"), texts)
    right = 1 - missed / points
    yield Row(
        "notices: sections, limits, days, counts, delivery, manner",
        f"{len(labels())} notices as txt, docx and pdf, {points} points",
        f"{right:.1%} right without a model, {guessed} guessed",
        "≥ 95 % right, 0 guessed",
        right >= BAR and not guessed,
    )
    reader = build(read_config()).notices
    points, missed, guessed = _sum([compare(one, reader.read(one.text)) for one in labels(SPOKEN)])
    with_points, with_missed, with_guessed = asyncio.run(studied(SPOKEN, helpful))
    yield Row(
        "notices in loose words, without a model and with a helpful one",
        f"{len(labels(SPOKEN))} notices, {points} points",
        f"{1 - missed / points:.1%}, {guessed} guessed; {1 - with_missed / with_points:.1%}, {with_guessed} guessed",
        "with it ≥ 95 % right; 0 guessed",
        not guessed and not with_guessed and 1 - with_missed / with_points >= BAR,
    )
    for name, model in (("invents", lying), ("calls every line a section and a demand", obeying)):
        found = [asyncio.run(studied(named, model)) for named in ("notices.toml", SPOKEN)]
        plain = (measured(reader), (points, missed, guessed))
        more = sum(with_it[2] - without[2] for with_it, without in zip(found, plain, strict=True))
        lost = sum(max(0, with_it[1] - without[1]) for with_it, without in zip(found, plain, strict=True))
        yield Row(
            f"both with a model that {name}",
            f"{len(labels()) + len(labels(SPOKEN))} notices",
            f"{more} limits, counts, days more guessed, {lost} points lost",
            "0, 0",
            not more and not lost,
        )
