"""What is wrong in `knowledge/`, `prompts/` or `config.toml` is found at start and named with file and line."""

from __future__ import annotations

import re

import pytest

from bot.catalog.outlines import read_handbook
from bot.catalog.prompts import Prompts
from bot.catalog.terms import Terms
from bot.catalog.words import read_words
from bot.config import HOME, read_config
from bot.core.acts import Act
from bot.core.budget import Budget
from bot.core.effects import Progress
from bot.tables import TableError


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def read_all(home):
    read_handbook(home / "knowledge", read_words(home / "prompts").acts())
    Prompts.open(home / "prompts")
    Terms.open(home / "knowledge")
    read_config(home / "config.toml", {})


def fails(home, what):
    with pytest.raises(TableError) as caught:
        read_all(home)
    assert what in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_shipped_files_are_right(home):
    read_all(home)


@pytest.mark.parametrize(
    ("path", "old", "new", "says"),
    [
        ("knowledge/outlines/monthly.toml", "button =", "knopf =", "knopf"),
        ("knowledge/outlines/monthly.toml", '"problems"', '"problem"', "problem"),
        ("knowledge/outlines/branch_monthly.toml", '"merit"', '"merits"', "merits"),
        ("knowledge/outlines/blocks.toml", 'ask = "用一两句', 'asks = "用一两句', "asks"),
        ("knowledge/outlines/blocks.toml", 'ask = "用一两句话说说{这期}最主要的2—3件事。"', 'ask = ""', "overview"),
        ("knowledge/areas.toml", 'short = "会员总数"', "", "members"),
        ("knowledge/areas.toml", "[[area]]", "[[area", "TOML"),
        ("knowledge/terms.toml", 'mode = "replace"', 'mode = "swap"', "terms.toml"),
        ("prompts/officer.toml", "noted =", "notiert =", "noted"),
        ("prompts/officer.toml", "第 {count} 条", "一条", "count"),
        ("prompts/officer.toml", "pause = [", "pauze = [", "pauze"),
        ("prompts/officer.toml", 'usage = "这个月', 'forget = "这个月', "forget 不对"),
        ("prompts/officer.toml", 'media = "照片语音"', "", "media"),
        ("prompts/model/section.md", "{answers}", "{answer}", "answer"),
        ("config.toml", "slots =", "slotts =", "slotts"),
        ("config.toml", "poll_seconds = 25", 'poll_seconds = "x"', "poll_seconds"),
        ("config.toml", "open = false", 'open = "yes"', "open"),
        ("knowledge/outlines/monthly.toml", 'button = "月报"', "button = 3", "button"),
        ("knowledge/terms.toml", 'old = ["台帐"]', 'old = "台帐"', "old"),
        ("config.toml", "Asia/Shanghai", "Asia/Nowhere", "Asia/Nowhere"),
    ],
)
def test_a_fault_is_named_with_its_file(home, path, old, new, says):
    change(home / path, old, new)
    fails(home, says)


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        ("config.toml", "slots =", "slotts =", "slotts"),
        ("knowledge/areas.toml", 'short = "会员总数"', "", 'id = "members"'),
        ("knowledge/outlines/blocks.toml", 'short = "问题的原因"', "", 'id = "causes"'),
        ("knowledge/terms.toml", "not_in = [", "notin = [", "notin"),
    ],
)
def test_a_fault_is_named_with_its_line(home, path, old, new, line):
    change(home / path, old, new)
    lines = (home / path).read_text(encoding="utf-8").splitlines()
    fails(home, f"第 {next(number for number, text in enumerate(lines, 1) if text.startswith(line))} 行")


def test_a_missing_prompt_is_named(home):
    (home / "prompts" / "model" / "opening.md").unlink()
    fails(home, "opening.md")


def test_the_environment_overrides_the_file():
    config = read_config(
        environment={
            "BIGANZI_MODEL_BASE_URL": "http://127.0.0.1:1/v1",
            "BIGANZI_ACCESS_OPEN": "true",
            "BIGANZI_ACCESS_OFFICERS": "12, 34",
            "BIGANZI_TELEGRAM_SLOTS": "16",
            "TELEGRAM_BOT_TOKEN": " 1:hush ",
        }
    )
    assert config.model.base_url == "http://127.0.0.1:1/v1"
    assert config.access.officers == (12, 34)
    assert config.access.open
    assert config.telegram.slots == 16
    assert config.secrets.telegram_token.endswith("hush")
    assert "hush" not in repr(config)


