"""`python -m tests.eval.unprotected NAME`: one hostile file, read without protection; prints peak (MB) and seconds.

What it may take is bounded all the same, far above the bars, so that it harms nobody here.
"""

from __future__ import annotations

import contextlib
import json
import resource
import sys
from time import perf_counter

from bot.uploads import archive
from bot.uploads.errors import UnreadableFile
from bot.uploads.parse import parse
from tests.uploads.hostile import HOSTILE

CEILING = 3 * 1024**3
SECONDS = 40


def main(name: str) -> None:
    file = next(file for file in HOSTILE if file.name == name)
    data = file.make()
    resource.setrlimit(resource.RLIMIT_AS, (CEILING, CEILING))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    archive.check_directory = lambda *_: None
    started = perf_counter()
    with contextlib.suppress(UnreadableFile, MemoryError):
        parse(name, data)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps([peak, perf_counter() - started]))


if __name__ == "__main__":
    main(sys.argv[1])
