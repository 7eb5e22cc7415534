"""The separate things said in one message: lines, sentences, counted items. Nothing but marks is taken off."""

from __future__ import annotations

import re

_LINE_END = re.compile(r"[\n。！？]+|[!?]+(?=\s|$)|[①-⑳]")
_PART_END = re.compile(r"[；;]+")
_LABELLED = re.compile(r"(?:时间|责任人|负责人|目标|措施)[：:]")
_MARK = re.compile(
    r"(?:(?<=^)|(?<=[^\d\w])|(?<=[\u4e00-\u9fff]))\s*[（(]?(\d{1,2})(?:[)）]|、|[.．](?=\s|[\u4e00-\u9fff]))\s*"
)
_FIRST = re.compile(
    r"^\s*(?:[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|\d{1,2}[)）]|"
    r"\d{1,2}[.．、]\s*(?=\d{1,2}月\d|\d{1,2}[./]\d{1,2}(?!\d)|[^\d\s])|\d{1,2}[.．](?:\s+|(?=\d{1,2}月))|"
    r"[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|[-*•·])\s*"
)
_SPOKEN = re.compile(
    r"(?:^|(?<=[，,、；;]))\s*(?:[一二三四五六七八九]是|第[一二三四五六七八九十][，,、：:]|其[一二三四五六][，,、：:])\s*"
)
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]")
# Figures typed with air on both sides (收入 3.2 万元) belong to their neighbours.
_AIRY = re.compile(r"(?<=[\u4e00-\u9fff])\s+(\d[\d.,]*)\s+(?=万?元|[个人名户件条次场份期篇项处家本册])")
_EDGES = " ，,、\t\u3000"


def items(text: str) -> tuple[str, ...]:
    """The items of a message, each without its number. A message of marks and punctuation alone has none."""
    parts = (part for counted in _counted(text) for line in _LINE_END.split(counted) for part in _parts(line))
    found = (_AIRY.sub(r"\1", _FIRST.sub("", part)).strip(_EDGES) for part in parts)
    return tuple(item for item in found if any(char.isalnum() for char in item))


def _parts(line: str) -> list[str]:
    """A line at its semicolons and at 一是…二是…; one that labels its parts (时间：…；责任人：…) stays whole."""
    if _LABELLED.search(line):
        return [line]
    return [said for part in _PART_END.split(line) for said in _SPOKEN.split(part)]


def _counted(text: str) -> list[str]:
    """The parts of a message that counts them itself (1、… 2、…): from one on, with words in each.

    A figure before a 、 (应到60、实到56; 1、2号楼) is no such count.
    """
    marks = list(_MARK.finditer(text))
    if not marks:
        return [text]
    numbers = [int(mark[1]) for mark in marks]
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    bodies = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    if len(marks) > 1 and numbers == list(range(1, len(marks) + 1)) and all(map(_WORD.search, bodies)):
        return [text[: marks[0].start()], *bodies]
    return [text]
