"""What holds for every event in every state."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.acts import Act
from bot.core.affairs import Owning
from bot.core.drafted import Author, Draft, DraftSection
from bot.core.effects import (
    Ask,
    AskAreas,
    AskBack,
    AskKind,
    AskPeriod,
    Forget,
    OfferPlaces,
    OfferPurposes,
    ReadFile,
    Say,
    ShowMenu,
    ShowNotice,
    ShowReady,
)
from bot.core.engine import step
from bot.core.events import (
    Attached,
    Commanded,
    DraftFailed,
    DraftReady,
    Edited,
    FileRead,
    FileRefused,
    Pressed,
    PressedUnknown,
    QuestionShown,
    Reminded,
    ReviseFailed,
    SectionRevised,
    SnapKept,
    Snapped,
    SnapRefused,
    Spoke,
    Texted,
    Unsupported,
)
from bot.core.files import ADMINS_ONLY, FileRef, Purpose, Weighed
from bot.core.path import here
from bot.core.planning import AskCheck
from bot.core.recording import MOST_LETTERS, letters
from bot.core.report import Report, Signature
from bot.core.review import (
    Opinion,
    Reading,
    Remark,
    Review,
    ReviewAnswered,
    ReviewAsked,
    ReviewSent,
    ReviewWithdrawn,
    SectionShown,
    Sent,
)
from bot.core.state import Session
from bot.core.wishes import How, Wish
from bot.storage.form import dump_effect, dump_session, load_effect, load_session
from tests.conftest import handbook

BOOK = replace(handbook(), hears=True)
ON = date(2026, 9, 21)
FILE = FileRef("f", "通知.docx", 9)
NOTICE = "关于报送总结的通知\n一、主要工作\n二、存在的问题\n三、下月计划\n1500字以内，9月30日前报。"
QUESTIONS = (
    Ask,
    AskCheck,
    AskAreas,
    AskBack,
    AskKind,
    AskPeriod,
    OfferPlaces,
    OfferPurposes,
    ShowNotice,
    ShowReady,
    ShowMenu,
)

REWRITTEN = DraftSection("overview", "开头概述", "改过的一段。", Author.MODEL)

words = st.one_of(
    st.sampled_from(
        [
            "9.8学工会法 62个人",
            "看了3个住院的 每人500",
            "看望了5户困难职工",
            "走访困难职工6户，慰问了",
            "5户",
            "都对",
            "第一节短一点",
            "语气再实一点",
            "是",
            "上一版",
            "好的",
            "职工书屋开放",
            "无",
            "不清楚",
            "跳过",
            "目录",
            "2026年9月",
            "9月",
            "月报",
            "民主管理，劳动保护",
            "年度总结",
            "2026年",
            "权益维护，特色亮点",
        ]
    ),
    st.text(min_size=1, max_size=12).filter(lambda text: text.strip()),
)
targets = ["work", "work.service", "service", "merit", "problems", "choose", "w2", "w2.law", "x"]
rounds = ["1:7", "2:7", "7.1.0", "7.2.1", "1", "2"]
ticks = ["0:done", "1:partly", "1:undone", "all", "back", "u0", "r0", "last_plan", "next_plan"]
kinds = ["monthly", "branch_monthly", "women", "brief"]
changes = ["1/overview", *(f"1/overview:{how}" for how in (*How, "back", "v0", "yes", "no"))]
values = st.sampled_from(
    ["", *changes, *kinds, "2026-09", "2026-08", "2026", *targets, *ticks, *rounds, "0", "1", "both", "yes", "no"],
)
turns = st.integers(0, 12)
wishes = [Wish("overview", how) for how in How] + [Wish("", How.SHORTER)]
unsaid = st.sampled_from([(), ("54人",)])
drafts = st.builds(Draft, st.integers(0, 3), st.just((DraftSection("overview", "开头概述", "一段。", Author.PLAIN),)))
happenings = st.lists(
    st.one_of(
        words.map(lambda text: ("text", text)),
        st.tuples(st.just("command"), st.sampled_from(list(Act)), values),
        st.tuples(st.just("press"), st.sampled_from(list(Act)), values, turns, st.booleans()),
        st.tuples(st.just("edit"), turns, words),
        st.tuples(st.just("draft"), st.integers(0, 2), drafts),
        st.tuples(st.just("fail"), st.integers(0, 2), st.integers(0, 3)),
        st.tuples(st.just("revised"), st.integers(0, 2), st.integers(0, 3), st.sampled_from(wishes), unsaid),
        st.tuples(st.just("revise failed"), st.integers(0, 2), st.integers(0, 3)),
        st.just(("unknown",)),
        st.just(("sticker",)),
        st.just(("voice",)),
        st.just(("video with words",)),
        st.tuples(st.just("photo"), st.sampled_from(["", "甲", "乙"]), st.sampled_from(["", "慰问", "无", "新报告"])),
        st.tuples(st.just("photo kept"), st.integers(0, 4)),
        st.tuples(st.just("photo refused"), st.integers(0, 4)),
        st.tuples(st.just("reminded"), st.integers(0, 3)),
        st.tuples(st.just("reply"), turns, words),
        st.tuples(st.just("asked"), st.integers(1, 2), st.integers(0, 2)),
        st.tuples(st.just("section shown"), st.integers(1, 2), st.integers(0, 2), turns),
        st.tuples(st.just("taken back"), st.integers(0, 2)),
        st.tuples(st.just("sent"), st.integers(1, 2), st.integers(0, 2)),
        st.tuples(st.just("answered"), st.integers(1, 2), st.integers(0, 2), st.sampled_from(list(Opinion))),
        st.just(("file",)),
        st.tuples(st.just("file read"), st.integers(0, 3), st.sampled_from(list(Purpose))),
        st.tuples(st.just("file refused"), st.integers(0, 3), st.sampled_from(["", "文件打不开"])),
    ),
    max_size=40,
)


def begun(kind="monthly", where="work", ticks="民主管理，困难帮扶"):
    """An interview two sections in: the profile known, some areas chosen."""
    session = Session()
    earlier = [Texted(-30, "职工书屋开放｜9月10日前｜刘敏｜上架300册", ON), Texted(-29, "换届选举", ON)]
    earlier = [Commanded(Act.JUMP, "next_plan", ON), *earlier, Commanded(Act.NEW, "", ON)]
    earlier = [Commanded(Act.KIND, kind, ON), Commanded(Act.PERIOD, "2026-08", ON), *earlier]
    opening = [Commanded(Act.START, "", ON)]
    opening += [Texted(n, text, ON) for n, text in enumerate(["宏泰纺织工会", "周敏", "区总工会", "28号"], start=-90)]
    opening += earlier
    opening += [Commanded(Act.KIND, kind, ON), Commanded(Act.PERIOD, "2026-09", ON)]
    opening += [Commanded(Act.JUMP, where, ON), Texted(-2, ticks, ON)]
    for event in opening:
        session, _ = step(BOOK, session, event)
    return session


def drafted():
    """A report with a draft, looked at to be changed."""
    session, _ = step(BOOK, begun(), Commanded(Act.DRAFT, "", ON))
    draft = Draft(1, (DraftSection("overview", "开头概述", "一段。", Author.PLAIN),))
    session, _ = step(BOOK, session, DraftReady(1, draft))
    session, _ = step(BOOK, session, Commanded(Act.REVISE, "1/overview", ON))
    return session


STARTS = (
    Session(),
    drafted(),
    begun(),
    begun("branch_monthly"),
    begun("annual", "choose"),
    begun("women", "choose", "意见建议"),
    begun("brief", "lead", "9月20日办羽毛球赛"),
)


REMARKS = (Remark("overview", "开头概述", "写短些"), Remark("", "", "数字再核一遍"))


def review(paper, turn):
    """A report of somebody else's, in its n-th version."""
    sections = (Reading("overview", "开头概述", f"第{turn}稿。"), Reading("work", "本月工作", "一段。"))[: 2 - turn % 2]
    return Review(f"7.{paper}.{turn}", 7, paper, "周敏", ON, Report("月报", (), Signature("公司工会")), sections)


