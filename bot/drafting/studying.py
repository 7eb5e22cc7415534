"""Asks a model what a notice asks for that was not read. Never required: without a good reply nothing is changed."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import TYPE_CHECKING

from bot.core.notice import Demand
from bot.drafting.fence import as_data
from bot.drafting.model import ModelError
from bot.notices.pointing import Pointer, Sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalog.prompts import Prompts
    from bot.core.notice import Notice
    from bot.drafting.talk import Talk
    from bot.notices.reader import NoticeReader

log = logging.getLogger(__name__)

DEADLINE = 20.0
"""Seconds that an officer waits for more than was read without a model."""
LONGEST = 12_000
"""Signs of a notice that are shown; no notice about a report is longer."""
# What is pointed at, as prompts/model/notice_system.md names it.
_SIGNS: dict[str, Sign | Demand] = {
    "节": Sign.SECTION,
    "项": Sign.ITEM,
    "字数": Demand.LENGTH,
    "照片": Demand.PHOTOS,
    "时限": Demand.DEADLINE,
    "报送": Demand.DELIVERY,
    "写法": Demand.STYLE,
}
_LINE = re.compile(r"^\W*(?P<sign>\w+)\s*[｜|]\s*(?P<words>[^｜|\n]+?)\s*$", re.MULTILINE)


class Student:
    """Studies notices. `seconds` is the longest that it takes."""

    def __init__(self, talk: Talk, prompts: Prompts, notices: NoticeReader, seconds: float = DEADLINE) -> None:
        self._talk = talk
        self._prompts = prompts
        self._notices = notices
        self._seconds = seconds

    async def study(self, text: str, notice: Notice) -> Notice:
        """The notice with what the reader missed and stands in its text, or as it is."""
        until = asyncio.get_running_loop().time() + self._seconds
        shown = self._notices.without_orders(text)[:LONGEST]
        prompt = self._prompts.fill("notice", text=as_data(shown), read=as_data("\n".join(_read(notice))) or "（没有）")
        try:
            reply = await self._talk.say(until, self._prompts.fill("notice_system"), prompt)
        except ModelError as error:
            log.info("a notice stays as it was read: %s", error)
            return notice
        return self._notices.improved(notice, shown, tuple(_pointers(reply)))


def _read(notice: Notice) -> Iterator[str]:
    for section in notice.sections:
        yield f"节｜{section.title}"
        yield from (f"项｜{item}" for item in section.items)
    if notice.max_len or notice.min_len:
        yield f"字数｜{notice.min_len or ''}—{notice.max_len or ''}"
    if notice.photos:
        yield "照片｜张数已认出"
    if notice.deadline:
        yield f"时限｜{notice.deadline}"
    yield from (f"报送｜{one}" for one in notice.delivery)
    yield from (f"写法｜{one}" for one in notice.style)


def _pointers(reply: str) -> Iterator[Pointer]:
    """The lines of a reply that have the form asked for."""
    for line in _LINE.finditer(reply):
        if sign := _SIGNS.get(line["sign"]):
            yield Pointer(sign, line["words"])
