"""A message goes out once, also when the effect it belongs to is performed twice."""

import pytest

from bot.shell.delivery import Delivery
from bot.shell.metrics import Counts
from bot.storage.desk import Desk
from bot.storage.errors import LostError
from bot.storage.records import Commit
from bot.telegram.messenger import TryLaterError
from bot.telegram.outgoing import Button, Outgoing
from tests.shell.office import Telegram
from tests.storage.support import ALONE, due_of, take

CHAT = 7
LONG = "".join(f"第{number}句话说到这里。" for number in range(1_000))
BUTTONS = ((Button("继续", "x"),),)


@pytest.fixture
async def due(client):
    desk = Desk(client, ALONE)
    await desk.receive_event(CHAT, b"a")
    [entry] = await take(desk, 1)
    await desk.commit(entry, Commit(session=b"s", effects=(b"e",)))
    [due] = await due_of(desk, CHAT, entry.hold)
    return desk, due


class Flooded(Telegram):
    """Has to wait before its second message, and before its third."""

    def before(self, chat):
        if len(self.said) == len(self.at) and len(self.said) in {1, 2}:
            self.at.append(0.0)
            raise TryLaterError(1)


async def test_a_long_text_that_is_held_up_is_sent_on_from_where_it_was(due):
    desk, one = due
    telegram, tries = Flooded(), 0
    while True:
        tries += 1
        [now] = await due_of(desk, CHAT, one.hold)
        try:
            await Delivery(telegram, desk, now, Counts()).send(CHAT, Outgoing(LONG, BUTTONS))
            break
        except TryLaterError:
            assert tries < 5
    assert tries > 1
    assert "".join(telegram.texts(CHAT)) == LONG


async def test_a_short_text_costs_no_write(due, monkeypatch):
    desk, one = due
    monkeypatch.setattr(desk, "sent", None)
    await Delivery(Telegram(), desk, one, Counts()).send(CHAT, Outgoing("好"))


async def test_a_file_that_went_out_is_not_sent_again_with_its_text(due):
    desk, one = due
    telegram = Telegram()
    first = Delivery(telegram, desk, one, Counts())
    await first.send_document(CHAT, "报告.docx", b"", "")
    await first.send(CHAT, Outgoing("初稿好了"))
    [now] = await due_of(desk, CHAT, one.hold)
    again = Delivery(telegram, desk, now, Counts())
    await again.send_document(CHAT, "报告.docx", b"", "")
    await again.send(CHAT, Outgoing("初稿好了"))
    assert telegram.texts(CHAT) == ["报告.docx", "初稿好了", "初稿好了"]


async def test_nothing_is_sent_for_a_chat_that_is_another_workers(due):
    desk, one = due
    telegram = Telegram()
    one.hold.end()
    delivery = Delivery(telegram, desk, one, Counts())
    for send in (
        lambda: delivery.send(CHAT, Outgoing("好")),
        lambda: delivery.send_document(CHAT, "报告.docx", b"", ""),
        lambda: delivery.acknowledge("tap", ""),
        lambda: delivery.show_typing(CHAT),
    ):
        with pytest.raises(LostError):
            await send()
    assert telegram.said == []
