"""Photos: each joins the section that is being asked about; an album is one answer; any can be left out again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bot.core.acts import Act
from bot.core.albums import KeepSnap, ShowSnaps
from bot.core.effects import ReadFile, Say
from bot.core.events import SnapKept, Snapped
from bot.core.fetching import take
from bot.core.files import LARGEST, Purpose
from bot.core.going import Step
from bot.core.path import here
from bot.core.shelving import changed
from bot.core.state import Snap

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.events import Event, SnapRefused
    from bot.core.outline import Handbook
    from bot.core.request import Request
    from bot.core.state import Paper, Session

MOST = 12
"""Photos of one report."""
MOST_IN_CHAT = 60
"""Photos of all reports of a chat: what is kept has a bound."""


class Home(NamedTuple):
    """Where a photo belongs: which report, and which of its questions; section "" for none in particular."""

    paper: int
    section: str = ""
    area: str = ""
    question: str = ""


def home(book: Handbook, session: Session, event: Snapped) -> Home | None:
    """Where a photo belongs: with its album, else to the question it was sent at; None where no report is in hand."""
    fellows = ((one.id, snap) for one in _papers(session) for snap in one.snaps if event.album == snap.album != "")
    if fellow := next(fellows, None):
        return Home(fellow[0], fellow[1].section, fellow[1].area, fellow[1].question)
    paper = session.paper
    if paper is None or paper.period is None:
        return None
    sections = {section.id for section in book.outlines[paper.kind].sections}
    shown, before = session.shown, session.before
    late = before if shown and shown.turn == session.turn and event.message < shown.message else None
    places = (late.place if late else None, here(book, session), shown.place if shown else None)
    at = next((place for place in places if place and place.section in sections), None)
    return Home(paper.id, at.section, at.area, at.question) if at else Home(paper.id)


def snapped(book: Handbook, session: Session, event: Snapped, at: Home | None) -> Step:
    """A photo came: have it kept, within bounds that are looked at before it is fetched."""
    if session.notice:
        return _of_a_notice(book, session, event)
    paper = _paper(session, at)
    if at is None or paper is None:
        return _told_once(session, event.album, Say("photo_no_report", offer=(Act.RESUME,)))
    if any(snap.message == event.message for snap in paper.snaps):
        return Step(session)
    if event.file.size > LARGEST:
        return _told_once(session, event.album, Say("photo_too_large", offer=(Act.RESUME,)))
    if len(paper.snaps) >= MOST or sum(len(one.snaps) for one in _papers(session)) >= MOST_IN_CHAT:
        key, most = ("photo_enough", MOST) if len(paper.snaps) >= MOST else ("photo_full", MOST_IN_CHAT)
        return _told_once(session, event.album, Say(key, (("most", str(most)),), (Act.RESUME,)))
    number = session.snaps + 1
    caption = event.words.text if event.words else ""
    snap = Snap(number, event.message, at.section, event.file, caption, event.album, area=at.area, question=at.question)
    session = replace(changed(session, replace(paper, snaps=(*paper.snaps, snap))), snaps=number)
    return Step(session, (KeepSnap(number, event.file, album=bool(event.album)),))


def developed(book: Handbook, session: Session, event: SnapKept | SnapRefused) -> Step:
    """A photo is kept, or cannot be. The last of an album answers for all of it."""
    paper, snap = find(session, str(event.snap))
    if paper is None or snap is None or snap.kept:
        return Step(session)
    if isinstance(event, SnapKept):
        paper = replace(paper, snaps=tuple(replace(one, kept=True) if one == snap else one for one in paper.snaps))
        return _answered(book, changed(session, paper), paper, snap)
    paper = _without(paper, snap)
    said = Say(event.key or "photo_not_taken", offer=(Act.RESUME,))
    session, regret = _told_once(changed(session, paper), snap.album, said)
    session, effects = _answered(book, session, paper, snap)
    return Step(session, (*regret, *effects))


def leave_out(book: Handbook, session: Session, value: str) -> Step:
    """Take a photo out of its report; what was written under it stays an answer."""
    paper, snap = find(session, value)
    if paper is None or snap is None:
        return Step(session, (Say("photo_gone", offer=(Act.RESUME,)),))
    paper = _without(paper, snap)
    return Step(changed(session, paper), (_shown(book, paper, snap, ()),))


def read(book: Handbook, session: Session, request: Request) -> Step:
    """Have a photo read as text, which is shown before it counts."""
    _, snap = find(session, request.words)
    if snap is None or not book.sees:
        return Step(session, (Say("photo_gone" if book.sees else "photo_no_eyes", offer=(Act.RESUME,)),))
    # The bot's own message stands for the words read: no editing of what stands under the photo changes them.
    work = ReadFile(0, snap.file, Purpose.SIGHT, request.pressed or snap.message, request.on)
    return take(session, work, "photo_reading")


def is_caption(session: Session, message: int) -> bool:
    """Whether what stands in a message stands under a photo."""
    return any(snap.message == message for paper in _papers(session) for snap in paper.snaps)


def gone(event: Event, before: Session, after: Session) -> tuple[int, ...]:
    """The photos that no report holds any more, whatever took them out; one kept too late among them."""
    left = {snap.number for paper in _papers(after) for snap in paper.snaps}
    held = {snap.number for paper in _papers(before) for snap in paper.snaps}
    held |= {event.snap} if isinstance(event, SnapKept) else set()
    return tuple(sorted(held - left))


def find(session: Session, value: str) -> tuple[Paper | None, Snap | None]:
    """The photo of that number with its report; "" means the last one of the report in hand."""
    if not value and session.paper and session.paper.snaps:
        return session.paper, session.paper.snaps[-1]
    every = ((paper, snap) for paper in _papers(session) for snap in paper.snaps)
    return next(((paper, snap) for paper, snap in every if str(snap.number) == value), (None, None))


def _of_a_notice(book: Handbook, session: Session, event: Snapped) -> Step:
    if not book.sees:
        return _told_once(session, event.album, Say("photo_no_eyes", offer=(Act.DROP,)))
    if event.file.size > LARGEST:
        return _told_once(session, event.album, Say("photo_too_large", offer=(Act.DROP,)))
    return take(session, ReadFile(0, event.file, Purpose.SIGHT, event.message, event.on), "photo_reading")


def _answered(book: Handbook, session: Session, paper: Paper, snap: Snap) -> Step:
    """One short message for all photos that came together, once the last is kept."""
    together = [one for one in paper.snaps if one.number == snap.number or (snap.album and one.album == snap.album)]
    if not together or not all(one.kept for one in together):
        return Step(session)
    numbers = tuple(one.number for one in together)
    captioned = any(one.caption for one in together)
    return Step(session, (replace(_shown(book, paper, snap, numbers), captioned=captioned),))


def _shown(book: Handbook, paper: Paper, snap: Snap, numbers: tuple[int, ...]) -> ShowSnaps:
    outline = book.outlines.get(paper.kind)
    asked = outline.photos if outline else None
    drafted = paper.draft is not None
    where, count = (snap.section, snap.area), len(paper.snaps)
    return ShowSnaps(paper.kind, where[0], numbers, count, asked, readable=book.sees, drafted=drafted, area=where[1])


def _told_once(session: Session, album: str, said: Say) -> Step:
    """Say it, but not again for each photo of an album."""
    if album and session.album == album:
        return Step(session)
    return Step(replace(session, album=album), (said,))


def _without(paper: Paper, snap: Snap) -> Paper:
    return replace(paper, snaps=tuple(one for one in paper.snaps if one.number != snap.number))


def _paper(session: Session, at: Home | None) -> Paper | None:
    return next((paper for paper in _papers(session) if at and paper.id == at.paper), None)


def _papers(session: Session) -> tuple[Paper, ...]:
    return (*([session.paper] if session.paper else []), *session.shelf)


ACTS: dict[Act, Callable[[Handbook, Session, Request], Step]] = {
    Act.LEAVE_OUT: lambda book, session, request: leave_out(book, session, request.words),
    Act.READ_PHOTO: read,
}
