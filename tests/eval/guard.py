"""The guard by itself: what it catches of planted faults, what it refuses of honest drafts, what time it takes."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bot.app import House, build
from bot.config import read_config
from bot.core.facts import Reading
from bot.drafting.compose import plain_text
from bot.drafting.guard import Guard, Severity
from bot.drafting.guard.spans import sentence_spans
from bot.drafting.knowing import known_messages
from tests.drafting.faults_planted import COPIED, PLANTS, Plant
from tests.drafting.honest import BATCH, PERIOD, Honest, honest_sections
from tests.drafting.messy import MESSY
from tests.drafting.reports import filled
from tests.eval.sets import answer_sets
from tests.row import Row

HERE = Path(__file__).parent
NEW = HERE / "honest.toml"
BATCHES = {
    "first batch": BATCH,
    "second batch, refused 4.8 % at first sight": NEW,
    "third batch, refused 7.5 % at first sight": HERE / "honest_third.toml",
    "fourth batch, refused 9.1 % at first sight": HERE / "honest_fourth.toml",
    "fifth batch, refused 7.8 % at first sight": HERE / "honest_fifth.toml",
    "sixth batch, refused 6.0 % at first sight": HERE / "honest_sixth.toml",
    "seventh batch, refused 7.5 % at first sight": HERE / "honest_seventh.toml",
}
"""All were written before the guard saw them; it was mended by each in turn."""
OF_EACH_KIND = 40
CAUGHT, REFUSED = 0.99, 0.01
LENGTH = 2000
SECONDS = 0.020
RUNS = 60


def rows() -> Iterator[Row]:
    """The rows of the table."""
    with TemporaryDirectory() as folder:
        house = build(read_config(environment={"BIGANZI_DATA_DIR": folder}))
        sections = {
            which: tuple(honest_sections(house, house.guard, Path(folder), batch)) for which, batch in BATCHES.items()
        }
        yield caught([one for batch in sections.values() for one in batch], house.guard, OF_EACH_KIND)
        for which, batch in sections.items():
            yield let_pass(batch, house.guard, which)
        yield quick(house, Path(folder), RUNS)


def caught(sections: Sequence[Honest], guard: Guard, most: int, plants: Iterable[Plant] = PLANTS) -> Row:
    """Planted faults of every kind, at most so many of each."""
    tried, found = Counter[str](), Counter[str]()
    for plant in plants:
        kind = plant.__name__
        for section, text in islice(planted(plant, sections), most):
            tried[kind] += 1
            found[kind] += is_caught(guard, section, text)
    share = found.total() / tried.total()
    notes = [f"{kind}: {found[kind]}/{tried[kind]}" for kind in tried]
    count = f"{tried.total()} of {len(tried)} kinds"
    return Row("planted faults caught by the guard", count, f"{share:.1%}", "≥ 99 %", share >= CAUGHT, notes)


def planted(plant: Plant, sections: Sequence[Honest]) -> Iterator[tuple[Honest, str]]:
    """Faults of one kind: first one of every section, then the second of each, and so on."""
    waiting = [(section, plant(section)) for section in sections]
    while waiting:
        texts = [(section, faults, next(faults, None)) for section, faults in waiting]
        yield from ((section, text) for section, _, text in texts if text is not None)
        waiting = [(section, faults) for section, faults, text in texts if text is not None]


def is_caught(guard: Guard, section: Honest, text: str) -> bool:
    """Whether the guard closes the gate, by what stands in the text or by what it lost."""
    wrong = guard.check(text, section.reading, section.known, samples=(COPIED,))
    return bool(wrong or guard.lost(text, section.reading, section.given))


def let_pass(sections: Sequence[Honest], guard: Guard, which: str) -> Row:
    """Honest sections: the share of sentences refused, and how many sections are said to have lost what they have.

    What a writer should not have written (`Honest.wrong`) counts the other way round: it must be refused.
    """
    count = sum(len(sentence_spans(section.text)) for section in sections)
    refused = [f"{one.name}: {why}" for one in sections for why in wrongly_refused(guard, one)]
    lost = [f"{one.name}: {why}" for one in sections for why in wrongly_missed(guard, one)]
    share, rightly = len(refused) / count, sum(len(one.wrong) for one in sections)
    result = f"{share:.1%}; {len(lost)} facts missed that are there; {rightly} of the writer's own faults found"
    name = f"honest sentences refused, {which}"
    return Row(name, f"{count} in {len(sections)} sections", result, "≤ 1 %", share <= REFUSED, [*refused, *lost])


def wrongly_refused(guard: Guard, section: Honest) -> list[str]:
    """Why, for each sentence that would be written again; and each fault of the writer that is not found."""
    located = guard.locate(section.text, section.reading, section.known, samples=(COPIED,))
    gates = [one for one in located if one.finding.severity is Severity.GATE]
    found = {one.sentence: one.finding.why for one in gates if one.finding.found not in section.wrong}
    passed = set(section.wrong) - {one.finding.found for one in gates}
    return [*found.values(), *(f"“{words}” was let pass" for words in sorted(passed))]


def wrongly_missed(guard: Guard, section: Honest) -> list[str]:
    """Each fact that the guard does not find in it."""
    lost = guard.lost(section.text, section.reading, section.given)
    return [one.why for one in lost if one.severity is Severity.GATE]


def quick(house: House, folder: Path, runs: int) -> Row:
    """The whole guard over a report of 2,000 characters, made of the answers of several officers."""
    answers: dict[str, list[str]] = {}
    text = ""
    for said in (*MESSY.values(), *(one.said for one in answer_sets() if one.kind == "monthly" and not one.absent)):
        for key, words in said.items():
            answers.setdefault(key, []).extend([words] if isinstance(words, str) else words)
        content = {"kind": "monthly", "period": "2026-09", "unit": "红星机械厂工会", "answers": answers}
        paper, profile = filled(house.book, folder, content)
        draft = asyncio.run(house.drafter.draft(paper, profile))
        text = plain_text(house.drafter.report(paper, draft, profile))
        if len(text) >= LENGTH:
            break
    parts = house.drafter.material(paper, PERIOD)
    known = house.guard.known(known_messages(parts, profile, PERIOD), parts)
    reading = Reading(PERIOD, PERIOD.end)
    seconds = median(timed(lambda: house.guard.check(text, reading, known)) for _ in range(runs))
    reader = median(timed(lambda: house.reader.read(text, reading)) for _ in range(runs))
    facts = f"{len(house.reader.read(text, reading))} facts in it, {len(known.facts)} known"
    result = f"{seconds * 1000:.1f} ms of processor time, {reader * 1000:.1f} of them reading; {facts}"
    return Row(f"guard on a {len(text):,}-character report", f"median of {runs}", result, "≤ 20 ms", seconds <= SECONDS)


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time, so that a neighbour's work does not count."""
    begun = time.process_time()
    work()
    return time.process_time() - begun