def event_of(session, number, kind, rest):
    """An event out of what hypothesis drew; a press may be of the newest question's button or of an older one."""
    if kind == "press":
        act, value, turn, current = rest
        return Pressed(act, value, session.turn if current else turn, number, "tap", ON, admin=number % 2 == 0)
    make = {
        "text": lambda text: Texted(number * 10, text, ON),
        "command": lambda act, value: Commanded(act, value, ON, admin=number % 2 == 0),
        "edit": lambda message, text: Edited(message * 10, text, ON),
        "draft": DraftReady,
        "fail": DraftFailed,
        "revised": lambda paper, one, wish, new: SectionRevised(paper, one, wish, (REWRITTEN,), new),
        "revise failed": ReviseFailed,
        "unknown": lambda: PressedUnknown("tap"),
        "reminded": lambda paper: Reminded(paper, ON),
        "reply": lambda message, text: Texted(number * 10, text, ON, message * 10),
        "asked": lambda paper, turn: ReviewAsked(review(paper, turn)),
        "section shown": lambda paper, turn, message: SectionShown(f"7.{paper}.{turn}", "overview", message * 10),
        "taken back": lambda paper: ReviewWithdrawn(7, paper),
        "sent": lambda paper, turn: ReviewSent(paper, Sent(f"7.{paper}.{turn}", 9, "王主席", turn), ON),
        "answered": lambda paper, turn, opinion: ReviewAnswered(f"7.{paper}.{turn}", paper, opinion, REMARKS, ON),
        "file": lambda: Attached(number * 10, FILE, ON, admin=number % 2 == 0),
        "file read": lambda one, what_for: FileRead(
            one, what_for, FILE.name, NOTICE, number * 10, ON, FILE, (Weighed("a1", FILE.name, 2, 1, 0),)
        ),
        "file refused": FileRefused,
        "voice": lambda: Spoke(number * 10, FILE, 5, ON),
        "sticker": lambda: Unsupported("表情"),
        "video with words": lambda: Unsupported("视频", Texted(number * 10, "视频说明", ON)),
        "photo": lambda album, under: Snapped(
            number * 10, FileRef("f", "photo.jpg", 9), ON, Texted(number * 10, under, ON) if under else None, album
        ),
        "photo kept": SnapKept,
        "photo refused": SnapRefused,
    }
    return make[kind](*rest)


