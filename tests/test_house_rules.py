"""The plan of the house, held by tests: which room may import which, and where each vendor's package is known."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

BOT = Path(__file__).resolve().parents[1] / "bot"

MAY_IMPORT = {
    "core": set(),
    "tables": {"core"},
    "catalog": {"core", "tables"},
    "facts": {"core", "tables"},
    "uploads": {"core"},
    "retrieval": {"core", "tables", "uploads"},
    "drafting": {"core", "tables", "catalog", "facts", "retrieval", "notices"},
    "notices": {"core", "tables", "facts", "retrieval"},
    "documents": {"core", "tables"},
    "storage": {"core"},
    "telegram": {"core", "catalog", "config"},
    "playground": {"core", "tables"},
    "config": {"core", "tables"},
    "web": {"core", "config"},
    "shell": {
        "core",
        "catalog",
        "config",
        "facts",
        "retrieval",
        "drafting",
        "documents",
        "storage",
        "telegram",
        "uploads",
    },
    "app": {"core", "catalog", "config", "facts", "notices", "retrieval", "drafting"},
    "serve": {"app", "config", "documents", "playground", "shell", "storage", "telegram", "web"},
    "cli": {
        "core",
        "config",
        "app",
        "catalog",
        "serve",
        "drafting",
        "documents",
        "retrieval",
        "storage",
        "telegram",
        "playground",
        "uploads",
    },
    "__main__": {"cli"},
}

HOME_OF = {
    "langchain": {"drafting/model.py"},
    "langchain_openai": {"drafting/model.py"},
    "langchain_core": {"drafting/model.py", "retrieval/retriever.py"},
    "openai": {"drafting/speech.py", "drafting/embeddings.py"},
    "numpy": {"retrieval/vectors.py"},
    "redis": {"storage"},
    "docx": {
        "documents/docx.py",
        "documents/docx_text.py",
        "documents/template.py",
        "documents/placing.py",
        "uploads/word.py",
    },
    "typst": {"documents/pdf.py"},
    "matplotlib": {"documents/chart.py"},
    "PIL": {"documents/photos.py"},
    "pillow_heif": {"documents/photos.py"},
    "pypdf": {"documents/label.py"},
    "fontTools": {"documents/coverage.py"},
    "docxtpl": {"documents/template.py"},
    "telegram": {"telegram", "cli/serving.py", "cli/doctor.py"},
    "cattrs": {"tables.py", "storage/form.py", "retrieval/store.py"},
    "tantivy": {"retrieval/index.py"},
    "aiohttp": {"playground", "web", "telegram/request.py"},
    "aiohttp_socks": {"telegram/request.py"},
    "python_socks": {"telegram/request.py"},
    "certifi": {"telegram/request.py"},
    "orjson": {"storage/form.py"},
    "uvloop": {"cli/serving.py"},
    "prometheus_client": {"web/meter.py"},
    "cn2an": {"facts/numerals.py"},
    "charset_normalizer": {"uploads/encoding.py"},
    "openpyxl": {"uploads/sheet.py"},
    "pypdfium2": {"uploads/pdf.py"},
    "stdnum": {"facts/identifiers.py"},
}

LATE = (
    "langchain",
    "langchain_core",
    "langchain_openai",
    "openai",
    "numpy",
    "telegram",
    "aiohttp",
    "uvloop",
    "redis",
    "tantivy",
    "docx",
    "typst",
    "matplotlib",
    "PIL",
    "pillow_heif",
    "pypdf",
    "fontTools",
    "docxtpl",
    "charset_normalizer",
    "openpyxl",
    "pypdfium2",
    "stdnum",
)


def modules() -> list[Path]:
    return sorted(BOT.rglob("*.py"))


def room_of(path: Path) -> str:
    first = path.relative_to(BOT).parts[0]
    return first.removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "bot")


def faults(path: str, source: str) -> list[str]:
    """What a module's imports break; the path is relative to bot/."""
    room = path.split("/", maxsplit=1)[0].removesuffix(".py")
    found = []
    for name in imports(ast.parse(source)):
        top, *rest = name.split(".")
        if top == "bot" and rest and rest[0] not in {room, *MAY_IMPORT.get(room, set())}:
            found.append(f"{path} imports {name}")
        if room == "core" and top != "bot" and top not in sys.stdlib_module_names:
            found.append(f"{path} imports {name}, which is not in the standard library")
        if top in HOME_OF and not any(path == home or path.startswith(f"{home}/") for home in HOME_OF[top]):
            found.append(f"{path} imports {name}, whose home is {HOME_OF[top]}")
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(BOT)))
def test_imports_run_one_way_and_vendors_stay_at_home(path):
    assert faults(path.relative_to(BOT).as_posix(), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("core/engine.py", "import cattrs"),
        ("core/engine.py", "from bot.facts.reader import Reader"),
        ("facts/reader.py", "from bot.retrieval.library import Library"),
        ("storage/desk.py", "from bot.telegram import phrase"),
        ("shell/worker.py", "import redis"),
        ("drafting/writer.py", "from langchain.chat_models import init_chat_model"),
    ],
)
def test_the_import_rules_catch_a_breach(path, source):
    assert faults(path, source)


def test_nothing_heavy_is_loaded_before_it_is_needed():
    script = f"import bot.cli.main, sys; print(sorted(set({LATE}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], cwd=BOT.parent, capture_output=True, text=True, check=True)  # noqa: S603  our own words
    assert done.stdout.strip() == "[]"


def test_every_room_is_in_the_plan():
    assert {room_of(path) for path in modules()} - {"__init__"} <= set(MAY_IMPORT)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(BOT)))
def test_no_file_is_long(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < 300
