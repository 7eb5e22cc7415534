"""LibreOffice, as an office's reader of our DOCX, with the fonts that our PDF takes."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from bot.documents.fonts import installed

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
ALIASES = Path(__file__).resolve().parents[2] / "docs" / "fonts.conf"
_SECONDS = 120


def environment(folder: Path) -> dict[str, str]:
    """Fonts as a machine has them that took over our aliases."""
    folders = sorted({str(path.parent) for path in installed().values()})
    lines = "".join(f"<dir>{each}</dir>" for each in folders)
    config = folder / "fonts.conf"
    config.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>{lines}'
        f"<cachedir>{folder / 'cache'}</cachedir><include>{ALIASES}</include></fontconfig>"
    )
    return os.environ | {"FONTCONFIG_FILE": str(config), "HOME": str(folder)}


def to_pdf(docx: bytes, folder: Path) -> bytes:
    """The DOCX as LibreOffice prints it."""
    (folder / "report.docx").write_bytes(docx)
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(  # noqa: S603  our own words
        [*command, str(folder / "report.docx")],
        env=environment(folder),
        check=True,
        capture_output=True,
        timeout=_SECONDS,
    )
    return (folder / "report.pdf").read_bytes()