def events(happenings):
    """From one of the starts. Message ids rise; some buttons are the current ones, some are old."""
    session = STARTS[len(happenings) % len(STARTS)]
    for number, (kind, *rest) in enumerate(happenings, start=1):
        event = event_of(session, number, kind, rest)
        before = session
        session, effects = step(BOOK, session, event)
        yield before, event, session, effects
        shown = [effect for effect in effects if isinstance(effect, Ask | AskCheck | AskAreas | AskBack)]
        if shown:
            session, none = step(BOOK, session, QuestionShown(shown[-1].turn, number * 10 + 1))
            assert none == ()


def after_all(happenings):
    """The session after everything."""
    return [STARTS[len(happenings) % len(STARTS)], *(session for _, _, session, _ in events(happenings))][-1]


def all_words(session):
    """Every message kept anywhere in a session, by its id."""
    papers = [*([session.paper] if session.paper else []), *session.shelf]
    answers = [*session.profile, *(answer for paper in papers for answer in paper.answers)]
    said = [said for answer in answers for said in answer.said]
    said += [one for paper in papers for one in paper.loose]
    said += [one for paper in papers for one in paper.remarks]
    said += [one for paper in papers for settled in paper.settled for one in settled.said]
    remarks = [one for review in session.reviews for one in (*review.remarks, *review.earlier)]
    return {one.message: one.text for one in (*remarks, *said, *session.early, *session.withdrawn)}


@settings(max_examples=300, deadline=None)
@given(happenings)
def test_no_event_in_any_state_raises_and_every_state_can_be_stored(happenings):
    for _, _, session, effects in events(happenings):
        assert load_session(dump_session(session)) == session
        assert [load_effect(dump_effect(effect)) for effect in effects] == list(effects)


@settings(max_examples=300, deadline=None)
@given(happenings)
def test_no_answer_is_ever_lost(happenings):
    kept: dict[int, str] = dict(all_words(STARTS[len(happenings) % len(STARTS)]))
    for before, event, session, effects in events(happenings):
        now = all_words(session)
        if getattr(event, "act", None) is Act.REMOVE_SURE:
            kept = now
        if isinstance(event, ReviewWithdrawn):
            kept = {message: kept[message] for message in kept if message in now}
        if Forget() in effects:  # asked for, and confirmed
            assert before.leaving
            kept = {}
        if isinstance(event, Edited):
            kept |= {event.message: event.text} if event.message in kept and event.message in now else {}
        for message in kept:
            assert message in now, f"{message} was lost at {event}"
        newly = {message: text for message, text in now.items() if message not in all_words(before)}
        kept |= newly


