"""`knowledge/outlines/*.toml`, `knowledge/kinds.toml` and `knowledge/areas.toml` → the handbook of the interview."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from bot.core.kinds import Kinds, form_id
from bot.core.outline import Area, Form, Group, Handbook, Outline, Pace, Section
from bot.core.span import Span
from bot.core.understanding import DEAF, Understanding
from bot.tables import TableError, line_of, read, read_table, structure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

BLOCKS = "blocks.toml"
PROFILE = "profile"
OPTIONAL = "?"
BLOCK = "block"
_PHOTOS = re.compile(r"照片(\d+)～(\d+)张")
_SLOT = re.compile(r"\{([\u4e00-\u9fff]+)\}")
_LATER = frozenset({"单位", "题", "年", "下年", "月", "下月"})
"""Slots that the report's own months and names fill (`bot/drafting/compose.py`)."""
_STEP = 10
NO_WORDS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class _Areas:
    area: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class _Kinds:
    """`kinds.toml`: the words of each span, the groups in the order of the choice, the pace of answering."""

    span: dict[Span, dict[str, str]]
    group: tuple[Group, ...]
    pace: Pace


@dataclass(frozen=True, slots=True)
class _Form:
    """What is different where a kind is written for a shorter time; `section` goes over the kind's own tables."""

    title: str
    title_pattern: str
    sections: tuple[str, ...]
    length: tuple[int, int]
    max_length: int
    areas: tuple[str, ...] = ()
    deadline: str = ""
    attachments: tuple[str, ...] = ()
    section: dict[str, dict[str, Any]] = field(default_factory=dict)


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
    span: Span = Span.MONTH
    themed_pattern: str = ""
    names: tuple[str, ...] = ()
    pick: tuple[str, ...] = ()
    hint: str = ""
    attachments: tuple[str, ...] = ()
    section: dict[str, dict[str, Any]] = field(default_factory=dict)
    form: dict[Span, _Form] = field(default_factory=dict)
    form_of: str = ""

    def forms(self) -> Iterator[_Kind]:
        """The kind as it is for other times: each section so much shorter as the whole is."""
        for span, form in self.form.items():
            ratio = form.length[1] / self.length[1]
            sections = {name: _shortened(table, ratio) for name, table in self.section.items()}
            for name, table in form.section.items():
                sections[name] = {**sections.get(name, {}), **table}
            own = {one.name: getattr(form, one.name) for one in fields(form)}
            kind_id = form_id(self.id, span)
            yield replace(self, **{**own, "section": sections}, id=kind_id, span=span, form={}, form_of=self.id)


def _shortened(table: dict[str, Any], ratio: float) -> dict[str, Any]:
    if not table.get("length"):
        return table
    return {**table, "length": [max(_STEP, round(signs * ratio / _STEP) * _STEP) for signs in table["length"]]}


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
    areas = {area.id: area for area in read(knowledge / "areas.toml", _Areas).area}
    kinds_path = knowledge / "kinds.toml"
    kinds = read(kinds_path, _Kinds)
    folder = knowledge / "outlines"
    blocks = _blocks(folder / BLOCKS)
    paths = sorted(path for path in folder.glob("*.toml") if path.name != BLOCKS)
    readers = [_Reader(path, folder / BLOCKS, blocks, kinds, read(path, _Kind)) for path in paths]
    outlines = {one.id: one for one in (reader.outline(areas) for reader in readers)}
    forms = {one.id: one for one in (form.outline(areas) for reader in readers for form in reader.forms())}
    order = [kind for group in kinds.group for kind in group.kinds]
    for kind in order:
        if kind not in outlines:
            raise TableError(f"{kinds_path}{line_of(kinds_path, 'kinds')}：没有这种报告 {kind}，请改正或删去")
    return Handbook(
        profile=structure({**blocks[PROFILE], "id": PROFILE}, Section, folder / BLOCKS),
        outlines=Kinds({kind: outlines[kind] for kind in dict.fromkeys((*order, *outlines))}, forms),
        areas=areas,
        typed=typed,
        groups=kinds.group,
        pace=kinds.pace,
        replies=replies,
        understanding=understanding,
    )


