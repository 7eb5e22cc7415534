"""Vendor packages stay where they belong, and nothing heavy is loaded before it is needed."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.retrieval.conftest import ROOT

ROOM = ROOT / "bot" / "retrieval"


@pytest.mark.parametrize(
    ("package", "file"),
    [
        ("tantivy", "index.py"),
        ("docx", "word_file.py"),
        ("langchain_core", "retriever.py"),
        ("charset_normalizer", "encoding.py"),
    ],
)
def test_a_vendor_package_is_imported_in_one_file(package, file):
    importing = re.compile(rf"^\s*(?:import|from) {package}\b", re.MULTILINE)
    assert [path.name for path in ROOM.glob("*.py") if importing.search(path.read_text(encoding="utf-8"))] == [file]


def test_the_front_door_loads_nothing_heavy():
    heavy = {"tantivy", "docx", "langchain_core", "charset_normalizer"}
    script = f"import bot.retrieval.library, sys; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603  our own words
    assert done.stdout.strip() == "[]"


def test_the_room_imports_no_sibling():
    imports = re.compile(r"^\s*(?:import|from) bot\.(\w+)", re.MULTILINE)
    rooms = {room for path in ROOM.glob("*.py") for room in imports.findall(path.read_text(encoding="utf-8"))}
    assert rooms <= {"retrieval", "core"}
