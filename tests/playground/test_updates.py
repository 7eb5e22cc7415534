"""Updates: kept until acknowledged, also through a restart."""

import asyncio
import time

import pytest
import telegram

from bot.playground.errors import PlaygroundError, PortTakenError
from bot.playground.server import Playground
from tests.playground.conftest import Page, bot_at


async def test_an_update_stays_until_a_later_offset_acknowledges_it(bot, page):
    await page.say("一")
    await page.say("二")
    first, second = await bot.get_updates()
    assert await bot.get_updates() == (first, second)
    assert await bot.get_updates(offset=second.update_id) == (second,)
    assert await bot.get_updates(offset=second.update_id + 1) == ()
    await page.say("三")
    [third] = await bot.get_updates()
    assert third.update_id > second.update_id


async def test_a_negative_offset_keeps_only_the_last(bot, page):
    for text in "一二三":
        await page.say(text)
    assert [update.message.text for update in await bot.get_updates(offset=-1)] == ["三"]
    assert [update.message.text for update in await bot.get_updates()] == ["三"]


async def test_the_limit_is_kept(bot, page):
    for text in "一二三":
        await page.say(text)
    assert [update.message.text for update in await bot.get_updates(limit=2)] == ["一", "二"]


async def test_a_long_poll_ends_when_something_is_said(bot, page):
    began = time.monotonic()
    polling = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    await page.say("一")
    assert [update.message.text for update in await polling] == ["一"]
    assert time.monotonic() - began < 5


async def test_a_long_poll_ends_empty_when_its_time_is_over(bot):
    assert await bot.get_updates(timeout=1) == ()


async def test_a_second_reader_ends_the_first(bot):
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(bot.get_updates(timeout=1))
    with pytest.raises(telegram.error.Conflict):
        await first
    assert await second == ()


async def test_unwanted_kinds_are_not_queued(bot, page):
    await bot.get_updates(allowed_updates=["callback_query"])
    await page.say("一")
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=["message"])
    await page.say("二")
    assert [update.message.text for update in await bot.get_updates()] == ["二"]


async def test_waiting_updates_are_dropped_only_on_request(bot, page):
    await page.say("一")
    await bot.delete_webhook()
    assert len(await bot.get_updates()) == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_a_restart_keeps_history_files_commands_and_unacknowledged_updates(tmp_path, http):
    before = Playground(tmp_path / "play")
    await before.start()
    page = Page(before.url, http)
    async with bot_at(before) as bot:
        chat = (await page.say("一"))["chat"]["id"]
        [read] = await bot.get_updates()
        await bot.get_updates(offset=read.update_id + 1)
        await page.upload("document", ("甲.txt", b"kept"))
        await bot.set_my_commands([("start", "开始")])
        buttons = telegram.InlineKeyboardMarkup.from_button(telegram.InlineKeyboardButton("甲", callback_data="a"))
        sent = await bot.send_message(chat, "二", reply_markup=buttons)
        await page.post("press", message_id=sent.message_id, data="a")
    then = await page.history()
    await before.stop()

    after = Playground(tmp_path / "play")
    await after.start()
    page = Page(after.url, http)
    assert {**then, "typing": None} == await page.history()
    async with bot_at(after) as bot:
        document, press = await bot.get_updates()
        assert bytes(await (await document.message.document.get_file()).download_as_bytearray()) == b"kept"
        assert await press.callback_query.answer()
        assert (await page.say("三"))["message_id"] == sent.message_id + 1
    await after.stop()


async def test_a_process_that_dies_loses_nothing_it_answered(tmp_path, http):
    dying = Playground(tmp_path / "play")
    await dying.start()
    await Page(dying.url, http).say("一")
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in (tmp_path / "play").glob("playground.sqlite3*"):  # as a crash leaves them: nothing is closed
        (copy / file.name).write_bytes(file.read_bytes())
    heir = Playground(copy)
    await heir.start()
    async with bot_at(heir) as bot:
        assert [update.message.text for update in await bot.get_updates()] == ["一"]
    await heir.stop()
    await dying.stop()


async def test_stopping_ends_open_streams_and_polls_at_once(tmp_path, http):
    running = Playground(tmp_path / "play")
    await running.start()
    async with bot_at(running) as bot, Page(running.url, http).events() as events:
        polling = asyncio.create_task(bot.get_updates(timeout=30))
        await anext(events)
        await asyncio.sleep(0.1)
        began = time.monotonic()
        await running.stop()
        assert time.monotonic() - began < 3
        assert await polling == ()
        assert [event async for event in events] == []


async def test_a_busy_port_is_one_clear_sentence(playground, tmp_path):
    port = int(playground.url.rstrip("/").rpartition(":")[2])
    with pytest.raises(PortTakenError, match=f"端口 {port} 已被别的程序占用"):
        await Playground(tmp_path / "other", port=port).start()


async def test_it_never_listens_on_a_network(tmp_path):
    with pytest.raises(PlaygroundError, match="只能在本机打开"):
        Playground(tmp_path, host="0.0.0.0")  # noqa: S104  the very thing refused


async def test_an_unusable_folder_is_one_clear_sentence(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(PlaygroundError, match="数据文件夹打不开"):
        await Playground(tmp_path / "file").start()
