"""Changing a draft: a section is looked at, a wish taken, its result shown, a version put back.

Slow work as drafting is: the result comes as an event, one that is no longer wanted is ignored. What an officer words
himself is checked and asked about, never refused.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core import versions
from bot.core.acts import Act
from bot.core.asking import Reply
from bot.core.drafted import Author, DraftSection, Version
from bot.core.effects import Say
from bot.core.events import ReviseFailed, SectionRevised
from bot.core.going import Step, go_on
from bot.core.outline import Form
from bot.core.papers import keep, paper_of, profile_words
from bot.core.path import answer_at, here, places_of, question_here
from bot.core.period import spoken
from bot.core.recording import record
from bot.core.redline import redline
from bot.core.revisals import AskUnsaid, DropRevision, OfferSections, ReviseSection, ShowWording
from bot.core.state import Revision, Said, Verdict
from bot.core.tabling import FORM_OF
from bot.core.typed import plain
from bot.core.wishes import BACK, WITHOUT_MODEL, How, Wish
from bot.core.wishing import has_number, how_said, means_all, printed, section_named

if TYPE_CHECKING:
    from bot.core.outline import Handbook, Place
    from bot.core.request import Request
    from bot.core.state import Paper, Session

YES, NO, VERSION = "yes", "no", "v"
STAYS = frozenset(
    {Act.REVISE, Act.EVIDENCE, Act.POINT, Act.TEXT, Act.FILES, Act.CANCEL, Act.REWRITE, Act.MYDATA, Act.DROP}
)
"""Acts that do not lead away from the draft that is looked at."""
_CHANGED_NOTHING = re.compile(r"first_version|own_not|refused_all|unchanged_.*")
"""Notes over a section that is as it was."""


def left(session: Session, act: Act) -> Session:
    """Whoever goes elsewhere no longer looks at the draft."""
    return session if act in STAYS or session.revision is None else replace(session, revision=None)


def revise(book: Handbook, session: Session, request: Request) -> Step:
    """What a button asks for, as report/section:what; without a section, which one."""
    paper = session.paper
    if paper is None or paper.draft is None:
        return go_on(book, session, request.on, Say("no_draft_yet"))
    number, _, value = request.words.rpartition("/")
    if number and number != str(paper.id):
        return go_on(book, session, request.on, Say("other_report", offer=(Act.REPORTS,)))
    section, _, what = value.partition(":")
    if section not in {one.id for one, _ in printed(book.outlines[paper.kind], paper.draft)}:
        whole = Wish("", How(what)) if not section and what in set(How) else None
        return _start(book, session, paper, whole) if whole else _list(book, session, paper)
    return _asked(book, session, paper, section, what)


def _asked(book: Handbook, session: Session, paper: Paper, section: str, what: str) -> Step:
    revision = session.revision
    if what in {YES, NO} and revision and revision.own and revision.section == section:
        return _confirmed(book, session, paper, revision.own, right=what == YES)
    if what == BACK or what.removeprefix(VERSION).isdecimal():
        return _put_back(book, session, paper, section, what)
    if what in {How.OWN, How.MORE}:
        session = replace(session, revision=Revision(section, what))
        return Step(session, (Say(f"revise_{what}", offer=(Act.REVISE,)),))
    if what in set(How):
        return _start(book, session, paper, Wish(section, How(what)))
    return _look(book, session, paper, section)


def said(book: Handbook, session: Session, words: Said, meant: Act | None) -> Step | None:
    """Words about the draft; None for words that are not."""
    paper, revision = session.paper, session.revision
    if paper is None or paper.draft is None or paper.period is None:
        return None
    section = revision.section if revision else ""
    how = how_said(book, words.text)
    asks_how = meant is Act.EXAMPLES and how and (revision or has_number(words.text))  # 第二节换个写法
    if meant and not asks_how:
        again = meant is Act.REWRITE and section
        return _start(book, session, paper, Wish(section, How.AGAIN)) if again else None
    if revision and revision.own and (reply := book.replies.get(plain(words.text))) in {Reply.YES, Reply.NO}:
        return _confirmed(book, session, paper, revision.own, right=reply == Reply.YES)
    if revision and revision.awaiting:
        return _worded(book, session, paper, Wish(section, How(revision.awaiting), words.text, words.message), words)
    named = section_named(book.outlines[paper.kind], paper.draft, words.text)
    if how == BACK:
        known = named or section
        return _put_back(book, session, paper, known, BACK) if known else None
    if not how and not _may_be_a_wish(book, session, words.text):
        return None
    if revision is None and here(book, session) is not None and not has_number(words.text):
        return None
    if revision and not has_number(words.text) and not means_all(paper.draft, section, words.text):
        named = section or named
    if how == How.TABLED:  # only a plan has a table
        sections = printed(book.outlines[paper.kind], paper.draft)
        named = next((one.id for one, _ in sections if one.form is Form.PLAN), named)
    if how in {How.OWN, How.MORE}:
        return _asked(book, session, paper, named, how) if named else _list(book, session, paper)
    wish = Wish(named, How(how or How.SAID), words.text, words.message)
    return _worded(book, session, paper, wish, words)


def ended(book: Handbook, session: Session, event: SectionRevised | ReviseFailed) -> Step:
    """A change has come to its end; one that was called off, or that another followed, changes nothing."""
    paper = paper_of(session, event.paper)
    if paper is None or paper.draft is None or not paper.revising or paper.wishes != event.number:
        return Step(session)
    paper = replace(paper, revising=False)
    session = keep(session, paper)
    if isinstance(event, ReviseFailed):
        return Step(session, (Say("revise_failed", offer=(Act.REVISE, Act.MENU)),))
    if event.wish.how is How.OWN and event.unsaid and session.paper == paper:
        own = _version(event.sections[0], event.wish)
        session = replace(session, revision=Revision(event.wish.section, own=own, unsaid=event.unsaid))
        return Step(session, (AskUnsaid(paper.id, event.wish.section, event.unsaid),))
    return _taken(book, session, paper, event)


def cancel(session: Session, paper: Paper) -> Step:
    """Change nothing after all. A result that comes later is ignored."""
    session = keep(session, replace(paper, revising=False))
    return Step(session, (DropRevision(paper.id, paper.wishes), Say("revise_cancelled", offer=(Act.REVISE, Act.MENU))))


def _taken(book: Handbook, session: Session, paper: Paper, event: SectionRevised) -> Step:
    draft = paper.draft
    assert draft is not None  # noqa: S101  seen by the caller
    for section in event.sections:
        draft = versions.with_version(draft, _version(section, event.wish))
    paper = replace(paper, draft=draft)
    session = keep(session, paper)
    if session.paper != paper:
        return Step(session)
    spent = _spent(event)
    refused = ("refused_all" if not event.sections else "refused_some") if event.refused else ""
    undone = spent and event.wish.how not in WITHOUT_MODEL
    note = refused or ("" if event.sections or undone else f"unchanged_{event.wish.how}")
    if event.wish.section:
        session, effects = _look(book, session, paper, event.wish.section, note)
        return Step(session, (*spent, *effects))
    titles = "、".join(section.title for section in event.sections)
    told = (Say("revised_all", (("sections", titles),)),) if event.sections else (Say(note),) if note else ()
    session, effects = _list(book, session, paper)
    return Step(session, (*spent, *told, *effects))


def _spent(event: SectionRevised) -> tuple[Say, ...]:
    """That no model was asked, because the month's budget was used up, and whether the plain writer could help."""
    if event.renews is None:
        return ()
    key = "revise_spent_plain" if event.wish.how in WITHOUT_MODEL else "revise_spent"
    return (Say(key, (("day", spoken(event.renews)),)),)


