"""A model's reply as the text of a section: what is no text is taken off, what is none of ours is refused. Pure."""

from __future__ import annotations

import re
import unicodedata

from bot.drafting.model import ModelError
from bot.retrieval.characters import CJK, tidy_signs

_THOUGHTS = re.compile(r"<think>.*?</think>|^.*</think>", re.DOTALL)
_MARKDOWN = re.compile(r"\*\*|__|^#{1,6}\s*|^```\w*$|^[-*]\s+", re.MULTILINE)
_CHINESE = re.compile(f"[{CJK}]")
_LOST = "\ufffd"
_UNPRINTABLE = frozenset({"Cc", "Cs", "Cn"})


def section_text(reply: str) -> str:
    """The lines of a reply, without thoughts, Markdown and signs that cannot be seen.

    Raises:
        ModelError: nothing is left, letters were lost on the way, or it is not Chinese.
    """
    text = tidy_signs(_THOUGHTS.sub("", reply))
    text = "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in _UNPRINTABLE)
    if _LOST in text:
        raise ModelError("Garbled")
    text = "\n".join(line.strip() for line in _MARKDOWN.sub("", text).splitlines() if line.strip())
    if not text:
        raise ModelError("EmptyReply")
    letters = sum(sign.isalpha() for sign in text)
    if 2 * len(_CHINESE.findall(text)) < letters:
        raise ModelError("NotChinese")
    return text