@pytest.mark.parametrize(("name", "value"), [("BIGANZI_TELEGRAM_SLOTS", "many"), ("BIGANZI_ACCESS_OPEN", "perhaps")])
def test_a_wrong_override_is_named(name, value):
    with pytest.raises(TableError, match=name):
        read_config(environment={name: value})


def test_the_book_lists_the_sections_in_the_order_of_the_plan(book):
    sections = [section.id for section in book.outlines["monthly"].sections]
    assert sections == [
        "overview",
        "last_plan",
        "work",
        "highlights",
        "problems",
        "next_plan",
        "requests",
        "attach_sign",
    ]
    assert len(book.areas) == 11


def test_every_question_has_an_example_and_fits_a_message(book):
    questions = [question for area in book.areas.values() for question in area.question]
    questions += [q for outline in book.outlines.values() for section in outline.sections for q in section.question]
    for question in questions:
        assert question.example
        assert question.short
        assert len(question.ask) < 200


def test_typed_words_mean_one_act_each():
    words = read_words(HOME / "prompts")
    spoken = [word for said in words.typed.values() for word in said]
    assert len(spoken) == len(set(spoken))
    assert len(words.acts()) == len(spoken)
    for act in (Act.EXAMPLES, Act.SKIP, Act.BACK, Act.MENU, Act.PAUSE, Act.NEXT, Act.NONE, Act.UNKNOWN):
        assert words.button[act] in words.typed[act], "every button is also a typed word"


def test_officer_words_are_calm_and_short():
    words = read_words(HOME / "prompts")
    for key, text in words.say.items():
        assert "！" not in text, key
        assert "!" not in text, key
        assert len(text) < 400, key
    for label in words.button.values():
        assert len(label) <= 6


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("职工会组织女工活动", "工会组织女职工活动"),
        ("全体职工会议", "全体职工会议"),
        ("兼职工会干部", "兼职工会干部"),
        ("女工委员会和女工委", "女职工委员会和女职工委员会"),
        ("女职工委员会", "女职工委员会"),
        ("女工程师", "女工程师"),
        ("投资方与资方", "投资方与用人单位"),
        ("外卖小哥、快递小哥", "外卖配送员、快递员"),
        ("题案33件，记台帐", "提案33件，记台账"),
        ("看望11人/次，卡拉ok", "看望11人次，卡拉OK"),
        ("特困职工", "特困职工"),
    ],
)
def test_terms_safe_to_replace_are_replaced_and_no_others(said, written):
    assert Terms.open(HOME / "knowledge").modernise(said) == written


def test_progress_has_a_mark_for_each_state():
    assert {progress.value for progress in Progress} == {"open", "partly", "done"}


def test_reports_are_not_kept_for_less_than_no_time():
    with pytest.raises(TableError, match="keep_days"):
        read_config(environment={"BIGANZI_STORAGE_KEEP_DAYS": "-1"})
    assert read_config(environment={"BIGANZI_STORAGE_KEEP_DAYS": "0"}).storage.keep_days == 0


def test_a_budget_is_no_number_below_nothing_and_none_at_all_is_no_limit(tmp_path):
    with pytest.raises(TableError, match=r"budget\.files_per_user 请写每月的数量"):
        read_config(environment={"BIGANZI_BUDGET_FILES_PER_USER": "-1"})
    assert read_config(environment={"BIGANZI_BUDGET_TOKENS": "500000"}).budget == Budget(tokens=500_000)
    shipped = (HOME / "config.toml").read_text(encoding="utf-8")
    older = tmp_path / "config.toml"
    older.write_text(re.sub(r"\[budget\].*?(?=\[reminders\])", "", shipped, flags=re.DOTALL), encoding="utf-8")
    assert "budget" not in older.read_text(encoding="utf-8")
    assert read_config(older, {}).budget == Budget()
