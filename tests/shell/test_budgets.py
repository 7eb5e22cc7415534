"""A month's budget: counted call by call, held openly, and nothing of the officer's is lost for want of it."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.catalog.prompts import Prompts
from bot.config import HOME, Access
from bot.core.budget import Budget, renewal
from bot.core.period import spoken
from bot.drafting.breaker import Breaker
from bot.drafting.howto import Adviser
from bot.drafting.model import ChatModel
from bot.drafting.talk import Talk
from bot.shell.purse import Purse
from bot.storage.ledger import EVERYBODY, Ledger, Use
from tests.drafting.endpoint import USAGE, Endpoint, saying
from tests.drafting.modelled import HURRIED, PATIENT, masker, modelled, true_words
from tests.shell.office import office
from tests.shell.test_forgotten import settled

CHAT, ADMIN = 7, 1
ZONE = ZoneInfo("Asia/Shanghai")
CLOSED = Access(open=True, officers=(), admins=(ADMIN,))
PROFILE = ("宏泰纺织有限公司工会", "周敏", "公司党委", "28号")
ANSWER = "9月15日开了职代会，应到60人，实到56人"


class Blind(Purse):
    """The check switched off: whatever was used, there is more."""

    async def renews(self, chat, once=""):
        return None

    async def takes_files(self, chat, files, once):
        await self.counts_files(chat, files, once)


@pytest.fixture
async def today(client):
    return Purse(Ledger(client), Budget(), ZONE).today


def reply(messages):
    """Repeats the answers; to a wish, changes one word; to a question, says how."""
    if "怎么改" in messages[1]["content"]:
        return messages[1]["content"].split("<<<\n")[2].split("\n>>>")[0].replace("开", "召开")
    if len(messages) > 1 and "[1]" in messages[1]["content"]:
        return "先说慰问了谁[1]。"
    return true_words(messages) + "。"


@asynccontextmanager
async def bot(house, client, budget, *, purse=None):
    """An office with a model and a budget; yields it and the endpoint."""
    async with Endpoint(reply).running() as endpoint:
        talk = Talk(
            ChatModel(replace(HURRIED, base_url=endpoint.url, timeout=5, connect=5)), Breaker(9, 9, time.monotonic), 3
        )
        adviser = Adviser(talk, Prompts.open(HOME / "prompts"), masker(house), str)
        config = replace(house.config, budget=budget)
        drafter, book = modelled(house, endpoint.url, **PATIENT), replace(house.book, writes=True)
        thinking = replace(house, config=config, drafter=drafter, adviser=adviser, book=book)
        async with office(thinking, client, access=CLOSED, purse=purse) as it:
            yield it, endpoint


async def report(it, client, chat=CHAT):
    """A report is answered and drafted."""
    for words in ("/start", *PROFILE, "月报", "2026年9月", "跳过", "跳过", "民主管理", ANSWER, "出稿"):
        await it.says(chat, words)
    await it.hears(chat, "稿子里标了黄", seconds=30)
    await settled(client)


def last(it, chat=CHAT):
    return it.telegram.texts(chat)[-1]


async def test_every_call_of_a_draft_and_every_file_is_counted(house, client, today):
    async with bot(house, client, Budget()) as (it, endpoint):
        await report(it, client)
        calls = len(endpoint.requests)
        sent = len(it.telegram.documents)
        used = await Ledger(client).of_month(CHAT, today)
    assert calls
    assert used[Use.TOKENS] == calls * USAGE["total_tokens"]
    assert used[Use.ESTIMATED] == 0
    assert used[Use.FILES] == sent > 0
    assert await Ledger(client).of_month(EVERYBODY, today) == used


@pytest.mark.parametrize("budget", [Budget(tokens_per_user=100), Budget(tokens=100)])
async def test_over_the_budget_the_plain_writer_writes_and_says_until_when(house, client, today, budget):
    await Ledger(client).add(CHAT, {Use.TOKENS: 100}, today)
    async with bot(house, client, budget) as (it, endpoint):
        await report(it, client)
        assert endpoint.requests == []
        assert any(name.endswith(".docx") for name in it.telegram.documents)
        assert last(it).startswith("这个月的模型额度用完了，这一稿是素稿")
        assert f"{spoken(renewal(today))}起又能用模型" in last(it)
        assert "没有用模型，按您的原话整理" not in last(it)


async def test_with_the_check_switched_off_the_model_is_asked(house, client, today):
    """Control: the same office, the same budget, used up the same."""
    await Ledger(client).add(CHAT, {Use.TOKENS: 100, Use.FILES: 9}, today)
    async with bot(house, client, Budget(tokens_per_user=100, files_per_user=9), purse=Blind) as (it, endpoint):
        await report(it, client)
        await it.says(CHAT, "送温暖怎么写")
        await settled(client)
        assert len(endpoint.requests) > 1
        assert "可以这样写" in last(it)
        assert it.telegram.documents
        assert not any("用完了" in text for text in it.telegram.texts(CHAT))


async def test_a_budget_of_ones_own_leaves_others_theirs(house, client, today):
    await Ledger(client).add(CHAT, {Use.TOKENS: 100}, today)
    async with bot(house, client, Budget(tokens_per_user=100, tokens=10_000)) as (it, endpoint):
        await report(it, client, chat=8)
        assert endpoint.requests
        assert not any("用完了" in text for text in it.telegram.texts(8))


async def test_last_months_use_is_no_use_of_this_month(house, client, today):
    await Ledger(client).add(CHAT, {Use.TOKENS: 100}, today.replace(day=1).replace(year=today.year - 1))
    async with bot(house, client, Budget(tokens_per_user=100)) as (it, endpoint):
        await report(it, client)
        assert endpoint.requests


async def test_questions_and_changes_fall_back_honestly(house, client, today):
    ledger = Ledger(client)
    async with bot(house, client, Budget(tokens_per_user=1_000)) as (it, endpoint):
        await report(it, client)
        await ledger.add(CHAT, {Use.TOKENS: 1_000}, today)
        before = len(endpoint.requests)
        await it.says(CHAT, "送温暖怎么写")
        await settled(client)
        assert "用完了" in last(it)
        assert "别人这样写" in last(it)
        for wish, said in (
            ("第二节语气再实一点", "这样改要用模型，稿子没有动"),
            ("第二节更正式", "这样改要用模型，稿子没有动"),
            ("第二节短一点", "按素稿的办法改"),
        ):
            await it.says(CHAT, wish)
            await settled(client)
            told = it.telegram.texts(CHAT)
            assert said in "".join(told[-2:])
            assert not any("没有要改的地方" in text or "没有改成" in text for text in told)
        assert "已经不能再短了" in last(it)
        assert len(endpoint.requests) == before


async def test_over_the_files_the_whole_text_comes_and_the_mend_is_named(house, client, today):
    await Ledger(client).add(CHAT, {Use.FILES: 9}, today)
    async with bot(house, client, Budget(files_per_user=9)) as (it, _):
        await report(it, client)
        texts = it.telegram.texts(CHAT)
        assert it.telegram.documents == {}
        assert sum("实到56人" in text and "月工作总结" in text for text in texts) == 1
        assert last(it).startswith("这个月的文件数用完了")
        assert "请管理员加一点" in last(it)
        assert "都放进去了" not in last(it)
        await Ledger(client).forget(CHAT)  # in the place of a new month
        await it.says(CHAT, "再发文件")
        await settled(client)
        assert it.telegram.documents


async def test_a_set_of_files_that_is_begun_is_sent_whole(house, client, today):
    await Ledger(client).add(CHAT, {Use.FILES: 8}, today)
    async with bot(house, client, Budget(files_per_user=9)) as (it, _):
        await report(it, client)
        assert len(it.telegram.documents) > 1


async def test_files_repeated_after_a_kill_are_counted_once(house, client, today):
    """Performed again after its first files went out, the effect finds itself counted, and over the budget goes on."""
    purse = Purse(Ledger(client), Budget(files_per_user=3), ZONE)
    assert await purse.takes_files(CHAT, 3, "effect 5") is None
    assert await purse.takes_files(CHAT, 3, "effect 5") is None
    assert await purse.takes_files(CHAT, 3, "effect 6") == renewal(today)
    assert await purse.takes_files(CHAT, 3, "effect 6") == renewal(today)
    assert (await Ledger(client).of_month(CHAT, today))[Use.FILES] == 3


async def test_what_was_counted_survives_a_kill_and_what_is_kept_is_not_paid_for_again(house, client, today):
    """The process dies in the second call; the first was counted and its text is kept."""
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def stuck(request):
        reached.set()
        await go_on.wait()
        return await saying(request, "")

    def once_stuck(messages):
        return reply(messages) if len(endpoint.requests) != 2 else stuck

    async def at_work(say):
        drafter = modelled(house, endpoint.url, timeout=60, deadline=90, connect=5, parallel=1)
        async with office(replace(house, drafter=drafter), client, access=CLOSED) as it:
            await say(it)

    async def answers(it):
        for words in ("/start", *PROFILE, "月报", "2026年9月", "安全月收尾", "跳过", "民主管理", ANSWER, "出稿"):
            await it.says(CHAT, words)
        await asyncio.Event().wait()

    async with Endpoint(once_stuck).running() as endpoint:
        working = asyncio.create_task(at_work(answers))
        await reached.wait()
        async with asyncio.timeout(10):
            while not (first := (await Ledger(client).of_month(CHAT, today))[Use.TOKENS]):
                await asyncio.sleep(0.01)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        await at_work(lambda it: it.hears(CHAT, "稿子里标了黄", seconds=30))
        go_on.set()
    asked = len(endpoint.requests)
    assert first == USAGE["total_tokens"]
    assert asked == 3, "the first text was kept, the second call was made again"
    assert (await Ledger(client).of_month(CHAT, today))[Use.TOKENS] == (asked - 1) * USAGE["total_tokens"]


async def test_what_was_begun_within_the_budget_is_taken_up_within_it(client, today):
    """After a kill the draft that passed the budget itself goes on with the model; the next one does not."""
    purse, ledger = Purse(Ledger(client), Budget(tokens_per_user=100, tokens=500), ZONE), Ledger(client)
    assert await purse.renews(CHAT, "draft 1") is None
    await ledger.add(CHAT, {Use.TOKENS: 400}, today)
    assert await purse.renews(CHAT, "draft 1") is None
    assert await purse.renews(CHAT, "draft 2") == await purse.renews(CHAT) == renewal(today)
    await ledger.add(8, {Use.TOKENS: 100}, today)
    assert await purse.renews(9, "draft 1") == renewal(today), "all together have used theirs"
