"""Everything one request may need, opened once."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from bot.playground.database import open_database
from bot.playground.files import Files
from bot.playground.history import History, Message
from bot.playground.live import CHANGED, Live
from bot.playground.people import People, Person
from bot.playground.presses import Presses
from bot.playground.settings import Settings
from bot.playground.updates import Updates
from bot.playground.wire import JsonObject


@dataclass(frozen=True, slots=True)
class Parts:
    """The rooms of the playground, over one database."""

    database: sqlite3.Connection
    people: People
    history: History
    files: Files
    settings: Settings
    updates: Updates
    presses: Presses
    live: Live

    def arrives(
        self, person: Person, body: JsonObject, reply_to: int | None = None, keyboard: JsonObject | None = None
    ) -> Message:
        """Put a message into a person's chat and tell the pages."""
        message = self.history.add(person.id, body, reply_to=reply_to, keyboard=keyboard)
        self.live.tell(person.id, CHANGED)
        return message

    def let_go(self) -> None:
        """Let everyone who waits for news go."""
        self.live.close()
        self.updates.close()


def open_parts(store: Path) -> Parts:
    """Open the playground's store.

    Raises:
        StoreError: The folder cannot be used.
    """
    database = open_database(store)
    settings = Settings(database)
    return Parts(
        database=database,
        people=People(database),
        history=History(database),
        files=Files(store / "files", database),
        settings=settings,
        updates=Updates(database, settings),
        presses=Presses(database),
        live=Live(),
    )
