"""How well phone-style questions are answered: over the shipped examples, and over the client's sample where it is."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest

from bot.retrieval.characters import bare
from bot.retrieval.index import build_index
from bot.retrieval.library import Library
from tests.retrieval.conftest import FIXTURES, KNOWLEDGE, SEED

LABELS = tomllib.loads((Path(__file__).parent / "queries.toml").read_text(encoding="utf-8"))
QUERIES = LABELS["query"]
NOTHING = LABELS["nothing"]["said"]
MIN_HIT_AT_3 = 0.9
MIN_REFUSED = 0.9
MAX_WRONGLY_REFUSED = 0.05


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    library = Library.open(KNOWLEDGE, tmp_path_factory.mktemp("own"))
    for path in (FIXTURES / "hospital.txt", FIXTURES / "port.txt", *([SEED] if SEED.exists() else [])):
        library.add(path)
    return library


def is_hit(found, label):
    text = found.passage.text + found.passage.heading
    return found.passage.topic in label["topics"] and any(word in text for word in label.get("words", [""]))


def answering(library, numbers):
    """The passages that lines of the sample became: those that share most with their beginnings."""
    lines = SEED.read_text(encoding="utf-8").split("\n")
    passages = [one for one in library.store().passages() if one.source == SEED.name]
    return {nearest(lines[number - 1][:60], passages).id for number in numbers}


def nearest(text, passages):
    return max(passages, key=lambda one: len(pairs_of(text) & pairs_of(one.text)))


def pairs_of(text):
    return set(map("".join, pairwise(bare(text))))


def measure(capsys, name, answers, refused):
    """Print the figures and hold them against the bars; `answers` are the ranks of hits, 0 none, None refused."""
    total = len(answers)
    first = sum(rank == 1 for rank in answers) / total
    third = sum(rank in {1, 2, 3} for rank in answers) / total
    wrongly = sum(rank is None for rank in answers) / total
    silent = sum(refused) / len(refused)
    figures = f"hit@1 {first:.2f}, hit@3 {third:.2f}, wrongly refused {wrongly:.2f} of {total}"
    with capsys.disabled():
        print(f"\n{name} {figures}; refused {silent:.2f} of {len(refused)}")  # noqa: T201  the figures to watch
    assert third >= MIN_HIT_AT_3
    assert wrongly <= MAX_WRONGLY_REFUSED
    assert silent >= MIN_REFUSED


def rank(found, hit):
    if not found:
        return None
    return next((place for place, one in enumerate(found, start=1) if hit(one)), 0)


def test_labels_are_many_and_mostly_colloquial():
    assert len([label for label in QUERIES if "topics" in label]) >= 60
    assert sum(not label.get("formal", False) for label in QUERIES) * 2 >= len(QUERIES)
    assert len(NOTHING) >= 15


def over_all(library):
    """The answers over the whole library, by topic and words."""
    labels = [label for label in QUERIES if "topics" in label]
    found = [library.search(label["said"], k=3) for label in labels]
    ranks = [rank(hits, lambda one, label=label: is_hit(one, label)) for hits, label in zip(found, labels, strict=True)]
    return ranks, [not library.search(said) for said in NOTHING]


def over_sample(library):
    """The answers of the client's sample alone, by lines."""
    ranks = []
    for label in QUERIES:
        if label.get("lines"):
            wanted = answering(library, label["lines"])
            hits = library.search(label["said"], k=3, source=SEED.name)
            ranks.append(rank(hits, lambda one, wanted=wanted: one.passage.id in wanted))
    absent = [label["said"] for label in QUERIES if label.get("lines") == []]
    return ranks, [not library.search(said, source=SEED.name) for said in [*NOTHING, *absent]]


@pytest.mark.parametrize("answers", [over_all, *([over_sample] if SEED.exists() else [])])
def test_questions_find_what_answers_them(library, capsys, answers):
    measure(capsys, answers.__doc__, *answers(library))


def test_three_hundred_passages_are_indexed_at_once(library):
    passages = library.search("慰问", k=3)[0].passage
    many = [passages] * 300
    build_index(many[:10])
    started = perf_counter()
    build_index(many)
    assert perf_counter() - started < 0.5  # some 40 ms alone; the bar leaves room for a busy machine
