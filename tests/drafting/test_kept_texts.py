"""Finished sections are not paid for again; changed ones are; a failing store costs nothing but the saving."""

from __future__ import annotations

import asyncio
import shutil

import pytest

from bot.catalog.prompts import NAMES, Prompts
from bot.config import HOME
from bot.core.drafted import Author
from bot.drafting import kept as kept_texts
from bot.drafting.kept import key_of
from tests.drafting.drawers import Drawers
from tests.drafting.endpoint import Endpoint
from tests.drafting.faults import silence
from tests.drafting.modelled import PATIENT, modelled, true_words
from tests.drafting.reports import SAMPLE, filled


class Broken:
    replies = property(lambda self: self)

    async def get(self, key):
        raise RuntimeError("9.8学工会法 62个人")

    async def put(self, key, text):
        raise RuntimeError("9.8学工会法 62个人")


class Stuck:
    replies = property(lambda self: self)

    async def get(self, key):
        await asyncio.sleep(3600)

    async def put(self, key, text):
        await asyncio.sleep(3600)


@pytest.fixture
def desk(house, tmp_path):
    """Drafts with a model that answers; tells which sections it was asked for."""

    async def draft(kept, answer=true_words, content=SAMPLE, **settings):
        async with Endpoint(answer).running() as endpoint:
            drafter = modelled(house, endpoint.url, **{**PATIENT, **settings})
            made = await drafter.draft(*filled(house.book, tmp_path, content), kept)
        return made, [request[1]["content"] for request in endpoint.requests]

    return draft


def asked_for(prompts, words):
    return [prompt for prompt in prompts if words in prompt]


async def test_a_finished_report_is_not_paid_for_again(desk):
    drawer = Drawers()
    first, asked = await desk(drawer)
    again, asked_again = await desk(drawer)
    assert asked
    assert asked_again == []
    assert again.sections == first.sections
    assert all(len(key) == 64 for key in drawer)


async def test_without_a_store_every_draft_is_written_anew(desk):
    _, asked = await desk(None)
    _, asked_again = await desk(None)
    assert sorted(asked) == sorted(asked_again)


async def test_a_changed_answer_has_its_section_and_the_opening_written_anew(desk):
    drawer = Drawers()
    await desk(drawer)
    answers = {**SAMPLE["answers"], "思想政治引领": "9.8学工会法 63个人"}
    draft, asked = await desk(drawer, content={**SAMPLE, "answers": answers})
    assert len(asked) == 2
    assert len(asked_for(asked, "63个人\n>>>")) == 1
    assert len(asked_for(asked, "开头概述")) == 1
    assert "63" in "".join(section.text for section in draft.sections)


@pytest.mark.parametrize("change", [{"name": "another"}, {"temperature": 0.9}], ids=str)
async def test_another_manner_of_writing_is_another_text(desk, change):
    drawer = Drawers()
    _, asked = await desk(drawer)
    _, asked_again = await desk(drawer, **change)
    assert len(asked_again) == len(asked)


@pytest.mark.parametrize("name", NAMES)
async def test_a_changed_prompt_is_another_text(house, tmp_path, name):
    drawer = Drawers()
    shutil.copytree(HOME / "prompts", tmp_path / "prompts")
    async with Endpoint(true_words).running() as endpoint:
        drafter = modelled(house, endpoint.url, **PATIENT)
        await drafter.draft(*filled(house.book, tmp_path), drawer)
        asked = len(endpoint.requests)
        drawer.over()
        path = tmp_path / "prompts" / "model" / f"{name}.md"
        path.write_text(path.read_text(encoding="utf-8") + "\n再短些。", encoding="utf-8")
        changed = modelled(house, endpoint.url, prompts=Prompts.open(tmp_path / "prompts"), **PATIENT)
        await changed.draft(*filled(house.book, tmp_path), drawer)
    assert len(endpoint.requests) == 2 * asked


async def test_a_text_that_the_guard_refused_is_not_kept(desk):
    drawer = Drawers()
    await desk(drawer, lambda _: "职工99人参加。")
    assert drawer == {}


async def test_a_mended_text_is_kept_without_what_the_guard_refused(desk):
    drawer = Drawers()
    await desk(drawer, lambda messages: true_words(messages) + "。另有99人参加")
    assert drawer
    assert not any("99" in text for text in drawer.values())


async def test_a_text_of_the_plain_writer_is_not_kept(desk):
    drawer = Drawers()
    await desk(drawer, lambda _: 500)
    assert drawer == {}


async def test_a_kept_text_passes_the_guard_again(desk):
    """A figure that another answer supported when the text was written may have been taken back since."""
    drawer = Drawers()
    await desk(drawer)
    drawer.over()
    for key in drawer:
        drawer[key] += "另有99人参加。"
    draft, asked = await desk(drawer)
    assert asked
    assert all("99" not in section.text for section in draft.sections)


async def killed(drafting, enough):
    async with asyncio.timeout(30):
        while not enough():
            await asyncio.sleep(0.01)
    drafting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await drafting


async def test_what_was_finished_before_a_kill_is_there_after_it(desk):
    drawer = Drawers()

    def slow_to_end(messages):
        return silence if "夜班" in messages[1]["content"] else true_words(messages)

    await killed(asyncio.create_task(desk(drawer, slow_to_end)), lambda: len(drawer) == 4)
    draft, asked = await desk(drawer)
    assert len(asked) == 2, "the one that was under way, and the opening"
    assert Author.MODEL in {section.by for section in draft.sections}


NIGHT = "答：夜班"


def refused_first(messages, then=true_words):
    """A model whose first word on one section the guard refuses."""
    if NIGHT in messages[1]["content"]:
        return "职工99人参加。" if len(messages) == 2 else then(messages)
    return true_words(messages)


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "control: not kept"])
async def test_after_a_kill_at_the_second_request_the_first_is_not_paid_for_again(desk, kept):
    drawer, seconds = Drawers(), []

    def silent_then(messages):
        seconds.append(messages)
        return silence

    drafting = asyncio.create_task(desk(drawer, lambda messages: refused_first(messages, silent_then)))
    await killed(drafting, lambda: seconds and len(drawer) == 4)
    if not kept:
        drawer.over()
    draft, asked = await desk(drawer, refused_first)
    assert len(asked_for(asked, NIGHT)) == (1 if kept else 2)
    assert "99" not in "".join(section.text for section in draft.sections)


async def test_a_section_refused_twice_is_not_paid_for_again_in_the_same_work(desk):
    drawer = Drawers()

    def lying(_):
        return "职工99人参加。"

    draft, asked = await desk(drawer, lying)
    again, asked_again = await desk(drawer, lying)
    assert len(asked) > 4
    assert asked_again == []
    assert again == draft
    drawer.over()
    _, asked_anew = await desk(drawer, lying)
    assert sorted(asked_anew) == sorted(asked), "whoever asks for another draft gets another try"


@pytest.mark.parametrize("store", [Broken(), Stuck()], ids=["broken", "stuck"])
async def test_a_failing_store_does_not_cost_the_draft(desk, store, monkeypatch, caplog):
    monkeypatch.setattr(kept_texts, "PATIENCE", 0.05)
    draft, _ = await desk(store)
    without, _ = await desk(None)
    assert draft.sections == without.sections
    assert "Error" in caplog.text
    assert "62" not in caplog.text


def test_a_key_tells_its_parts_apart():
    keys = {key_of("a", "b"), key_of("ab"), key_of("b", "a"), key_of("a", "b", ""), key_of("a,b"), key_of("工会\ud83d")}
    assert len(keys) == 6
