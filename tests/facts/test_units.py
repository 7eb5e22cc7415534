"""The data file is checked at start: each fault is one sentence that names the file, the place and the mend."""

from __future__ import annotations

import pytest

from bot.facts.reader import Reader
from bot.facts.units import read_units
from bot.tables import TableError
from tests.facts.conftest import KNOWLEDGE

TEXT = (KNOWLEDGE / "units.toml").read_text(encoding="utf-8")
PIECE = 'name = "项"'


@pytest.fixture
def folder(tmp_path):
    def folder(text):
        (tmp_path / "people.toml").write_bytes((KNOWLEDGE / "people.toml").read_bytes())
        (tmp_path / "units.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return folder


def test_the_projects_own_file_is_right():
    units = read_units(KNOWLEDGE)

    assert {"人", "人次", "户", "件", "条", "份", "场", "期", "次", "课时", "公里", "平方米"} <= {
        unit.name for unit in units.unit
    }


def test_no_form_is_said_of_two_units():
    forms = [form for unit in read_units(KNOWLEDGE).unit for form in unit.forms]

    assert sorted(forms) == sorted(set(forms))


def test_no_fixed_word_stands_twice():
    words = read_units(KNOWLEDGE).fixed.words

    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        (PIECE, 'nome = "项"', "不认识的键 nome"),
        (f"{PIECE},", f"{PIECE}, colour = 3,", "不认识的键 colour"),
        ('kind = "score"', 'kind = "scores"', "kind 不认识（scores）"),
        ("not_day = [", "not_days = [", "不认识的键 not_days"),
        ("changes = [", 'changes = "上升" # [', "share.changes有误"),
        ("[share]", "[shares]", "不认识的键 shares"),
        ("[share]", "[share", "不是有效的 TOML"),
    ],
)
def test_fault_is_named_with_its_mend(folder, right, wrong, says):
    assert right in TEXT

    with pytest.raises(TableError) as fault:
        Reader.open(folder(TEXT.replace(right, wrong, 1)))

    assert "units.toml" in str(fault.value)
    assert says in str(fault.value)
    assert "\n" not in str(fault.value)


def test_fault_names_its_line(folder):
    line = TEXT[: TEXT.index("[share]")].count("\n") + 1

    with pytest.raises(TableError, match=f"第 {line + 1} 行"):
        read_units(folder(TEXT.replace("[share]", "[share]\ncolour = 3", 1)))


def test_missing_file_is_named(tmp_path):
    with pytest.raises(TableError, match="缺少文件"):
        read_units(tmp_path)


def test_wrong_encoding_is_named(folder):
    with pytest.raises(TableError, match="UTF-8"):
        read_units(folder(TEXT.encode("gb18030", "ignore")))


def test_a_new_unit_is_a_change_of_data(folder, september):
    text = TEXT.replace("unit = [", 'unit = [\n  {name = "摞", kind = "items"},', 1)

    (fact,) = Reader.open(folder(text)).read("领了3摞资料", september)

    assert (fact.value, fact.unit, fact.of) == ("3", "摞", "资料")
