"""Reading back: the plan in a report that somebody hands in, ours or one typed by hand. Pure text in, items out."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from bot.core.report import CELL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DIGITS = "一二三四五六七八九十"
_RANKS = (
    re.compile(rf"[{_DIGITS}]{{1,3}}[、.．]\s*"),
    re.compile(rf"[（(][{_DIGITS}]{{1,3}}[)）]、?\s*"),
    re.compile(r"\d{1,2}(?:[、．]|\.(?!\d))\s*"),
    re.compile(r"[（(]\d{1,2}[)）]、?\s*|[①②③④⑤⑥⑦⑧⑨⑩]\s*"),
)
"""The numbers of headings and items, by rank: 一、 （一） 1. （1）."""
_SECTION = re.compile(
    r"(?:下(?:一|个)?(?:阶段|步|月|季度|半年|年度?)|明年|\d{1,2}(?:[—–\-~～至]\d{1,2})?月份?|第?[一二三四]季度|全年|今后)"
    r".{0,8}?(?:计划|安排|打算|要点|设想|重点)"
)
_LOOKS_BACK = re.compile(r"总结|小结|完成情况|落实情况|上月|上个月")
_LONGEST_HEADING = 30
_ATTACHMENT = re.compile(r"附件\d*(?:[：:]|$)")
_DAY = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_SENTENCE_END = ("。", "；", ";", "！", "？")
_ENUMERATED = re.compile(
    rf"(?:^|(?<=[；。;：:]))\s*[{_DIGITS}]是\s*|(?:(?<=[；。;]))\s*(?=\d{{1,2}}(?:[、．]|\.(?!\d)))"
)
_TABLE_HEAD = frozenset(("序号", "工作事项", "事项", "工作内容", "完成时间", "责任人"))
_TRIMMED = "。；;，, "


def plan_items(lines: Iterable[str]) -> tuple[str, ...]:
    """The items of 下月工作计划 out of a report's lines; a table's row is one line, its cells parted by ｜.

    Every item is given in its own words, without its number. Empty where the report has no such section.
    """
    every = [line.strip() for line in lines if line.strip()]
    start = next((at for at, line in enumerate(every) if _opens(line)), None)
    if start is None:
        return ()
    rank = _rank(every[start])
    section = list(takewhile(lambda line: not _closes(line, rank), every[start + 1 :]))
    return tuple(_merged(_parts(_without_signature(section, whole=start + 1 + len(section) == len(every)))))


def _opens(line: str) -> bool:
    words = _bare(line).rstrip("：:")
    return (
        len(words) <= _LONGEST_HEADING
        and bool(_SECTION.search(words))
        and not (_LOOKS_BACK.search(words) or words.endswith(_SENTENCE_END) or CELL in words or "，" in words)
    )


def _closes(line: str, rank: int | None) -> bool:
    if _ATTACHMENT.match(line) or _DAY.fullmatch(line):
        return True
    here = _rank(line)
    if rank is not None:
        return here is not None and here <= rank
    return here == 0 and len(line) <= _LONGEST_HEADING and not line.endswith(_SENTENCE_END)


def _rank(line: str) -> int | None:
    return next((rank for rank, number in enumerate(_RANKS) if number.match(line)), None)


def _bare(line: str) -> str:
    rank = _rank(line)
    return line if rank is None else _RANKS[rank].sub("", line, count=1)


def _without_signature(section: list[str], *, whole: bool) -> list[str]:
    """Without the unit that signs: the short line before the day or the attachments."""
    if section and not whole and _signs(section[-1]):
        return section[:-1]
    return section


def _signs(line: str) -> bool:
    return _rank(line) is None and CELL not in line and not line.endswith(_SENTENCE_END) and "：" not in line


def _parts(section: list[str]) -> Iterator[tuple[str, bool]]:
    """The section's pieces, each with whether it carries a number of its own."""
    for line in section:
        if CELL in line:
            cells = [cell.strip() for cell in line.split(CELL)]
            if len(_TABLE_HEAD & set(cells)) < 2:  # noqa: PLR2004  one such word may be an item's own
                yield CELL.join(cell for at, cell in enumerate(cells) if cell and (at or not cell.isdecimal())), True
            continue
        pieces = [piece for piece in _ENUMERATED.split(_bare(line)) if piece.strip(_TRIMMED)]
        if len(pieces) > 1 and pieces[0].rstrip().endswith(("：", ":")):
            pieces = pieces[1:]
        numbered = _rank(line) is not None or len(pieces) > 1
        for piece in pieces:
            yield _bare(piece.strip()).strip(_TRIMMED) if not _is_opening(piece) else "", numbered


def _is_opening(piece: str) -> bool:
    """Whether it only announces the items, as 10月重点做好以下工作： does."""
    return piece.rstrip().endswith(("：", ":"))


def _merged(parts: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """A short numbered heading and the sentence under it are one item."""
    held = ""
    for text, numbered in parts:
        if not text:
            continue
        if held and not numbered:
            yield f"{held}：{text}"
            held = ""
            continue
        if held:
            yield held
        held = text if numbered and len(text) <= _LONGEST_HEADING and CELL not in text else ""
        if not held:
            yield text
    if held:
        yield held
