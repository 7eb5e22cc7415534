"""Named places at which a test may end the process as `kill -9` would; without the environment's word, nothing.

`BIGANZI_CRASH_AT=after-commit:3` kills this process when it passes `after-commit` for the third time. Tests thus reach
the moments between two steps that a kill at random seldom hits.
"""

from __future__ import annotations

import os
import signal
from typing import Literal, get_args

Point = Literal[
    "after-store",
    "before-offset",
    "before-commit",
    "after-commit",
    "before-send",
    "after-send",
    "before-done",
    "after-done",
    "after-reply",
    "mid-draft",
    "preview-shown",
    "after-job",
]
VARIABLE = "BIGANZI_CRASH_AT"


class Fuse:
    """Counts down at one point. `setting` is `name` or `name:count`, empty for none.

    Raises:
        ValueError: there is no such point.
    """

    def __init__(self, setting: str) -> None:
        self.name, _, count = setting.partition(":")
        self._left = int(count or 1)
        if self.name and self.name not in get_args(Point):
            raise ValueError(f"{VARIABLE} 里没有 {self.name} 这个点，可用：{'、'.join(get_args(Point))}")

    def burn(self) -> bool:
        """Pass the point once; whether it was the last time."""
        self._left -= 1
        return self._left == 0


_fuse = Fuse(os.environ.get(VARIABLE, ""))


def crashpoint(name: Point) -> None:
    """Pass a point."""
    if name == _fuse.name and _fuse.burn():
        os.kill(os.getpid(), signal.SIGKILL)
