"""Numbers that lead to a person are taken out of what arrives before any of it is stored."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.facts.privacy import Privacy

HIDDEN = "hidden"
"""Our own key in a stored update: what was taken out of the officer's words, as he calls it."""
_WRITTEN = ("text", "caption")
_NO_WORDS = frozenset({"media_group_id", "file_id", "file_unique_id"})
"""Telegram's own names, which no officer writes: a long number among them is nobody's bank card."""
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


class Discreet:
    """Hides numbers in updates, whichever part of them holds one: words, a shared contact, a quoted message."""

    def __init__(self, privacy: Privacy) -> None:
        self._privacy = privacy

    def update(self, raw: bytes) -> bytes:
        """An update without such numbers; under `HIDDEN`, what was taken out of its words. Others stay as they are."""
        try:
            content = json.loads(raw)
            discreet = self._value(content)
        except (ValueError, RecursionError):
            return self.bytes(raw)
        if not isinstance(content, dict):
            return self.bytes(raw)
        if discreet == content:
            return raw
        if told := list(dict.fromkeys(self._told(content))):
            discreet[HIDDEN] = told
        return json.dumps(discreet, ensure_ascii=False).encode("utf-8", "surrogatepass")

    def bytes(self, raw: bytes) -> bytes:
        """Anything else that arrived, read as text as far as it is one."""
        text = raw.decode("utf-8", "surrogateescape")
        plain = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)
        hidden = self._privacy.hide(plain)
        return hidden.text.encode("utf-8", "replace") if hidden.kinds else raw

    def _value(self, value: Any) -> Any:  # noqa: ANN401  it is what arrived
        if isinstance(value, str):
            return self._privacy.hide(value).text
        if isinstance(value, list):
            return [self._value(one) for one in value]
        if isinstance(value, dict):
            return {key: one if key in _NO_WORDS else self._value(one) for key, one in value.items()}
        return value

    def _told(self, content: dict[str, Any]) -> Iterator[str]:
        for message in content.values():
            for key in _WRITTEN:
                if isinstance(message, dict) and isinstance(message.get(key), str):
                    for kind in self._privacy.hide(message[key]).kinds:
                        yield self._privacy.placeholder(kind).strip("〔〕")
