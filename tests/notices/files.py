"""Notices as files: what an officer forwards."""

from __future__ import annotations

from pathlib import Path

from docx import Document

from bot.core.report import Paragraph, Report, Signature
from bot.documents import pdf
from tests.notices.labelled import Label


def written(label: Label, folder: Path) -> Path:
    """The notice as a file of its kind; a PDF is typeset with lines of 28 signs and page numbers."""
    path = folder / f"{label.name}.{label.format}"
    first, *lines = label.text.strip().split("\n")
    if label.format == "docx":
        document = Document()
        for line in (first, *lines):
            document.add_paragraph(line)
        document.save(str(path))
    elif label.format == "pdf":
        blocks = tuple(Paragraph(line) for line in lines if line.strip())
        path.write_bytes(pdf.render(Report(first, blocks, Signature(""))))
    else:
        path.write_text(label.text, encoding="utf-8")
    return path
