"""How people type a report by hand: headings, numbers, bullets, signatures, in many ways that mean the same. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.documents.measure import ems

if TYPE_CHECKING:
    from collections.abc import Iterator

CELL = "｜"
"""What stands between the cells of a table's row."""
LONGEST_HEADING = 30
SENTENCE_END = ("。", "；", ";", "！", "？")

_DIGITS = "一二三四五六七八九十"
_NUMBER = r"\d{1,2}(?:[、．)）]|\.(?!\d))"
_RANKS = (
    re.compile(rf"[{_DIGITS}]{{1,3}}[、.．]\s*"),
    re.compile(rf"[（(][{_DIGITS}]{{1,3}}[)）]、?\s*"),
    re.compile(rf"{_NUMBER}\s*"),
    re.compile(r"[（(]\d{1,2}[)）]、?\s*|[①②③④⑤⑥⑦⑧⑨⑩]\s*"),
    re.compile(r"[●•·◆◇■□▪○◎※★☆►➢√✓*\-–]+\s*"),
)
"""The numbers of headings and items, by rank: 一、 （一） 1. （1）, bullets last."""
_INLINE = len(_RANKS)
"""The rank of what is numbered within a sentence: 一是, 首先."""

_MONTH = rf"(?:\d{{1,2}}|[{_DIGITS}]{{1,3}})(?:[—–\-~～至]\d{{1,2}})?月份?"
_NEXT = r"下(?:一个|一|个)?(?:阶段|步|月|季度|半年|年度?)|明年|今后|接下来"
_PLAN = "计划|安排|打算|要点|设想|重点|思路|规划"
_SECTION = re.compile(
    rf"(?:{_NEXT}).{{0,8}}?(?:{_PLAN}|工作|任务|目标|事)|(?:{_MONTH}|第?[一二三四]季度|\d{{4}}年度?|全年).{{0,8}}?(?:{_PLAN})"
)
_LOOKS_BACK = re.compile(r"总结|小结|完成情况|落实情况|上月|上个月|问题|不足")
_MONTHLY = re.compile(rf"({_MONTH})(?:的)?(?:主要|重点)?工作")
_LONGEST_LABEL = 16
"""Of a heading that goes on in its own line, behind a colon."""
_ATTACHMENT = re.compile(r"附件\d*(?:[：:]|$)")
_DAY = re.compile(
    r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[〇零○一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_GAP = re.compile(r"【[^】]*】")
"""Of a line of its own: the day that our own draft lacks."""
_PAGE_NUMBER = re.compile(r"[—–\-－·\s]*\d{1,3}[—–\-－·\s]*|第\s*\d+\s*页.*")
_FULL_LINE = 0.86
"""Of the widest line: one that is wider went on in the next, but for the last words of a paragraph by chance."""
_UNION = re.compile(r"(?:工会|委员会|联合会|工会小组|办公室)$")
_TOLD_OFF = re.compile(
    rf"(?:^|(?<=[；。;：:]))\s*(?:[{_DIGITS}]是|(?:首先|其次|再次|最后|第[{_DIGITS}])[，,、])\s*"
    rf"|(?:(?<=[；。;\s]))\s*(?={_NUMBER})"
)


def opens(line: str) -> str | None:
    """What stands behind the heading of a plan in its line, "" for nothing; None where the line is no such heading."""
    words = bare(line)
    label, colon, rest = words.partition("：") if "：" in words else words.partition(":")
    if len(label) > (_LONGEST_LABEL if rest.strip() else LONGEST_HEADING):
        return None
    if not _SECTION.search(label) or _LOOKS_BACK.search(label):
        return None
    if (not colon and label.endswith(SENTENCE_END)) or CELL in label or "，" in label:
        return None
    return rest.strip()


def unwrapped(lines: list[str]) -> list[str]:
    """The paragraphs of a printed page, whose lines end where the paper does; page numbers are left out."""
    printed = [line.strip() for line in lines if line.strip() and not _PAGE_NUMBER.fullmatch(line.strip())]
    widest = max(map(ems, printed), default=0.0)
    found: list[str] = []
    goes_on = False
    for line in printed:
        if goes_on and rank_of(line) is None:
            found[-1] += line
        else:
            found.append(line)
        goes_on = ems(line) >= _FULL_LINE * widest and not line.endswith(SENTENCE_END)
    return found


def later_month(lines: list[str]) -> int | None:
    """Where 10月工作 stands in a report that has 9月工作 before it; None where months head no sections."""
    found = [(at, month[1]) for at, line in enumerate(lines) if (month := _MONTHLY.fullmatch(bare(line).rstrip("：:")))]
    return found[-1][0] if found and found[0][1] != found[-1][1] else None


def closes(line: str, rank: int | None) -> bool:
    """Whether a line ends the section whose heading has this rank."""
    if _ATTACHMENT.match(line) or _DAY.fullmatch(line) or _GAP.fullmatch(line):
        return True
    here = rank_of(line)
    if rank is not None:
        return here is not None and here <= rank
    return here == 0 and len(line) <= LONGEST_HEADING and not line.endswith(SENTENCE_END)


def signs(line: str, *, last: bool) -> bool:
    """Whether a line is the unit that signs: any before the day or the attachments, a union as the last line of all."""
    plain = rank_of(line) is None and CELL not in line and not line.endswith(SENTENCE_END) and "：" not in line
    return plain and (not last or _UNION.search(line) is not None)


def rank_of(line: str) -> int | None:
    """The rank of a line's number, 0 for 一、; None where it has none."""
    return next((rank for rank, number in enumerate(_RANKS) if number.match(line)), None)


def bare(line: str) -> str:
    """A line without its number."""
    rank = rank_of(line)
    return line if rank is None else _RANKS[rank].sub("", line, count=1)


def pieces(line: str) -> Iterator[tuple[str, int | None]]:
    """A line as the items it tells off, each with its rank; what only leads to them is left out."""
    found = [piece for piece in _TOLD_OFF.split(bare(line)) if piece.strip("。；;，, ")]
    if len(found) > 1 and found[0].rstrip().endswith(("：", ":")):
        found = found[1:]
    rank = rank_of(line)
    if rank is None and (len(found) > 1 or _TOLD_OFF.match(line)):
        rank = _INLINE
    for number, piece in enumerate(found):
        own = rank_of(piece.strip())
        yield piece, rank if number == 0 else _INLINE if own is None else own
