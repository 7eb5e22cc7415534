"""What may pass is tried again, a little; waiting has an end; who cancels is let go."""

from __future__ import annotations

import asyncio
import logging
import time

import pytest

from bot.config import read_config
from bot.core.drafted import Author
from bot.drafting.breaker import Breaker
from bot.drafting.model import ChatModel, ModelError
from bot.drafting.talk import Talk
from tests.drafting.endpoint import Endpoint
from tests.drafting.faults import FAULTS, raw, redirect, silence, status
from tests.drafting.modelled import HURRIED, PATIENT, modelled, true_words
from tests.drafting.reports import SAMPLE, filled

SLACK = 4.0
"""Seconds a busy machine may take for the rest; the faults would take longer still."""


@pytest.fixture(scope="module")
def report(house, tmp_path_factory):
    """The sample without its opening, which waits for all others: half the time says as much."""
    answers = {title: said for title, said in SAMPLE["answers"].items() if title != "开头概述"}
    return filled(house.book, tmp_path_factory.mktemp("report"), {**SAMPLE, "answers": answers})


def faltering(first):
    """One fault for each section, then true words."""
    seen = set()

    def answer(messages):
        prompt = messages[1]["content"]
        if prompt in seen:
            return true_words(messages)
        seen.add(prompt)
        return first

    return answer


async def asked(house, report, answer, **settings):
    """The draft; and how often the model was asked, for how many sections."""
    async with Endpoint(answer).running() as endpoint:
        settings = {**PATIENT, "parallel": 9, "retries": 1, **settings}
        draft = await modelled(house, endpoint.url, **settings).draft(*report)
    return draft, len(endpoint.requests), len({request[1]["content"] for request in endpoint.requests})


def authors(draft):
    return {section.by for section in draft.sections}


@pytest.mark.parametrize("code", [408, 409, 429, 500, 502, 503, 504])
async def test_what_may_pass_is_tried_again(house, report, code):
    draft, requests, sections = await asked(house, report, faltering(status(code, Retry_After="0.01")))
    assert requests == 2 * sections
    assert Author.MODEL in authors(draft)


