"""Labelled questions and how an answer is judged; shared by the tests and by `make eval`."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

from bot.retrieval.characters import bare
from tests.retrieval.conftest import FIXTURES, SEED

FILES = ("queries", "hard", "fresh", "unseen", "blind", "second")


def load(name):
    """The questions of a file, and those that nothing answers."""
    table = tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
    nothing = table["nothing"]
    return table["query"], nothing if isinstance(nothing, list) else nothing["said"]


def documents():
    """What an office might have added: own noisy ones, and the client's sample where it is."""
    return [FIXTURES / "hospital.txt", FIXTURES / "port.txt", *([SEED] if SEED.exists() else [])]


def is_hit(passage, label):
    text = passage.text + passage.heading
    return passage.topic in label["topics"] and any(word in text for word in label.get("words", [""]))


def answering(passages, numbers):
    """The ids of the passages that lines of the sample became: those that share most with their beginnings."""
    lines = SEED.read_text(encoding="utf-8").split("\n")
    return {_nearest(lines[number - 1][:60], passages).id for number in numbers}


def rank(passages, hit):
    """The place of the first hit, 0 for none among those found, None where nothing was found."""
    if not passages:
        return None
    return next((place for place, one in enumerate(passages, start=1) if hit(one)), 0)


def share(ranks, *places):
    return sum(one in places for one in ranks) / len(ranks)


def _nearest(text, passages):
    return max(passages, key=lambda one: len(_pairs(text) & _pairs(one.text)))


def _pairs(text):
    return set(map("".join, pairwise(bare(text))))
