"""The rules as data: `bot_api.toml` and `page_api.toml` say what each call takes; this file only applies them.

A required field, a limit or its sentence changes in the table, never here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from bot.playground.errors import ParameterError
from bot.playground.wire import Json, UnreadableError, load
from bot.tables import read_table, structure

Kind = Literal["text", "integer", "number", "flag", "list", "object", "chat", "file"]
_SHAPES: Mapping[str, type] = {"list": list, "object": dict}
_FLAGS = ("true", "yes", "1")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: how it is read, and the sentence when it is missing or cannot be read."""

    kind: Kind
    missing: str | None = None
    invalid: str | None = None
    default: int = 0
    least: int | None = None
    most: int | None = None

    def read(self, value: Json) -> Json:
        """The value in its own type; an absent one is the kind's empty value.

        Raises:
            ParameterError: A required value is absent, or a value cannot be read.
        """
        if value is None or value == "":
            return self._empty()
        try:
            return _READERS[self.kind](self, value)
        except ValueError as error:
            raise ParameterError(self.invalid or self.missing or f"invalid {self.kind} specified") from error

    def _empty(self) -> Json:
        if self.missing is not None:
            raise ParameterError(self.missing)
        return {"integer": self.default, "number": 0.0, "flag": False}.get(self.kind)


@dataclass(frozen=True, slots=True)
class Rules:
    """One table: limits by name, and the parameters of every method."""

    limits: Mapping[str, int]
    parameters: Mapping[str, Parameter]
    methods: Mapping[str, tuple[str, ...]]
    actions: Mapping[str, str] = field(default_factory=dict)

    def read(self, method: str, values: Mapping[str, Json]) -> dict[str, Json]:
        """All parameters of one call, in the order of the table.

        Raises:
            ParameterError: A value is missing or cannot be read.
        """
        return {
            name.rstrip("?"): self._parameter(name).read(values.get(name.rstrip("?"))) for name in self.methods[method]
        }

    def _parameter(self, name: str) -> Parameter:
        parameter = self.parameters[name.rstrip("?")]
        return Parameter(parameter.kind) if name.endswith("?") else parameter


@cache
def bot_rules() -> Rules:
    """The table of the Bot API."""
    return _rules("bot_api.toml")


@cache
def page_rules() -> Rules:
    """The table of the page's own endpoints."""
    return _rules("page_api.toml")


def _rules(name: str) -> Rules:
    path = Path(__file__).with_name(name)
    return structure(read_table(path), Rules, path)


def _integer(parameter: Parameter, value: Json) -> int:
    number = int(str(value))
    least = number if parameter.least is None else max(number, parameter.least)
    return least if parameter.most is None else min(least, parameter.most)


def _shaped(parameter: Parameter, value: Json) -> Json:
    shaped = load(value) if isinstance(value, str) else value
    if not isinstance(shaped, _SHAPES[parameter.kind]):
        raise UnreadableError(parameter.kind)
    return shaped


def _text(parameter: Parameter, value: Json) -> str:
    if isinstance(value, dict | list):
        raise UnreadableError(parameter.kind)
    return str(value)


_READERS: Mapping[str, Callable[[Parameter, Json], Json]] = {
    "text": _text,
    "chat": _text,
    "file": _text,
    "integer": _integer,
    "number": lambda _, value: float(value),
    "flag": lambda _, value: str(value).lower() in _FLAGS,
    "list": _shaped,
    "object": _shaped,
}
