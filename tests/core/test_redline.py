"""What changed between two versions, sentence by sentence and within a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.redline import Mark, redline, sentences

PIECES = ("甲。", "乙；", "丙？", "丁", "看望3人。", "看望13人，每人500元。", "\n")
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
SIGNS = {Mark.SAME: "{}", Mark.GONE: "[-{}]", Mark.NEW: "[+{}]"}


def seen(old, new):
    return ["".join(SIGNS[one.mark].format(one.text) for one in change.stretches) for change in redline(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("夜班职工参加少。原因是白班多。", "夜班职工120人参加少。原因是白班多。", ["夜班职工[+120人]参加少。"]),
        ("慰问62人，每人500元。", "慰问68人，每人500元。", ["慰问[-62][+68]人，每人500元。"]),
        ("甲。春风。丙。", "甲。秋月。冬雪。丙。", ["[-春风。]", "[+秋月。]", "[+冬雪。]"]),
        ("职工书屋开放。", "书屋开放了。", ["[-职工]书屋开放[+了]。"]),
        ("大家都愿意来听，反映很好。", "", ["[-大家都愿意来听，反映很好。]"]),
        ("他说：“好。”", "他说：“行。”", ["他说：“[-好][+行]。”"]),
        ("每周学一次课。", "每月学两次课。", ["每[-周学一][+月学两]次课。"]),
    ],
)
def test_what_went_is_struck_out_before_what_came(old, new, marked):
    assert seen(old, new) == marked


@given(texts)
def test_the_same_text_has_no_changes(text):
    assert redline(text, text) == ()


@given(texts, texts)
def test_each_change_is_a_sentence_of_the_old_text_one_of_the_new_or_both(old, new):
    left, came = sentences(old), []
    for change in redline(old, new):
        assert any(one.mark is not Mark.SAME for one in change.stretches)
        assert all(one.text for one in change.stretches)
        was = "".join(one.text for one in change.stretches if one.mark is not Mark.NEW)
        now = "".join(one.text for one in change.stretches if one.mark is not Mark.GONE)
        if was:
            left.remove(was)
        if now:
            came.append(now)
    assert sorted([*left, *came]) == sorted(sentences(new))
