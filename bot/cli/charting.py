"""Charts without a chat: the figures that a report shares with those before it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.cli.answers import fill
from bot.cli.errors import InputError
from bot.core.state import Session
from bot.core.trends import charts, trends

if TYPE_CHECKING:
    from bot.cli.answers import Answers
    from bot.core.drafted import Draft
    from bot.core.state import Paper
    from bot.core.trends import Charts
    from bot.drafting.pipeline import Drafter


def charts_of(drafter: Drafter, answers: Answers, paper: Paper, draft: Draft) -> Charts:
    """The charts that are asked for; the earlier reports are drafted plainly, for their figures alone.

    Raises:
        InputError: there is no such figure in two reports; names those there are.
    """
    if not answers.charts:
        return ()
    plain = replace(drafter, model=None)
    shelf = []
    for number, one in enumerate(answers.earlier, start=1):
        earlier, profile = fill(drafter.book, one)
        shelf.append(replace(earlier, id=-number, draft=asyncio.run(plain.draft(earlier, profile))))
    paper = replace(paper, draft=draft)
    session = Session(paper=paper, shelf=tuple(shelf))
    found = {trend.series.title: trend.id for trend in trends(drafter.book, session, paper)}
    if strange := [title for title in answers.charts if title not in found]:
        known = f"可用：{'、'.join(found)}" if found else "几份报告里没有同一项数"
        raise InputError(f"配不成“{strange[0]}”的图，{known}")
    chosen = tuple(found[title] for title in answers.charts)
    return drafter.charts(paper, charts(drafter.book, session, replace(paper, charts=chosen)))
