"""Search by meaning beside the words: better where the endpoint answers, the same as ever where it does not."""

from __future__ import annotations

import hashlib
import time

import numpy as np
import pytest

from bot.retrieval.library import Library
from bot.retrieval.vectors import BATCH, Vectors, fused
from tests.retrieval.conftest import KNOWLEDGE

SIZE = 16
QUESTION = "送温暖怎么写"


def of_text(text):
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4])
    return np.random.default_rng(seed).normal(size=SIZE).tolist()


class Endpoint:
    """Gives every text the same vector each time, and counts what it is asked."""

    def __init__(self, alike=None, fault=None):
        self.alike, self.fault, self.asked = alike or {}, fault, []

    def __call__(self, texts):
        self.asked.append(list(texts))
        return self.fault(texts) if self.fault else [of_text(self.alike.get(text, text)) for text in texts]


def opened(tmp_path, endpoint, *, patience=1.5, rest=0.0, model="m"):
    library = Library.open(KNOWLEDGE, tmp_path / "own")
    library.vectors = Vectors(tmp_path / "vectors.sqlite", model, endpoint, patience, rest)
    return library


def texts(library, k=3, question=QUESTION):
    return [one.passage.text for one in library.search(question, k=k)]


@pytest.fixture(scope="module")
def by_words(tmp_path_factory):
    return texts(Library.open(KNOWLEDGE, tmp_path_factory.mktemp("own")), 20)


def test_the_nearest_in_meaning_rises(tmp_path, by_words):
    last = by_words[-1]
    library = opened(tmp_path, Endpoint({QUESTION: last}))
    assert texts(library) == by_words[:3]  # the first search waits for nobody
    library.vectors.wait(20)
    place = texts(library, 20).index(last)
    assert place < by_words.index(last)


def test_what_the_words_refuse_stays_refused(tmp_path):
    library = opened(tmp_path, Endpoint())
    texts(library)
    library.vectors.wait(20)
    assert texts(library, question="红烧肉怎么炖") == []


def test_vectors_are_fetched_once_and_kept_by_model_and_text(tmp_path):
    first, second, other = Endpoint(), Endpoint(), Endpoint()
    for endpoint, model in ((first, "m"), (second, "m"), (other, "n")):
        library = opened(tmp_path, endpoint, model=model)
        texts(library)
        library.vectors.wait(20)
    assert max(map(len, first.asked)) == BATCH
    assert second.asked == []
    assert other.asked == first.asked


def refuse(_):
    raise ConnectionError


def dawdle(asked):
    time.sleep(0.5)
    return [of_text(text) for text in asked]


FAULTS = {
    "it cannot be reached": refuse,
    "too few": lambda asked: [of_text(text) for text in asked][1:],
    "no numbers": lambda asked: [["a"] * SIZE for _ in asked],
    "not a number": lambda asked: [[float("nan")] * SIZE for _ in asked],
    "empty ones": lambda asked: [[0.0] * SIZE for _ in asked],
    "of several sizes": lambda asked: [[1.0] * (SIZE + at) for at, _ in enumerate(asked)],
    "nothing": lambda asked: None,
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("already", [False, True])
def test_whatever_fails_the_words_answer(tmp_path, by_words, fault, already):
    endpoint = Endpoint({QUESTION: by_words[-1]}, None if already else fault)
    library = opened(tmp_path, endpoint)
    texts(library)
    library.vectors.wait(20)
    endpoint.fault = fault
    if fault is FAULTS["of several sizes"] and already:
        endpoint.fault = lambda asked: [[1.0] * (SIZE + 1) for _ in asked]  # the question's alone
    assert texts(library) == by_words[:3]


def test_a_slow_endpoint_is_waited_for_no_longer_than_our_patience(tmp_path, by_words):
    endpoint = Endpoint({QUESTION: by_words[-1]})
    library = opened(tmp_path, endpoint, patience=0.05, rest=60.0)
    texts(library)
    library.vectors.wait(20)
    endpoint.fault = dawdle
    assert texts(library) == by_words[:3]
    asked = len(endpoint.asked)
    assert texts(library) == by_words[:3]
    assert len(endpoint.asked) == asked  # it rests


def test_fusion_adds_the_reciprocal_ranks(tmp_path):
    one, two, three = [hit.passage for hit in Library.open(KNOWLEDGE, tmp_path).search(QUESTION, k=3)]
    assert fused([one, two], [two, three]) == {one.id: 1 / 61, two.id: 1 / 62 + 1 / 61, three.id: 1 / 62}