async def test_a_lost_connection_is_tried_again(house, report):
    draft, requests, sections = await asked(
        house, report, faltering(raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"))
    )
    assert requests == 2 * sections
    assert Author.MODEL in authors(draft)


async def test_silence_is_tried_again(house, report):
    draft, requests, sections = await asked(house, report, faltering(silence), timeout=1.5)
    assert requests == 2 * sections
    assert Author.MODEL in authors(draft)


@pytest.mark.parametrize("code", [400, 401, 403, 404, 413, 422])
async def test_what_will_not_pass_is_not_tried_again(house, report, code):
    draft, requests, sections = await asked(house, report, lambda _: code)
    assert requests == sections
    assert authors(draft) == {Author.PLAIN}


TOO_LONG = ("429, wait a minute", "429, wait an hour", "429, wait until", "429, wait in milliseconds", "a long body")


@pytest.mark.parametrize("kind", TOO_LONG)
async def test_what_would_take_too_long_is_not_begun(house, report, kind):
    begun = time.monotonic()
    _, requests, sections = await asked(house, report, lambda _: FAULTS[kind])
    assert requests == sections
    assert time.monotonic() - begun < SLACK


async def test_a_short_wait_that_is_asked_for_is_kept(house, report):
    at = {}

    def answer(messages):
        at.setdefault(messages[1]["content"], []).append(time.monotonic())
        return status(429, Retry_After="0.15")

    await asked(house, report, answer)
    assert at
    assert all(0.15 <= second - first < 0.15 + SLACK for first, second in at.values())


async def test_tries_have_an_end(house, report):
    draft, requests, sections = await asked(house, report, lambda _: status(503, Retry_After="0.01"), retries=3)
    assert requests == 4 * sections
    assert authors(draft) == {Author.PLAIN}


async def test_a_reply_that_trickles_is_ended_as_a_whole(house, report):
    begun = time.monotonic()
    draft, _, _ = await asked(house, report, lambda _: FAULTS["a byte at a time"], timeout=0.3, retries=0)
    assert time.monotonic() - begun < 2 * 0.3 + SLACK
    assert authors(draft) == {Author.PLAIN}


async def test_a_report_goes_nowhere_but_to_its_own_model(house, report):
    async with Endpoint(true_words).running() as stranger:
        draft, _, _ = await asked(house, report, lambda _: redirect(f"{stranger.url}/chat/completions"))
    assert stranger.requests == []
    assert authors(draft) == {Author.PLAIN}


async def test_the_deadline_ends_even_a_patient_call(house, report):
    begun = time.monotonic()
    draft, _, _ = await asked(house, report, lambda _: silence, deadline=0.3)
    assert time.monotonic() - begun < 2 * 0.3 + SLACK
    assert authors(draft) == {Author.PLAIN}


class Silent(ChatModel):
    async def reply(self, system, *said, hear=None):
        await asyncio.sleep(3600)


async def test_who_waits_behind_a_slower_call_still_keeps_to_its_own_deadline():
    talk = Talk(Silent(HURRIED), Breaker(1, 60, time.monotonic), parallel=1)
    now = asyncio.get_running_loop().time()
    slow = asyncio.create_task(talk.say(now + 60, "system", "first"))
    await asyncio.sleep(0)
    async with asyncio.timeout(SLACK):
        with pytest.raises(ModelError, match="TimeoutError"):
            await talk.say(now + 0.05, "system", "second")
    slow.cancel()
    with pytest.raises(asyncio.CancelledError):
        await slow


async def test_a_draft_that_breaks_off_leaves_nobody_writing(house, report):
    def stumble(portion, _organisation):
        if portion.section.id == "problems":
            while endpoint.at_once < 4:
                time.sleep(0.01)
            raise ValueError("a fault of ours")
        return ()

    async with Endpoint(lambda _: silence).running() as endpoint:
        drafter = modelled(house, endpoint.url, examples=stumble, parallel=9, timeout=60, deadline=60)
        with pytest.raises(ValueError, match="a fault of ours"):
            await drafter.draft(*report)
        async with asyncio.timeout(SLACK):
            while endpoint.at_once:
                await asyncio.sleep(0.01)
    assert endpoint.dropped == 4


async def test_the_deadline_ends_a_wait_for_a_slot(house, report):
    begun = time.monotonic()
    draft, requests, _ = await asked(house, report, lambda _: silence, deadline=1, parallel=1)
    assert time.monotonic() - begun < 2 + SLACK
    # Portions do not begin in the same instant: one that began later may still get the slot that falls free.
    assert 1 <= requests < len(draft.sections) - 1
    assert authors(draft) == {Author.PLAIN}


async def test_a_resting_model_is_not_asked_by_any_chat(house, report):
    async with Endpoint(lambda _: 500).running() as endpoint:
        drafter = modelled(house, endpoint.url, rest_after=2, parallel=1, **PATIENT)
        drafts = await asyncio.gather(*(drafter.draft(*report) for _ in range(5)))
    assert len(endpoint.requests) == 2
    assert all(authors(draft) == {Author.PLAIN} for draft in drafts)


async def test_a_deadline_missed_is_a_failure_of_the_model(house, report):
    async with Endpoint(lambda _: silence).running() as endpoint:
        drafter = modelled(house, endpoint.url, rest_after=1, parallel=1, timeout=60, deadline=2)
        await drafter.draft(*report)
        await drafter.draft(*report)
    assert len(endpoint.requests) == 1


async def test_a_text_the_guard_refuses_is_no_failure_of_the_model(house, report):
    async with Endpoint(lambda messages: true_words(messages) + "。另有99人参加").running() as endpoint:
        await modelled(house, endpoint.url, rest_after=1, **PATIENT).draft(*report)
    sections = len({request[1]["content"] for request in endpoint.requests})
    assert len(endpoint.requests) == 2 * sections


async def test_a_cancelled_draft_hangs_up_at_once(house, report):
    async with Endpoint(lambda _: silence).running() as endpoint:
        drafting = asyncio.create_task(modelled(house, endpoint.url, **PATIENT).draft(*report))
        async with asyncio.timeout(30):
            while endpoint.at_once < 3:
                await asyncio.sleep(0.01)
            drafting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await drafting
            while endpoint.at_once:
                await asyncio.sleep(0.01)
    assert (len(endpoint.requests), endpoint.dropped) == (3, 3)


async def test_the_slots_of_cancelled_drafts_are_free_again(house, report):
    async with Endpoint(lambda _: silence).running() as endpoint:
        drafter = modelled(house, endpoint.url, **PATIENT)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(drafter.draft(*report), 0.2)
        endpoint.answer = true_words
        assert Author.MODEL in authors(await drafter.draft(*report))


async def test_a_fault_is_logged_without_words_and_key(house, report, caplog):
    with caplog.at_level(logging.DEBUG):
        await asked(house, report, lambda _: FAULTS["status 401"], key="sk-very-secret")
    lines = [f"{record.name} {record.getMessage()}" for record in caplog.records if record.levelno >= logging.INFO]
    assert any("OpenAIAuthenticationError 401" in line for line in lines)
    assert not any("sk-very-secret" in line or "住院" in line for line in lines)


def test_the_settings_leave_room_for_a_second_try():
    model = read_config(environment={}).model
    assert model.connect_seconds < model.timeout_seconds < model.deadline_seconds
    assert model.patience_seconds < model.deadline_seconds
