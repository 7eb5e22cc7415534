"""`python -m bot.uploads.worker`: a file's bytes on stdin, its name in the environment, the outcome as JSON on stdout.

One file for each process: what a file breaks, it breaks here.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict

from bot.uploads.confine import confine
from bot.uploads.errors import DangerousFile, UnreadableFile
from bot.uploads.limits import MAX_BYTES
from bot.uploads.parse import parse

NAME = "BIGANZI_UPLOAD_NAME"


def main() -> int:
    """Read one file."""
    confine()
    try:
        upload = parse(os.environ[NAME], sys.stdin.buffer.read(MAX_BYTES + 1))
    except UnreadableFile as refused:
        outcome = {"refused": str(refused), "dangerous": isinstance(refused, DangerousFile)}
    else:
        outcome = asdict(upload)
    sys.stdout.buffer.write(json.dumps(outcome, ensure_ascii=False).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
