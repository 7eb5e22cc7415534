"""The sixteen kinds as data: what each must have, and what is said of a fault in it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.core.acts import Act
from bot.core.effects import Ask, AskKind
from bot.core.outline import Form, Place
from bot.core.typed import kind_named, plain
from bot.telegram.buttons import decode
from bot.telegram.phrase import Phrase
from tests.catalog.test_catalog import change, fails

SIXTEEN = {
    *("monthly", "branch_monthly", "branch_annual", "quarterly", "half_year", "annual", "annual_system", "women"),
    *("feature", "reflection", "special_competition", "special_aid", "special_congress", "special_organize"),
    *("special_training", "brief"),
}
LONG = {"quarterly", "half_year", "annual", "annual_system", "women"}


def questions(outline):
    return [question for section in outline.sections for question in section.question]


def test_all_sixteen_are_there_and_each_is_in_one_group(book):
    assert set(book.outlines) == SIXTEEN
    grouped = [kind for group in book.groups for kind in group.kinds]
    assert sorted(grouped) == sorted(SIXTEEN)
    assert list(book.outlines) == grouped, "they are offered in the order of the groups"


def test_each_has_what_an_office_asks_of_it(book):
    for outline in book.outlines.values():
        low, high = outline.length
        assert 0 < low < high <= outline.max_length, outline.id
        assert outline.deadline, outline.id
        assert outline.attachments or outline.id == "reflection", outline.id
        assert outline.names, outline.id
        assert any(section.form is Form.SIGNATURE for section in outline.sections), outline.id
        assert len(outline.button) <= 6
        for section in outline.sections:
            assert len(section.button) <= 6, (outline.id, section.id)
            if section.form not in {Form.CHOICE, Form.TITLE, Form.AREAS, Form.SIGNATURE}:
                assert section.topics or section.id == "requests", (outline.id, section.id)
                assert section.form is Form.STATEMENTS or section.data or outline.id == "reflection"


def test_questions_are_spoken_and_each_shows_how_it_may_be_answered(book):
    for outline in book.outlines.values():
        ids = [(section.id, question.id) for section in outline.sections for question in section.question]
        assert len(ids) == len(set(ids))
        for question in questions(outline):
            assert question.short, (outline.id, question.id)
            assert question.example, (outline.id, question.id)
            assert not re.search(r"[!！]|贵单位|填报|予以|报送如下", question.ask)
            assert not re.search(r"[{}]", question.ask + question.short + question.example)
            assert len(question.ask) <= 130


def test_no_question_of_a_section_can_be_met_with_a_bare_yes(book):
    """“有” or “写” would be printed as the answer. (That the plan fits is one: a yes adds nothing there.)"""
    asked = (question for outline in book.outlines.values() for question in questions(outline))
    asks = {question.ask for question in asked if question.id != "match"}
    assert [ask for ask in asks if re.search(r"有没有|吗？|^有.{0,12}？", ask) and "有什么" not in ask] == []


def test_the_questions_of_work_areas_say_whose_figures_are_meant(book, house):
    phrase = Phrase(house.words, book)
    for kind in ("quarterly", "half_year", "annual", "annual_system"):
        hint = book.outlines[kind].hint
        assert hint
        ask = Ask(kind, Place("work", "motions", "democracy"), turn=1, step=3, steps=8)
        assert hint in phrase.say(ask).text
        assert hint not in phrase.say(replace(ask, place=Place("overview", "main"))).text


def test_a_long_kind_is_chosen_from_first(book):
    for outline in book.outlines.values():
        assert bool(outline.pick) == (outline.id in LONG)
        assert (outline.sections[0].form is Form.CHOICE) == (outline.id in LONG)


def test_the_women_workers_outline_has_every_sub_item(book):
    """`domain.md` 3.3: five, six, three and two items, then highlight, next year, advice."""
    sections = {section.id: section for section in book.outlines["women"].sections}
    asked = {name: " ".join(question.ask for question in section.question) for name, section in sections.items()}
    wanted = {
        "w1": ("竞赛", "建功活动", "读书会", "创新工作室", "文体活动", "三八", "女先进"),
        "w2": ("专项集体合同", "履约", "制度", "劳动保护", "哺乳", "母婴室", "健康知识", "两癌", "特别规定"),
        "w3": ("金秋助学", "单亲", "元旦、春节", "六一", "留守儿童", "托管班"),
        "w4": ("女职工委员会", "同步", "专职、兼职", "标准化", "培训"),
        "w5": ("新形式、新做法、新特色、新亮点",),
        "w6": ("明年",),
        "w7": ("意见建议",),
    }
    for section, words in wanted.items():
        assert [word for word in words if word not in asked[section]] == []
    assert not sections["w7"].required
    assert (
        sum(bool(question.heading) for name in ("w1", "w2", "w3", "w4") for question in sections[name].question) == 13
    )


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("年度总结", "annual"),
        ("我想写年度总结", "annual"),
        ("写一份女职工总结", "women"),
        ("心得体会", "reflection"),
        ("来个简讯", "brief"),
        ("车间月报", "branch_monthly"),
        ("送温暖小结", "special_aid"),
        ("教代会", "special_congress"),
        ("季度总结。", "quarterly"),
        ("经验材料", "feature"),
        ("总结", None),
        ("9月份女职工工作做了不少", None),
    ],
)
def test_a_kind_is_known_by_the_names_officers_use(book, said, kind):
    assert kind_named(book, said) == kind


def test_no_name_means_two_kinds_or_something_else(book):
    names = [
        plain(name) for outline in book.outlines.values() for name in (outline.title, outline.button, *outline.names)
    ]
    assert sorted(set(names)) == sorted(names)
    assert not set(names) & set(book.typed)


def test_the_choice_of_a_kind_fits_one_screen(book, house):
    message = Phrase(house.words, book).say(AskKind())
    assert max(map(len, message.keyboard)) == 3
    *kinds, notice = [decode(button.data)[:2] for row in message.keyboard for button in row]
    assert set(kinds) == {(Act.KIND, kind) for kind in SIXTEEN}
    assert notice == (Act.NOTICE, "")
    assert message.text.count("\n") < 4


@pytest.mark.parametrize(
    ("path", "old", "new", "says"),
    [
        ("knowledge/outlines/women.toml", 'pick = ["w1",', 'pick = ["w9",', "w9"),
        ("knowledge/outlines/annual.toml", 'areas = ["finance_self"', 'areas = ["money"', "money"),
        ("knowledge/outlines/annual.toml", 'span = "year"', 'span = "decade"', "span"),
        ("knowledge/outlines/brief.toml", "起个标题：", "起个{名头}：", "名头"),
        ("knowledge/outlines/special_aid.toml", 'block = "next_step"', 'block = "next_leap"', "next_leap"),
        ("knowledge/kinds.toml", '"women"]', '"womens"]', "womens"),
        ("knowledge/kinds.toml", "several = 90", 'several = "90"', "several"),
    ],
)
def test_a_fault_in_a_kind_is_named(home, path, old, new, says):
    change(home / path, old, new)
    fails(home, says)
