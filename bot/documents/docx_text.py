"""The text of a DOCX file, ours or anybody's, damaged or hostile."""

from __future__ import annotations

import zlib
from itertools import groupby
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from bot.core.errors import MendableError
from bot.core.report import CELL
from bot.documents.plain import lines, one_line
from bot.documents.plan_table import NUMBER
from bot.documents.profile import STYLES, Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.oxml.xmlchemy import BaseOxmlElement

LARGEST_TEXT = 16_000_000
"""Bytes of unpacked XML that are read, some three million characters: a small file can unpack to gigabytes."""

_DAMAGE = (BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, SyntaxError, ValueError)
"""What a damaged, locked or foreign file makes zipfile and the XML parser raise."""
_UNSEEN = frozenset(("pPr", "rPr", "del", "moveFrom", "rt", "Fallback", "p"))
"""What holds no text, or text that was deleted, a reading above it, or text that stands elsewhere as well."""
_BROKEN_BY_MEANING = frozenset(STYLES[role].id for role in (Role.TITLE, Role.UNIT, Role.SEALED_UNIT, Role.ANNEX_TITLE))
"""The styles in which a line break is layout, and the lines are one."""
_MARKS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "br": "\n", "cr": "\n"}


class UnreadableDocument(MendableError):  # noqa: N818  it names the file's state, and reads well where it is caught
    """A file whose text cannot be read; the message tells the officer what to do."""


def read_text(path: Path) -> str:
    """The text of a DOCX file, one paragraph a line, tables and text boxes included, empty paragraphs left out.

    Numbers that the word processor makes by itself, headers, footers and notes are not part of it. The lines of
    a title or a signature are joined: where they break is layout.

    Raises:
        UnreadableDocument: the file is no DOCX, is damaged, locked or missing, or unpacks to more than 16 MB.
    """
    paragraphs = map(_text, _main_part(path).iter("{*}p"))
    return "\n".join(line for paragraph in paragraphs for line in lines(paragraph))


def read_lines(path: Path) -> list[str]:
    """The text as `read_text` gives it, but each row of a table as one line, its cells parted by ｜.

    Raises:
        UnreadableDocument: as in `read_text`.
    """
    found: list[str] = []
    for row, group in groupby(_main_part(path).iter("{*}p"), key=_row):
        if row is None:
            found += [line for paragraph in group for line in lines(_text(paragraph))]
        else:
            cells = groupby(group, key=lambda paragraph: next(paragraph.iterancestors("{*}tc")))
            found.append(CELL.join(one_line("\n".join(map(_text, cell))) for _, cell in cells))
    return found


def read_report(path: Path) -> str:
    """The text of a finished report as a draft holds it: a row a line, numbered as items are, where rows have numbers.

    Raises:
        UnreadableDocument: as in `read_text`.
    """
    written, numbered = [], False
    for line in read_lines(path):
        cell, parted, rest = line.partition(CELL)
        numbered = bool(parted) and (numbered or cell == NUMBER)
        written.append(
            rest if numbered and cell == NUMBER else f"{cell}. {rest}" if numbered and cell.isdecimal() else line
        )
    return "\n".join(written)


def _row(paragraph: BaseOxmlElement) -> BaseOxmlElement | None:
    return next(paragraph.iterancestors("{*}tr"), None)


def _main_part(path: Path) -> BaseOxmlElement:
    try:
        with ZipFile(path) as package:
            part = package.getinfo(_main_part_name(package))
            root = _parse(package.read(part)) if part.file_size <= LARGEST_TEXT else None
    except FileNotFoundError as error:
        raise UnreadableDocument("没有找到这个文件，请检查文件名，或重新发一次。") from error
    except (*_DAMAGE, OSError) as error:
        raise UnreadableDocument(
            "这个文件打不开，它可能不是 .docx、设了密码或已损坏，请用 Word 或 WPS 另存为 .docx 再发。"
        ) from error
    if root is None:
        raise UnreadableDocument("这个文件里的文字太多，请拆成几份，每份不超过一百万字。")
    return root


def _main_part_name(package: ZipFile) -> str:
    """Where the text is kept, as the package itself says: some programs number the file."""
    relations = package.getinfo("_rels/.rels")
    if relations.file_size > LARGEST_TEXT:
        raise KeyError(relations.filename)
    for relation in _parse(package.read(relations)).iterchildren("{*}*"):
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    raise KeyError("officeDocument")


def _text(paragraph: BaseOxmlElement) -> str:
    """What the paragraph shows, without the paragraphs of boxes inside it."""
    if any(ancestor.tag.endswith("}Fallback") for ancestor in paragraph.iterancestors()):
        return ""
    text = "".join(_shown(paragraph))
    style = paragraph.find("{*}pPr/{*}pStyle")
    names = style.attrib.values() if style is not None else ()
    return text if _BROKEN_BY_MEANING.isdisjoint(names) else text.replace("\n", "")


def _shown(element: BaseOxmlElement) -> Iterator[str]:
    for child in element.iterchildren("{*}*"):
        name = child.tag.rpartition("}")[2]
        if name == "t":
            yield child.text or ""
        elif name not in _UNSEEN:
            yield _MARKS.get(name, "")
            yield from _shown(child)


def _parse(xml: bytes) -> BaseOxmlElement:
    from docx.oxml import parse_xml  # noqa: PLC0415  0.1 s that only a reader of files should cost

    return parse_xml(xml)
