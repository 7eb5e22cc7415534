"""A zip's directory, checked before anything in it is unpacked; .docx and .xlsx are zips too.

The directory may lie about sizes; zipfile then stops at the size it states and finds the checksum wrong.
"""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING
from xml.parsers import expat

from bot.uploads.errors import DangerousFile, UnreadableFile
from bot.uploads.limits import MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED, SMALL_ENTRY

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENCRYPTED = 0x1
_UTF_8 = 0x800
_XML = (".xml", ".rels", ".vml")
_CHUNK = 64 * 1024


@contextmanager
def opened(name: str, data: bytes, fresh: str) -> Iterator[zipfile.ZipFile]:
    """An archive whose directory is sound; `fresh` names the mend (请用 Word 打开后另存为新的 .docx).

    Raises:
        UnreadableFile: broken or locked.
        DangerousFile: too many entries, too much to unpack, paths that lead out.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_directory(name, archive.infolist())
            yield archive
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, NotImplementedError) as error:
        raise UnreadableFile(f"{name} 已损坏或不完整，{fresh}再发") from error


def check_directory(name: str, entries: list[zipfile.ZipInfo]) -> None:
    """Whether a directory promises no harm.

    Raises:
        UnreadableFile: locked with a password.
        DangerousFile: see `opened`.
    """
    if len(entries) > MAX_ENTRIES:
        raise DangerousFile(f"{name} 里的文件多得异常，为安全没有打开，请只留要用的几份再发")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise UnreadableFile(f"{name} 加了密码，请去掉密码再发")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED or any(map(_swells, entries)):
        raise DangerousFile(f"{name} 展开后大得异常，为安全没有打开，请把文字复制到新的文件再发")
    if any(_leads_out(entry.filename) for entry in entries):
        raise DangerousFile(f"{name} 里的文件路径不对，为安全没有打开，请重新压缩或另存后再发")
    if len({entry.filename for entry in entries}) < len(entries):
        raise DangerousFile(f"{name} 里有重名的文件，为安全没有打开，请重新压缩或另存后再发")


def check_xml(name: str, archive: zipfile.ZipFile, fresh: str) -> None:
    """Whether no XML part declares a document type, which Office never writes (ISO/IEC 29500-2, 8.1).

    Entities, and with them every way to blow up or to read other files, live in such declarations alone.

    Raises:
        DangerousFile: one does.
        UnreadableFile: one is no XML.
    """
    for entry in archive.infolist():
        if entry.filename.lower().endswith(_XML):
            parser = expat.ParserCreate()
            parser.StartDoctypeDeclHandler = _refuse
            try:
                with archive.open(entry) as part:
                    while chunk := part.read(_CHUNK):
                        parser.Parse(chunk)
                    parser.Parse(b"", True)  # noqa: FBT003  expat takes no keyword
            except _DeclaredError as error:
                raise DangerousFile(f"{name} 里藏有不该有的声明，为安全没有打开，{fresh}再发") from error
            except expat.ExpatError as error:
                raise UnreadableFile(f"{name} 已损坏或不完整，{fresh}再发") from error


def name_of(entry: zipfile.ZipInfo) -> str:
    """The entry's name; Chinese Windows writes GBK, which zipfile takes for the code page of old DOS."""
    if entry.flag_bits & _UTF_8:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


class _DeclaredError(Exception):
    """An XML part declares a document type."""


def _refuse(*_: object) -> None:
    raise _DeclaredError


def _swells(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > SMALL_ENTRY and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)


def _leads_out(path: str) -> bool:
    path = path.replace("\\", "/")
    return path.startswith("/") or ":" in path.partition("/")[0] or ".." in path.split("/")
