"""Signs that conversions spoil: one form for each, none that is invisible."""

from __future__ import annotations

import html
import re
import unicodedata

CJK = "\u3400-\u4dbf\u4e00-\u9fff"
CJK_MARKS = "，。、；：？！“”‘’（）《》〈〉【】〔〕…—～·"
_BREAKS = re.compile("\r\n|[\r\f\v\x1c-\x1e\x85\u2028\u2029]")
_COMPATIBLE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\ufe50-\ufe6f]")
_ENTITY = re.compile(r"&(#\d+|#x[\da-fA-F]+|[A-Za-z]+);")
_GAP = re.compile(f"(?<=[{CJK}{CJK_MARKS}])[ \\t\u3000\xa0]+(?=[{CJK}{CJK_MARKS}])")
_SPACES = re.compile("[ \\t\u3000\xa0]+")


def tidy_signs(text: str) -> str:
    """Plain line breaks, no invisible signs, full-width letters and figures and look-alike radicals made usual."""
    if _ENTITY.search(text):
        text = html.unescape(text)
    text = _BREAKS.sub("\n", text)
    text = "".join(sign for sign in text if unicodedata.category(sign) not in {"Cf", "Co"})
    return _COMPATIBLE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def close_gaps(text: str) -> str:
    """Drop the spaces between Chinese signs, make any other run of spaces one."""
    return _SPACES.sub(" ", _GAP.sub("", text)).strip()


def bare(text: str) -> str:
    """Only letters, figures and signs, in NFKC and lower case: what is compared."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).lower() if sign.isalnum())
