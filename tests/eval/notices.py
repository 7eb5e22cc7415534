"""What is read from notices, without a model."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.config import HOME
from bot.notices.reader import NoticeReader
from bot.uploads.door import read_path
from tests.notices.files import written
from tests.notices.labelled import compare, labels
from tests.row import Row

BAR = 0.95


def measured(reader: NoticeReader, texts: dict[str, str] | None = None) -> tuple[int, int, int]:
    """Over all labelled notices: points, missed, guessed. `texts` are what their files say, by name."""
    results = [compare(label, reader.read((texts or {}).get(label.name, label.text))) for label in labels()]
    points = sum(points for points, _, _ in results)
    return points, sum(len(missed) for _, missed, _ in results), sum(len(guessed) for _, _, guessed in results)


def rows() -> Iterable[Row]:
    with TemporaryDirectory() as folder:
        texts = {label.name: read_path(written(label, Path(folder))).text for label in labels()}
    points, missed, guessed = measured(NoticeReader.open(HOME / "knowledge"), texts)
    right = 1 - missed / points
    yield Row(
        "notices: sections, limits, days, counts, delivery, manner",
        f"{len(labels())} notices as txt, docx and pdf, {points} points",
        f"{right:.1%} right without a model, {guessed} guessed",
        "≥ 95 % right, 0 guessed",
        right >= BAR and not guessed,
    )