@settings(max_examples=300, deadline=None)
@given(happenings)
def test_every_state_has_a_way_on(happenings):
    for _, _, session, _ in events(happenings):
        _, effects = step(BOOK, session, Commanded(Act.RESUME, "", ON))
        assert any(isinstance(effect, QUESTIONS) for effect in effects)


@settings(max_examples=300, deadline=None)
@given(happenings)
def test_nothing_an_officer_does_is_met_with_silence(happenings):
    quiet = (ReviewAsked, ReviewSent, ReviewAnswered, ReviewWithdrawn, SectionShown, SectionRevised, ReviseFailed)
    quiet += (DraftReady, DraftFailed, FileRead, FileRefused, Reminded, SnapKept, SnapRefused)
    for before, event, _, effects in events(happenings):
        spoken_of = isinstance(event, Snapped) and event.album and event.album == before.album
        assert effects or spoken_of or isinstance(event, quiet), f"{event} in {before}"


@settings(max_examples=200, deadline=None)
@given(
    happenings,
    st.sampled_from(
        [Act.SKIP, Act.NEXT, Act.BACK, Act.NONE, Act.UNKNOWN, Act.REWRITE, Act.PICK, Act.TAKE, Act.CHECK, Act.CARRY]
    ),
)
def test_a_button_of_an_older_question_changes_nothing(happenings, act):
    session = after_all(happenings)
    after, effects = step(BOOK, session, Pressed(act, "merit", session.turn - 1, 1, "tap", ON))
    assert after == session
    assert [type(effect).__name__ for effect in effects] == ["Acknowledge"]


@settings(max_examples=200, deadline=None)
@given(happenings)
def test_words_for_a_question_are_kept_word_for_word(happenings):
    session = after_all(happenings)
    place = here(BOOK, session)
    said = "9.8学工会法 62个人，另有说明"
    after, effects = step(BOOK, session, Texted(99_999, said, ON))
    if place is not None:
        assert all_words(after)[99_999] == said
    else:
        kept = all_words(after).get(99_999)
        assert kept == said or any(isinstance(effect, Say) for effect in effects)


def owned(effects):
    """Effects that touch what the organisation owns."""
    return [
        effect
        for effect in effects
        if isinstance(effect, Owning) or (isinstance(effect, ReadFile) and effect.purpose in ADMINS_ONLY)
    ]


@settings(max_examples=300, deadline=None)
@given(happenings)
def test_what_the_organisation_owns_is_touched_by_admins_alone(happenings):
    for _, event, _, effects in events(happenings):
        assert not owned(effects) or event.admin


def test_the_check_for_admins_sees_what_admins_do():
    """Control: the same command from an admin touches it."""
    assert owned(step(BOOK, Session(), Commanded(Act.LEARN, "", ON, admin=True))[1])


def test_words_without_end_are_not_kept_and_the_officer_is_told():
    session, told, number = begun(), (), 100
    while not told and number < 200:
        session, effects = step(BOOK, session, Texted(number, "字" * 4_000, ON))
        told = [effect for effect in effects if isinstance(effect, Say) and effect.key == "too_much"]
        number += 1
    assert told
    assert MOST_LETTERS - 4_000 < letters(session) <= MOST_LETTERS
    session, _ = step(BOOK, session, Commanded(Act.NEW, "", ON))  # the way out that it names
    session, _ = step(BOOK, session, Commanded(Act.KIND, "monthly", ON))
    session, _ = step(BOOK, session, Commanded(Act.PERIOD, "2026-10", ON))
    after, _ = step(BOOK, session, Texted(number, "安全月收尾", ON))
    assert all_words(after)[number] == "安全月收尾"


def test_the_check_for_lost_answers_catches_a_lost_answer():
    """Control: a session whose answers were dropped is seen as a loss."""
    session, _ = step(BOOK, Session(), Commanded(Act.START, "", ON))
    for text in ("宏泰纺织工会", "周敏"):
        session, _ = step(BOOK, session, Texted(len(text), text, ON))
    assert len(all_words(session)) == 2
    assert all_words(replace(session, profile=())) == {}


def test_a_kind_named_twice_keeps_what_was_said_before_it():
    session = replace(begun(), paper=None, shelf=(), focus=None)
    for number, text in enumerate(("安全月收尾", "月报", "月报"), start=1):
        session, _ = step(BOOK, session, Texted(number, text, ON))
    assert all_words(session)[1] == "安全月收尾"


def test_sessions_are_frozen():
    assert all(field.name for field in fields(Session))
    assert Session.__dataclass_params__.frozen
