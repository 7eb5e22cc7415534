"""What is near in meaning is looked for among an organisation's own passages and the shipped ones alone."""

from __future__ import annotations

import pytest

from bot.retrieval.folder import on_disk
from bot.retrieval.library import Library
from tests.retrieval.conftest import KNOWLEDGE

MINE, OTHERS = "提着热豆浆挨门问冷暖", "背着大米袋翻山送到家"


class Nearest:
    """Keeps what it was shown."""

    def __init__(self):
        self.shown = []

    def nearest(self, passages, query, k):
        self.shown += [one.text for one in passages]
        return list(passages[:k])


def taught(tmp_path):
    library = Library(KNOWLEDGE, on_disk(tmp_path), vectors=Nearest(), fresh_for=0)
    for organisation, mark in (("one", MINE), ("other", OTHERS)):
        text = f"一、送温暖活动\n春节前走访慰问困难职工，工会干部{mark}，逐户建立帮扶台账，做到底数清、措施实。"
        library.confirm(library.prepare(f"{organisation}.txt", text.encode()), organisation=organisation)
    return library


@pytest.mark.parametrize(("organisation", "own", "foreign"), [("one", MINE, OTHERS), ("other", OTHERS, MINE)])
def test_meaning_is_compared_with_nothing_of_the_others(tmp_path, organisation, own, foreign):
    library = taught(tmp_path)
    found = library.search("逐户建立帮扶台账", k=50, organisation=organisation)
    shown = "\n".join([*library.vectors.shown, *(one.passage.text for one in found)])
    assert own in shown
    assert foreign not in shown


def test_who_is_no_organisations_sees_the_shipped_ones(tmp_path):
    library = taught(tmp_path)
    library.search("逐户建立帮扶台账", k=50)
    shown = "\n".join(library.vectors.shown)
    assert shown
    assert MINE not in shown
    assert OTHERS not in shown


def test_a_library_that_mixes_them_is_found_out(tmp_path, monkeypatch):
    """Control: with one folder for all, each is shown the other's."""
    monkeypatch.setattr(Library, "_folder", lambda self, organisation: self.folders(""))
    library = taught(tmp_path)
    library.search("逐户建立帮扶台账", k=50, organisation="one")
    assert OTHERS in "\n".join(library.vectors.shown)
