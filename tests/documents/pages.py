"""What stands on a page of a PDF, measured from the page."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium

MM = 25.4 / 72
_SAME_LINE = 0.5
"""Points that the base lines of one line's fonts may differ by."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A line of text: millimetres from the sheet's upper edge to its base line, from the left edge to its ends."""

    base: float
    left: float
    right: float
    text: str


def lines(pdf: bytes, number: int) -> list[Seen]:
    """The lines of a page (the first is 0), top to bottom, the page number's too."""
    page = pypdfium2.PdfDocument(pdf)[number]
    text = page.get_textpage()
    height = page.get_height()
    glyphs = []
    for index in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text, index))
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        if character.strip():
            right = text.get_charbox(index, loose=True)[2]
            glyphs.append((height - y.value, x.value, right, character))
    glyphs.sort(key=lambda glyph: (round(glyph[0] / _SAME_LINE), glyph[1]))
    found = []
    for _, line in groupby(glyphs, key=lambda glyph: round(glyph[0] / _SAME_LINE)):
        row = list(line)
        ends = row[0][1] * MM, max(glyph[2] for glyph in row) * MM
        found.append(Seen(row[0][0] * MM, *ends, "".join(glyph[3] for glyph in row)))
    return found


def whole_text(pdf: bytes) -> str:
    """All text without white space, as it is copied out of the file."""
    pages = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in pages)


def fonts(pdf: bytes) -> dict[str, bool]:
    """The names of the fonts that text is set in, without the marks of subsets, and whether each is embedded."""
    found = {}
    for page in pypdfium2.PdfDocument(pdf):
        for part in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            font = pdfium.FPDFTextObj_GetFont(part)
            name = ctypes.create_string_buffer(200)
            pdfium.FPDFFont_GetBaseFontName(font, name, 200)
            found[name.value.decode().rpartition("+")[2]] = bool(pdfium.FPDFFont_GetIsEmbedded(font))
    return found
