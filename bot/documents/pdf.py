"""Reports to PDF and to pictures of their pages, with typst. The only file that knows it; it is imported when needed.

The text travels as JSON and is never markup. Pages, lines and places come from the same layout as the DOCX.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from bot.documents.fonts import best, installed, lacking, paths
from bot.documents.label import with_label
from bot.documents.layout import lay_out
from bot.documents.lines import Line, Picture, pieces
from bot.documents.plain import one_line
from bot.documents.profile import (
    A4,
    BODY_SIZE,
    LATIN,
    LINE_PITCH,
    MATERIAL,
    PAGE_NUMBER_SIZE,
    STYLES,
    TITLE_SONG,
    Profile,
    Role,
    Style,
)

if TYPE_CHECKING:
    from typst import Compiler

    from bot.core.report import Report
    from bot.documents.layout import Element

_SOURCE = Path(__file__).with_name("report.typ")
_BASE_LINE = 0.8
"""Of a line's height above the base line, as Word and LibreOffice place it in lines of a fixed height."""
_NUMBER_BELOW = 7 * 72 / 25.4 - 8
"""Points from the text to the page number's line, whose middle then lies 7 mm under the text."""
PIXELS_PER_INCH = 110
"""Of a page's picture: 910 x 1286, sharp on a phone, some 150 KB."""
_LONGEST_WHOLE = 150
"""Signs of a cell in the narrowest column that fill most of a page."""
_HEAVY = 600
"""The weight from which a font can stand for 小标宋; a lighter one is drawn with an outline around its strokes."""
_OUTLINE = 0.015
"""Of the type's size: how thick that outline is."""
_one_at_a_time = Lock()


class FontsMissingError(RuntimeError):
    """This machine has no open font for Chinese; the DOCX does not need one."""


def render(report: Report, profile: Profile = MATERIAL) -> bytes:
    """The report as a PDF file with its fonts embedded.

    Raises:
        FontsMissingError: there is no font to set it in.
    """
    (content,) = _compiled(report, profile, "pdf")
    label = one_line(report.label)
    return with_label(content, label) if label else content


def pictures(report: Report, profile: Profile = MATERIAL, most: int | None = None) -> list[bytes]:
    """The report's first pages as PNG files, in order; all of them where `most` is None. Raises what `render` does."""
    return _compiled(report, profile, "png")[:most]


def _compiled(report: Report, profile: Profile, form: Literal["pdf", "png"]) -> list[bytes]:
    if lacking():
        raise FontsMissingError
    with TemporaryDirectory(prefix="biganzi-") as folder, _one_at_a_time:
        data = json.dumps(_data(report, profile, Path(folder)), ensure_ascii=False)
        compiler = _compiler()
        made = compiler.compile(
            input=_SOURCE.read_bytes(),
            format=form,
            ppi=PIXELS_PER_INCH,
            sys_inputs={"report": data},
            root=folder,
            timestamp=0,
        )
    return made if isinstance(made, list) else [made or b""]


@cache
def _compiler() -> Compiler:
    import typst  # noqa: PLC0415  30 MB that only a delivery should cost

    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=sorted({str(path.parent) for path in installed().values()}),
    )
    for font in sorted(fonts.fonts(), key=lambda font: font.index):  # the first of a collection is the mainland's
        if font.path:
            _families.setdefault(Path(font.path), (font.family, font.weight))
    return typst.Compiler(b"", font_paths=fonts, ignore_system_fonts=True)


_families: dict[Path, tuple[str, int]] = {}


def _data(report: Report, profile: Profile, folder: Path) -> dict[str, Any]:
    author = report.author or report.signature.unit
    return {
        "title": one_line(report.title),
        "author": one_line(author),
        "page": {
            "width": A4.width,
            "height": A4.height,
            "top": A4.top,
            "bottom": A4.bottom,
            "left": A4.left,
            "right": A4.right,
            "number-below": _NUMBER_BELOW,
            "number-room": PAGE_NUMBER_SIZE if profile.outside_numbers else 0,
            "outside": profile.outside_numbers,
        },
        "styles": {role.name: _style(style) for role, style in STYLES.items()},
        "elements": _elements(lay_out(report, profile), folder),
    }


def _style(style: Style) -> dict[str, Any]:
    pitch = style.pitch or style.size
    fonts, weight = _faces(style)
    return {
        "fonts": fonts,
        "weight": weight,
        "outline": _OUTLINE * style.size if style.face == TITLE_SONG and weight < _HEAVY else 0,
        "size": style.size,
        "tracking": style.tracking,
        "above": pitch * _BASE_LINE,
        "below": pitch * (1 - _BASE_LINE),
        "align": style.align,
        "first": style.first_indent * BODY_SIZE,
        "after": style.lines_after * LINE_PITCH,
        "sticky": style.with_next,
        "new-page": style.new_page,
    }


def _faces(style: Style) -> tuple[list[dict[str, Any]], int]:
    """The families to try for each character, Latin ones first but for signs that Chinese shares, and the weight."""
    _compiler()
    latin = best(LATIN) if style.latin == LATIN else None
    chinese = [_families[path] for path in paths(style.face)]
    names = [{"name": _families[latin][0], "latin": True}] if latin else []
    names += [{"name": family, "latin": False} for family, _ in chinese]
    return names, chinese[0][1] if style.face == TITLE_SONG else 400


def _elements(elements: tuple[Element, ...], folder: Path) -> list[dict[str, Any]]:
    written: list[dict[str, Any]] = []
    before: Role | None = None
    for element in elements:
        match element:
            case Line():
                written.append(_line(element, before))
                before = element.role
            case Picture():
                written.append(_picture(element, folder))
                before = Role.PICTURE
            case _:
                rows = [{"cells": list(map(_pieces, row)), "long": _is_long(row)} for row in element.rows]
                head = list(map(_pieces, element.head))
                columns = {"widths": element.widths, "centred": element.centred}
                written.append({"kind": "table", "head": head, "rows": rows, **columns})
                before = Role.TABLE_CELL
    return written


def _is_long(row: tuple[str, ...]) -> bool:
    """Whether a row must be broken over pages: any other one stays whole, as in Word."""
    return max(map(len, row)) > _LONGEST_WHOLE


def _line(line: Line, before: Role | None) -> dict[str, Any]:
    style = STYLES[line.role]
    apart = not (style.together and before is line.role)
    return {
        "kind": "line",
        "role": line.role.name,
        "pieces": _pieces(line.text),
        "placed": bool(line.left or line.right),
        "left": line.left,
        "right": line.right,
        "first": line.first,
        "before": style.lines_before * LINE_PITCH if apart else 0,
        "sticky": line.with_next,
    }


def _picture(picture: Picture, folder: Path) -> dict[str, Any]:
    """Named by its content: typst remembers files by their names."""
    name = sha256(picture.content).hexdigest()
    (folder / name).write_bytes(picture.content)
    return {
        "kind": "picture",
        "file": f"/{name}",
        "width": picture.width,
        "height": picture.height,
        "words": picture.words,
    }


def _pieces(text: str) -> list[dict[str, Any]]:
    return [{"text": piece, "open": is_open} for piece, is_open in pieces(text)]
