"""One example of everything that is stored, with no field left at its default; `python -m tests.storage.everything`.

Examples are kept as this version wrote them (`forms/v1-everything-N.json`) and never changed: what an older bot stored
must be read. A new class or field is missing in all of them; the command above then writes one more file, of what
changed.
"""

from __future__ import annotations

import dataclasses
import enum
import json
import types
import typing
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bot.core.effects import Effect
from bot.core.events import Event
from bot.core.outline import Outline
from bot.core.state import Session
from bot.storage import form
from bot.storage.form import (
    dump_effect,
    dump_event,
    dump_outline,
    dump_session,
    load_effect,
    load_event,
    load_outline,
    load_session,
)
from tests.row import show

FORMS = Path(__file__).parent / "forms"
PLAIN: dict[object, tuple[Any, Any]] = {
    bool: (True, False),
    int: (7, 8),
    float: (0.5, 1.5),
    str: ("字", "句"),
    bytes: (b"x", b"y"),
    date: (date(2026, 9, 21), date(2026, 9, 28)),
}
"""By type: a value, and another one for the field that has the first by default."""
ROOTS = {
    "session": (Session, dump_session, load_session),
    "event": (Event, dump_event, load_event),
    "effect": (Effect, dump_effect, load_effect),
    "outline": (Outline, dump_outline, load_outline),
}


def members(hint: object) -> tuple[object, ...]:
    """The classes of a union; of anything else, itself."""
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return tuple(one for each in typing.get_args(hint) if each is not type(None) for one in members(each))
    return (hint,)


def filled(hint: object, default: object = dataclasses.MISSING, within: tuple[object, ...] = ()) -> Any:
    """A value of a type, other than the default."""
    hint = members(hint)[0]
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        if args[-1] is Ellipsis:
            return tuple(filled(one, within=within) for one in members(args[0]) if one not in within)
        return tuple(filled(one, within=within) for one in args)
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        fields = [each for each in dataclasses.fields(hint) if each.init]
        return hint(**{each.name: filled(hints[each.name], each.default, (*within, hint)) for each in fields})
    choices = tuple(hint) if isinstance(hint, enum.EnumType) else PLAIN[hint]
    return next(choice for choice in choices if choice != default)


def known(hint: object, found: dict[str, Any] | None = None) -> dict[str, Any]:
    """All classes within a type, by name: a dataclass with its fields, an enum with its values."""
    found = {} if found is None else found
    for one in members(hint):
        if isinstance(one, type) and one.__name__ in found:
            continue
        if dataclasses.is_dataclass(one):
            found[one.__name__] = sorted(each.name for each in dataclasses.fields(one) if each.init)
            for inner in typing.get_type_hints(one).values():
                known(inner, found)
        elif isinstance(one, enum.EnumType):
            found[one.__name__] = sorted(str(value.value) for value in one)
        for inner in typing.get_args(one):
            if inner is not Ellipsis:
                known(inner, found)
    return found


def everything() -> dict[str, Any]:
    """What this version writes: examples by root, and of which classes."""
    made: dict[str, Any] = {}
    for name, (root, dump, _) in ROOTS.items():
        made[name] = [json.loads(dump(filled(one))) for one in members(root)]
    classes: dict[str, Any] = {}
    for root, *_ in ROOTS.values():
        known(root, classes)
    return {**made, "classes": classes}


def kept() -> Iterator[dict[str, Any]]:
    """All that versions wrote, the oldest first."""
    paths = FORMS.glob("v*-everything-*.json")
    yield from (json.loads(path.read_bytes()) for path in sorted(paths, key=lambda path: (len(path.name), path.name)))


def unknown() -> list[str]:
    """Classes, fields and values of which no example is kept."""
    old: dict[str, set[str]] = {}
    for one in kept():
        for name, parts in one["classes"].items():
            old.setdefault(name, set()).update(parts)
    new = everything()["classes"]
    return [name for name in new if name not in old] + [
        f"{name}.{part}" for name, parts in new.items() for part in parts if part not in old.get(name, {part})
    ]


def main() -> None:
    """Write one more file, if there is anything new."""
    if new := unknown():
        path = FORMS / f"v{form.VERSION}-everything-{sum(1 for _ in kept()) + 1}.json"
        made, old = everything(), list(kept())
        for root in ROOTS:
            made[root] = [example for example in made[root] if all(example not in one[root] for one in old)]
        text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
        path.write_text(f"{text}\n", encoding="utf-8")
        show(f"{path.name}: {', '.join(new)}")


if __name__ == "__main__":
    main()
