"""How well phone-style questions are answered: over the shipped examples, and over the client's sample where it is."""

from __future__ import annotations

from time import perf_counter

import pytest

from bot.retrieval.index import build_index
from bot.retrieval.library import Library
from tests.retrieval.conftest import KNOWLEDGE, SEED
from tests.retrieval.labels import answering, documents, is_hit, load, rank

QUERIES, NOTHING = load("queries")
MIN_HIT_AT_3 = 0.9
MIN_REFUSED = 0.9
MAX_WRONGLY_REFUSED = 0.05


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    library = Library.open(KNOWLEDGE, tmp_path_factory.mktemp("own"))
    for path in documents():
        library.add(path)
    return library


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


def test_hard_questions_are_many_and_hold_what_voice_input_spoils():
    hard, nothing = load("hard")
    assert len(hard) >= 150
    assert len(nothing) >= 30
    assert sum(label["how"] in {"sound", "typo"} for label in hard) >= 50


def over_hard(library):
    """The hard questions over the whole library."""
    hard, nothing = load("hard")
    labels = [label for label in hard if "topics" in label]
    found = [[one.passage for one in library.search(label["said"], k=3)] for label in labels]
    ranks = [rank(hits, lambda one, label=label: is_hit(one, label)) for hits, label in zip(found, labels, strict=True)]
    return ranks, [not library.search(said) for said in nothing]


def test_labels_are_many_and_mostly_colloquial():
    assert len([label for label in QUERIES if "topics" in label]) >= 60
    assert sum(not label.get("formal", False) for label in QUERIES) * 2 >= len(QUERIES)
    assert len(NOTHING) >= 15


def over_all(library):
    """The answers over the whole library, by topic and words."""
    labels = [label for label in QUERIES if "topics" in label]
    found = [[one.passage for one in library.search(label["said"], k=3)] for label in labels]
    ranks = [rank(hits, lambda one, label=label: is_hit(one, label)) for hits, label in zip(found, labels, strict=True)]
    return ranks, [not library.search(said) for said in NOTHING]


def over_sample(library):
    """The answers of the client's sample alone, by lines."""
    passages = [one for one in library.store().passages() if one.source == SEED.name]
    ranks = []
    for label in QUERIES:
        if label.get("lines"):
            wanted = answering(passages, label["lines"])
            hits = [one.passage for one in library.search(label["said"], k=3, source=SEED.name)]
            ranks.append(rank(hits, lambda one, wanted=wanted: one.id in wanted))
    absent = [label["said"] for label in QUERIES if label.get("lines") == []]
    return ranks, [not library.search(said, source=SEED.name) for said in [*NOTHING, *absent]]


@pytest.mark.parametrize("answers", [over_all, over_hard, *([over_sample] if SEED.exists() else [])])
def test_questions_find_what_answers_them(library, capsys, answers):
    measure(capsys, answers.__doc__, *answers(library))


def test_three_hundred_passages_are_indexed_at_once(library):
    passages = library.search("慰问", k=3)[0].passage
    many = [passages] * 300
    build_index(many[:10])
    started = perf_counter()
    build_index(many)
    assert perf_counter() - started < 0.5  # some 40 ms alone; the bar leaves room for a busy machine
