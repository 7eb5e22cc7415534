"""The mark of generated content in a PDF. The only file that knows pypdf; it is imported when a file has a mark.

GB 45438—2025, annex E, names the field; a file carries it once, so nothing else in the PDF repeats it.
"""

from __future__ import annotations

from io import BytesIO

FIELD = "AIGC"
"""The name of the field in a file's properties."""


def with_label(pdf: bytes, label: str) -> bytes:
    """The PDF with the field in its document information; what was there is left as it is, byte by byte."""
    from pypdf import PdfWriter  # noqa: PLC0415  0.3 s that only a marked file should cost

    writer = PdfWriter(BytesIO(pdf), incremental=True)
    writer.add_metadata({f"/{FIELD}": label})
    written = BytesIO()
    writer.write(written)
    return written.getvalue()
