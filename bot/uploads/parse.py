"""The bytes of a file → what it holds; runs inside the worker alone."""

from __future__ import annotations

from pathlib import PurePath

from bot.uploads import kinds
from bot.uploads.archive import name_of, opened
from bot.uploads.encoding import decode
from bot.uploads.errors import DangerousFile, UnreadableFile
from bot.uploads.found import Part, Upload
from bot.uploads.limits import MAX_TEXT, MAX_UNPACKED
from bot.uploads.pdf import read_pdf
from bot.uploads.sheet import read_sheet
from bot.uploads.signs import seen
from bot.uploads.word import read_word

MAX_DOCUMENTS = 50  # of one zip
_BY_SYSTEMS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def parse(name: str, data: bytes) -> Upload:
    """All documents of a file.

    Raises:
        UnreadableFile: it holds no text that we can take, and why.
    """
    ending = kinds.ending_of(name)
    kinds.check_head(name, ending, data)
    upload = _unzipped(name, data) if ending == kinds.ZIP else _single(name, ending, data)
    if sum(len(part.text) for part in upload.parts) > MAX_TEXT:
        raise UnreadableFile(f"{name} 超过 {MAX_TEXT // 10_000} 万字，请拆成几个文件再发")
    return upload


def _single(name: str, ending: str, data: bytes) -> Upload:
    left: list[str] = []
    if ending in kinds.PLAIN:
        text = _plain(name, data)
    elif ending in kinds.WORD:
        text, left = read_word(name, data)
    elif ending in kinds.SHEET:
        text, left = read_sheet(name, data)
    else:
        text = read_pdf(name, data)
    text, unseen = seen(text)
    if not text.strip():
        raise UnreadableFile(f"{name} 里没有文字，请确认内容已保存后再发")
    left += [f"看不见的字符 {unseen} 个"] if unseen else []
    return Upload((Part(name, text),), tuple(left))


def _plain(name: str, data: bytes) -> str:
    text = decode(data)
    if text is None:
        raise UnreadableFile(f"{name} 的文字编码认不出来，请用记事本打开，另存为 UTF-8 编码再发")
    return text


def _unzipped(name: str, data: bytes) -> Upload:
    """The documents of a zip. What is no document, or an unreadable one, is left out and named; a danger stops all."""
    parts: list[Part] = []
    left: list[str] = []
    unpacked = 0
    with opened(name, data, "请重新压缩") as archive:
        for entry in archive.infolist():
            path = name_of(entry)
            inner = PurePath(path).name
            if entry.is_dir() or any(mark in path for mark in _BY_SYSTEMS):
                continue
            ending = PurePath(inner).suffix.lower()
            if ending in {".zip", ".rar", ".7z", ".gz", ".tar"}:
                raise DangerousFile(f"{name} 里还套着压缩包，为安全没有打开，请把文件放进同一层压缩包再发")
            if ending not in kinds.TAKEN:
                left.append(f"{inner}（不是文字材料）")
                continue
            content = archive.read(entry)
            unpacked += _unpacked(ending, content, inner)
            if unpacked > MAX_UNPACKED or len(parts) == MAX_DOCUMENTS:
                raise DangerousFile(f"{name} 里的材料太多，请分成几个压缩包再发")
            try:
                kinds.check_head(inner, ending, content)
                upload = _single(inner, ending, content)
            except DangerousFile:
                raise
            except UnreadableFile as error:
                left.append(str(error))
                continue
            parts += upload.parts
            left += (f"{inner}：{what}" for what in upload.left_out)
    if not parts:
        raise UnreadableFile(
            left[0]
            if len(left) == 1 and "请" in left[0]
            else f"{name} 里没有能读的材料，请放入 .docx、.txt 或 .pdf 再发"
        )
    return Upload(tuple(parts), tuple(left))


def _unpacked(ending: str, content: bytes, name: str) -> int:
    """How many bytes a document unfolds to once it is opened."""
    if ending not in kinds.WORD | kinds.SHEET or not content.startswith(b"PK"):
        return len(content)
    try:
        with opened(name, content, "请另存后") as archive:
            return sum(entry.file_size for entry in archive.infolist())
    except DangerousFile:
        raise
    except UnreadableFile:
        return len(content)  # said again, and named, when it is read
