"""Reports and opinions between two chats: durable, once, and to nobody who may not read them."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.core.affairs import ReportRow, ShowReport, Status
from bot.core.drafted import Author, Draft, DraftSection
from bot.core.letters import GiveOpinion, HandOver, TakeBack
from bot.core.period import Period
from bot.core.report import Heading, Paragraph, Photo, Photos, Report, Signature
from bot.core.review import Happened, Opinion, Past, Reading, Remark, Review, ReviewAsked, ReviewWithdrawn
from bot.core.roles import Role
from bot.core.state import Paper, Session
from bot.shell.envelope import of_event, opened
from bot.shell.pictures import filled, numbers_in
from bot.shell.post import Post
from bot.storage.desk import Desk
from bot.storage.form import dump_event, dump_session, load_event, load_session
from bot.storage.ledger import Ledger, Use
from bot.storage.people import People
from bot.telegram.shelf_phrase import ShelfPhrase
from tests.shell.office import ALONE, Office, office

ON = date(2026, 9, 21)
OFFICER, REVIEWER = 41, 42
REPORT = Report("宏泰工会9月总结", (Heading(1, "一、工作"), Paragraph("看望3人。")), Signature("宏泰工会", ON))
REVIEW = Review("41.1.1.9", OFFICER, 1, "周敏", ON, REPORT, (Reading("work", "工作", "看望3人。"),))
PAPER = Paper(
    1, "monthly", Period(2026, 9, 9), draft=Draft(1, (DraftSection("work", "工作", "看望3人。", Author.PLAIN),))
)
HANDED = HandOver(PAPER, PAPER.draft, (("writer", "周敏"),), REVIEWER, 9, ON)


def waiting(held):
    return [opened(body) for body in held.waiting]


async def reviewer_comes(client):
    people = People(client)
    await people.redeem(await people.invite(Role.REVIEWER), REVIEWER, "王主席")
    return people


async def presses(at: Office, chat: int, data: str, message: int) -> None:
    at.numbers += 1
    person = {"id": chat, "is_bot": False, "first_name": "人"}
    shown = {"message_id": message, "date": 1_790_000_000, "chat": {"id": chat, "type": "private"}, "text": "x"}
    query = {"id": str(at.numbers), "from": person, "chat_instance": "1", "data": data, "message": shown}
    update = json.dumps({"update_id": at.numbers, "callback_query": query}).encode()
    await at.intake.store(at.numbers, chat, update)


def test_what_travels_keeps_its_form():
    event = ReviewAsked(REVIEW)
    assert load_event(dump_event(event)) == event
    session = Session(reviews=(replace(REVIEW, remarks=(Remark("work", "工作", "写细", 7),), shown=((5, "work"),)),))
    assert load_session(dump_session(session)) == session


async def test_handing_over_twice_is_handing_over_once(client, house):
    desk, people = Desk(client, ALONE), await reviewer_comes(client)
    post = Post(house.words, desk, people)
    for _ in range(2):  # as after a crash between the first try and its end
        assert await post.hand_over(OFFICER, HANDED, REPORT, None) is None
    [asked] = waiting(await desk.held(REVIEWER))
    [sent] = waiting(await desk.held(OFFICER))
    assert (asked.review.asker, asked.review.report) == ("周敏", REPORT)
    assert (sent.sent.id, sent.sent.name) == (asked.review.id, "王主席")


async def test_the_check_for_once_catches_what_is_handed_in_without_a_name(client, house):
    """Control: without its name the same event is stored twice."""
    desk = Desk(client, ALONE)
    for _ in range(2):
        await desk.receive_event(REVIEWER, of_event(ReviewAsked(REVIEW)))
    assert len(waiting(await desk.held(REVIEWER))) == 2


async def test_nothing_of_the_answers_travels(client, house):
    desk, people = Desk(client, ALONE), await reviewer_comes(client)
    paper = replace(PAPER, last_plan=("王建国家里的事",))
    await Post(house.words, desk, people).hand_over(OFFICER, replace(HANDED, paper=paper), REPORT, None)
    assert "王建国" not in b"".join((await desk.held(REVIEWER)).waiting).decode()


@pytest.mark.parametrize("gone", ["never came", "was sent away", "is an officer"])
async def test_who_reviews_no_more_gets_nothing(client, house, gone):
    desk, people = Desk(client, ALONE), People(client)
    if gone == "was sent away":
        await reviewer_comes(client)
        await people.remove(REVIEWER)
    if gone == "is an officer":
        await people.redeem(await people.invite(Role.OFFICER), REVIEWER, "别人")
    said = await Post(house.words, desk, people).hand_over(OFFICER, HANDED, REPORT, None)
    assert said is not None
    assert "没有送出去" in said.text
    assert (await desk.held(REVIEWER)).waiting == ()
    assert (await desk.held(OFFICER)).waiting == ()


async def test_who_is_sent_away_while_it_is_on_its_way_sees_nothing(client, house):
    people = await reviewer_comes(client)
    await people.remove(REVIEWER)
    async with office(house, client) as at:
        await at.desk.receive_event(REVIEWER, of_event(ReviewAsked(REVIEW)))
        await at.says(OFFICER, "/start")
        await at.hears(OFFICER, "单位全称")
        async with asyncio.timeout(30):
            while (await at.desk.held(REVIEWER)).waiting or (await at.desk.held(REVIEWER)).effects:
                await asyncio.sleep(0.01)
    assert at.telegram.texts(REVIEWER) == []


async def test_a_report_comes_back_with_its_remarks_through_a_real_store(client, house):
    await reviewer_comes(client)
    async with office(house, client) as at:
        await at.says(OFFICER, "/start")
        for text in ("宏泰纺织有限公司工会", "周敏", "公司党委", "无", "月报", "9月", "9.8学工会法 62个人", "出稿"):
            await at.says(OFFICER, text)
        await at.hears(OFFICER, "素稿", seconds=20)
        await at.says(OFFICER, "送审")
        await at.hears(OFFICER, "送给谁审")
        await presses(at, OFFICER, f"0:review_by:1:{REVIEWER}", 500)
        await at.hears(REVIEWER, ".docx", "第1节", "请您审")
        await at.hears(OFFICER, "送给 王主席 了")
        await at.says(REVIEWER, "第1节：写细些")
        await at.hears(REVIEWER, "记下了")
        await presses(at, REVIEWER, "0:return:", 600)
        await at.hears(OFFICER, "退回了")
        await at.says(OFFICER, "目录")
        await at.hears(OFFICER, "审核意见")
        assert any("写细些" in text for text in at.telegram.texts(OFFICER))
        assert any("核对稿" in text for text in at.telegram.texts(OFFICER))  # it holds the officer's own words
        assert not any("核对稿" in text for text in at.telegram.texts(REVIEWER))
        assert not any("写细些" in text and "退回了" in text for text in at.telegram.texts(REVIEWER))
        files = [text for _, text in at.telegram.said if text.endswith((".docx", ".pdf"))]
    used = await Ledger(client).all_of_month(datetime.now(house.config.zone).date())
    assert {chat: uses[Use.FILES] for chat, uses in used.items()} == {OFFICER: len(files)}, "whoever asked used them"
    held = load_session(await at.desk.session(OFFICER))
    assert [step.what for step in held.paper.history] == [Past.SENT, Past.RETURNED]
    assert {number for number, _ in load_session(await at.desk.session(REVIEWER)).reviews[0].shown} != {0}


async def test_the_rest_is_carried_to_the_right_chat(client, house):
    desk, people = Desk(client, ALONE), People(client)
    post = Post(house.words, desk, people)
    await post.carry(OFFICER, TakeBack(REVIEWER, 0), None)
    given = GiveOpinion(OFFICER, REVIEW.id, 1, Opinion.RETURNED, (Remark("work", "工作", "写细"),), ON)
    for _ in range(2):
        await post.carry(REVIEWER, given, None)
    assert waiting(await desk.held(REVIEWER)) == [ReviewWithdrawn(OFFICER, 0)]
    [answer] = waiting(await desk.held(OFFICER))
    assert (answer.opinion, answer.remarks[0].text) == (Opinion.RETURNED, "写细")


def test_photos_travel_by_their_numbers_and_what_was_deleted_is_not_shown():
    report = replace(REPORT, blocks=(*REPORT.blocks, Photos((Photo(b"3", "慰问"), Photo(b"4", "演练")))))
    assert numbers_in(load_event(dump_event(ReviewAsked(replace(REVIEW, report=report)))).review.report) == [3, 4]
    *_, photos = filled(report, {4: b"a picture"}).blocks
    assert photos.photos == (Photo(b"a picture", "演练"),)


def test_the_history_is_read_in_the_list_of_reports(house):
    steps = (Happened(Past.SENT, "王主席", REVIEWER, ON), Happened(Past.PASSED, "王主席", REVIEWER, ON))
    row = ReportRow(1, "月报", Period(2026, 9, 9), Status.PASSED, steps)
    text = ShelfPhrase(house.words).say(ShowReport(row)).text
    assert text.splitlines()[1:] == ["9月21日　送 王主席 审", "9月21日　王主席 通过"]
