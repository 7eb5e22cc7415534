"""The labelled notices, and how a reading compares: one point for each section, item, limit, day and count."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.core.notice import Notice


@dataclass(frozen=True)
class Label:
    """What a careful officer reads. A photo count of 0 stands for one that is not said.

    `told` is what a helpful model copies from the text besides sections and items.
    """

    name: str
    format: str
    text: str
    sections: list[str]
    title: str = ""
    items: dict[str, list[str]] = field(default_factory=dict)
    max_len: int | None = None
    min_len: int | None = None
    photos: list[int] = field(default_factory=list)
    deadline: str = ""
    delivery: list[str] = field(default_factory=list)
    style: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


SPOKEN = "spoken.toml"


def labels(name: str = "notices.toml") -> list[Label]:
    with (Path(__file__).parent / name).open("rb") as file:
        return [Label(**one) for one in tomllib.load(file)["notice"]]


def compare(label: Label, notice: Notice) -> tuple[int, list[str], list[str]]:
    """How many points there are, which of them were missed, and what was read that is not there (guessed)."""
    missed, guessed = [], []
    titles = [section.title for section in notice.sections]
    points = max(1, len(label.sections))
    missed += [f"section {title}" for title in label.sections if not any(_same(title, one) for one in titles)]
    guessed += [f"section {one}" for one in titles if not any(_same(title, one) for title in label.sections)]
    wanted = [one for one in titles if any(_same(title, one) for title in label.sections)]
    missed += ["order of sections"] if not _in_order(label.sections, wanted) else []
    for title, items in label.items.items():
        points += len(items)
        read = next((section.items for section in notice.sections if _same(title, section.title)), ())
        missed += [f"item {item}" for item in items if item not in read]
    photos = [number or 0 for number in notice.photos] if notice.photos else []
    pairs: list[tuple[str, Any, Any]] = [
        ("title", label.title, notice.title),
        ("max_len", label.max_len, notice.max_len),
        ("min_len", label.min_len, notice.min_len),
        ("photos", label.photos, photos),
        ("deadline", label.deadline, notice.deadline),
    ]
    for name, right, read in pairs:
        points += bool(right)
        if read != right:
            (missed if right else guessed).append(f"{name} {read!r} for {right!r}")
    for name in ("delivery", "style", "unclear"):
        told = "\n".join(getattr(notice, name))
        points += len(getattr(label, name))
        missed += [f"{name} {words}" for words in getattr(label, name) if words not in told]
    return points, missed, guessed


def _same(label: str, read: str) -> bool:
    """A section's title may be read with or without what the notice says of it behind a comma or colon."""
    return label == read or label.startswith((f"{read}，", f"{read}：", f"{read}。")) or read.startswith(f"{label}，")


def _in_order(labels: list[str], titles: list[str]) -> bool:
    places = [next(index for index, label in enumerate(labels) if _same(label, title)) for title in titles]
    return places == sorted(places)
