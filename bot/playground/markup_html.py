"""Telegram's HTML, read as strictly as Telegram reads it: text out, entities out, or the error with its byte offset."""

import re
from dataclasses import dataclass, field

from bot.playground.wire import JsonObject

# The tags Telegram allows and the entity each becomes; None: allowed, and shown as plain text here.
TAGS: dict[str, str | None] = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": None,
    "tg-time": None,
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,7})|#([0-9]{1,8})|([a-zA-Z]+));?")
_START = re.compile(r"<([^\s>]*)")
_END = re.compile(r"</([^\s>]*)\s*")
_ATTRIBUTE = re.compile(r"\s*([^\s=>/\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9.-]+)(?=[\s>])))?\s*")
_LAST_CODE_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


class HtmlError(ValueError):
    """The text is not Telegram's HTML; the message is Telegram's description."""


@dataclass(slots=True)
class _Open:
    """A tag whose end is still to come."""

    tag: str
    offset: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Parsed:
    """What has been read so far; `length` counts UTF-16 code units."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[JsonObject] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += utf16_length(text)


def utf16_length(text: str) -> int:
    """The length Telegram counts: UTF-16 code units."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def parse_html(source: str) -> tuple[str, list[JsonObject]]:
    """Split HTML into text and entities.

    Raises:
        HtmlError: An unknown, unclosed or misplaced tag.
    """
    parsed, at = _Parsed(), 0
    while at < len(source):
        if source.startswith("</", at):
            at = _close(source, at, parsed)
        elif source[at] == "<":
            at = _open(source, at, parsed)
        else:
            at = _plain(source, at, parsed)
    if parsed.open:
        raise HtmlError(f'Can\'t find end tag corresponding to start tag "{parsed.open[-1].tag}"')
    for entity in parsed.entities:
        if entity["type"] == "code":
            entity.pop("language", None)  # only a block of code has one
    return "".join(parsed.pieces), sorted(parsed.entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _plain(source: str, at: int, parsed: _Parsed) -> int:
    reference = _REFERENCE.match(source, at)
    if reference is not None and (letter := _decoded(reference)) is not None:
        parsed.write(letter)
        return reference.end()
    end = min((place for place in (source.find("<", at), source.find("&", at + 1)) if place > 0), default=len(source))
    parsed.write(source[at:end])
    return end


def _decoded(reference: re.Match[str]) -> str | None:
    hexadecimal, decimal, name = reference.groups()
    if name is not None:
        return _NAMED.get(name)
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < _LAST_CODE_POINT and code not in _SURROGATES else None


def _open(source: str, at: int, parsed: _Parsed) -> int:
    start = _START.match(source, at)
    tag = "" if start is None else start[1].lower()
    if start is None or start.end() == len(source):
        raise HtmlError(f"Unclosed start tag at byte offset {_byte(source, at)}")
    if tag not in TAGS:
        raise HtmlError(f'Unsupported start tag "{tag}" at byte offset {_byte(source, at)}')
    attributes, end = _attributes(source, start.end(), tag, _byte(source, at))
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise HtmlError(f'Tag "span" must have class "tg-spoiler" at byte offset {_byte(source, at)}')
    parsed.open.append(_Open(tag, parsed.length, attributes))
    return end


def _attributes(source: str, at: int, tag: str, begin: int) -> tuple[dict[str, str], int]:
    attributes: dict[str, str] = {}
    while at < len(source):
        if source[at] == ">":
            return attributes, at + 1
        if source[at].isspace():
            at += 1
            continue
        found = _ATTRIBUTE.match(source, at)
        if found is None:
            raise HtmlError(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        value = next((value for value in found.groups()[1:] if value is not None), "")
        attributes[found[1]] = _REFERENCE.sub(lambda reference: _decoded(reference) or reference[0], value)
        at = found.end()
    raise HtmlError(f'Unclosed start tag "{tag}" at byte offset {begin}')


def _close(source: str, at: int, parsed: _Parsed) -> int:
    if not parsed.open:
        raise HtmlError(f"Unexpected end tag at byte offset {_byte(source, at)}")
    end = _END.match(source, at)
    if end is None or not source.startswith(">", end.end()):
        raise HtmlError(f"Unclosed end tag at byte offset {_byte(source, at)}")
    found, opened = end[1].lower(), parsed.open.pop()
    if found not in ("", opened.tag):
        raise HtmlError(
            f'Unmatched end tag at byte offset {_byte(source, at)}, expected "</{opened.tag}>", found "</{found}>"'
        )
    if parsed.length > opened.offset:
        parsed.entities += _entity(opened, parsed)
    return end.end() + 1


def _entity(opened: _Open, parsed: _Parsed) -> list[JsonObject]:
    kind = TAGS[opened.tag]
    entity: JsonObject = {"type": kind, "offset": opened.offset, "length": parsed.length - opened.offset}
    match opened.tag:
        case "a":
            entity["url"] = opened.attributes.get("href", "")
            return [entity] if entity["url"].startswith(("http://", "https://", "tg://")) else []
        case "blockquote" if "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        case "code" if opened.attributes.get("class", "").startswith("language-"):
            entity["language"] = opened.attributes["class"].removeprefix("language-")
        case "pre" if parsed.entities and _same_span(parsed.entities[-1], entity, "code"):
            entity = {**parsed.entities.pop(), "type": "pre"}
    return [] if kind is None else [entity]


def _same_span(one: JsonObject, other: JsonObject, kind: str) -> bool:
    return bool(one["type"] == kind and one["offset"] == other["offset"] and one["length"] == other["length"])


def _byte(source: str, at: int) -> int:
    return len(source[:at].encode())
