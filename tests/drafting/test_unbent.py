"""A turn of phrase that bends a figure costs its own item alone; the others are written as ever."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.catalog.terms import Terms
from bot.config import HOME
from bot.drafting.phrasing import Phrasing, Rule
from bot.drafting.plain import PlainWriter
from bot.facts.reader import Reader
from tests.drafting.reports import SAMPLE, filled

SAID = ["搞了个拔河赛 来了62个人", "搞了个诵读会 来了35个人"]
BENT = Rule(re.compile("62人"), "26人", "")


async def written(house, folder, *more):
    knowledge = HOME / "knowledge"
    phrases = house.drafter.phrasing.phrases
    reader = Reader.open(knowledge)
    phrasing = Phrasing(replace(phrases, rule=(*phrases.rule, *more)), Terms.open(knowledge), reader)
    drafter = replace(house.drafter, plain=PlainWriter(house.drafter.plain.words, phrasing, reader))
    paper, profile = filled(house.book, folder, SAMPLE | {"answers": {"文体活动与宣传": SAID}})
    draft = await drafter.draft(paper, profile)
    return next(one.text for one in draft.sections if one.id == "work"), draft.rejected


async def test_what_is_bent_stands_as_it_was_said_and_the_rest_is_written(house, tmp_path):
    text, rejected = await written(house, tmp_path, BENT)
    assert "搞了个拔河赛，来了62人" in text
    assert "举办诵读会，共35人参加" in text
    assert "26人" not in text
    assert not rejected


async def test_without_the_bending_rule_both_are_written(house, tmp_path):
    text, rejected = await written(house, tmp_path)
    assert "举办拔河赛，共62人参加" in text
    assert not rejected
