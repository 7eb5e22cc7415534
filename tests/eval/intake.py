"""What an uploaded file may do to us: hostile ones, those that hide something, and controls without the protection."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from time import perf_counter

from bot.uploads.apart import HOME
from bot.uploads.door import read_file
from bot.uploads.errors import UnreadableFile
from tests.row import Row
from tests.uploads.hiding import HIDING, SEEN, UNWANTED
from tests.uploads.hostile import HOSTILE

FEWEST = 60
MOST_MEGABYTES = 600
MOST_SECONDS = 12


def evaluate() -> Iterable[Row]:
    """In a process of its own, so that its children are the workers alone."""
    done = run("tests.eval.intake")
    for row in json.loads(done.stdout):
        yield Row(**row)


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=False)  # noqa: S603  our own words


def hostile() -> dict:
    seconds, refused, crashes = [], 0, Counter()
    for file in HOSTILE:
        data = file.make()
        started = perf_counter()
        try:
            read_file(file.name, data)
        except UnreadableFile as error:
            refused += any(reason in str(error) for reason in file.reasons)
        except Exception as error:  # noqa: BLE001  this is what is counted
            crashes[type(error).__name__] += 1
        seconds.append(perf_counter() - started)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    fine = peak <= MOST_MEGABYTES and max(seconds) <= MOST_SECONDS
    return {
        "name": "hostile, broken and disguised files",
        "times": f"{len(HOSTILE)} files",
        "result": f"{refused} refused with their reason, {crashes.total()} crashes, the slowest {max(seconds):.1f} s, "
        f"peak of a worker {peak} MB",
        "bar": "all refused; ≤ 12 s; ≤ 600 MB; 0 crashes",
        "ok": fine and refused == len(HOSTILE) >= FEWEST and not crashes,
    }


def hiding() -> dict:
    left_out = named = 0
    for file in HIDING:
        upload = read_file(file.name, file.make())
        left_out += SEEN in upload.text and UNWANTED not in upload.text
        named += file.named in "，".join(upload.left_out)
    total = len(HIDING)
    return {
        "name": "sound files with hidden text, white text, hidden sheets, macros, unseen signs",
        "times": f"{total} files",
        "result": f"{left_out} read without it, {named} name what was left out",
        "bar": "all",
        "ok": left_out == named == total,
    }


def control() -> dict:
    """The worst files without directory check, declaration check and limits: the harm has to show."""
    harmed = []
    for name in ("三百兆.pdf", "画不完.pdf", "很多.docx"):
        done = run("tests.eval.unprotected", name)
        peak, seconds = json.loads(done.stdout) if done.stdout else (0, 0.0)
        if peak > MOST_MEGABYTES or seconds > MOST_SECONDS or done.returncode:
            harmed.append(f"{name} {peak} MB, {seconds:.0f} s" if done.stdout else f"{name} never ends")
    return {
        "name": "control: the same reading without checks and limits",
        "times": "3 files",
        "result": f"harm shows in {len(harmed)}: {'; '.join(harmed)}",
        "bar": "at least 1",
        "ok": bool(harmed),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps([hostile(), hiding(), control()], ensure_ascii=False))