def _confirmed(book: Handbook, session: Session, paper: Paper, own: Version, *, right: bool) -> Step:
    """The officer's own wording: it counts as said once he has confirmed what is new in it."""
    section = own.section
    if paper.draft is None or not right:
        return _look(book, session, paper, section, "own_not")
    paper = replace(paper, draft=versions.with_version(paper.draft, own))
    return _look(book, keep(session, paper), paper, section)


def _worded(book: Handbook, session: Session, paper: Paper, wish: Wish, words: Said) -> Step:
    """A wish in words. What it adds is an answer; all else is kept beside the answers."""
    if wish.how is How.MORE and (place := _place_for(book, session, paper, wish.section)):
        session = record(book, replace(session, replacing=False), place, words)
    else:
        paper = replace(paper, remarks=(*paper.remarks, replace(words, to=wish.section)))
        session = replace(session, paper=paper)
    assert session.paper is not None  # noqa: S101  it was in hand before
    return _start(book, session, session.paper, wish)


def _place_for(book: Handbook, session: Session, paper: Paper, section: str) -> Place | None:
    """Where an addition to a section belongs: with its last answer in words, else with its first question.

    What is added to a plan is one more item of it.
    """
    own = [p for p in places_of(book, paper, section) if not question_here(book, session, p).areas] if section else []
    told = [p for p in own if (given := answer_at(paper.answers, p)) and given.verdict is Verdict.SAID]
    if told and not _is_plan(book, paper, section):
        return told[-1]
    return own[0] if own else None


