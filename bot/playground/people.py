"""Who is in the playground: the bot, and everyone who opened the page under a name of their own."""

import sqlite3
from dataclasses import dataclass

from bot.playground.wire import JsonObject

BOT_ID = 10_000_001
BOT: JsonObject = {
    "id": BOT_ID,
    "is_bot": True,
    "first_name": "笔杆子",
    "username": "biganzi_playground_bot",
    "can_join_groups": False,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
    "can_connect_to_business": False,
    "has_main_web_app": False,
}
LANGUAGE = "zh-hans"


@dataclass(frozen=True, slots=True)
class Person:
    """A user of the page; the private chat with the bot has the user's number."""

    id: int
    name: str

    def as_user(self) -> JsonObject:
        """The Bot API's User."""
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": LANGUAGE}

    def as_chat(self) -> JsonObject:
        """The Bot API's Chat."""
        return {"id": self.id, "first_name": self.name, "type": "private"}


def bot_user() -> JsonObject:
    """The bot as the sender of a message."""
    return {key: BOT[key] for key in ("id", "is_bot", "first_name", "username")}


class People:
    """Names and their lasting numbers."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def named(self, name: str) -> Person:
        """The person of this name, met now if never before."""
        self._database.execute("INSERT OR IGNORE INTO people (name) VALUES (?)", (name,))
        return Person(*self._database.execute("SELECT id, name FROM people WHERE name = ?", (name,)).fetchone())

    def find(self, number: int) -> Person | None:
        """The person with this number."""
        row = self._database.execute("SELECT id, name FROM people WHERE id = ?", (number,)).fetchone()
        return None if row is None else Person(*row)
