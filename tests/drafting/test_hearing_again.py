"""A figure that was said, in words that the reader does not see, is not refused when the model points at them."""

from __future__ import annotations

import time

import pytest

from bot.config import HOME
from bot.core.drafted import Author
from bot.drafting.proposals import Proposer
from bot.facts.proposals import Acceptance
from tests.drafting.drawers import BrokenOff
from tests.drafting.endpoint import Endpoint
from tests.drafting.modelled import PATIENT, modelled
from tests.drafting.reports import filled

SAID = "夜校办了两场 共九个孩子一万八呢"
CONTENT = {"kind": "monthly", "period": "2026-09", "unit": "红星机械厂工会", "answers": {"service": [SAID]}}
TEXT = "夜校举办2场，9名孩子参加，投入18000元。"


@pytest.fixture
def drafted(house, tmp_path):
    async def drafted(proposals, *, seconds=5.0, text=TEXT, hearing=True, kept=None):
        asked = []

        def answer(messages):
            if is_question := "漏掉" in str(messages):
                asked.append(messages)
            return proposals if is_question else text

        def proposing(talk, prompts):
            acceptance = Acceptance.open(HOME / "knowledge", house.reader)
            return Proposer(talk, prompts, house.reader, acceptance, seconds)

        async with Endpoint(answer).running() as endpoint:
            drafter = modelled(house, endpoint.url, proposing=proposing if hearing else None, **PATIENT)
            paper, profile = filled(house.book, tmp_path, CONTENT)
            begun = time.monotonic()
            for _ in range(2 if kept is not None else 1):
                draft = await drafter.draft(paper, profile, kept)
        section = next(one for one in draft.sections if one.id == "work")
        return section, asked, time.monotonic() - begun

    return drafted


async def test_what_the_reader_missed_is_known_once_the_model_points_at_it(drafted):
    section, asked, _ = await drafted("金额｜一万八")
    assert section.by is Author.MODEL
    assert "18000元" in section.text
    assert len(asked) == 1


async def test_after_a_kill_it_is_not_asked_again(drafted):
    work = BrokenOff()
    section, asked, _ = await drafted("金额｜一万八", kept=work)
    assert "18000元" in section.text
    assert len(asked) == 1
    work.over()
    _, asked, _ = await drafted("金额｜一万八", kept=work)
    assert len(asked) == 1, "the control: other work asks again"


async def test_without_it_the_same_text_is_refused(drafted):
    section, asked, _ = await drafted("金额｜一万八", hearing=False)
    assert "18000元" not in section.text
    assert asked == []


@pytest.mark.parametrize("proposals", ["金额｜两万", "金额｜99999元", "没有", "", 500])
async def test_what_was_not_said_stays_unknown(drafted, proposals):
    section, _, _ = await drafted(proposals, text=TEXT.replace("18000", "20000"))
    assert "20000元" not in section.text


async def test_nothing_is_asked_about_a_text_that_passes(drafted):
    section, asked, _ = await drafted("金额｜一万八", text="夜校办了2场，共9名孩子参加。")
    assert section.text
    assert asked == []
