"""The one way in for files: size and first bytes here, all the rest in a process of its own.

Raises nothing but `UnreadableFile`, one sentence with the mend, whatever a file does to the worker.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from io import BytesIO
from typing import TYPE_CHECKING, Any

from bot.uploads import kinds
from bot.uploads.apart import run_apart
from bot.uploads.errors import DangerousFile, UnreadableFile
from bot.uploads.found import Part, Upload
from bot.uploads.limits import AT_ONCE, MAX_BYTES, MEGABYTE

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

WORKER = (sys.executable, "-m", "bot.uploads.worker")
_WAITING_FOR_WORKERS = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="upload")


def check_offer(name: str, size: int) -> None:
    """Whether a file is worth fetching, by what its sender says of it.

    Args:
        name: the file's name.
        size: its length in bytes.

    Raises:
        UnreadableFile: of no kind that we take, empty, or too large.
    """
    kinds.ending_of(name)
    if size == 0:
        raise UnreadableFile(f"{name} 是空文件，请确认内容已保存后再发")
    if size > MAX_BYTES:
        raise UnreadableFile(f"{name} 超过 {MAX_BYTES // MEGABYTE} MB，请删去图片或拆成几个文件再发")


async def read_upload(name: str, source: bytes | Path) -> Upload:
    """`read_file`, while the bot goes on answering; at most `AT_ONCE` files are read at a time.

    Raises:
        UnreadableFile: see `read_file`.
    """
    return await asyncio.get_running_loop().run_in_executor(_WAITING_FOR_WORKERS, read_file, name, source)


def read_file(name: str, source: bytes | Path) -> Upload:
    """The text of a file, within `WALL_SECONDS`; `name` is what its sender calls it.

    Raises:
        UnreadableFile: missing, a folder, empty, too large, of another kind, damaged, locked, without text, or
            more than the worker may spend on it.
    """
    with ExitStack() as stack:
        file: BinaryIO = BytesIO(source) if isinstance(source, bytes) else stack.enter_context(_open(name, source))
        size = len(source) if isinstance(source, bytes) else os.fstat(file.fileno()).st_size
        check_offer(name, size)
        data = file.read(MAX_BYTES + 1)
    kinds.check_head(name, kinds.ending_of(name), data)
    return _outcome(name, run_apart(WORKER, data, BIGANZI_UPLOAD_NAME=name))


def read_path(path: Path) -> Upload:
    """`read_file` under the file's own name.

    Raises:
        UnreadableFile: see `read_file`.
    """
    return read_file(path.name, path)


def _open(name: str, path: Path) -> BinaryIO:
    if not path.exists():
        raise UnreadableFile(f"找不到文件 {name}，请核对文件名和所在位置")
    if not path.is_file():
        raise UnreadableFile(f"{name} 是文件夹，请逐个给出里面的文件")
    try:
        return path.open("rb")
    except OSError as error:
        raise UnreadableFile(f"{name} 读不出来，请检查文件权限后再试") from error


def _outcome(name: str, said: bytes) -> Upload:
    if not said:
        raise DangerousFile(f"{name} 太复杂，为安全没有读下去，请把文字复制到新的 .docx 或 .txt 再发")
    outcome: dict[str, Any] = json.loads(said)
    if refused := outcome.get("refused"):
        raise (DangerousFile if outcome["dangerous"] else UnreadableFile)(refused)
    return Upload(tuple(Part(**part) for part in outcome["parts"]), tuple(outcome["left_out"]))
