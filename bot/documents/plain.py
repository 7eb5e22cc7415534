"""Officers' and writers' text as a file can carry it."""

from __future__ import annotations

import re

from bot.core.pictographs import without_pictographs

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def lines(text: str) -> list[str]:
    """The lines of a text, without what XML cannot carry, small pictures, indents typed by hand and empty lines."""
    legal = (_NOT_IN_XML.sub("", line.replace("\t", " ")) for line in without_pictographs(text).splitlines())
    legal = (line.strip() for line in legal)
    return [line for line in legal if line]


def one_line(text: str) -> str:
    """The lines of a text as one."""
    return "".join(lines(text))
