"""`knowledge/outlines/*.toml` and `knowledge/areas.toml` → the handbook of the interview."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.core.outline import Area, Handbook, Outline, Section
from bot.core.understanding import DEAF, Understanding
from bot.tables import TableError, line_of, read, read_table, structure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BLOCKS = "blocks.toml"
PROFILE = "profile"
OPTIONAL = "?"
NO_WORDS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class _Areas:
    area: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    """An outline as its file has it: sections by name, with overrides of the shared blocks."""

    id: str
    title: str
    button: str
    title_pattern: str
    sections: tuple[str, ...]
    length: tuple[int, int]
    max_length: int
    areas: tuple[str, ...] = ()
    deadline: str = ""
    photos: tuple[int, int] | None = None
    section: dict[str, dict[str, Any]] = field(default_factory=dict)


def read_handbook(
    knowledge: Path,
    typed: dict[str, str],
    replies: Mapping[str, str] = NO_WORDS,
    understanding: Understanding = DEAF,
) -> Handbook:
    """Read and check all outlines and areas.

    `typed` are the words that stand for an act, `replies` those that answer a choice; `understanding` reads answers.

    Raises:
        TableError: naming the file, and the line where it can be told.
    """
    areas_path = knowledge / "areas.toml"
    areas = {area.id: area for area in read(areas_path, _Areas).area}
    folder = knowledge / "outlines"
    blocks = read_table(folder / BLOCKS)
    kinds = [
        _outline(path, blocks, folder / BLOCKS, areas) for path in sorted(folder.glob("*.toml")) if path.name != BLOCKS
    ]
    kinds.sort(key=lambda outline: outline.id != "monthly")
    return Handbook(
        profile=structure({**blocks[PROFILE], "id": PROFILE}, Section, folder / BLOCKS),
        outlines={outline.id: outline for outline in kinds},
        areas=areas,
        typed=typed,
        replies=replies,
        understanding=understanding,
    )


def _outline(path: Path, blocks: dict[str, Any], blocks_path: Path, areas: dict[str, Area]) -> Outline:
    kind = read(path, _Kind)
    for area in kind.areas:
        if area not in areas:
            raise TableError(f"{path}{line_of(path, 'areas')}：没有这个工作块 {area}，可用：{'、'.join(areas)}")
    return Outline(
        id=kind.id,
        title=kind.title,
        button=kind.button,
        title_pattern=kind.title_pattern,
        sections=tuple(_section(name, kind, path, blocks, blocks_path) for name in kind.sections),
        length=kind.length,
        max_length=kind.max_length,
        areas=kind.areas,
        deadline=kind.deadline,
        photos=kind.photos,
    )


def _section(name: str, kind: _Kind, path: Path, blocks: dict[str, Any], blocks_path: Path) -> Section:
    section_id = name.removesuffix(OPTIONAL)
    own = kind.section.get(section_id, {})
    if section_id not in blocks and not own:
        raise TableError(f"{path}{line_of(path, 'sections')}：没有这一节 {section_id}，请在 {BLOCKS} 或本文件里写明")
    merged = {**blocks.get(section_id, {}), **own, "id": section_id}
    if name.endswith(OPTIONAL):
        merged["required"] = False
    section = structure(merged, Section, path if own else blocks_path)
    if not section.question or not all(question.ask.strip() for question in section.question):
        where = path if own else blocks_path
        raise TableError(f"{where}{line_of(where, section_id)}：{section_id} 这一节有问题没有写问法（ask）")
    return section
