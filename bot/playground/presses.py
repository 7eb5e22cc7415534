"""Presses of inline buttons that wait for the bot's answer: each can be answered once, and not for ever."""

import secrets
import sqlite3
import time

from bot.playground.rules import bot_rules


class Presses:
    """The table of callback queries."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def add(self, chat_id: int) -> str:
        """A new callback query; returns its id."""
        press = str(secrets.randbits(62))
        self._database.execute("INSERT INTO presses VALUES (?, ?, ?, 0)", (press, chat_id, time.time()))
        return press

    def answer(self, press: str) -> int | None:
        """Mark a press as answered and return its chat; None if it is unknown, too old or answered already."""
        oldest = time.time() - bot_rules().limits["callback_seconds"]
        query = "SELECT chat_id FROM presses WHERE id = ? AND NOT answered AND pressed_at >= ?"
        row = self._database.execute(query, (press, oldest)).fetchone()
        self._database.execute("UPDATE presses SET answered = 1 WHERE id = ?", (press,))
        return None if row is None else int(row[0])
