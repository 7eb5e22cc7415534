"""Text with entities: parsed, cleaned and trimmed as Telegram does before it shows or measures a message."""

import re
from dataclasses import dataclass
from typing import Final

from bot.playground.errors import bad_request
from bot.playground.markup_html import TAGS, HtmlError, parse_html, utf16_length
from bot.playground.rules import bot_rules
from bot.playground.wire import Json, JsonObject

# What Telegram marks by itself in a plain text.
_FOUND: Final = {
    "bot_command": re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/>])"),
    "url": re.compile(r"https?://[^\s<>\"，。；：！？、）】》]+[^\s<>\"，。；：！？、）】》.,;:!?)]"),
    "email": re.compile(r"(?<![\w.+-])[\w.+-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+"),
    "mention": re.compile(r"(?<![\w@])@[a-zA-Z][a-zA-Z0-9_]{3,31}(?!\w)"),
    "hashtag": re.compile(r"(?<!\w)#\w*[^\W\d]\w*"),
}
_GIVEN: Final = {kind for kind in TAGS.values() if kind} | {"expandable_blockquote"} | set(_FOUND)
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\u2028-\u202e]")


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as it is shown, and its entities in UTF-16 code units."""

    text: str
    entities: tuple[JsonObject, ...] = ()

    @property
    def length(self) -> int:
        """UTF-16 code units."""
        return utf16_length(self.text)

    def fields(self, text: str, entities: str) -> JsonObject:
        """The fields of a Message under these names, none when there is no text."""
        named: JsonObject = {text: self.text} if self.text else {}
        return {**named, entities: list(self.entities)} if self.entities else named


def plain(text: str) -> Formatted:
    """What an officer typed: cleaned, trimmed, with commands and links marked."""
    return _finished(text, [])


def formatted(text: str, parse_mode: str, entities: list[Json]) -> Formatted:
    """What the bot sent, with its markup read.

    Raises:
        ApiError: An unknown parse mode, bad HTML or a bad entity.
    """
    if len(text.encode()) > bot_rules().limits["text_bytes"]:
        raise bad_request("text is too long")
    match parse_mode.lower():
        case "" | "none":
            return _finished(text, [_given(entity, text) for entity in entities])
        case "html":
            return _finished(*_parsed(text))
        case _:
            raise bad_request("unsupported parse_mode")


def _parsed(text: str) -> tuple[str, list[JsonObject]]:
    try:
        return parse_html(text)
    except HtmlError as error:
        raise bad_request(f"can't parse entities: {error}") from error


def _given(entity: Json, text: str) -> JsonObject:
    if not isinstance(entity, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    for name, kind in (("type", str), ("offset", int), ("length", int)):
        if not isinstance(entity.get(name), kind):
            raise bad_request(f"can't parse MessageEntity: Can't find field \"{name}\"")
    if entity["type"] not in _GIVEN:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if entity["offset"] < 0 or entity["length"] < 0:
        raise bad_request(f"receive an entity with incorrect offset {entity['offset']}")
    if entity["offset"] + entity["length"] > utf16_length(text):
        raise bad_request(f"entity beginning at UTF-16 offset {entity['offset']} ends after the end of the text")
    return entity


def _finished(text: str, entities: list[JsonObject]) -> Formatted:
    """Clean and trim the text, move the entities with it, and mark what Telegram marks by itself."""
    clean = _CONTROL.sub(" ", text.replace("\r\n", "\n") if not entities else text)
    trimmed = clean.rstrip().lstrip(" \n")
    cut = len(clean.rstrip()) - len(trimmed)
    length = utf16_length(trimmed)
    moved = [_moved(entity, cut, length) for entity in entities]
    kept = [entity for entity in moved if entity["length"] > 0]
    return Formatted(trimmed, tuple(sorted([*kept, *_marks(trimmed, kept)], key=lambda entity: int(entity["offset"]))))


def _moved(entity: JsonObject, cut: int, length: int) -> JsonObject:
    begin = max(entity["offset"] - cut, 0)
    end = min(entity["offset"] + entity["length"] - cut, length)
    return {**entity, "offset": begin, "length": end - begin}


def _marks(text: str, entities: list[JsonObject]) -> list[JsonObject]:
    """Commands and links, where no link or code stands already."""
    taken = [entity for entity in entities if entity["type"] in ("code", "pre", "text_link", *_FOUND)]
    marks: list[JsonObject] = []
    for kind, pattern in _FOUND.items():
        for found in pattern.finditer(text):
            mark = {"type": kind, "offset": utf16_length(text[: found.start()]), "length": utf16_length(found[0])}
            if not any(_overlap(mark, other) for other in (*taken, *marks)):
                marks.append(mark)
    return marks


def _overlap(one: JsonObject, other: JsonObject) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])
