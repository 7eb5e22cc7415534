"""What changed between two versions, sentence by sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.redline import Change, Mark, changes, sentences

texts = st.lists(st.sampled_from(["甲。", "乙；", "丙？", "丁", "\n"]), max_size=12).map("".join)


def test_a_sentence_that_was_mended_is_gone_and_new():
    old, new = "夜班参加少。原因是白班多。\n经费够。", "夜班120人参加少。原因是白班多。\n经费够。"
    assert changes(old, new) == (Change(Mark.GONE, "夜班参加少。"), Change(Mark.NEW, "夜班120人参加少。"))


@given(texts)
def test_the_same_text_has_no_changes(text):
    assert changes(text, text) == ()


@given(texts, texts)
def test_the_changes_make_the_new_text_out_of_the_old(old, new):
    found = changes(old, new)
    gone = [change.sentence for change in found if change.mark is Mark.GONE]
    fresh = [change.sentence for change in found if change.mark is Mark.NEW]
    left = sentences(old)
    for sentence in gone:
        left.remove(sentence)
    assert sorted([*left, *fresh]) == sorted(sentences(new))
