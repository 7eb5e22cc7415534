"""The SQLite file behind the playground: its tables, and the rule that a change is on disk before it is answered.

Nothing is ever deleted from `messages`: a deleted message keeps its row and loses only its place in the chat.
Only an acknowledged update leaves `updates`, and AUTOINCREMENT keeps its number from coming back.
"""

import sqlite3
from pathlib import Path

from bot.playground.errors import StoreError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS people (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS messages (
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    revision INTEGER NOT NULL UNIQUE,
    body TEXT NOT NULL,
    reply_to INTEGER,
    keyboard TEXT NOT NULL,
    edited INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    PRIMARY KEY (chat_id, message_id)
);
CREATE TABLE IF NOT EXISTS updates (update_id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS presses (
    id TEXT PRIMARY KEY, chat_id INTEGER NOT NULL, pressed_at REAL NOT NULL, answered INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS files (
    file_id TEXT PRIMARY KEY, unique_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, mime TEXT NOT NULL,
    size INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
# Numbers of the size Telegram uses: a user's does not fit 32 bits, an update's does.
_FIRST_NUMBERS = {"people": 7_000_000_000, "updates": 700_000_000}


def open_database(store: Path) -> sqlite3.Connection:
    """Open or create the playground's database in a folder.

    Raises:
        StoreError: The folder or the file cannot be used.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(store / "playground.sqlite3")
        database.row_factory = sqlite3.Row
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        with database:
            _create(database)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(store) from error
    return database


def _create(database: sqlite3.Connection) -> None:
    for statement in _SCHEMA.split(";\n"):
        database.execute(statement)
    for table, number in _FIRST_NUMBERS.items():
        database.execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT ?, ? "
            "WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?)",
            (table, number, table),
        )
