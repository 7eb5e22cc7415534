"""No sentence of the client's sample stands in the project: not one run of 22 of its characters."""

from __future__ import annotations

import subprocess
import unicodedata
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]
SEED = HOME.parent / "shared" / "seed"
RUN = 22
LARGEST = 2_000_000
"""Bytes of a file of words."""


def bare(text):
    """Letters and figures alone, whatever their width."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def runs(text):
    folded = bare(text)
    return {folded[start : start + RUN] for start in range(len(folded) - RUN + 1)}


@pytest.fixture(scope="module")
def seed():
    if not SEED.is_dir():
        pytest.skip("the client's sample is not here")
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEED.glob("*.txt"))]
    return set().union(*map(runs, texts)), bare(texts[0])


def project_files():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HOME, capture_output=True, text=True, check=True).stdout  # noqa: S607  our own words
    return [HOME / name for name in listed.split("\0") if name]


def test_no_run_of_the_sample_stands_in_the_project(seed):
    sample, _ = seed
    found = {}
    for path in project_files():
        if not path.is_file() or path.stat().st_size > LARGEST:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if copied := runs(text) & sample:
            found[path.name] = min(copied)
    assert found == {}


def test_a_copied_run_is_seen_through_blanks_and_width(seed):
    """Control: 22 characters are a copy, 21 are not."""
    sample, text = seed
    copied = text[1000 : 1000 + RUN]
    assert runs("，\n".join(copied)) & sample
    assert not runs(copied[:-1]) & sample
