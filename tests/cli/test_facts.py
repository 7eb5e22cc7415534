"""`facts`: the form that scripts read, the table that people read, and what bad input is told."""

from __future__ import annotations

import json

import pytest

from bot.cli.main import main

SAID = "9.8学工会法 62个人，上周五慰问3户 每户约500"
CONTEXT = ["--period", "2026-09", "--on", "2026-09-21"]


def read(capsys, *arguments):
    assert main(["facts", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_facts_have_the_form_of_the_contract(capsys):
    rows = read(capsys, SAID, *CONTEXT)

    assert [(row["kind"], row["value"], row["unit"], row["approx"]) for row in rows] == [
        ("date", "2026-09-08", "", False),
        ("count", "62", "人", False),
        ("date", "2026-09-18", "", False),
        ("count", "3", "户", False),
        ("money", "500", "元", True),
    ]
    keys = ["kind", "value", "unit", "approx", "of", "text", "standard", "start", "end"]
    assert all(list(row) == keys for row in rows)
    assert all(SAID[row["start"] : row["end"]] == row["text"] for row in rows)
    assert [row["standard"] for row in rows] == ["9月8日", "62人", "9月18日", "3户", "约500元"]


def test_people_read_a_table(capsys):
    assert main(["facts", "主席周敏带队走访困难职工12户", *CONTEXT]) == 0
    head, name, count = capsys.readouterr().out.splitlines()

    assert head.split() == ["类别", "原话", "报告里写", "值", "说的是"]
    assert name.split() == ["名字", "周敏", "周敏", "周敏", "主席"]
    assert count.split() == ["数量", "12户", "12户", "12", "户", "困难职工"]


def test_nothing_read_is_said_so(capsys):
    assert read(capsys, "一切正常", *CONTEXT) == []
    assert main(["facts", "一切正常", *CONTEXT]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "没有读到" in printed.err


def test_the_day_of_speaking_gives_the_month_where_none_is_named(capsys):
    assert read(capsys, "8号", "--on", "2026-03-20")[0]["value"] == "2026-03-08"


@pytest.mark.parametrize("period", ["2026-09", "2026年9月", "2026-Q3", "2026", "2026年8—9月"])
def test_every_form_of_a_period_is_taken(capsys, period):
    assert read(capsys, "9月8号", "--period", period)[0]["value"] == "2026-09-08"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["8号", "--period", "2026-13"], "2026-09"),
        (["8号", "--period", "九月"], "2026-09"),
        (["8号", "--period", "1900-01"], "2026-09"),
        (["8号", "--on", "9/21"], "2026-09-21"),
        (["8号", "--on", "2026-02-30"], "没有“2026-02-30”这一天"),
        (["8号", "--on", "2026-W39-1"], "2026-09-21"),
        ([" "], "62人"),
        ([], "TEXT"),
    ],
)
def test_bad_input_ends_in_one_sentence_that_names_the_mend(capsys, arguments, says):
    assert main(["facts", *arguments]) == 2
    printed = capsys.readouterr()
    assert says in printed.err
    assert printed.out == ""
    assert len(printed.err.strip().splitlines()) == 1
