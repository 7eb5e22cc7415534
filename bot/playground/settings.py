"""What the bot told the playground about itself: wanted updates and commands, by key."""

import secrets
import sqlite3

from bot.playground.people import LANGUAGE
from bot.playground.wire import Json, JsonObject, dump, load

_DEFAULT_SCOPE: JsonObject = {"type": "default"}


class Settings:
    """Keys and JSON values that outlive the process."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def get(self, key: str) -> Json:
        """The value of a key, or None."""
        row = self._database.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        return None if row is None else load(row[0])

    def put(self, key: str, value: Json) -> None:
        """Set the value of a key."""
        self._database.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, dump(value)))

    def store_id(self) -> str:
        """A name for this store, so that an open page notices when another one is behind the same address."""
        if (name := self.get("store")) is None:
            name = secrets.token_hex(8)
            self.put("store", name)
        return str(name)

    def set_commands(self, commands: list[JsonObject], scope: JsonObject | None, language: str) -> None:
        """Set the command menu of a scope and language."""
        self.put(_commands_key(scope, language), commands)

    def commands(self, scope: JsonObject | None, language: str) -> list[JsonObject]:
        """The command menu of exactly this scope and language."""
        return list(self.get(_commands_key(scope, language)) or [])

    def menu(self, chat_id: int) -> list[JsonObject]:
        """The command menu a private chat shows: the narrowest scope that has one, the user's language first."""
        scopes: tuple[JsonObject, ...] = (
            {"type": "chat", "chat_id": chat_id},
            {"type": "all_private_chats"},
            _DEFAULT_SCOPE,
        )
        menus = (self.commands(scope, language) for scope in scopes for language in (LANGUAGE[:2], ""))
        return next((menu for menu in menus if menu), [])


def _commands_key(scope: JsonObject | None, language: str) -> str:
    parts = {name: str(value) for name, value in sorted((scope or _DEFAULT_SCOPE).items())}
    return f"commands {dump(parts)} {language}"
