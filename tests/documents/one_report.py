"""One report made into all its files, and each of them opened again."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2

from bot.core.report import Note, Report
from bot.documents.bundle import bundle
from bot.documents.docx_text import read_text
from bot.documents.names import LONGEST
from bot.documents.plain import lines
from bot.documents.profile import Profile
from tests.documents.pages import whole_text
from tests.documents.reports import expected

_ROUNDED = 0.98
"""Of the text's Chinese characters that copying out of a PDF must give back: PDFium joins some signs."""


def check(report: Report, profile: Profile, notes: tuple[Note, ...], folder: Path) -> None:
    """Raises AssertionError where a file does not open or lacks text."""
    made = bundle(report, None, profile, notes)
    for file in made.files:
        assert len(file.name) <= LONGEST
        path = folder / file.name
        path.write_bytes(file.content)
        if file.name.endswith(".docx"):
            docx.Document(BytesIO(file.content))
            assert read_text(path).splitlines() == [line for text in expected(report, profile) for line in lines(text)]
    assert made.pdf is not None
    pages = len(pypdfium2.PdfDocument(made.pdf.content))
    assert len(made.pages) == min(pages, 3)
    wanted = Counter(c for text in expected(report, profile) for c in text if "\u4e00" <= c <= "\u9fff")
    lacking = wanted - Counter(whole_text(made.pdf.content))
    assert lacking.total() <= (1 - _ROUNDED) * wanted.total(), lacking
