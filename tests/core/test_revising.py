"""A draft is changed section by section, and nothing of it is ever lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.core.acts import Act
from bot.core.drafted import Author, Draft, DraftSection, Version, marks
from bot.core.effects import Say
from bot.core.engine import step
from bot.core.events import Commanded, DraftReady, ReviseFailed, SectionRevised, Texted
from bot.core.finished import SendFiles
from bot.core.redline import Change, Mark, Stretch
from bot.core.revisals import AskUnsaid, DropRevision, ReviseSection, ShowWording
from bot.core.state import Session
from bot.core.versions import own_words, with_version
from bot.core.wishes import How, Wish
from bot.core.wishing import has_number, how_said, section_named
from tests.conftest import handbook

BOOK = handbook()
WRITING = replace(BOOK, writes=True)
ON = date(2026, 9, 21)
OVERVIEW = DraftSection("overview", "开头概述", "9月看望职工3人。", Author.PLAIN)
WORK = DraftSection("work", "本月主要工作", "走访5户。【待补：金额】", Author.PLAIN)
PROBLEMS = DraftSection("problems", "存在问题及改进措施", "夜班职工参加少。", Author.PLAIN)
DRAFT = Draft(1, (OVERVIEW, WORK, PROBLEMS), missing=("金额",))


def run(session: Session, *events, book=BOOK):
    effects = ()
    for event in events:
        session, effects = step(book, session, event)
    return session, effects


def drafted(book=BOOK) -> Session:
    """A monthly report, drafted."""
    session, _ = run(Session(), Commanded(Act.START, "", ON), book=book)
    profile = ["宏泰工会", "周敏", "公司", "28号"]
    session, _ = run(session, *(Texted(n, text, ON) for n, text in enumerate(profile)), book=book)
    session, _ = run(session, Commanded(Act.KIND, "monthly", ON), Commanded(Act.PERIOD, "2026-09", ON), book=book)
    session, _ = run(session, Texted(9, "看望职工3人", ON), Commanded(Act.DRAFT, "", ON), book=book)
    return run(session, DraftReady(1, DRAFT), book=book)[0]


def asked(session: Session, value: str, book=BOOK):
    return run(session, Commanded(Act.REVISE, value, ON), book=book)


def revised(session: Session, wish: Wish, text: str, book=BOOK, **more):
    number = session.paper.wishes
    section = next(one for one in session.paper.draft.sections if one.id == wish.section)
    done = replace(section, text=text, by=Author.MODEL)
    return run(session, SectionRevised(1, number, wish, (done,), **more), book=book)


def text_of(session: Session, section: str) -> str:
    return next(one.text for one in session.paper.draft.sections if one.id == section)


SHORTER = Wish("overview", How.SHORTER)
SHORTENED = Change((Stretch("9月", Mark.GONE), Stretch("看望"), Stretch("职工", Mark.GONE), Stretch("3人。")))


def changed(session: Session, text: str) -> Session:
    session, _ = asked(session, "1/overview:shorter")
    return revised(session, SHORTER, text)[0]


def test_a_button_begins_work_and_its_result_is_shown_with_what_changed():
    session, effects = asked(drafted(), "1/overview:shorter")
    [work] = [effect for effect in effects if isinstance(effect, ReviseSection)]
    assert (work.wish, work.number, session.paper.revising) == (SHORTER, 1, True)
    session, [shown] = revised(session, work.wish, "看望3人。")
    assert shown.changed == (SHORTENED,)
    assert (text_of(session, "overview"), session.paper.revising) == ("看望3人。", False)


def test_every_version_is_kept_and_can_be_had_back():
    session = changed(changed(drafted(), "看望3人。"), "3人。")
    assert [one.text for one in session.paper.draft.versions] == ["9月看望职工3人。", "看望3人。", "3人。"]
    session, _ = asked(session, "1/overview:back")
    assert text_of(session, "overview") == "看望3人。"
    session, _ = asked(session, "1/overview:back")
    assert text_of(session, "overview") == OVERVIEW.text
    assert session.paper.draft.sections[0].by is Author.PLAIN
    session, [shown] = asked(session, "1/overview:back")
    assert (shown.note, text_of(session, "overview")) == ("first_version", OVERVIEW.text)
    session, _ = asked(session, "1/overview:v2")
    assert text_of(session, "overview") == "3人。"


def test_a_version_made_after_an_undo_leads_back_to_what_it_was_made_from():
    session, _ = asked(changed(changed(drafted(), "看望3人。"), "3人。"), "1/overview:v0")
    session = changed(session, "另写。")
    session, _ = asked(session, "1/overview:back")
    assert text_of(session, "overview") == OVERVIEW.text


def test_the_files_are_of_the_current_versions():
    session = changed(drafted(), "看望3人。")
    session, [sent] = run(session, Commanded(Act.FILES, "", ON))
    assert isinstance(sent, SendFiles)
    assert sent.draft.sections[0].text == "看望3人。"


def test_what_is_missing_follows_the_versions():
    session, _ = asked(drafted(), "1/work:own")
    session, _ = run(session, Texted(50, "走访5户，每户500元。", ON))
    session, _ = revised(session, Wish("work", How.OWN, "走访5户，每户500元。", 50), "走访5户，每户500元。")
    assert session.paper.draft.missing == ()
    session, _ = asked(session, "1/work:back")
    assert session.paper.draft.missing == ("金额",)


def own(session: Session, unsaid=("54人",)):
    session, _ = asked(session, "1/work:own")
    session, _ = run(session, Texted(50, "走访5户，54人到场。", ON))
    return revised(session, Wish("work", How.OWN, "走访5户，54人到场。", 50), "走访5户，54人到场。", unsaid=unsaid)


def test_a_new_figure_of_the_officers_own_is_asked_about_and_counts_when_confirmed():
    session, [asked_back] = own(drafted())
    assert isinstance(asked_back, AskUnsaid)
    assert asked_back.unsaid == ("54人",)
    assert text_of(session, "work") == WORK.text
    session, _ = run(session, Texted(51, "是", ON))
    assert text_of(session, "work") == "走访5户，54人到场。"
    assert [said.message for said in own_words(session.paper)] == [50]
    assert session.paper.draft.sections[1].by is Author.OFFICER


def test_what_was_undone_is_no_evidence_any_more():
    session, _ = run(own(drafted())[0], Texted(51, "是", ON))
    session, _ = asked(session, "1/work:back")
    assert list(own_words(session.paper)) == []


def test_a_new_figure_that_is_not_confirmed_changes_nothing_and_its_words_are_kept():
    session, _ = asked(own(drafted())[0], "1/work:no")
    assert text_of(session, "work") == WORK.text
    assert [said.text for said in session.paper.remarks] == ["走访5户，54人到场。"]
    assert list(own_words(session.paper)) == []


def test_a_result_that_comes_after_a_cancel_is_ignored():
    session, _ = asked(drafted(), "1/overview:shorter")
    session, effects = run(session, Commanded(Act.CANCEL, "", ON))
    assert DropRevision(1, 1) in effects
    after, effects = revised(session, SHORTER, "看望3人。")
    assert (after, effects) == (session, ())


def test_a_draft_asked_for_drops_the_change_under_way():
    session, _ = asked(drafted(), "1/overview:shorter")
    session, effects = run(session, Commanded(Act.DRAFT, "", ON))
    assert DropRevision(1, 1) in effects
    assert not session.paper.revising


def test_a_change_that_failed_is_said_and_the_draft_stays():
    session, _ = asked(drafted(), "1/overview:shorter")
    session, [said] = run(session, ReviseFailed(1, 1))
    assert (said.key, text_of(session, "overview")) == ("revise_failed", OVERVIEW.text)


def test_an_addition_is_an_answer():
    session, _ = asked(drafted(), "1/overview:more")
    session, effects = run(session, Texted(60, "职工书屋开放", ON))
    assert any(said.message == 60 for answer in session.paper.answers for said in answer.said)
    [work] = [effect for effect in effects if isinstance(effect, ReviseSection)]
    assert work.wish == Wish("overview", How.MORE, "职工书屋开放", 60)


def again(session: Session, *sections: DraftSection):
    session, _ = run(session, Commanded(Act.DRAFT, "", ON))
    return run(session, DraftReady(1, Draft(session.paper.revision, sections)))


def test_a_new_draft_keeps_what_was_revised_where_the_answers_are_the_same():
    session, effects = again(changed(drafted(), "看望3人。"), OVERVIEW, WORK, PROBLEMS)
    assert text_of(session, "overview") == "看望3人。"
    assert not [effect for effect in effects if isinstance(effect, Say)]


def test_a_new_draft_of_changed_answers_says_so_and_leads_back():
    new = replace(OVERVIEW, text="9月看望职工4人。")
    session, effects = again(changed(drafted(), "看望3人。"), new, WORK, PROBLEMS)
    assert text_of(session, "overview") == new.text
    assert effects[0] == Say("written_anew", (("sections", "开头概述"),))
    session, _ = asked(session, "1/overview:back")
    assert text_of(session, "overview") == "看望3人。"


def test_a_button_of_another_report_changes_nothing():
    session, effects = asked(drafted(), "7/overview:shorter")
    assert not session.paper.revising
    assert effects[0].key == "other_report"


@pytest.mark.parametrize(
    ("words", "section", "how"),
    [
        ("第一节短一点", "work", "shorter"),
        ("第2节短一点", "problems", "shorter"),
        ("开头再正式一点", "overview", "formal"),
        ("把存在问题分条写", "problems", "listed"),
        ("语气再实一点", "", "said"),
        ("突出女职工", "", "said"),
        ("压到1200字", "", "shorter"),
        ("撤销", "", "back"),
        ("9.8学工会法 62个人", "", ""),
        ("本月主要工作里把走访放前面", "work", "said"),
    ],
)
def test_words_that_ask_for_a_change_are_understood(words, section, how):
    assert section_named(BOOK.outlines["monthly"], DRAFT, words) == section
    assert how_said(BOOK, words) == how


def test_a_section_is_named_by_the_number_of_its_printed_heading():
    assert has_number("第二节短一点")
    assert not has_number("第二段短一点")


def test_with_a_question_open_only_words_that_name_a_section_are_a_wish():
    session = drafted()
    after, effects = run(session, Texted(70, "第一节短一点", ON))
    assert any(isinstance(effect, ReviseSection) for effect in effects)
    after, _ = run(session, Texted(70, "太长的会不开了，短一点", ON))
    assert not after.paper.revising
    assert any(said.message == 70 for answer in after.paper.answers for said in answer.said)


def test_without_a_model_a_wish_only_a_model_can_read_is_kept_and_the_truth_told():
    session, _ = asked(drafted(), "1/overview")
    after, effects = run(session, Texted(80, "语气再实一点", ON))
    assert [effect.key for effect in effects] == ["revise_cannot"]
    assert after.paper.remarks[0].text == "语气再实一点"
    after, effects = run(session, Texted(80, "语气再实一点", ON), book=WRITING)
    assert any(isinstance(effect, ReviseSection) for effect in effects)


def test_looking_at_a_section_shows_what_its_version_changed():
    session, [shown] = asked(changed(drafted(), "看望3人。"), "1/overview")
    assert isinstance(shown, ShowWording)
    assert shown.changed == (SHORTENED,)
    assert session.revision.section == "overview"


def test_marks_are_counted_anew_with_a_version():
    draft = with_version(DRAFT, Version("work", "走访5户。", Author.MODEL, wish="x"))
    assert (draft.missing, marks(WORK.text, "待补")) == ((), ("金额",))
