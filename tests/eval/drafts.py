"""What is delivered, judged: every answer set drafted plainly, and with a model that lies in every way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import House, build
from bot.config import read_config
from bot.drafting.compose import plain_text
from bot.drafting.material import Portion
from bot.drafting.pipeline import Drafter
from tests.drafting.endpoint import Endpoint
from tests.drafting.modelled import PATIENT, masker, modelled
from tests.drafting.reports import filled
from tests.eval.attacks import FOREIGN, SAMPLE, SAMPLE_FACTS, Way, ways
from tests.eval.judge import Judgement, judge
from tests.eval.liar import Liar
from tests.eval.sets import AnswerSet, answer_sets
from tests.row import Row

ROUNDS = 4
"""Drafts of each answer set by the lying model."""
KEPT = 0.98


@dataclass(frozen=True, slots=True)
class Delivered:
    """One delivered text with its judgement, and what the product's own `check` finds in it."""

    answers: AnswerSet
    text: str
    judgement: Judgement
    own: tuple[str, ...]


def rows() -> Iterator[Row]:
    """The rows of the table."""
    with TemporaryDirectory() as folder:
        house = build(read_config(environment={"BIGANZI_DATA_DIR": folder}))
        sets = answer_sets()
        plain = asyncio.run(plainly(house, sets, Path(folder)))
        yield from judged("plain", plain)
        lied, used = asyncio.run(with_a_liar(house, sets, Path(folder), ROUNDS, ways()))
        yield from judged(f"by a model that lies in {len(used)} ways", lied)
        leaks = [fact for one in lied for fact in sample_facts(one.text)]
        yield Row("sample facts in delivered files", f"{len(lied)} drafts", str(len(leaks)), "0", not leaks, leaks)


def judged(who: str, delivered: Sequence[Delivered]) -> Iterator[Row]:
    """The rows of one way of writing."""
    count = f"{len(delivered)} drafts of {len({one.answers.name for one in delivered})} answer sets, {who}"
    found = [one.judgement for one in delivered]
    false = noted(delivered, lambda one: one.judgement.unsupported)
    yield Row("unsupported figures, names, honours delivered", count, str(len(false)), "0", not false, false)
    lost = noted(delivered, lambda one: one.judgement.lost)
    asked = sum(one.asked for one in found)
    share = kept(lost, asked)
    yield Row("answered numbers kept", f"{asked}, {who}", f"{share:.1%}", "≥ 98 %", share >= KEPT, lost)
    nameless = noted(delivered, lambda one: one.judgement.lost_names)
    names = sum(one.asked_names for one in found)
    yield Row("answered names kept", f"{names}, {who}", f"{kept(nameless, names):.1%}", "100 %", not nameless, nameless)
    hidden = noted(delivered, lambda one: one.judgement.hidden_gaps)
    gaps = sum(one.asked_gaps for one in found)
    yield Row("gaps shown", f"{gaps}, {who}", f"{kept(hidden, gaps):.1%}", "100 %", not hidden, hidden)
    unasked = noted(delivered, lambda one: one.judgement.hidden_conflicts)
    doubts = sum(one.asked_conflicts for one in found)
    shown = f"{kept(unasked, doubts):.1%}"
    yield Row("contradictions shown", f"{doubts}, {who}", shown, "100 %", not unasked, unasked)
    own = noted(delivered, lambda one: one.own)
    yield Row("findings of `check` in its own drafts", count, str(len(own)), "0", not own, own)


def kept(lost: Sequence[str], asked: int) -> float:
    """The share that is left; all of nothing."""
    return 1 - len(lost) / asked if asked else 1.0


def noted(delivered: Sequence[Delivered], of: Callable[[Delivered], Iterable[str]]) -> list[str]:
    """What was found, with the answer set it was found in."""
    return [f"{one.answers.name}: {found}" for one in delivered for found in of(one)]


def sample_facts(text: str) -> list[str]:
    """Facts of the sample document in a text."""
    return [fact for fact in (*SAMPLE_FACTS, "柳河", "丁长庚", "41300", "389") if fact in text]


async def plainly(house: House, sets: Iterable[AnswerSet], folder: Path) -> list[Delivered]:
    """Every set without a model."""
    return [await deliver(house.drafter, answers, folder, house) for answers in sets]


async def with_a_liar(
    house: House, sets: Sequence[AnswerSet], folder: Path, rounds: int, lies: Sequence[Way]
) -> tuple[list[Delivered], set[str]]:
    """Every set so often with a model that lies, which is shown the masked sample."""
    found: list[Delivered] = []
    liar = Liar(lies, house.reader)
    async with Endpoint(liar).running() as endpoint:
        for _ in range(rounds):
            for answers in sets:
                drafter = modelled(house, endpoint.url, examples=lambda part, _of: (shown(house, part),), **PATIENT)
                found.append(await deliver(drafter, answers, folder, house))
    return found, liar.used


def shown(house: House, portion: Portion) -> str:
    """The sample as a prompt shows it."""
    return masker(house).mask(SAMPLE, portion.messages[0].reading)


async def deliver(drafter: Drafter, answers: AnswerSet, folder: Path, house: House) -> Delivered:
    """One report, as its file has it."""
    paper, profile = filled(house.book, folder, answers.content)
    draft = await drafter.draft(paper, profile)
    text = plain_text(drafter.report(paper, draft, profile))
    own = tuple(f"{one.kind} {one.found}" for one in replace(drafter, model=None).review(text, paper, profile))
    return Delivered(answers, text, judge(text, answers, FOREIGN), own)
