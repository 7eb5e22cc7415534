"""What a model is asked for beside writing. Each answer keeps its own time; without one, what is there must do."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, assert_never

from bot.core.counsel import AdviceGiven, NoticeStudied, SeekAdvice, StudyNotice
from bot.drafting.howto import Adviser
from bot.drafting.studying import Student
from bot.shell.examples import Examples, ids
from bot.shell.purse import Purse
from bot.shell.roll import Whose, everybody_home

if TYPE_CHECKING:
    from bot.core.counsel import Given, Sought
    from bot.core.notice import Notice


@dataclass(frozen=True, slots=True)
class Counsellor:
    """Asks for all chats of a process."""

    examples: Examples
    adviser: Adviser | None
    student: Student | None
    purse: Purse
    whose: Whose = everybody_home

    async def seek(self, chat: int, work: Sought) -> Given:
        """The answer, or that there is none.

        Raises:
            StorageAwayError
        """
        match work:
            case SeekAdvice():
                return await self._advice(chat, work)
            case StudyNotice():
                return NoticeStudied(work.number, await self._studied(chat, work))
            case _:
                assert_never(work)

    async def _advice(self, chat: int, work: SeekAdvice) -> AdviceGiven:
        of = (await self.whose(chat)).id
        renews = await self.purse.renews(chat)
        search = partial(self.examples.answering, by_meaning=renews is None)
        found = await asyncio.to_thread(search, of, work.words, work.kind)
        if not found or renews or self.adviser is None:
            return AdviceGiven(work.number, work.kind, work.words, renews=renews)
        told = await self.adviser.answer(work.words, [one.passage.text for one in found])
        return AdviceGiven(work.number, work.kind, work.words, told.text if told else None, ids(found))

    async def _studied(self, chat: int, work: StudyNotice) -> Notice:
        if self.student is None or await self.purse.renews(chat):
            return work.notice
        return await self.student.study(work.text, work.notice)


def without(work: Sought) -> Given:
    """What there is where nobody can be asked."""
    if isinstance(work, StudyNotice):
        return NoticeStudied(work.number, work.notice)
    return AdviceGiven(work.number, work.kind, work.words)
