"""What could be planned: what was not done, what comes every month, and what the calendar has. Only ever asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.checklist import alike, is_plan, left_out, matter, planned_items, unfinished
from bot.core.planning import Offer, Source, Suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.outline import Handbook, Occasion, Place
    from bot.core.period import Period
    from bot.core.state import Paper, Session

MOST = 3
"""Things suggested that nobody spoke of; more would be a burden."""


def suggestions(book: Handbook, session: Session, place: Place) -> tuple[Suggest, ...]:
    """What is suggested beside a question; nothing beside others than that for a plan's items."""
    paper = session.paper
    if paper is None or not is_plan(book, paper, place):
        return ()
    offered, hinted = offers(book, paper), hints(book, paper)
    return (Suggest(offered, hinted, session.turn),) if offered or hinted else ()


def offers(book: Handbook, paper: Paper) -> tuple[Offer, ...]:
    """What was not done, all of it, and what the two plans before had in common; without what is planned already."""
    undone, planned = unfinished(book, paper), planned_items(book, paper)
    wanted = left_out(book, paper)
    found = [Offer(Source.UNFINISHED, one, f"u{n}") for n, one in enumerate(undone) if one in wanted]
    known = (*planned, *undone)
    every = [Offer(Source.RECURRENT, one, f"r{n}") for n, one in enumerate(_recurrent(paper))]
    return (*found, *[one for one in every if not any(alike(one.matter, other) for other in known)][:MOST])


def hints(book: Handbook, paper: Paper) -> tuple[str, ...]:
    """Questions about what lies in the planned months, those of the chosen areas first."""
    if paper.period is None:
        return ()
    room = MOST - sum(one.source is Source.RECURRENT for one in offers(book, paper))
    spoken = "\n".join((*planned_items(book, paper), *(one.matter for one in offers(book, paper))))
    coming = [one for one in book.occasions if not any(word in spoken for word in one.words)]
    coming.sort(key=lambda one: not set(one.areas) & set(paper.areas))
    return tuple(_asked(coming, paper.period.following()))[: max(room, 0)]


def month_in(occasion: Occasion, months: Period) -> int | None:
    """The first of these months that an occasion lies in."""
    found = {month for month in occasion.months if months.first <= month <= months.last}
    found |= {day.month for day in occasion.days if months.start <= day <= months.end}
    return min(found, default=None)


def _asked(occasions: list[Occasion], months: Period) -> Iterator[str]:
    for occasion in occasions:
        if month := month_in(occasion, months):
            yield occasion.ask.replace("{月}", str(month))


def _recurrent(paper: Paper) -> tuple[str, ...]:
    """The matters that stood in both plans before."""
    if not paper.plans_before:
        return ()
    last, *earlier = paper.plans_before
    return tuple(matter(one) for one in last if earlier and any(alike(one, other) for other in earlier[0]))
