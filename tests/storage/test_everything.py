"""Whatever this version may store has an example that later versions read, with all that it held."""

from __future__ import annotations

import dataclasses
import enum
import json
from typing import Any

import pytest

from bot.core.effects import Say
from bot.core.state import Session
from bot.storage import form
from bot.storage.form import FormError
from tests.storage.everything import ROOTS, filled, kept, known, members, unknown

RETIRED = {"ShowSection": {"changes"}, "ShowWording": {"out", "new"}}
"""By effect: fields that are read no more, on purpose. Such an effect waits for seconds; it shows the section without
what changed in it. Nothing of a session or an event is ever retired: an officer's words would be lost."""
EXAMPLES = [
    pytest.param(name, example, id=f"{number}-{name}-{example.get('is', place)}")
    for number, everything in enumerate(kept(), start=1)
    for name in ROOTS
    for place, example in enumerate(everything[name])
]


def read(name: str, example: Any) -> Any:
    """What is read from an example, and how it is stored now."""
    _, dump, load = ROOTS[name]
    return json.loads(dump(load(json.dumps(example).encode())))


def holds(new: Any, old: Any) -> bool:
    """Whether all that was stored is stored still; more may have come."""
    if isinstance(old, dict):
        return isinstance(new, dict) and all(key in new and holds(new[key], value) for key, value in old.items())
    if isinstance(old, list):
        return isinstance(new, list) and len(new) == len(old) and all(map(holds, new, old))
    return bool(new == old)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_what_was_ever_stored_is_read_with_all_it_held(name: str, example: Any) -> None:
    retired = RETIRED.get(example["is"], ()) if name == "effect" else ()
    assert holds(read(name, example), {key: value for key, value in example.items() if key not in retired})


def test_there_is_an_example_of_everything() -> None:
    assert unknown() == [], "run python -m tests.storage.everything: it writes an example of what is new"


def test_an_example_leaves_no_field_at_its_default() -> None:
    def check(value: object) -> int:
        if isinstance(value, tuple):
            return sum(map(check, value))
        if not dataclasses.is_dataclass(value) or isinstance(value, type):
            return 0
        for each in dataclasses.fields(value):
            assert not each.init or getattr(value, each.name) != each.default, f"{type(value).__name__}.{each.name}"
        return 1 + sum(check(getattr(value, each.name)) for each in dataclasses.fields(value))

    assert check(filled(Session)) > 40


def test_a_value_of_a_choice_that_was_ever_stored_is_known_still() -> None:
    now = {name: set(parts) for root, *_ in ROOTS.values() for name, parts in known(root).items()}
    enums = {one.__name__ for one in enum.Enum.__subclasses__() + enum.StrEnum.__subclasses__()}
    for everything in kept():
        for name, parts in everything["classes"].items():
            assert name not in enums or set(parts) <= now[name]


@pytest.mark.parametrize("root", ROOTS)
def test_control_a_field_that_got_another_name_is_caught(root: str) -> None:
    """As if what this version calls so had been stored under another name."""
    example = next(one for everything in kept() for one in everything[root] if len(one) > 1)
    inner = example["session"] if root == "session" else example
    key = next(key for key in reversed(inner) if key != "is")
    inner[f"{key}_of_old"] = inner.pop(key)
    with pytest.raises((FormError, AssertionError)):
        assert holds(read(root, example), example)


def test_control_a_new_class_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    @dataclasses.dataclass(frozen=True, slots=True)
    class Unheard:
        word: str

    plain = ROOTS["outline"]
    monkeypatch.setitem(ROOTS, "outline", (Unheard, lambda _: b"{}", plain[2]))
    assert unknown() == ["Unheard"]


def test_examples_are_of_every_member_of_a_union() -> None:
    assert len(members(form.Effect)) > 50
    assert filled(Say).key
