"""Every kind of report, from the first tap to the Word file: answered in full, in one line, skipped, jumped about."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from docx import Document

from bot.core.acts import Act
from bot.core.effects import Ask, AskAreas, AskPeriod
from bot.core.events import DraftReady
from bot.core.facts import Reading
from bot.core.outline import Form
from bot.core.papers import profile_words
from bot.core.path import answer_at, places_of, route, table
from bot.core.state import Verdict
from bot.documents import docx
from bot.drafting.compose import plain_text
from bot.drafting.knowing import known_messages
from bot.drafting.material import portions
from bot.telegram.phrase import Phrase
from tests.conversations.kinds import BOOK, KINDS, TALKS, Talk, full

MOST_LINES = 7
HEADING = re.compile(r"^([一二三四五六七八九十]+)、|^（([一二三四五六七八九十]+)）")
ORDINALS = (*"一二三四五六七八九十", "十一", "十二", "十三", "十四", "十五")


every_kind = pytest.mark.parametrize("kind", KINDS)
every_talk = pytest.mark.parametrize("how", TALKS)


async def drafted(house, talk):
    paper, profile = talk.session.paper, dict(profile_words(talk.session))
    draft = await house.drafter.draft(paper, profile)
    return paper, profile, draft, house.drafter.report(paper, draft, profile)


@every_kind
def test_every_question_can_be_answered_and_the_answer_is_kept(kind):
    talk = full(kind)
    paper = talk.session.paper
    places = route(BOOK, paper)
    assert all(answer_at(paper.answers, place).verdict is Verdict.SAID for place in places)
    assert len(places) == len(set(places))
    asked = [effect.place for effect in talk.effects if isinstance(effect, Ask | AskAreas)]
    assert set(places) <= set(asked)


@every_kind
def test_every_question_can_be_skipped_and_come_back_to(kind):
    talk = Talk(kind)
    while talk.place is not None:
        if talk.question.areas:
            talk.tick([choice.id for choice in BOOK.choices(kind)])
        else:
            talk.do(Act.SKIP)
    for row in table(BOOK, talk.session.paper):
        talk.do(Act.JUMP, row.target)
        assert talk.place in places_of(BOOK, talk.session.paper, row.target)
        if not talk.question.areas:
            words = talk.question.example
            at = talk.place
            talk.say(words)
            assert answer_at(talk.session.paper.answers, at).text.endswith(words)


@every_kind
def test_an_optional_section_is_offered_by_one_question_that_takes_no(kind):
    for section in BOOK.outlines[kind].sections:
        if not section.required and section.form is not Form.CHOICE:
            assert section.question[0].gate, section.id


@every_kind
def test_the_time_asked_for_is_the_kind_s_own(kind):
    talk = Talk(kind)
    offered = next(effect for effect in talk.effects if isinstance(effect, AskPeriod)).choices
    months = {"month": {1}, "quarter": {3}, "half_year": {6}, "year": {12}, "event": {1, 12}}
    outline = BOOK.outlines[kind]
    assert {period.months for period in offered} == set().union(
        *(months[one] for one in (outline.span, *outline.forms))
    )


@every_kind
def test_each_question_fits_a_phone_and_stays_calm(kind, house):
    phrase = Phrase(house.words, BOOK)
    for effect in full(kind).effects:
        if isinstance(effect, Ask | AskAreas) and not getattr(effect, "given", ()):
            message = phrase.say(replace(effect, heard=()))  # what was heard of the answer before stands above
            assert message.text.count("\n") < MOST_LINES, message.text
            assert not set("!！") & set(message.text)
            assert all(len(row) <= 3 for row in message.keyboard)


@every_talk
@every_kind
async def test_every_kind_drafts_and_passes_the_guard(kind, how, house):
    talk = TALKS[how](kind)
    paper, profile, draft, report = await drafted(house, talk)
    assert draft.rejected == ()
    parts = portions(BOOK, paper, paper.period)
    known = house.guard.known(known_messages(parts, profile, paper.period), parts)
    reading = Reading(paper.period, paper.period.end)
    text = plain_text(report)
    assert house.guard.check(text, reading, known) == ()
    assert house.guard.whole(BOOK.outlines[kind], {section.id: section.text for section in draft.sections}) == ()
    for part in parts:
        given = house.guard.known(part.messages)
        assert house.guard.lost(text, Reading(part.period, paper.period.end, paper.period), given) == ()
    assert not re.search(r"[，、；：]{2}|。。|，。|；。|[（“]。|\{|\}|！|｜", text), text


@every_talk
@every_kind
async def test_headings_are_short_and_numbered_without_a_gap(kind, how, house):
    _, _, _, report = await drafted(house, TALKS[how](kind))
    first, second = 0, 0
    for block in report.blocks:
        level = getattr(block, "level", 0)
        if not level:
            continue
        assert len(block.text) <= 40
        assert block.text[-1] not in "。，；：", "a heading has no full stop"
        number = HEADING.match(block.text)
        if level == 1:
            first, second = first + 1, 0
            assert number[1] == ORDINALS[first - 1]
        else:
            second += 1
            assert number[2] == ORDINALS[second - 1]


@every_talk
@every_kind
async def test_the_word_file_opens_and_holds_the_title(kind, how, house):
    _, _, _, report = await drafted(house, TALKS[how](kind))
    document = Document(io.BytesIO(docx.render(report)))
    bare = "".join("".join(paragraph.text.split()) for paragraph in document.paragraphs)
    assert "".join(report.title.split()) in bare
    assert "{" not in report.title


async def test_a_reflection_is_personal_and_has_no_headings(house):
    _, _, _, report = await drafted(house, full("reflection"))
    text = plain_text(report)
    assert not any(hasattr(block, "level") for block in report.blocks)
    assert report.title == "参加区总工会干部培训班的心得体会"
    assert "我参加区总工会干部培训班" in text
    assert report.signature.unit == "周敏"


async def test_a_piece_of_news_is_one_short_text_under_its_own_headline(house):
    _, _, _, report = await drafted(house, full("brief"))
    assert report.title == "宏泰纺织公司工会举办职工羽毛球赛"
    assert not any(hasattr(block, "level") for block in report.blocks)
    assert all(section.form is not Form.PLAN for section in BOOK.outlines["brief"].sections)


async def test_practices_stand_under_the_headings_that_the_officer_gave(house):
    _, _, _, report = await drafted(house, full("feature"))
    headings = [block.text for block in report.blocks if getattr(block, "level", 0) == 2]
    assert headings == ["（一）建网点", "（二）排班次", "（三）听意见"]
    assert "建网点：" not in plain_text(report)


async def test_three_practices_in_one_message_have_three_headings_too(house):
    talk = Talk("feature")
    talk.do(Act.JUMP, "practice")
    talk.say("建网点：设6个点\n排班次：3班轮换\n听意见：收41条")
    _, _, _, report = await drafted(house, talk)
    headings = [block.text for block in report.blocks if getattr(block, "level", 0) == 2]
    assert headings == ["（一）建网点", "（二）排班次", "（三）听意见"]


async def test_a_practice_without_a_heading_shows_that_it_lacks_one(house):
    talk = Talk("feature")
    talk.do(Act.JUMP, "practice")
    talk.say("建网点：设6个点")
    talk.say("3个班轮着供餐")
    _, _, draft, report = await drafted(house, talk)
    headings = [block.text for block in report.blocks if getattr(block, "level", 0) == 2]
    assert headings == ["（一）建网点", "（二）【待补：第二条做法的小标题】"]
    assert "第二条做法的小标题" in draft.missing


@pytest.mark.parametrize(("kind", "following"), [("monthly", "2026-10"), ("quarterly", "2026-Q4")])
async def test_the_next_report_asks_after_the_items_of_the_plan_alone(kind, following, house):
    """Money and fit with last month, which the plan also speaks of, are no items."""
    talk = full(kind)
    before = talk.session
    try:
        talk.do(Act.DRAFT)
        paper = talk.session.paper
        draft = await house.drafter.draft(paper, dict(profile_words(talk.session)))
        talk.happen(DraftReady(paper.id, draft))
        talk.do(Act.NEW)
        talk.do(Act.KIND, kind)
        talk.do(Act.PERIOD, following)
        assert talk.session.paper.last_plan == ("秋季健步走", "安全演练")
    finally:
        talk.session = before


async def test_two_pieces_of_news_may_fall_into_one_month(house):
    talk = full("brief")
    before = talk.session
    try:
        talk.do(Act.DRAFT)
        paper = talk.session.paper
        talk.happen(DraftReady(paper.id, await house.drafter.draft(paper, dict(profile_words(talk.session)))))
        talk.do(Act.NEW)
        talk.do(Act.KIND, "brief")
        talk.do(Act.PERIOD, "2026-09")
        assert talk.session.paper.answers == ()
        assert len(talk.session.shelf) == 1
    finally:
        talk.session = before


async def test_what_was_not_ticked_is_neither_asked_nor_lost(house):
    """A required section stays visible as missing; its answers come back when it is ticked again."""
    talk = full("women")
    before = talk.session
    try:
        talk.do(Act.JUMP, "choose")
        talk.tick([f"w{number}" for number in (1, 2, 3, 5, 6)])
        _, _, draft, report = await drafted(house, talk)
        assert not any(place.section == "w4" for place in route(BOOK, talk.session.paper))
        assert "推进工会女职工组织建设的情况" in draft.missing
        assert "应建64个" not in plain_text(report)
        assert "意见和建议" not in plain_text(report), "an optional one leaves nothing"
        talk.do(Act.JUMP, "choose")
        talk.tick([f"w{number}" for number in range(1, 8)])
        _, _, _, report = await drafted(house, talk)
        assert "应建64个" in plain_text(report)
    finally:
        talk.session = before
