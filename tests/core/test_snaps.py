"""Photos: where each belongs, how many there may be, and that an album is one answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.core import snaps
from bot.core.acts import Act
from bot.core.albums import KeepSnap, ShowSnaps
from bot.core.effects import ReadFile, Say, ShowMenu
from bot.core.engine import step
from bot.core.events import (
    Commanded,
    Edited,
    FileRead,
    Pressed,
    QuestionShown,
    SnapKept,
    Snapped,
    SnapRefused,
    Texted,
)
from bot.core.files import LARGEST, FileRef, Purpose
from bot.core.notice import NoticeInHand
from bot.core.planning import AskCheck
from bot.core.state import Session
from tests.conftest import handbook
from tests.core.test_engine import begun

BOOK = replace(handbook(), sees=True)
ON = date(2026, 9, 21)


def photo(message, under="", album="", size=900):
    words = Texted(message, under, ON) if under else None
    return Snapped(message, FileRef(f"f{message}", "photo.jpg", size), ON, words, album)


def after(session, *events, book=BOOK):
    """The session after all events, and what the last of them led to."""
    effects = ()
    for event in events:
        session, effects = step(book, session, event)
    return session, effects


def said(effects):
    return [effect.key for effect in effects if isinstance(effect, Say)]


def test_a_photo_joins_the_section_that_is_asked_about_and_is_counted():
    session, effects = after(begun(), Commanded(Act.JUMP, "problems", ON), photo(100))
    assert effects == (KeepSnap(1, FileRef("f100", "photo.jpg", 900)),)
    session, (shown,) = after(session, SnapKept(1))
    assert (shown.section, shown.snaps, shown.count, shown.asked) == ("problems", (1,), 1, (1, 3))
    _, (menu,) = after(session, Commanded(Act.MENU, "", ON))
    assert isinstance(menu, ShowMenu)
    assert (menu.photos, menu.photos_asked) == (1, (1, 3))


def test_a_photo_sent_at_an_area_knows_it_and_an_album_stays_there():
    at = Commanded(Act.JUMP, "work.service", ON)
    session, _ = after(begun(), at, photo(100, "看望住院职工3人", album="甲"), photo(101, album="甲"))
    first, second = session.paper.snaps
    assert (first.section, first.area) == (second.section, second.area) == ("work", "service")
    assert first.question == second.question != ""
    _, (shown,) = after(session, SnapKept(1), SnapKept(2))
    assert shown.area == "service"


def test_what_stands_under_a_photo_is_an_answer_too():
    session, effects = after(begun(), Commanded(Act.JUMP, "problems", ON), photo(100, "夜班职工参加活动少"))
    assert any("夜班" in said.text for answer in session.paper.answers for said in answer.said)
    assert session.paper.snaps[0].caption == "夜班职工参加活动少"
    assert isinstance(effects[-1], KeepSnap)


def test_an_album_is_answered_once_and_stays_together_though_its_words_lead_on():
    session, effects = after(begun(), Commanded(Act.JUMP, "overview", ON), photo(100, "安全月收尾", "甲"))
    assert any(isinstance(effect, AskCheck) for effect in effects)  # the words answered: the next question stands there
    session, _ = after(session, photo(101, album="甲"), photo(102, album="甲"))
    session, first = after(session, SnapKept(1))
    session, second = after(session, SnapKept(3))
    session, (shown,) = after(session, SnapKept(2))
    assert first == second == ()
    assert (shown.section, shown.snaps, shown.captioned) == ("overview", (1, 2, 3), True)


def test_the_last_of_an_album_speaks_for_it_also_when_it_cannot_be_opened():
    session, _ = after(begun(), photo(100, album="甲"), photo(101, album="甲"), SnapKept(1))
    session, effects = after(session, SnapRefused(2, "photo_unreadable"))
    assert said(effects) == ["photo_unreadable"]
    assert effects[-1].snaps == (1,)
    assert len(session.paper.snaps) == 1


def test_a_photo_sent_before_the_question_was_shown_belongs_to_the_one_before():
    session, (asked,) = after(begun(), Commanded(Act.JUMP, "overview", ON))
    session, _ = after(session, QuestionShown(asked.turn, 90))
    session, effects = after(session, Texted(91, "安全月收尾", ON))
    session, _ = after(session, QuestionShown(effects[-1].turn, 95), photo(93), photo(96))
    early, late = session.paper.snaps
    assert early.section == "overview"
    assert late.section != "overview"


def test_a_photo_that_comes_twice_is_one():
    session, effects = after(begun(), photo(100), photo(100))
    assert len(session.paper.snaps) == 1
    assert effects == ()


@pytest.mark.parametrize(("under", "refused"), [(snaps.MOST, False), (snaps.MOST + 1, True)])
def test_a_report_takes_so_many_photos(under, refused):
    session, effects = after(begun(), *[photo(100 + n) for n in range(under)])
    assert ("photo_enough" in said(effects)) is refused
    assert len(session.paper.snaps) == snaps.MOST


def test_an_album_beyond_the_bound_is_refused_once_and_the_next_one_again():
    session, _ = after(begun(), *[photo(100 + n) for n in range(snaps.MOST)])
    session, first = after(session, photo(200, album="甲"))
    session, second = after(session, photo(201, album="甲"))
    _, third = after(session, photo(202, album="乙"))
    assert (said(first), said(second), said(third)) == (["photo_enough"], [], ["photo_enough"])


def test_all_reports_together_have_a_bound_too():
    full = begun()
    held = tuple(replace(snap, message=n) for n, snap in enumerate(after(full, photo(1))[0].paper.snaps * 60))
    shelf = tuple(replace(full.paper, id=90 + n, snaps=held[n * 12 : n * 12 + 12]) for n in range(5))
    _, effects = after(replace(full, shelf=shelf), photo(300))
    assert said(effects) == ["photo_full"]


def test_a_large_photo_is_refused_before_it_is_fetched():
    _, effects = after(begun(), photo(100, size=LARGEST + 1))
    assert said(effects) == ["photo_too_large"]
    assert after(begun(), photo(100, size=LARGEST))[1] != effects


def test_without_a_report_the_words_are_kept_and_the_photo_is_not():
    known = replace(begun(), paper=None)
    session, effects = after(known, photo(100, "慰问现场"))
    assert session.early[-1].text == "慰问现场"
    assert said(effects)[-1] == "photo_no_report"


def test_left_out_it_is_gone_whatever_took_it_out():
    session, _ = after(begun(), photo(100), SnapKept(1), photo(101), SnapKept(2))
    press = Pressed(Act.LEAVE_OUT, "1", 0, 50, "tap", ON)
    left, effects = after(session, press)
    assert snaps.gone(press, session, left) == (1,)
    one = session.paper.snaps[0]
    assert effects[-1] == ShowSnaps("monthly", one.section, (), 1, (1, 3), readable=True, area=one.area)
    assert said(after(left, press)[1]) == ["photo_gone"]
    removal = Commanded(Act.REMOVE_SURE, str(session.paper.id), ON)
    removed, _ = after(session, removal)
    assert snaps.gone(removal, session, removed) == (1, 2)


def test_one_kept_after_it_was_left_out_is_gone_too():
    session, _ = after(begun(), photo(100), Commanded(Act.LEAVE_OUT, "1", ON))
    late, effects = after(session, SnapKept(1))
    assert (effects, snaps.gone(SnapKept(1), session, late)) == ((), (1,))


def test_editing_changes_what_stands_under_it():
    session, _ = after(begun(), photo(100), SnapKept(1))
    session, effects = after(session, Edited(100, "9月6日慰问现场", ON))
    assert session.paper.snaps[0].caption == "9月6日慰问现场"
    assert said(effects) == ["photo_captioned"]


def test_read_on_request_and_confirmed_it_is_an_answer():
    session, _ = after(begun(), Commanded(Act.JUMP, "problems", ON), photo(100), SnapKept(1))
    session, (_, say, work) = after(session, Pressed(Act.READ_PHOTO, "1", 0, 101, "tap", ON))
    assert (say.key, work.purpose, work.file.id) == ("photo_reading", Purpose.SIGHT, "f100")
    session, (shown,) = after(session, FileRead(work.number, Purpose.SIGHT, "photo.jpg", "签到 62人", 101, ON))
    assert shown.key == "photo_read"
    assert not any("62人" in answer.text for answer in session.paper.answers)
    session, _ = after(session, Commanded(Act.AGREE, "", ON))
    assert any("62人" in answer.text for answer in session.paper.answers)


def test_without_somebody_to_read_nothing_is_offered_or_promised():
    blind = replace(BOOK, sees=False)
    session, _ = after(begun(), photo(100), book=blind)
    session, (shown,) = after(session, SnapKept(1), book=blind)
    assert not shown.readable
    assert said(after(session, Commanded(Act.READ_PHOTO, "1", ON), book=blind)[1]) == ["photo_no_eyes"]


def test_a_notice_in_photos_is_read_page_by_page_and_confirmed_as_one():
    session = replace(begun(), notice=NoticeInHand())
    session, (_, first) = after(session, photo(100, album="甲"))
    session, (_, second) = after(session, photo(101, album="甲"))
    assert isinstance(first, ReadFile)
    session, _ = after(session, FileRead(second.number, Purpose.SIGHT, "b", "二、存在的问题", 101, ON))
    session, _ = after(session, FileRead(first.number, Purpose.SIGHT, "a", "关于报送总结的通知\n一、主要工作", 100, ON))
    session, _ = after(session, Commanded(Act.AGREE, "", ON))
    assert [asked.title for asked in session.notice.notice.sections] == ["主要工作", "存在的问题"]
    assert said(after(replace(session, notice=NoticeInHand()), photo(9), book=handbook())[1]) == ["photo_no_eyes"]


def test_the_first_thing_ever_sent_may_be_a_photo():
    _, effects = after(Session(), photo(1))
    assert said(effects) == ["photo_no_report"]
    assert effects[0].offer == (Act.RESUME,)
