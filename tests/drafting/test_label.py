"""A file that a model had a hand in says so in its metadata, and in a line where the settings want it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.drafting.label import Labelling
from tests.drafting.endpoint import Endpoint
from tests.drafting.modelled import PATIENT, modelled, true_words

LINE = "（本文由人工智能辅助生成）"


@pytest.fixture
def reported(house, report):
    async def reported(answer, line=""):
        async with Endpoint(answer).running() as endpoint:
            drafter = replace(modelled(house, endpoint.url, **PATIENT), labelling=Labelling("笔杆子", line))
            return drafter.report(report[0], await drafter.draft(*report), report[1])

    return reported


async def test_a_report_by_a_model_is_labelled(reported):
    one, other = await reported(true_words), await reported(true_words)
    label = json.loads(one.label)
    assert list(label) == [
        "Label",
        "ContentProducer",
        "ProduceID",
        "ReservedCode1",
        "ContentPropagator",
        "PropagateID",
        "ReservedCode2",
    ]
    assert (label["Label"], label["ContentProducer"]) == ("1", "笔杆子")
    assert label["ProduceID"]
    assert one.label == other.label
    assert one.visible_label == ""


async def test_a_plain_report_is_not(reported):
    report = await reported(lambda _: 500, LINE)
    assert report.label == ""
    assert report.visible_label == ""


async def test_the_line_is_printed_where_it_is_wanted(reported):
    assert (await reported(true_words, LINE)).visible_label == LINE
