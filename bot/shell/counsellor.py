"""What a model is asked for beside writing. Each answer keeps its own time; without one, what is there must do."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from bot.core.counsel import AdviceGiven, NoticeStudied, SeekAdvice, StudyNotice
from bot.drafting.howto import Adviser
from bot.drafting.studying import Student
from bot.shell.examples import Examples, ids
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
                return NoticeStudied(work.number, await self._studied(work))
            case _:
                assert_never(work)

    async def _advice(self, chat: int, work: SeekAdvice) -> AdviceGiven:
        of = (await self.whose(chat)).id
        found = await asyncio.to_thread(self.examples.answering, of, work.words, work.kind)
        if not found or self.adviser is None:
            return AdviceGiven(work.number, work.kind, work.words)
        told = await self.adviser.answer(work.words, [one.passage.text for one in found])
        return AdviceGiven(work.number, work.kind, work.words, told.text if told else None, ids(found))

    async def _studied(self, work: StudyNotice) -> Notice:
        return await self.student.study(work.text, work.notice) if self.student else work.notice


def without(work: Sought) -> Given:
    """What there is where nobody can be asked."""
    if isinstance(work, StudyNotice):
        return NoticeStudied(work.number, work.notice)
    return AdviceGiven(work.number, work.kind, work.words)
