"""Sessions, events and effects as JSON. The stored form carries its version; older ones are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import orjson
from cattrs.errors import BaseValidationError
from cattrs.preconf.orjson import make_converter
from cattrs.strategies import configure_tagged_union

from bot.core.effects import Effect
from bot.core.events import Event
from bot.core.outline import Outline
from bot.core.report import Block
from bot.core.state import Session

if TYPE_CHECKING:
    from collections.abc import Callable

VERSION = 1
"""The form in which sessions are written. Raise it with every change that makes cattrs refuse or misread an older one,
and put the step from the older form into `UPGRADES` and an example of it under `tests/storage/forms`."""

Form = dict[str, Any]
UPGRADES: dict[int, Callable[[Form], Form]] = {}
"""By version: a session of this form → the same in the next one. Version 1 is the first that was ever stored."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A session with the version of its form."""

    version: int
    session: Form


_converter = make_converter()
configure_tagged_union(Block, _converter, tag_name="is")
configure_tagged_union(Event, _converter, tag_name="is")
configure_tagged_union(Effect, _converter, tag_name="is")


class FormError(ValueError):
    """Stored bytes that no version of the bot has written. The message holds none of them."""


def dump_session(session: Session) -> bytes:
    """A session as it is stored."""
    return orjson.dumps({"version": VERSION, "session": _converter.unstructure(session)})


def load_session(stored: bytes | None) -> Session:
    """A session as it was stored; a new one for a chat never seen.

    Raises:
        FormError: the bytes are no session, or one of a newer bot.
    """
    if stored is None:
        return Session()
    kept = cast("_Kept", _read(stored, _Kept))
    version, session = kept.version, kept.session
    while version != VERSION:
        if version not in UPGRADES:
            raise FormError(f"a session of version {version}, this bot reads up to {VERSION}")
        session = UPGRADES[version](session)
        version += 1
    return cast("Session", _structure(session, Session))


def dump_event(event: Event) -> bytes:
    """An event of ours as it waits in the inbox."""
    return _bytes(event, Event)


def load_event(stored: bytes) -> Event:
    """An event as it was stored.

    Raises:
        FormError: the bytes are no event.
    """
    return cast("Event", _read(stored, Event))


def dump_effect(effect: Effect) -> bytes:
    """An effect as it waits to be performed."""
    return _bytes(effect, Effect)


def load_effect(stored: bytes) -> Effect:
    """An effect as it was stored.

    Raises:
        FormError: the bytes are no effect.
    """
    return cast("Effect", _read(stored, Effect))


def dump_outline(outline: Outline) -> bytes:
    """A kind of report as it is stored."""
    return _bytes(outline, Outline)


def load_outline(stored: bytes) -> Outline:
    """A kind of report as it was stored.

    Raises:
        FormError: the bytes are none.
    """
    return cast("Outline", _read(stored, Outline))


def _bytes(value: object, form: object) -> bytes:
    return orjson.dumps(_converter.unstructure(value, form))


def _read(stored: bytes, form: object) -> object:
    try:
        return _structure(orjson.loads(stored), form)
    except ValueError as error:
        raise FormError(type(error).__name__) from None


def _structure(value: object, form: Any) -> object:  # noqa: ANN401  a class or a union of classes
    try:
        return _converter.structure(value, form)
    except (BaseValidationError, ValueError, TypeError, KeyError) as error:
        raise FormError(type(error).__name__) from None
