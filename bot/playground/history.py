"""All messages of all chats, and how they changed.

Every change of a message takes the next revision, so whoever knows the last revision it saw can be told exactly
what happened since, also after a restart.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.playground.wire import JsonObject, dump, load

_WRITE = """
INSERT OR REPLACE INTO messages (chat_id, message_id, revision, body, reply_to, keyboard, edited, deleted)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_BEFORE = """
SELECT * FROM messages WHERE chat_id = ? AND NOT deleted AND (? = 0 OR message_id < ?)
ORDER BY message_id DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Message:
    """One message; `body` is the Bot API's Message without the message it replies to.

    `keyboard` is the reply markup Telegram shows in place of the phone's keyboard, which the Bot API never repeats.
    """

    chat_id: int
    message_id: int
    revision: int
    body: JsonObject
    reply_to: int | None
    keyboard: JsonObject | None
    edited: bool
    deleted: bool

    @property
    def from_bot(self) -> bool:
        """Whether the bot sent it."""
        return bool(self.body["from"]["is_bot"])


class History:
    """The table of messages."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def add(
        self, chat_id: int, body: JsonObject, *, reply_to: int | None = None, keyboard: JsonObject | None = None
    ) -> Message:
        """Append a message to a chat and give it its number."""
        query = "SELECT COALESCE(MAX(message_id), 0) + 1 FROM messages WHERE chat_id = ?"
        number = int(self._database.execute(query, (chat_id,)).fetchone()[0])
        whole = {"message_id": number, **body}
        return self._write(Message(chat_id, number, 0, whole, reply_to, keyboard, edited=False, deleted=False))

    def change(self, message: Message, body: Mapping[str, object], *, edited: bool) -> Message:
        """Put a new body in place; `edited` says whether readers are told so."""
        return self._write(replace(message, body=dict(body), edited=message.edited or edited))

    def delete(self, message: Message) -> Message:
        """Take a message out of the chat."""
        return self._write(replace(message, deleted=True))

    def find(self, chat_id: int, message_id: int) -> Message | None:
        """A message that still stands in its chat."""
        query = "SELECT * FROM messages WHERE chat_id = ? AND message_id = ? AND NOT deleted"
        row = self._database.execute(query, (chat_id, message_id)).fetchone()
        return None if row is None else _message(row)

    def started(self, chat_id: int) -> bool:
        """Whether anything was ever said in a chat."""
        query = "SELECT EXISTS (SELECT 1 FROM messages WHERE chat_id = ?)"
        return bool(self._database.execute(query, (chat_id,)).fetchone()[0])

    def since(self, chat_id: int, revision: int) -> list[Message]:
        """What changed after a revision, deletions included, oldest change first."""
        query = "SELECT * FROM messages WHERE chat_id = ? AND revision > ? ORDER BY revision"
        return [_message(row) for row in self._database.execute(query, (chat_id, revision))]

    def before(self, chat_id: int, message_id: int, limit: int) -> list[Message]:
        """The last messages before one (0: before the end), oldest first."""
        rows = self._database.execute(_BEFORE, (chat_id, message_id, message_id, limit)).fetchall()
        return [_message(row) for row in reversed(rows)]

    def revision(self) -> int:
        """The last revision given."""
        return int(self._database.execute("SELECT COALESCE(MAX(revision), 0) FROM messages").fetchone()[0])

    def render(self, message: Message) -> JsonObject:
        """The Bot API's Message, with the message it replies to."""
        quoted = None if message.reply_to is None else self.find(message.chat_id, message.reply_to)
        return message.body if quoted is None else {**message.body, "reply_to_message": quoted.body}

    def _write(self, message: Message) -> Message:
        written = replace(message, revision=self.revision() + 1)
        self._database.execute(
            _WRITE,
            (
                written.chat_id,
                written.message_id,
                written.revision,
                dump(written.body),
                written.reply_to,
                dump(written.keyboard),
                written.edited,
                written.deleted,
            ),
        )
        return written


def _message(row: sqlite3.Row) -> Message:
    return Message(
        row["chat_id"],
        row["message_id"],
        row["revision"],
        load(row["body"]),
        row["reply_to"],
        load(row["keyboard"]),
        bool(row["edited"]),
        bool(row["deleted"]),
    )
