"""TOML into frozen dataclasses. Whatever does not fit is an error that names file and line."""

from __future__ import annotations

import re
import tomllib
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from cattrs import Converter
from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError
from cattrs.v import transform_error

from bot.core.errors import MendableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")


class TableError(MendableError):
    """A file of settings, knowledge or words is wrong; the message names file, line and mend."""


def _exactly(value: object, form: type) -> object:
    if issubclass(form, Enum):  # a StrEnum comes here as a kind of str
        return form(value)
    if type(value) is not form:
        raise TypeError(f"{value!r}")
    return value


def _words(value: object, _: type) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r}")
    return tuple(str(_exactly(word, str)) for word in value)


def _converter(compiled: Callable[[str], re.Pattern[str]]) -> Converter:
    """Strict: no unknown key, no number where a word belongs, no lone word where a list does."""
    converter = Converter(forbid_extra_keys=True)
    for form in (str, bool, int):
        converter.register_structure_hook(form, _exactly)
    converter.register_structure_hook_func(lambda form: form == tuple[str, ...], _words)
    converter.register_structure_hook_func(
        lambda form: form in {re.Pattern, re.Pattern[str]}, lambda text, _: compiled(text)
    )
    return converter


def read_table(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises:
        TableError: it is missing, is not UTF-8 or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TableError(f"缺少文件 {path}，请从项目里恢复它") from None
    except UnicodeDecodeError:
        raise TableError(f"{path} 不是 UTF-8 文本，请另存为 UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{path} 不是有效的 TOML：{error}") from None


def read(path: Path, form: type[T], compiled: Callable[[str], re.Pattern[str]] = re.compile) -> T:
    """Read a TOML file into a dataclass. Fields of type `re.Pattern[str]` are made by `compiled`.

    Raises:
        TableError: see `read_table` and `structure`.
    """
    return structure(read_table(path), form, path, compiled)


def structure(table: object, form: type[T], path: Path, compiled: Callable[[str], re.Pattern[str]] = re.compile) -> T:
    """Fill a dataclass from a table of a file.

    Raises:
        TableError: an unknown key, a missing key or a value of the wrong type.
    """
    try:
        return _converter(compiled).structure(table, form)
    except (BaseValidationError, ForbiddenExtraKeysError) as error:
        raise _explained(error, table, path) from None


def _explained(error: Exception, table: object, path: Path) -> TableError:
    forbidden = _forbidden(error)
    if forbidden:
        key = min(forbidden)
        return TableError(f"{path}{line_of(path, key)}：不认识的键 {key}，请改名或删去")
    first = transform_error(error)[0]
    where = re.search(r"@ \$\.?(.*)$", first)
    named = where[1] if where else ""
    label = _label(table, named)
    line = _line_on_the_way(path, label.split(".")[:-1])
    return TableError(f"{path}{line}：{label or '文件'}有误（{first.split(' @ ')[0]}），请补全或改正")


def _forbidden(error: BaseException) -> set[str]:
    if isinstance(error, ForbiddenExtraKeysError):
        return set(error.extra_fields)
    if isinstance(error, BaseExceptionGroup):
        return set().union(*(_forbidden(inner) for inner in error.exceptions))
    return set()


def _label(table: object, where: str) -> str:
    """Name the part of a table by its ids rather than by its indexes."""
    names = [str(table["id"])] if isinstance(table, dict) and "id" in table else []
    for step in re.findall(r"\w+", where):
        if isinstance(table, list) and step.isdigit():
            table = table[int(step)]
            names.append(str(table.get("id", step)) if isinstance(table, dict) else step)
        elif isinstance(table, dict) and step in table:
            table = table[step]
            names.append(step)
        else:
            names.append(step)
    return ".".join(names)


def _line_on_the_way(path: Path, names: list[str]) -> str:
    """The line where the part lies that is wrong: that of the last of its ids or headers."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = 0
    for name in names:
        pattern = re.compile(
            rf"^\s*(?:id\s*=\s*\"{re.escape(name)}\"|\[+(?:\w+\.)*{re.escape(name)}\]|{re.escape(name)}\s*=)"
        )
        found = next((n for n, line in enumerate(lines, 1) if n > found and pattern.match(line)), found)
    return f" 第 {found} 行" if found else ""


def line_of(path: Path, key: str) -> str:
    """“ 第 12 行”: where a key stands first in a file; "" if it cannot be told."""
    pattern = re.compile(rf"^\s*(?:\[+\s*)?(?:[\w.\"-]+\.)?\"?{re.escape(key)}\"?\s*(?:=|\]|\.)")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if pattern.match(line):
            return f" 第 {number} 行"
    return ""