def _photos(attachments: Iterable[str]) -> tuple[int, int] | None:
    """How many photos usually go with a kind of report: 3 and 5 for 工作照片3～5张."""
    found = next(filter(None, map(_PHOTOS.search, attachments)), None)
    return (int(found[1]), int(found[2])) if found else None


def _blocks(path: Path) -> dict[str, Any]:
    """The shared sections, each checked by itself, so that a fault is named where it lies."""
    blocks = read_table(path)
    for name, block in blocks.items():
        _checked(structure({**block, "id": name}, Section, path), path)
    return blocks


def _checked(section: Section, path: Path) -> Section:
    asked = section.question or section.form is Form.AREAS
    if not asked or not all(question.ask.strip() for question in section.question):
        raise TableError(f"{path}{line_of(path, section.id)}：{section.id} 这一节有问题没有写问法（ask）")
    return section


class _Reader:
    """Reads one kind's file over the shared blocks."""

    def __init__(self, path: Path, blocks_path: Path, blocks: dict[str, Any], kinds: _Kinds, kind: _Kind) -> None:
        self._path = path
        self._blocks_path = blocks_path
        self._blocks = blocks
        self._kinds = kinds
        self._kind = kind
        self._words = kinds.span[kind.span] | {"附件": "、".join(kind.attachments)}

    def forms(self) -> Iterator[_Reader]:
        """Readers of the kind's forms."""
        for form in self._kind.forms():
            yield _Reader(self._path, self._blocks_path, self._blocks, self._kinds, form)

    def outline(self, areas: Iterable[str]) -> Outline:
        """The outline, checked."""
        kind = self._kind
        names = tuple(name.removesuffix(OPTIONAL) for name in kind.sections)
        self._check("areas", kind.areas, {*areas, *kind.pick}, "没有这个工作块")
        self._check("pick", kind.pick, names, "没有这一节")
        return Outline(
            id=kind.id,
            title=kind.title,
            button=kind.button,
            title_pattern=kind.title_pattern,
            sections=tuple(map(self._section, kind.sections)),
            length=kind.length,
            max_length=kind.max_length,
            areas=kind.areas,
            deadline=kind.deadline,
            span=kind.span,
            themed_pattern=kind.themed_pattern,
            names=kind.names,
            pick=kind.pick,
            hint=kind.hint,
            attachments=kind.attachments,
            photos=_photos(kind.attachments),
            forms=tuple(kind.form),
            form_of=kind.form_of,
        )

    def _check(self, key: str, used: Iterable[str], known: Iterable[str], what: str) -> None:
        for name in used:
            if name not in known:
                where = f"{self._path}{line_of(self._path, key)}"
                raise TableError(f"{where}：{what} {name}，可用：{'、'.join(sorted(known))}")

    def _section(self, name: str) -> Section:
        section_id = name.removesuffix(OPTIONAL)
        own = dict(self._kind.section.get(section_id, {}))
        block = own.pop(BLOCK, section_id)
        if block not in self._blocks and not own:
            line = line_of(self._path, "sections")
            raise TableError(f"{self._path}{line}：没有这一节 {block}，请在 {BLOCKS} 或本文件里写明")
        where = self._path if own else self._blocks_path
        merged = {**self._blocks.get(block, {}), **own, "id": section_id}
        if name.endswith(OPTIONAL):
            merged["required"] = False
        return _checked(structure(self._filled(merged, where, section_id), Section, where), where)

    def _filled(self, value: Any, where: Path, section: str) -> Any:  # noqa: ANN401  whatever TOML holds
        """The same with the words of the kind's span in the slots: {这期} is 这个月 or 今年."""
        if isinstance(value, dict):
            return {key: self._filled(inner, where, section) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._filled(inner, where, section) for inner in value]
        if not isinstance(value, str):
            return value
        text = _SLOT.sub(lambda slot: self._words.get(slot[1], slot[0]), value)
        if unknown := {slot[1] for slot in _SLOT.finditer(text)} - _LATER:
            words = "、".join(sorted(unknown))
            raise TableError(f"{where}{line_of(where, section)}：{section} 这一节里有填不上的空 {words}，请改正")
        return text
