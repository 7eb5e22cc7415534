from __future__ import annotations

import shutil

import pytest

from bot.config import HOME


@pytest.fixture
def home(tmp_path):
    for name in ("knowledge", "prompts"):
        shutil.copytree(HOME / name, tmp_path / name)
    shutil.copy(HOME / "config.toml", tmp_path / "config.toml")
    return tmp_path
