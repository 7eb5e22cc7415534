"""`knowledge/units.toml`: units, and the words around figures. A wrong key is an error at start."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cattrs import BaseValidationError, Converter, ForbiddenExtraKeysError, transform_error

from bot.facts.errors import KnowledgeError

if TYPE_CHECKING:
    from pathlib import Path

Words = tuple[str, ...]
Printed = dict[str, Words]

FILE = "units.toml"
KINDS = frozenset(
    {"people", "visits", "households", "organisations", "events", "items", "places", "time", "measure", "score"}
)


@dataclass(frozen=True, slots=True)
class Unit:
    """Forms said of one unit; see the head of the file. One `name` may stand in several entries."""

    name: str
    kind: str
    said: Words = ()
    printed: Words = ()
    not_before: Words = ()
    fraction: bool = False
    generic: bool = False
    recent: bool = False
    counts_two: bool = False

    @property
    def forms(self) -> Words:
        """All forms said."""
        return self.said or (self.name,)

    def written(self, form: str) -> str:
        """The form that a report prints for a form said."""
        return form if form in self.printed else self.name


@dataclass(frozen=True, slots=True)
class Approximate:
    """Words before and after a figure that keep it approximate: printed form → forms said."""

    at_end: Words
    before: Printed
    after: Printed
    not_before: Printed


@dataclass(frozen=True, slots=True)
class Money:
    """Words that make a lone figure a sum of money, and words that are none."""

    words: Words
    links: Words
    gifts: Words
    totals: Words
    each: Printed
    each_links: Words
    pieces: Words
    not_before: Words
    currencies: Words


@dataclass(frozen=True, slots=True)
class Share:
    """Words around 点 and 成."""

    changes: Words
    rates: Words
    not_tenths: Words


@dataclass(frozen=True, slots=True)
class Dates:
    """Words that tell a date from another figure."""

    not_day: Words
    recurring: Words
    not_day_after: Words
    lengths: Words
    may_precede: Words
    may_follow: Words
    scores: Words
    versions: Words
    plans: Words


@dataclass(frozen=True, slots=True)
class Counted:
    """Words that tell what is counted."""

    people: Words
    households: Words
    states: Words
    not_people: Words
    things: Words
    actions: Words
    leads: Words
    ends: Words


@dataclass(frozen=True, slots=True)
class Fixed:
    """Words and places in which numerals are no figures."""

    words: Words
    labels: Words
    names_after: Words
    names_before: Words
    lone_before: Words


@dataclass(frozen=True, slots=True)
class Units:
    """The file as it is."""

    unit: tuple[Unit, ...]
    approximate: Approximate
    money: Money
    share: Share
    date: Dates
    counted: Counted
    fixed: Fixed


def read_units(knowledge: Path) -> Units:
    """Read and check `units.toml` of a folder.

    Raises:
        KnowledgeError: the file is missing, is no TOML, or has a wrong, missing or unknown key.
    """
    path = knowledge / FILE
    try:
        text = path.read_text(encoding="utf-8")
        units: Units = _converter().structure(tomllib.loads(text), Units)
    except FileNotFoundError:
        raise KnowledgeError(f"缺少文件 {path}，请从项目里恢复它") from None
    except UnicodeDecodeError:
        raise KnowledgeError(f"{path} 不是 UTF-8 文本，请另存为 UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{path} 不是有效的 TOML（{error}），请改正") from None
    except (BaseValidationError, ForbiddenExtraKeysError) as error:
        raise KnowledgeError(f"{path}{_fault(transform_error(error)[0], text)}") from None
    for unit in units.unit:
        if unit.kind not in KINDS:
            choices = "、".join(sorted(KINDS))
            raise KnowledgeError(f"{path}{_line(unit.kind, text)}：单位“{unit.name}”的 kind 请改为 {choices} 之一")
    return units


def _converter() -> Converter:
    """Strict: a lone word where a list belongs, or a number where a word does, is refused."""
    converter = Converter(forbid_extra_keys=True)
    for form in (str, bool):
        converter.register_structure_hook(form, _exactly)
    converter.register_structure_hook_func(lambda form: form == Words, _words)
    return converter


def _exactly(value: object, form: type) -> object:
    if type(value) is not form:
        raise TypeError(f"{value!r}")
    return value


def _words(value: object, _: type) -> Words:
    if not isinstance(value, list):
        raise TypeError(f"{value!r}")
    return tuple(str(_exactly(word, str)) for word in value)


def _fault(message: str, text: str) -> str:
    """One clause on what cattrs says (`extra fields found (x) @ $.money`), with the line where it can be told."""
    said, _, place = message.partition(" @ $")
    key = place.rpartition(".")[2]
    if extra := re.match(r"extra fields found \((\w+)", said):
        return f"{_line(extra[1], text)}：不认识的键 {extra[1]}，请改名或删去"
    if said.startswith("required field missing"):
        return f"：缺少 {place.lstrip('.')}，请补上"
    return f"{_line(key, text)}：{place.lstrip('.')} 的值不对，请照文件开头的说明改正"


def _line(word: str, text: str) -> str:
    """“ 第 12 行”: where a key or a value stands first; "" if it stands nowhere."""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)\"?\s*(?:=|,)", text) if word else None
    return f" 第 {text.count(chr(10), 0, found.start()) + 1} 行" if found else ""
