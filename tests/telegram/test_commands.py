"""Every command that is answered is registered where it belongs or documented as hidden, and the other way around."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from telegram import BotCommandScopeAllGroupChats, BotCommandScopeChat, BotCommandScopeDefault

from bot.config import Access
from bot.core.acting import _ACTS as DONE
from bot.core.acts import Act
from bot.core.events import Commanded
from bot.core.roles import Role
from bot.shell.gate import Gate
from bot.shell.roll import Roll
from bot.storage.people import People
from bot.telegram.incoming import Reader
from bot.telegram.menus import Menus
from bot.telegram.messenger import RefusedError
from tests.shell.office import ALONE
from tests.storage.conftest import client, store

__all__ = ["ALONE", "client", "store"]

READER = Reader({}, ZoneInfo("Asia/Shanghai"), "BiganziBot")
ADMIN, REVIEWER, UNBEGUN = 1, 2, 3
MOST_COMMANDS, LONGEST_DESCRIPTION = 100, 256  # https://core.telegram.org/bots/api#setmycommands


class Registry:
    """Keeps menus by their scope; a chat that was never begun has none."""

    def __init__(self):
        self.menus = {}

    async def set_menu(self, scope, commands):
        if getattr(scope, "chat_id", None) == UNBEGUN:
            raise RefusedError("BadRequest")
        self.menus[scope] = set(commands)


def asked(text):
    person = {"id": 7, "is_bot": False, "first_name": "小满"}
    message = {"message_id": 1, "date": 1_790_000_000, "chat": {"id": 7, "type": "private"}, "from": person}
    return READER.read({"update_id": 1, "message": {**message, "text": text}}, datetime.now(UTC)).event


def test_a_command_is_answered_exactly_if_it_is_registered_or_hidden(house):
    described = {name for table in house.words.commands for name in table}
    for act in Act:
        answered = asked(f"/{act}").act is act
        assert answered == (act in described), act
    assert described <= set(DONE)


def test_what_only_a_button_may_do_is_done_by_no_command():
    for act in (Act.REMOVE_SURE, Act.FORGET, Act.UNLEARN_SURE, Act.TAKE):
        assert asked(f"/{act} 1") == Commanded(Act.HELP, "1", asked("/help").on)


def test_a_hidden_command_is_in_no_menu(house):
    menus = [table for table in house.words.commands if table is not house.words.hidden_command]
    assert not set(house.words.hidden_command) & {name for table in menus for name in table}


def test_menus_hold_what_telegram_takes(house):
    for table in house.words.commands:
        for name, description in table.items():
            assert re.fullmatch(r"[a-z0-9_]{1,32}", name)
            assert 0 < len(description) <= LONGEST_DESCRIPTION
            assert re.search(r"[\u4e00-\u9fff]", description)
    assert len(Menus(house.words, Registry()).of(Role.ADMIN)) <= MOST_COMMANDS


async def test_each_scope_has_its_own_menu(house, client):
    registry, people = Registry(), People(client)
    menus = Menus(house.words, registry)
    gate = Gate(Roll(Access(open=False, officers=(), admins=(UNBEGUN, ADMIN)), people), menus)
    await people.redeem(await people.invite(Role.REVIEWER), REVIEWER, "王主席")
    await gate.put_up_menus()
    officers, words = set(house.words.command), house.words
    assert registry.menus == {
        BotCommandScopeDefault(): officers,
        BotCommandScopeAllGroupChats(): {"start"},
        BotCommandScopeChat(ADMIN): officers | set(words.admin_command),
        BotCommandScopeChat(REVIEWER): officers | set(words.reviewer_command),
    }
