"""What a file says it is, by its ending, and what it is, by its first bytes."""

from __future__ import annotations

from pathlib import PurePath

from bot.uploads.errors import UnreadableFile

PLAIN = frozenset({".txt", ".md", ".markdown"})
WORD = frozenset({".docx", ".docm"})
SHEET = frozenset({".xlsx", ".xlsm"})
PDF = ".pdf"
ZIP = ".zip"
TAKEN = PLAIN | WORD | SHEET | {PDF, ZIP}

HEAD_BYTES = 1024  # a PDF may begin a little later than its first byte (ISO 32000, annex H)

_ZIPPED = b"PK"
_COMPOUND = b"\xd0\xcf\x11\xe0"  # the container of .doc, .xls and of locked .docx
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PDF = b"%PDF-"
_FOREIGN = (
    (_PDF, "PDF"),
    (b"PK\x03\x04", "压缩包或 Office 文件"),
    (_COMPOUND, "旧的 Office 文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"SQLite format 3", "数据库"),
)
_OLD = {".doc": ".docx", ".wps": ".docx", ".rtf": ".docx", ".xls": ".xlsx", ".et": ".xlsx", ".csv": ".xlsx"}


def ending_of(name: str) -> str:
    """The ending of a file's name, in lower case.

    Raises:
        UnreadableFile: we do not take such files.
    """
    ending = PurePath(name).suffix.lower()
    if ending in TAKEN:
        return ending
    if better := _OLD.get(ending):
        raise UnreadableFile(f"{name} 的格式不支持，请打开后另存为 {better} 再发")
    if ending in {".jpg", ".jpeg", ".png", ".bmp", ".heic", ".gif", ".webp"}:
        raise UnreadableFile(f"{name} 是图片，读不出文字，请发文字版，另存为 .docx、.txt 或 .pdf")
    raise UnreadableFile(f"{name} 的格式不支持，请另存为 .docx、.txt 或 .md 再发，.pdf、.xlsx 和 .zip 也行")


def check_head(name: str, ending: str, data: bytes) -> None:
    """Whether the bytes (all, or at least the first `HEAD_BYTES`) are what the ending says.

    Raises:
        UnreadableFile: they are something else.
    """
    if ending in PLAIN:
        for magic, what in _FOREIGN:
            if data.startswith(magic):
                raise UnreadableFile(
                    f"{name} 其实是{what}，不是文字，请把文字另存为 UTF-8 编码的 .txt，或改回原来的后缀再发"
                )
    elif ending == PDF:
        if _PDF not in data[:HEAD_BYTES]:
            raise UnreadableFile(f"{name} 不是 PDF 文件，请重新导出 PDF 再发")
    elif ending in WORD:
        _check_zipped(name, data, "Word", ".doc", ".docx")
    elif ending in SHEET:
        _check_zipped(name, data, "Excel", ".xls", ".xlsx")
    elif not data.startswith(_ZIPPED):
        raise UnreadableFile(f"{name} 不是 zip 压缩包，请重新压缩成 .zip，或把里面的文件逐个发")


def _check_zipped(name: str, data: bytes, program: str, old: str, new: str) -> None:
    if data.startswith(_ZIPPED):
        return
    if not data.startswith(_COMPOUND):
        raise UnreadableFile(f"{name} 不是 {program} 文件，请用 {program} 打开后另存为 {new} 再发")
    if _LOCKED in data:
        raise UnreadableFile(f"{name} 加了密码，请去掉密码后另存为 {new} 再发")
    raise UnreadableFile(f"{name} 是旧的 {old} 格式，请用 {program} 打开后另存为 {new} 再发")
