"""What stands under a photo is as discreet as the report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.files import FileRef
from bot.core.state import Snap
from bot.drafting.compose import Spot
from bot.shell.pictures import pictures_of
from tests.drafting.reports import filled


@pytest.fixture
def captions(house, tmp_path):
    def written(*under, full_names=False):
        paper, _ = filled(house.book, tmp_path)
        snaps = tuple(Snap(n, n, "work", FileRef("f", "a", 1), words) for n, words in enumerate(under, start=1))
        return tuple(house.drafter.captions(replace(paper, snaps=snaps, full_names=full_names)).values())

    return written


@pytest.mark.parametrize(
    ("under", "written"),
    [
        ("看望住院职工王建国", "看望住院职工王某某"),
        ("主席周敏走访困难职工张伟家", "主席周敏走访困难职工张某某家"),
        ("慰问患尿毒症的职工李强", "慰问患病的职工李某某"),
        ("9月8日学习工会法，62人", "9月8日学习工会法，62人"),
        ("", ""),
    ],
)
def test_who_was_helped_is_not_named(captions, under, written):
    assert captions(under) == (written,)


def test_who_is_masked_under_one_photo_is_masked_under_all(captions):
    assert captions("看望住院职工王建国", "王建国家属表示感谢") == ("看望住院职工王某某", "王某某家属表示感谢")


def test_in_full_where_the_officer_wants_it_so(captions):
    assert captions("看望住院职工王建国", full_names=True) == ("看望住院职工王建国",)


def test_each_photo_is_placed_by_the_question_it_was_sent_at(house, tmp_path):
    paper, _ = filled(house.book, tmp_path)
    at = {1: {"section": "work", "area": "service"}, 2: {"section": "work"}, 3: {"section": "gone", "question": "x"}}
    snaps = tuple(Snap(n, n, file=FileRef("f", "a", 1), **where) for n, where in at.items())
    placed = pictures_of(replace(paper, snaps=snaps), dict.fromkeys(at, b"x"), house.drafter)
    assert list(placed) == [Spot("work", "困难帮扶与职工服务"), Spot("work"), Spot("gone")]
