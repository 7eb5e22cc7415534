"""A file that went out is not uploaded again, also after a restart; whatever becomes of its id, the file goes out."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from redis.asyncio import Redis
from telegram.error import BadRequest

from bot.storage import keys
from bot.storage.desk import Desk
from bot.storage.sent import TTL, Sent
from bot.telegram.messenger import Messenger
from bot.telegram.pace import Limits, Pace
from tests.shell.office import ALONE
from tests.storage.conftest import client, store

__all__ = ["client", "store"]

CHAT, OTHER = 7, 8


class Bot:
    """Takes files; knows those that it took."""

    def __init__(self):
        self.uploads, self.known = 0, set()

    async def send_document(self, chat, document, caption=None, **_):
        if isinstance(document, str):
            if document not in self.known:
                raise BadRequest("wrong file identifier")
            return SimpleNamespace(document=SimpleNamespace(file_id=document))
        self.uploads += 1
        self.known.add(f"id{self.uploads}")
        return SimpleNamespace(document=SimpleNamespace(file_id=f"id{self.uploads}"))


def messenger(bot, redis):
    """As a process that has just started has it."""
    return Messenger(bot, Pace(Limits(0, 1, 0)), Sent(redis))


@pytest.fixture
def bot():
    return Bot()


async def test_a_restart_uploads_nothing_again(bot, client):
    for _ in range(3):
        await messenger(bot, client).send_document(CHAT, "总结.docx", b"PK", "")
    assert bot.uploads == 1
    assert 0 < await client.ttl(keys.sent(CHAT)) <= TTL


@pytest.mark.parametrize(("chat", "name", "content"), [(OTHER, "a", b"1"), (CHAT, "b", b"1"), (CHAT, "a", b"2")])
async def test_another_chat_name_or_content_is_another_file(bot, client, chat, name, content):
    await messenger(bot, client).send_document(CHAT, "a", b"1", "")
    await messenger(bot, client).send_document(chat, name, content, "")
    assert bot.uploads == 2


async def test_an_id_that_telegram_does_not_know_any_more_is_uploaded_and_remembered_anew(bot, client):
    await messenger(bot, client).send_document(CHAT, "a", b"1", "")
    bot.known.clear()
    await messenger(bot, client).send_document(CHAT, "a", b"1", "")
    await messenger(bot, client).send_document(CHAT, "a", b"1", "")
    assert bot.uploads == 2


async def test_while_the_store_is_away_the_file_goes_out_all_the_same(bot):
    nowhere = Redis(host="127.0.0.1", port=1)
    await messenger(bot, nowhere).send_document(CHAT, "a", b"1", "")
    await nowhere.aclose()
    assert bot.uploads == 1


async def test_who_is_forgotten_leaves_no_id_behind(bot, client):
    for chat in (CHAT, OTHER):
        await messenger(bot, client).send_document(chat, "a", b"1", "")
    await Desk(client, ALONE).forget(CHAT)
    assert not await client.exists(keys.sent(CHAT))
    assert await client.exists(keys.sent(OTHER))
