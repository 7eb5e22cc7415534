"""A plan that was read is corrected in plain words, and reaches the report that asks about it."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.acts import Act
from bot.core.affairs import ShowPlan
from bot.core.effects import Say
from bot.core.engine import step
from bot.core.events import Commanded, Pressed, Texted
from bot.core.state import Session
from tests.core.test_engine import begun

ON = date(2026, 9, 21)
ITEMS = tuple(f"事项{n}" for n in range(1, 13))


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("删第2条", ("甲", "丙")),
        ("第二条不要了", ("甲", "丙")),
        ("删掉2、3", ("甲",)),
        ("把第1条和第3条去掉", ("乙",)),
        ("第3条改成：丁，10月前", ("甲", "乙", "丁，10月前")),
        ("加一条：丁", ("甲", "乙", "丙", "丁")),
        ("再补一项 丁", ("甲", "乙", "丙", "丁")),
        ("删第4条", None),
        ("删第0条", None),
        ("第9条改成丁", None),
        ("加油干", None),
        ("第2条是老李管的吧", None),
    ],
)
def test_a_plan_is_corrected_in_plain_words(book, words, left):
    session, effects = step(book, Session(turn=1, plan=("甲", "乙", "丙")), Texted(5, words, ON))
    if left is None:
        assert [effect.key for effect in effects if isinstance(effect, Say)] == ["import_correct_how"]
    else:
        assert effects == (ShowPlan(left),)
    assert session.plan == (left or ("甲", "乙", "丙"))
    assert session.withdrawn[-1].text == words


@pytest.mark.parametrize(("words", "gone"), [("删第十二条", "事项12"), ("删第11条", "事项11"), ("删第十条", "事项10")])
def test_long_plans_are_counted_in_either_script(book, words, gone):
    session, _ = step(book, Session(turn=1, plan=ITEMS), Texted(5, words, ON))
    assert set(ITEMS) - set(session.plan) == {gone}


def agreed(book, session):
    return step(book, session, Pressed(Act.AGREE, "", session.turn, 9, "tap", ON))[0]


def with_plan(session):
    return replace(session, plan=("甲", "乙"))


def test_it_belongs_to_the_report_in_hand(book):
    after = agreed(book, with_plan(begun()))
    assert after.paper.last_plan == ("甲", "乙")
    assert (after.plan, after.last_plan) == (None, ())


def test_it_waits_for_a_report_that_asks_what_became_of_the_last(book):
    after = agreed(book, with_plan(begun("brief", "lead", "9月20日办羽毛球赛")))
    assert after.paper.last_plan == ()
    assert after.last_plan == ("甲", "乙")
    for act, words in ((Act.NEW, ""), (Act.KIND, "monthly"), (Act.PERIOD, "2026-10")):
        after, _ = step(book, after, Commanded(act, words, ON))
    assert after.paper.last_plan == ("甲", "乙")
    assert after.last_plan == ()
