"""Half-width marks among Chinese signs become full-width ones (GB/T 15834—2011); figures and Latin stay."""

from __future__ import annotations

import re

from bot.retrieval.characters import CJK
from bot.retrieval.markers import marker

_SIGN = f"{CJK}”’》）〕】%％"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_AFTER_SIGN = re.compile(rf"(?<=[{_SIGN}])\s*([,;:?!])\s*(?!//)")
_BEFORE_SIGN = re.compile(rf"\s*([,;:?!])\s*(?=[{CJK}“‘《（])")
_POINT = re.compile(rf"(?<=[{CJK}”）》])\.(?=$|[{CJK}“《（])")
_QUOTED = re.compile(r'"([^"]*)"')
_BRACKETED = re.compile(rf"(?<=[{CJK}])\s?\(([^()]*)\)|\(([^()]*[{CJK}][^()]*)\)|\(([^()]*)\)(?=[{CJK}])")
_OPEN_END = re.compile(rf"(?<=[{CJK}])\((?=[^()]*$)|\((?=[{CJK}][^()]*$)")
_FILE_NUMBER = re.compile(r"[（(\[【﹝［]((?:19|20)\d\d)[）)\]】﹞］](?=\s?第?\s?\d{1,4}\s?号)")
_DOUBLED = re.compile(r"([，、；：])[，、；：]+|[，、；：]+(?=[。！？])|[。！？]([，、；：])[，、；：]*|(。)。+")


def full_width(text: str) -> str:
    """One line with full-width marks; the number of a heading or item stays as it is."""
    opened = marker(text)
    head, body = (text[: len(text) - len(opened.rest)], opened.rest) if opened else ("", text)
    body = _FILE_NUMBER.sub(r"〔\1〕", body)
    for pattern in (_AFTER_SIGN, _BEFORE_SIGN):
        body = pattern.sub(lambda match: _FULL[match[1]], body)
    body = _QUOTED.sub(_quotes, _POINT.sub("。", body))
    body = _BRACKETED.sub(lambda match: f"（{next(group for group in match.groups() if group is not None)}）", body)
    return head + single_marks(_OPEN_END.sub("（", body))


def single_marks(text: str) -> str:
    """One mark where conversions or repairs left two."""
    before = ""
    while before != text:
        before, text = text, _DOUBLED.sub(lambda match: next(filter(None, match.groups()), ""), text)
    return text


def _quotes(match: re.Match[str]) -> str:
    return f"“{match[1]}”" if re.search(f"[{CJK}]", match[1]) else match[0]
