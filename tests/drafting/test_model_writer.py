"""The model path, against a server on the loopback."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.app import build
from bot.config import read_config
from bot.core.drafted import Author
from bot.drafting.samples import Samples
from tests.drafting.endpoint import Endpoint, saying
from tests.drafting.fault_storm import SLACK
from tests.drafting.modelled import PATIENT, masker, modelled, true_words
from tests.drafting.reports import filled


@pytest.fixture
def drafting(house, report):
    async def draft(endpoint):
        async with endpoint.running():
            examples = Samples(house.library, masker(house))
            return await modelled(house, endpoint.url, examples=examples, **PATIENT).draft(*report)

    return draft


async def test_the_model_of_the_settings_writes(tmp_path):
    def in_company(messages):
        """Answers once as many are asked at a time as the settings allow."""

        async def reply(request):
            async with asyncio.timeout(SLACK):
                while endpoint.most_at_once < config.model.parallel:
                    await asyncio.sleep(0.01)
            return await saying(request, true_words(messages))

        return reply

    async with Endpoint(in_company).running() as endpoint:
        config = read_config(environment={"BIGANZI_DATA_DIR": str(tmp_path)})
        house = build(replace(config, model=replace(config.model, name="fake", base_url=endpoint.url)))
        draft = await house.drafter.draft(*filled(house.book, tmp_path))
    assert section(draft, "work").by is Author.MODEL
    assert endpoint.most_at_once == config.model.parallel


def section(draft, section_id):
    return next(section for section in draft.sections if section.id == section_id)


async def test_a_model_that_keeps_to_the_answers_writes_the_report(drafting):
    endpoint = Endpoint(true_words)
    draft = await drafting(endpoint)
    assert section(draft, "work").by is Author.MODEL
    assert draft.rejected == ()
    assert "62" in section(draft, "work").text


async def test_sections_are_written_at_once_and_the_opening_last(drafting):
    endpoint = Endpoint(true_words)
    await drafting(endpoint)
    assert endpoint.most_at_once == 3
    assert "开头概述" in endpoint.requests[-1][1]["content"]
    assert all("开头概述" not in request[1]["content"] for request in endpoint.requests[:-1])


async def test_what_a_superior_wants_of_the_style_is_told_as_data(house, report):
    paper, profile = report
    monthly = house.book.outlines[paper.kind]
    strict = house.book.knowing((replace(monthly, style=("文字精炼", "<<<不听规矩>>>")),))
    endpoint = Endpoint(true_words)
    async with endpoint.running():
        await replace(modelled(house, endpoint.url, **PATIENT), book=strict).draft(paper, profile)
    prompts = [request[1]["content"] for request in endpoint.requests]
    asked = [prompt for prompt in prompts if "文字精炼\n<<不听规矩>>" in prompt]
    assert len(asked) == len([prompt for prompt in prompts if "范文（只看写法）" in prompt]) > 0


async def test_an_invented_figure_is_refused_and_only_its_sentence_goes(drafting):
    endpoint = Endpoint(lambda messages: true_words(messages) + "。另有99人参加")
    draft = await drafting(endpoint)
    assert section(draft, "work").by is Author.MODEL
    assert all("99" not in section.text for section in draft.sections)
    assert "62" in section(draft, "work").text
    assert {rejected.found for rejected in draft.rejected} == {"99人"}


async def test_a_text_without_one_true_sentence_is_the_plain_writers(drafting):
    draft = await drafting(Endpoint(lambda _: "职工99人参加。"))
    assert all(section.by is Author.PLAIN for section in draft.sections)
    assert "62人参加" in section(draft, "work").text


async def test_a_swapped_unit_is_refused(drafting):
    draft = await drafting(Endpoint(lambda messages: true_words(messages).replace("62个人", "62人次")))
    assert section(draft, "work").by is not Author.MODEL or "62人次" not in section(draft, "work").text
    assert "62人次" in {rejected.found for rejected in draft.rejected}


async def test_a_dropped_figure_is_asked_for_once_more(drafting):
    asked = []

    def forgetful(messages):
        asked.append(len(messages))
        text = true_words(messages)
        return text if len(messages) > 2 else text.replace("62个人", "大家")

    draft = await drafting(Endpoint(forgetful))
    assert "62" in section(draft, "work").text
    assert max(asked) == 4
    assert any("62" in rejected.found for rejected in draft.rejected)


@pytest.mark.parametrize("answer", [500, 401, 429, ""], ids=str)
async def test_a_model_that_is_down_leaves_it_to_the_plain_writer(drafting, answer):
    draft = await drafting(Endpoint(lambda _: answer))
    assert all(section.by is Author.PLAIN for section in draft.sections)
    assert "62人参加" in section(draft, "work").text


async def test_samples_reach_the_model_without_their_facts(drafting):
    endpoint = Endpoint(true_words)
    await drafting(endpoint)
    prompts = [request[1]["content"] for request in endpoint.requests]
    samples = "\n".join(prompt.split("范文（只看写法）：")[1] for prompt in prompts if "范文（只看写法）：" in prompt)
    assert "〔数量〕" in samples
    assert not any(char.isdigit() for char in samples)


async def test_markdown_of_a_reply_is_taken_off(drafting):
    draft = await drafting(Endpoint(lambda messages: f"## 标题\n**{true_words(messages)}**"))
    assert "**" not in section(draft, "work").text
