"""What a message can hold, in the Bot API's own fields; the same for the bot's messages and the page's."""

import time

from bot.playground.files import File
from bot.playground.people import Person, bot_user
from bot.playground.wire import JsonObject


def from_bot(person: Person, content: JsonObject) -> JsonObject:
    """A message of the bot to a person, still without its number."""
    return {"from": bot_user(), "chat": person.as_chat(), "date": now(), **content}


def from_person(person: Person, content: JsonObject) -> JsonObject:
    """A message of a person to the bot, still without its number."""
    return {"from": person.as_user(), "chat": person.as_chat(), "date": now(), **content}


def now() -> int:
    """Telegram's clock: whole Unix seconds."""
    return int(time.time())


def document(file: File) -> JsonObject:
    """A file as it is."""
    return {"document": {**_file(file), "file_name": file.name, "mime_type": file.mime}}


def photo(file: File, size: tuple[int, int]) -> JsonObject:
    """A picture; Telegram lists several sizes, the last is the largest, here there is only that."""
    return {"photo": [{**_file(file), "width": size[0], "height": size[1]}]}


def voice(file: File, seconds: int) -> JsonObject:
    """A spoken message."""
    return {"voice": {**_file(file), "duration": seconds, "mime_type": file.mime}}


def sticker(file: File, emoji: str) -> JsonObject:
    """A sticker; here all of them are their emoji, drawn large."""
    kind = {"type": "regular", "is_animated": False, "is_video": False}
    return {"sticker": {**_file(file), **kind, "width": 512, "height": 512, "emoji": emoji}}


def _file(file: File) -> JsonObject:
    return {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": file.size}
