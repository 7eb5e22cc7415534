"""What the files are worth: measured pages, times, wild reports, and the way back into `check`."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO
from pathlib import Path
from statistics import median

from hypothesis import HealthCheck, Phase, given, settings

from bot.cli.main import main as cli
from bot.core.report import Paragraph, Report, Signature
from bot.documents import docx, pdf
from bot.documents.bundle import bundle
from bot.documents.docx_text import read_text
from bot.documents.profile import LINE_PITCH, MATERIAL, PROFILES
from tests.cli.test_commands import SAMPLE
from tests.documents.office import SOFFICE, to_pdf
from tests.documents.one_report import check
from tests.documents.pages import MM, lines
from tests.documents.reports import notes, reports
from tests.documents.sample import BLOCKS, PLAN, REPORT
from tests.row import Row

WILD = 500
TIMES = 20
FOUR_PAGES = replace(REPORT, blocks=(*BLOCKS, *BLOCKS[1:8], PLAN))
FULL = Report("", (Paragraph("国" * 26 + "工会" * 1_500),), Signature(""))


def rows() -> Iterator[Row]:
    """All figures of the files."""
    with tempfile.TemporaryDirectory(prefix="documents-") as name:
        folder = Path(name)
        yield _page("PDF of a full page", pdf.render(FULL))
        if SOFFICE:
            yield _page("the DOCX, printed by LibreOffice", to_pdf(docx.render(FULL), folder))
        else:
            yield Row("the DOCX, printed by LibreOffice", "", "LibreOffice is not installed", "22 × 28", None)
        yield from _times(folder)
        yield _wild(folder)
        yield _round_trip(folder)


def _page(name: str, made: bytes) -> Row:
    page = [line for line in lines(made, 1) if "—" not in line.text]
    counts = {len(line.text) for line in page}
    margins = {
        "left": page[0].left - 28,
        "right": 210 - max(line.right for line in page) - 26,
        "top": page[0].base - LINE_PITCH * 0.8 * MM - 37,
        "bottom": 297 - page[-1].base - LINE_PITCH * 0.2 * MM - 35,
    }
    worst = max(margins.values(), key=abs)
    result = f"{len(page)} lines of {'/'.join(map(str, sorted(counts)))} characters, margins off by {abs(worst):.2f} mm"
    good = len(page) == 22 and counts == {28} and abs(worst) <= 1
    return Row(f"{name}: lines, characters, margins", "1 page", result, "22 × 28, ± 1 mm", good)


def _times(folder: Path) -> Iterator[Row]:
    made = bundle(FOUR_PAGES)
    pages = len(pdf.pictures(FOUR_PAGES))
    assert made.pdf is not None
    whole = _median(lambda: bundle(FOUR_PAGES))
    word = _median(lambda: docx.render(FOUR_PAGES))
    yield Row(
        f"DOCX, PDF and pictures of a {pages}-page report, warm",
        f"{TIMES}",
        f"{whole * 1000:.0f} ms",
        "≤ 400 ms",
        whole <= 0.4,
    )
    yield Row("its DOCX alone", f"{TIMES}", f"{word * 1000:.0f} ms", "≤ 40 ms", word <= 0.04)
    if not SOFFICE:
        yield Row("its PDF against LibreOffice's", "", "LibreOffice is not installed", "≥ 4×", None)
        return
    office = _median(lambda: to_pdf(made.clean.content, folder), times=3)
    yield Row(
        "all of it against LibreOffice making the PDF alone",
        f"3 of LibreOffice's, {TIMES} of ours",
        f"{office:.2f} s, {office / whole:.1f}× ours",
        "≥ 4×",
        office / whole >= 4,
    )


def _median(work: Callable[[], object], times: int = TIMES) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return median(taken)


def _wild(folder: Path) -> Row:
    done = [0]

    @settings(
        max_examples=WILD,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(reports, notes)
    def every(report: Report, remarks: tuple) -> None:
        profile = PROFILES["official"] if done[0] % 2 else MATERIAL
        with tempfile.TemporaryDirectory(dir=folder) as own:
            check(report, profile, remarks, Path(own))
        done[0] += 1

    failure = ""
    try:
        every()
    except Exception as error:  # noqa: BLE001  whatever fails is the figure
        failure = f", then {type(error).__name__}: {str(error)[:200]}"
    result = f"{done[0]} opened again with their text{failure}"
    return Row("random reports into all their files", f"{WILD}", result, "all, 0 exceptions", not failure)


def _round_trip(folder: Path) -> Row:
    answers = folder / "answers.json"
    answers.write_text(json.dumps(SAMPLE, ensure_ascii=False), encoding="utf-8")
    _, printed = _run("draft", str(answers), "-o", str(folder / "out"))
    said = json.loads(printed)
    text = read_text(Path(said["files"]["docx"]))
    wanted = [line for section in said["sections"] for line in section["text"].splitlines() if line.strip()]
    lost = [line for line in wanted if line.strip() not in text]
    code, _ = _run("check", said["files"]["docx"], "--answers", str(answers))
    result = f"{len(wanted) - len(lost)} of {len(wanted)} lines read back, check's exit code {code}"
    return Row(
        "a draft's DOCX through check", f"{len(wanted)} lines", result, "nothing lost, 0", not lost and code == 0
    )


def _run(*words: str) -> tuple[int, str]:
    """A verb of the command line: its exit code and what it prints."""
    with redirect_stdout(StringIO()) as printed:
        code = cli(list(words))
    return code, printed.getvalue()
