"""Reports as a whole: begun, put aside, drafted, delivered."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.checklist import plans_before
from bot.core.effects import DropDraft, Effect, Say, WriteDraft
from bot.core.events import DraftReady
from bot.core.finished import OfferCharts, PointTo, SendFiles, SendText, ShowEvidence
from bot.core.going import Step, ask_kind, go_on, moved
from bot.core.importing import looks_back
from bot.core.kinds import for_months
from bot.core.path import here
from bot.core.period import month_of, parse_period
from bot.core.revisals import DropRevision
from bot.core.sharing import adopted
from bot.core.span import Span, widened
from bot.core.state import Paper, Verdict
from bot.core.trends import charts, offered
from bot.core.versions import carried

if TYPE_CHECKING:
    from datetime import date

    from bot.core.events import DraftFailed
    from bot.core.outline import Handbook
    from bot.core.period import Period
    from bot.core.state import Session


_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_MONTH_ALONE = re.compile(rf"(0?[1-9]|1[0-2]|{'|'.join(reversed(_MONTHS))})月?份?")
_DAY = re.compile(r"(?<=月)\d{1,2}[日号]$")


def new(book: Handbook, session: Session, on: date) -> Step:
    """Begin another report; the one in hand goes on the shelf."""
    shelved = session.paper is not None and session.paper.period is not None
    session = moved(put_aside(session), None)
    said = (Say("put_aside"),) if shelved else ()
    if here(book, session) is not None:
        return go_on(book, session, on, *said)
    return Step(replace(session, paused=False), (*said, ask_kind(book)))


def put_aside(session: Session) -> Session:
    """Shelve the report in hand; one that has no period yet holds at most words that wait for their place."""
    paper = session.paper
    if paper is None or paper.period is None:
        return replace(session, paper=None, early=(*session.early, *(paper.loose if paper else ())))
    return replace(session, paper=None, shelf=(*session.shelf, replace(paper, left_at=session.focus)))


def kind(book: Handbook, session: Session, kind_id: str, on: date) -> Step:
    """Begin a report of a kind."""
    if kind_id not in book.outlines:
        return go_on(book, session, on, Say("kind_gone"))
    if session.paper and session.paper.period:
        return go_on(book, session, on, Say("report_in_hand", offer=(Act.NEW,)))
    session = adopted(book, session, kind_id)
    number, early = session.papers + 1, (*(session.paper.loose if session.paper else ()), *session.early)
    paper = Paper(id=number, kind=kind_id, areas=book.outlines[kind_id].areas, loose=early)
    session = replace(moved(session, None), paper=paper, papers=number, early=())
    return go_on(book, session, on)


def period(book: Handbook, session: Session, words: str, on: date) -> Step:
    """Give the report in hand its period: from here on it has something to lose."""
    paper = session.paper
    if paper is None or paper.period is not None:
        return go_on(book, session, on)
    said = _period_said(words, on)
    if said is None:
        return go_on(book, session, on, Say("period_unclear"))
    kind_id = for_months(book, paper.kind, said)
    months = widened(book.outlines[kind_id].span, said)
    if earlier := next((p for p in session.shelf if _same(book, p, kind_id, months)), None):
        shelf = tuple(p for p in session.shelf if p != earlier)
        earlier = replace(earlier, loose=(*earlier.loose, *paper.loose))
        session = replace(moved(session, earlier.left_at), paper=earlier, shelf=shelf)
        return go_on(book, session, on, Say("taken_up_again"))
    before = plans_before(book, session, kind_id, months)
    session, brought = _brought(book, session, kind_id)
    areas = paper.areas if kind_id == paper.kind else book.outlines[kind_id].areas
    paper = replace(
        paper,
        kind=kind_id,
        areas=areas,
        period=months,
        last_plan=brought or paper.last_plan or before[0],
        plans_before=before,
    )
    return go_on(book, replace(session, paper=paper), on)


def _brought(book: Handbook, session: Session, kind_id: str) -> tuple[Session, tuple[str, ...]]:
    """The plan that the officer brought along waits for a report that asks what became of it."""
    if looks_back(book.outlines[kind_id]):
        return replace(session, last_plan=()), session.last_plan
    return session, ()


def _same(book: Handbook, paper: Paper, kind_id: str, months: Period) -> bool:
    """Whether a report on the shelf is the one asked for. A month may see several events: a drafted one is done."""
    done = paper.draft is not None and book.outlines[kind_id].span is Span.EVENT
    return (paper.kind, paper.period) == (kind_id, months) and not done


def draft(book: Handbook, session: Session, on: date) -> Step:
    """Have the report in hand written."""
    paper = session.paper
    if paper is None or paper.period is None:
        return go_on(book, session, on, Say("no_report_yet"))
    if paper.loose and here(book, session) is None:
        return go_on(book, session, on, Say("loose_first"))
    if not any(answer.said or answer.verdict is not Verdict.SKIPPED for answer in paper.answers):
        return go_on(book, session, on, Say("nothing_answered"))
    if paper.drafting:
        return Step(session, (Say("still_drafting", offer=(Act.CANCEL,)),))
    dropped = (DropRevision(paper.id, paper.wishes),) if paper.revising else ()
    paper = replace(paper, drafting=True, revision=paper.revision + 1, full_names=session.full_names, revising=False)
    paper = replace(paper, plan_as=session.plan_as)
    session = replace(session, paper=paper, paused=False)
    effects = (*dropped, Say("drafting", offer=(Act.CANCEL,)), WriteDraft(paper, profile_words(session)))
    return Step(session, effects)


def cancel(book: Handbook, session: Session, on: date) -> Step:
    """Stop writing. A result that comes later is ignored."""
    paper = session.paper
    if paper is None or not paper.drafting:
        return go_on(book, session, on, Say("nothing_to_cancel"))
    session = replace(session, paper=replace(paper, drafting=False))
    return Step(session, (DropDraft(paper.id, paper.revision), Say("cancelled", offer=(Act.DRAFT, Act.MENU))))


def draft_ended(book: Handbook, session: Session, event: DraftReady | DraftFailed) -> Step:
    """Drafting has come to its end."""
    return _draft_ready(book, session, event) if isinstance(event, DraftReady) else _draft_failed(session, event)


def _draft_ready(book: Handbook, session: Session, event: DraftReady) -> Step:
    """Keep a draft and send it, unless it is no longer wanted."""
    paper = paper_of(session, event.paper)
    if paper is None or not paper.drafting or paper.revision != event.draft.revision:
        return Step(session)
    draft, anew = carried(paper.draft, event.draft)
    trends = () if paper.charts_offered or session.no_charts else offered(book, session, replace(paper, draft=draft))
    paper = replace(paper, drafting=False, draft=draft, charts_offered=paper.charts_offered or bool(trends))
    session = keep(session, paper)
    told = (Say("written_anew", (("sections", "、".join(anew)),)),) if anew else ()
    # What was watched while it was written follows whole, to stay.
    shown = charts(book, session, paper)
    whole = (SendText(paper, draft, profile_words(session), shown),) if event.seen else ()
    offer = (OfferCharts(paper.id, trends),) if trends else ()
    return Step(session, (*told, *whole, SendFiles(paper, draft, profile_words(session), event.seen, shown), *offer))


def _draft_failed(session: Session, event: DraftFailed) -> Step:
    """Say so, and offer to try again."""
    paper = paper_of(session, event.paper)
    if paper is None or not paper.drafting or paper.revision != event.revision:
        return Step(session)
    session = keep(session, replace(paper, drafting=False))
    return Step(session, (Say("draft_failed", offer=(Act.DRAFT, Act.MENU)),))


def send(book: Handbook, session: Session, on: date, *, as_text: bool) -> Step:
    """Send the latest draft once more."""
    paper = session.paper
    if paper is None or paper.draft is None:
        return go_on(book, session, on, Say("no_draft_yet"))
    deliver = SendText if as_text else SendFiles
    shown = charts(book, session, paper)
    effects: tuple[Effect, ...] = (deliver(paper, paper.draft, profile_words(session), charts=shown),)
    return Step(session, effects)


def evidence(book: Handbook, session: Session, section: str, on: date) -> Step:
    """Show where the latest draft comes from."""
    paper = session.paper
    if paper is None or paper.draft is None:
        return go_on(book, session, on, Say("no_draft_yet"))
    section = section if any(drafted.id == section for drafted in paper.draft.sections) else ""
    return Step(session, (ShowEvidence(paper, paper.draft, profile_words(session), section),))


def point(book: Handbook, session: Session, message: str, on: date) -> Step:
    """Lead to one of the officer's own messages."""
    papers = (*([session.paper] if session.paper else []), *session.shelf)
    answers = (*session.profile, *(answer for paper in papers for answer in paper.answers))
    choices = (said for paper in papers for one in paper.settled for said in one.said)
    every = (*(said for answer in answers for said in answer.said), *choices)
    said = next((said for said in every if str(said.message) == message), None)
    if said is None:
        return go_on(book, session, on, Say("not_said_any_more"))
    return Step(session, (PointTo(said.message, said.text),))


