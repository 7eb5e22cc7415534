"""What a PDF cannot print is known before a reader sees boxes."""

from __future__ import annotations

import pytest

from bot.core.report import Paragraph, Report, Signature
from bot.documents import coverage, pdf
from bot.documents.bundle import bundle
from bot.documents.coverage import unprintable


def test_names_are_printable_and_what_has_no_shape_is_told():
    assert unprintable(["张堃喆赟璟玥", "㎡〇①★", "𠮷㐂", "A&B é", "职工\u200f العربية"]) == ()
    assert unprintable(["张\uf8ff", "\uf8fe\uf8ff"]) == ("\uf8ff", "\uf8fe")
    assert bundle(Report("", (Paragraph("藏文བོད"),), Signature(""))).unprintable == ("བ", "ད")


@pytest.mark.parametrize("sign", "堃\uf8ff\uf8fe𠮷")
def test_the_page_says_the_same(sign):
    def drawn(text):
        return pdf.pictures(Report("", (Paragraph(text),), Signature("")))

    assert (drawn(f"张{sign}") == drawn("张\uf8fd")) is (sign in unprintable([sign]))


def test_usual_words_cost_nothing(monkeypatch):
    monkeypatch.setattr(coverage, "_shapes", lambda _: pytest.fail("a font was opened"))
    assert unprintable(["9月8日，学习《工会法》62人：“好”——王某某、堃喆"]) == ()
