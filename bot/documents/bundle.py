"""The files that an officer gets for one report, named and in the order in which they are sent."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.documents import docx, pdf
from bot.documents.coverage import unprintable
from bot.documents.layout import lay_out
from bot.documents.lines import texts
from bot.documents.names import file_name
from bot.documents.profile import MATERIAL, Profile

if TYPE_CHECKING:
    from bot.core.period import Period
    from bot.core.report import Note, Report

log = logging.getLogger(__name__)

PAGES_SHOWN = 3
"""Pictures of first pages: what one looks at on a phone before opening a file."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to send; the same report gives the same bytes, so that it need not be uploaded twice."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Bundle:
    """Pictures of the first pages, the clean copy, the PDF, the review copy (核对稿), the clean copy in a template.

    `unprintable` are the characters that stand as boxes in pictures and PDF.

    There is neither a PDF nor a picture where this machine has no font for them, no review copy without notes,
    and nothing in a template that is not given or cannot be filled.
    """

    pages: tuple[bytes, ...]
    clean: File
    pdf: File | None
    review: File | None
    template: File | None = None
    unprintable: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[File, ...]:
        """In order."""
        return tuple(filter(None, (self.clean, self.template, self.pdf, self.review)))


def bundle(
    report: Report,
    period: Period | None = None,
    profile: Profile = MATERIAL,
    notes: tuple[Note, ...] = (),
    template: bytes | None = None,
) -> Bundle:
    """All files of a report. Takes some tenths of a second: not for a thread that answers chats."""
    clean = File(_name(report, period, ".docx"), docx.render(report, profile))
    review = File(_name(report, period, "（核对稿）.docx"), docx.render(report, profile, notes)) if notes else None
    formed = _in_template(template, report, period) if template else None
    try:
        printed = File(_name(report, period, ".pdf"), pdf.render(report, profile))
        pages = tuple(pdf.pictures(report, profile, most=PAGES_SHOWN))
    except pdf.FontsMissingError:
        return Bundle((), clean, None, review, formed)
    boxes = unprintable(texts(lay_out(report, profile)))
    return Bundle(pages, clean, printed, review, formed, boxes)


def _in_template(template: bytes, report: Report, period: Period | None) -> File | None:
    from bot.documents.template import fill  # noqa: PLC0415  only templates should cost it

    try:
        return File(_name(report, period, "（本单位模板）.docx"), fill(template, report))
    except Exception as error:  # noqa: BLE001  whatever is in somebody else's file, the report goes out
        log.warning("a template cannot be filled: %s", type(error).__name__)
        return None


def _name(report: Report, period: Period | None, ending: str) -> str:
    """The months come first, so that a folder of reports stands in their order."""
    return file_name(report.title, ending, f"{sortable(period)} " if period else "")


def sortable(period: Period) -> str:
    """A period as file names carry it: 2026-09, 2026-07至09, 2026."""
    if period.months == 1:
        return f"{period.year}-{period.first:02}"
    whole_year = period.start.month == 1 and period.following().year > period.year
    return f"{period.year}" if whole_year else f"{period.year}-{period.first:02}至{period.last:02}"