def profile_words(session: Session) -> tuple[tuple[str, str], ...]:
    """The profile as question id and words."""
    return tuple((answer.place.question, answer.text) for answer in session.profile)


def _period_said(words: str, on: date) -> Period | None:
    this = month_of(on)
    match words.strip():
        case "本月" | "这个月" | "当月":
            return this
        case "上月" | "上个月":
            return this.preceding()
        case "今年" | "本年" | "全年" | "今年全年":
            return widened(Span.YEAR, this)
        case "去年" | "上年":
            return widened(Span.YEAR, this).preceding()
        case "本季度" | "这个季度" | "本季":
            return widened(Span.QUARTER, this)
        case "上季度" | "上个季度" | "上季":
            return widened(Span.QUARTER, this).preceding()
    words = _DAY.sub("", words.strip())
    month = _MONTH_ALONE.fullmatch(words)
    spoken = f"{_MONTHS.index(month[1]) + 1 if month[1] in _MONTHS else int(month[1])}月" if month else words
    for form in (spoken, f"{on.year}年{spoken}"):
        try:
            return parse_period(form)
        except ValueError:
            continue
    return None


def paper_of(session: Session, paper_id: int) -> Paper | None:
    """The report of that number, in hand or on the shelf."""
    held = (*([session.paper] if session.paper else []), *session.shelf)
    return next((paper for paper in held if paper.id == paper_id), None)


def keep(session: Session, paper: Paper) -> Session:
    """The session with a report in the place of its older self."""
    if session.paper and session.paper.id == paper.id:
        return replace(session, paper=paper)
    return replace(session, shelf=tuple(paper if p.id == paper.id else p for p in session.shelf))
