"""How placeholders are written in a template, {{ 标题 }}, and every way of writing them wrongly. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REQUIRED = ("标题", "正文")
OPTIONAL = ("单位", "主送", "附件", "日期", "起草人", "标识")
PLACEHOLDERS = (*REQUIRED, *OPTIONAL)
"""What a template may name; see docs/template.md."""

_BRACED = re.compile(r"([{｛]+)([^{}｛｝]*)([}｝]*)|([}｝]{2,})")
_FULL_WIDTH = frozenset("｛｝")
_BESIDE = re.compile(r"[\s：:，,。、；;“”\"'‘’（）()《》【】]+")
"""What slips into a name: space, punctuation, quotation marks."""
_LONGEST = 24
"""Signs of a template's own words that a sentence quotes."""


def braced(names: Iterable[str]) -> str:
    """Names as a template writes them."""
    return "、".join(f"{{{{ {name} }}}}" for name in names)


LISTED = braced(PLACEHOLDERS)


def misspelt(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """What is wrong with the braces of these paragraphs, a sentence each with its mend; each once."""
    found = (fault for text in paragraphs for each in _BRACED.finditer(text) if (fault := _fault(each, text)))
    return tuple(dict.fromkeys(found))


def names_in(paragraphs: Iterable[str]) -> Iterator[str]:
    """The placeholders that are meant, however they are written."""
    for text in paragraphs:
        yield from (_meant(each[2] or "") for each in _BRACED.finditer(text) if _meant(each[2] or ""))


def missing(named: Iterable[str]) -> tuple[str, ...]:
    """A sentence for what a template has to have and lacks."""
    lacking = set(REQUIRED) - set(named)
    return (
        (f"模板里还缺 {braced(name for name in REQUIRED if name in lacking)}，请加在该出现的地方。",) if lacking else ()
    )


def _fault(each: re.Match[str], text: str) -> str:
    opening, inside, closing = each[1] or "", each[2] or "", each[3] or each[4] or ""
    shown, name = _shown(each[0]), _meant(inside)
    if inside.startswith(("%", "#")):
        return f"“{shown}”用不了：模板里只能写占位符的名字，不能写条件、循环、计算和批注，请删掉它。"
    if name and not _FULL_WIDTH.isdisjoint(opening + closing):
        return f"“{shown}”用了中文的花括号，请切到英文输入法，写成 {braced([name])}。"
    if (opening, closing) == ("{{", "}}"):
        return _unnamed(shown, inside, name)
    if name and inside:
        return f"“{shown}”的花括号没有配好对，左右各要两个，请写成 {braced([name])}。"
    if "{{" in opening or "}}" in closing:
        around = _shown(text[max(each.start() - _LONGEST // 2, 0) : each.end() + _LONGEST // 2])
        return f"“{around}”这里的花括号没有配好对，左右各要两个；不是占位符的，请删掉。"
    return ""


def _unnamed(shown: str, inside: str, name: str) -> str:
    if inside.strip().isidentifier():
        return ""
    if name:
        return f"“{shown}”里多了空格或标点，请写成 {braced([name])}。"
    if not inside.strip():
        return f"“{shown}”里没有名字，请写上要填的：{LISTED}；不要的就删掉。"
    return f"“{shown}”用不了：模板里只能写占位符的名字，请只留：{LISTED}。"


def _meant(inside: str) -> str:
    """The placeholder that the words within braces mean, "" for none."""
    words = _BESIDE.sub("", inside)
    return words if words in PLACEHOLDERS else ""


def _shown(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
