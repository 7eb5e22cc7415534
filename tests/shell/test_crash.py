"""The named places at which a test may end the process."""

import os
import subprocess
import sys

import pytest

from bot.config import HOME
from bot.shell.crash import Fuse, crashpoint

SCRIPT = """
from bot.shell.crash import crashpoint
for number in range(3):
    print(number, flush=True)
    crashpoint("after-commit")
"""


def run(setting):
    environment = {**os.environ, "BIGANZI_CRASH_AT": setting}
    return subprocess.run(  # noqa: S603  our own interpreter and text
        [sys.executable, "-c", SCRIPT], cwd=HOME, env=environment, capture_output=True, text=True, check=False
    )


def test_the_process_ends_where_and_when_it_was_told():
    ended = run("after-commit:2")
    assert (ended.returncode, ended.stdout.split()) == (-9, ["0", "1"])


@pytest.mark.parametrize("setting", ["", "before-send"])
def test_elsewhere_it_goes_on(setting):
    assert run(setting).returncode == 0


def test_an_unknown_point_is_said():
    with pytest.raises(ValueError, match="没有 after-lunch 这个点"):
        Fuse("after-lunch")


def test_without_the_word_of_the_environment_nothing_happens():
    crashpoint("after-commit")
