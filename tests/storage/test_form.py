"""What an older bot stored is read by this one."""

import json
from datetime import date
from pathlib import Path

import pytest

from bot.core.drafted import Author, Rejected
from bot.core.effects import Say
from bot.core.outline import Place
from bot.core.period import Period
from bot.core.state import Said, Session, Shown, Verdict
from bot.storage import form
from bot.storage.form import FormError, dump_effect, dump_session, load_effect, load_session

FORMS = Path(__file__).parent / "forms"
ON = date(2026, 9, 21)
WHO = Place("work", "who", "service")


def stored(name: str) -> bytes:
    return (FORMS / name).read_bytes()


def test_a_session_of_version_1_is_read_with_all_it_held() -> None:
    session = load_session(stored("v1-session.json"))
    assert [answer.text for answer in session.profile] == ["青禾纺织厂工会", "丁小满 组织委员"]
    assert session.withdrawn == (Said(42, "看了3个住院的", ON),)
    assert (session.focus, session.replacing, session.paused, session.turn) == (WHO, True, True, 17)
    assert (session.shown, session.before) == (Shown(WHO, 17, 45), Shown(Place("overview", "say"), 16, 40))
    assert (session.papers, session.examples_seen) == (3, 4)
    [shelved] = session.shelf
    assert (shelved.period, shelved.answers[0].text, shelved.left_at) == (Period(2026, 7, 8), "防暑降温", WHO)


def test_a_report_of_version_1_is_read_with_all_it_held() -> None:
    paper = load_session(stored("v1-session.json")).paper
    assert paper is not None
    assert (paper.id, paper.kind, paper.period, paper.areas) == (
        3,
        "monthly",
        Period(2026, 9, 9),
        ("service", "safety"),
    )
    assert [answer.verdict for answer in paper.answers] == [
        Verdict.SAID,
        Verdict.SAID,
        Verdict.NONE,
        Verdict.UNKNOWN,
        Verdict.SKIPPED,
    ]
    assert paper.answers[1].said == (Said(43, "看了4个住院的 每人500", ON), Said(44, "还有两户搬了新家", ON))
    assert (paper.last_plan, paper.loose[0].text) == (("书屋开放", "体检名单报齐"), "对了，横幅钱是谁出的")
    assert (paper.revision, paper.drafting, paper.left_at) == (2, True, Place("problems", "say"))
    assert paper.draft is not None
    assert [section.by for section in paper.draft.sections] == [Author.PLAIN, Author.MODEL]
    assert paper.draft.rejected == (Rejected("work", "全市第一", "没有出处"),)
    assert (paper.draft.missing, paper.draft.to_verify) == (("【待补：培训人数】",), ("【待核实：4人／3人】",))


def test_what_was_read_is_written_and_read_again_the_same() -> None:
    session = load_session(stored("v1-session.json"))
    assert load_session(dump_session(session)) == session


def test_every_version_ever_written_has_an_example_that_is_read() -> None:
    versions = sorted(int(path.name.removeprefix("v").partition("-")[0]) for path in FORMS.glob("v*-session.json"))
    assert versions == list(range(1, form.VERSION + 1))
    for version in versions:
        assert load_session(stored(f"v{version}-session.json")).paper is not None


def test_older_forms_are_brought_up_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "VERSION", 3)
    monkeypatch.setitem(form.UPGRADES, 1, lambda session: {"questions_asked": session["asked"]})
    monkeypatch.setitem(form.UPGRADES, 2, lambda session: {"turn": session["questions_asked"]})
    assert load_session(json.dumps({"version": 1, "session": {"asked": 17}}).encode()) == Session(turn=17)
    assert load_session(json.dumps({"version": 2, "session": {"questions_asked": 4}}).encode()) == Session(turn=4)
    assert load_session(dump_session(Session(turn=9))) == Session(turn=9)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b'{"version": 1}',
        b'{"version": 1, "session": 3}',
        b'{"version": 99, "session": {}}',
        b'{"version": [1], "session": {}}',
        b'{"version": "secret words of an officer", "session": {}}',
    ],
)
def test_what_no_bot_has_stored_is_refused_without_quoting_it(body: bytes) -> None:
    with pytest.raises(FormError) as caught:
        load_session(body)
    assert "officer" not in str(caught.value)


def test_effects_keep_their_kind() -> None:
    effect = Say("unsupported", (("what", "表情"),), ("resume",), 3)
    assert load_effect(dump_effect(effect)) == effect
    with pytest.raises(FormError):
        load_effect(b'{"is": "Sing"}')