def _start(book: Handbook, session: Session, paper: Paper, wish: Wish) -> Step:
    if paper.drafting:
        return Step(session, (Say("still_drafting", offer=(Act.CANCEL,)),))
    if paper.revising:
        return Step(session, (Say("still_revising", offer=(Act.CANCEL,)),))
    session = replace(session, revision=Revision(wish.section), paused=False)
    if wish.how not in WITHOUT_MODEL and not book.writes:
        return Step(session, (Say("revise_cannot", offer=(Act.REVISE, Act.RESUME)),))
    if wish.how in FORM_OF and _is_plan(book, paper, wish.section):
        session = replace(session, plan_as=FORM_OF[wish.how])
        paper = replace(paper, plan_as=session.plan_as)
    paper = replace(paper, revising=True, wishes=paper.wishes + 1)
    effects = (Say("revising", offer=(Act.CANCEL,)), ReviseSection(paper, profile_words(session), wish, paper.wishes))
    return Step(keep(session, paper), effects)


def _put_back(book: Handbook, session: Session, paper: Paper, section: str, what: str) -> Step:
    now = versions.section_of(paper.draft, section) if paper.draft else None
    if paper.draft is None or now is None:
        return _list(book, session, paper)
    if paper.revising:
        return Step(session, (Say("still_revising", offer=(Act.CANCEL,)),))
    all_of_it = versions.versions_of(paper.draft, section)
    number = versions.before(paper.draft, now) if what == BACK else int(what.removeprefix(VERSION))
    if not 0 <= number < len(all_of_it):
        return _look(book, session, paper, section, "first_version")
    paper = replace(paper, draft=versions.put(paper.draft, replace(now, version=number)))
    note = "put_back" if what == BACK else "put_again"
    return _look(book, keep(session, paper), paper, section, note, undone=now.version)


def _look(book: Handbook, session: Session, paper: Paper, section: str, note: str = "", *, undone: int = -1) -> Step:  # noqa: PLR0913  what it says and where
    """Show a section. What is asked of it next concerns this one."""
    now = versions.section_of(paper.draft, section) if paper.draft else None
    if paper.draft is None or now is None:
        return _list(book, session, paper)
    own = versions.versions_of(paper.draft, section)
    other = undone if undone >= 0 else versions.before(paper.draft, now)
    changed = redline(own[other].text, now.text) if other >= 0 and not _CHANGED_NOTHING.fullmatch(note) else ()
    is_plan = _is_plan(book, paper, section)
    shown = ShowWording(paper.id, now, len(own), changed, undone, book.writes, note, is_plan)
    return Step(replace(session, revision=Revision(section)), (shown,))


def _list(book: Handbook, session: Session, paper: Paper) -> Step:
    draft = paper.draft
    assert draft is not None  # noqa: S101  seen by the callers
    rows = tuple(
        (section.id, section.button, number, len(versions.versions_of(draft, section.id)))
        for section, number in printed(book.outlines[paper.kind], draft)
    )
    return Step(replace(session, revision=Revision()), (OfferSections(paper.id, rows, book.writes),))


def _is_plan(book: Handbook, paper: Paper, section: str) -> bool:
    return any(one.id == section and one.form is Form.PLAN for one in book.outlines[paper.kind].sections)


def _may_be_a_wish(book: Handbook, session: Session, words: str) -> bool:
    """Whether words that name no known change ask for one all the same: at a section, where a model can read them.

    With a question still open, words with a figure answer it.
    """
    if session.revision is None:
        return False
    if here(book, session) is None:
        return True
    return book.writes and bool(session.revision.section) and not any(sign.isdigit() for sign in words)


def _version(section: DraftSection, wish: Wish) -> Version:
    by = Author.OFFICER if wish.how is How.OWN else section.by
    return Version(section.id, section.text, by, wish=wish.words or wish.how, message=wish.message)
