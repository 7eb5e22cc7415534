"""Whatever the model does, the officer has a whole draft in time, and nothing of the fault is in it."""

from __future__ import annotations

import asyncio
import gzip
import json

import pytest

from bot.core.drafted import Author
from tests.drafting import fault_storm
from tests.drafting.endpoint import Endpoint, completion
from tests.drafting.fault_storm import SLACK, storm
from tests.drafting.faults import FAULTS, KINDS, POISON, body, place, reply
from tests.drafting.modelled import DEADLINE, PATIENT, modelled, true_words


@pytest.mark.parametrize("kind", KINDS)
async def test_whatever_the_fault_the_plain_draft_is_whole_and_in_time(house, report, kind):
    plain = await house.drafter.draft(*report)
    async with place(kind) as url, asyncio.timeout(2 * DEADLINE + SLACK):
        draft = await modelled(house, url, rest_after=3).draft(*report)
    assert draft.sections == plain.sections
    assert POISON not in repr(draft)


async def test_in_a_storm_of_faults_no_draft_hangs(house):
    rows = await storm(house, n=2, kinds=("status 401", "a gzip bomb", "a long text"))
    assert [(row.drafts, row.hung, row.wrong) for row in rows] == [(2, 0, 0)] * 3


async def test_the_storm_counts_what_hangs_and_what_is_wrong(house, monkeypatch):
    monkeypatch.setitem(FAULTS, "a good word", reply("9月8日，开展学工会法活动，62人参加。夜班职工参加活动少。"))
    (good,) = await storm(house, n=1, kinds=("a good word",))
    monkeypatch.setattr(fault_storm, "SLACK", 0.1 - 2 * DEADLINE)
    (slow,) = await storm(house, n=1, kinds=("silence",))
    assert (good.hung, good.wrong, slow.hung) == (0, 1, 1)


def wrapped(before, after=""):
    return lambda messages: before + true_words(messages) + after


def spaced(messages):
    return "\u200b".join(true_words(messages)) + "\x07\x00\u202e\ufeff\ud83d"


def completed(messages):
    return json.dumps(completion(true_words(messages)), ensure_ascii=False)


BLEMISHES = {
    "fences": wrapped("```markdown\n", "\n```"),
    "thoughts": wrapped(f"<think>{POISON}\n</think>\n\n"),
    "thoughts without their beginning": wrapped(f"{POISON}\n</think>\n"),
    "signs that cannot be seen": spaced,
    "called text": lambda messages: body(completed(messages), "text/plain"),
    "called another charset": lambda messages: body(completed(messages), "application/json; charset=gbk"),
    "packed": lambda messages: body(gzip.compress(completed(messages).encode()), Content_Encoding="gzip"),
    "in parts": lambda messages: reply([{"type": "text", "text": true_words(messages)}]),
    "no reason to stop": lambda messages: reply(true_words(messages), finish=None),
}


@pytest.mark.parametrize("kind", BLEMISHES)
async def test_a_blemished_reply_is_cleaned_and_used(house, report, kind):
    async with Endpoint(BLEMISHES[kind]).running() as endpoint:
        draft = await modelled(house, endpoint.url, **PATIENT).draft(*report)
    text = "\n".join(section.text for section in draft.sections)
    assert Author.MODEL in {section.by for section in draft.sections}
    assert "62" in text
    assert POISON not in text
    assert "`" not in text
    assert all(sign.isprintable() or sign == "\n" for sign in text)


async def test_a_blemished_sign_does_not_cost_the_section(house, report):
    async with Endpoint(true_words).running() as endpoint:
        clean = await modelled(house, endpoint.url, **PATIENT).draft(*report)
    async with Endpoint(spaced).running() as endpoint:
        assert (await modelled(house, endpoint.url, **PATIENT).draft(*report)).sections == clean.sections
