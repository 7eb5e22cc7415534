"""`prompts/model/*.md`: what is said to a model. Officer text is put in as data, never as a template."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from bot.tables import TableError

if TYPE_CHECKING:
    from pathlib import Path

NAMES: dict[str, frozenset[str]] = {
    "system": frozenset(),
    "section": frozenset({"report", "section", "low", "high", "answers", "style", "examples"}),
    "opening": frozenset({"report", "low", "high", "answers", "body"}),
    "again": frozenset({"findings"}),
    "revise": frozenset({"report", "section", "wish", "text", "answers"}),
    "sight": frozenset(),
    "facts_system": frozenset(),
    "facts": frozenset({"text", "read"}),
    "howto_system": frozenset(),
    "howto": frozenset({"question", "passages"}),
    "notice_system": frozenset(),
    "notice": frozenset({"text", "read"}),
}
"""The prompts there must be, each with the names it must use and may use alone."""


class Prompts:
    """The model's prompts by name."""

    def __init__(self, texts: dict[str, str]) -> None:
        self._texts = texts

    @classmethod
    def open(cls, prompts: Path) -> Prompts:
        """Read and check the prompts.

        Raises:
            TableError: a prompt is missing, lacks a name, or uses one that nobody fills in.
        """
        texts = {}
        for name, names in NAMES.items():
            path = prompts / "model" / f"{name}.md"
            try:
                texts[name] = path.read_text(encoding="utf-8")
            except FileNotFoundError:
                raise TableError(f"缺少提示词 {path}，请从项目里恢复它") from None
            found = {field for _, field, _, _ in string.Formatter().parse(texts[name]) if field is not None}
            if found != names:
                wrong = "、".join(sorted(found ^ names))
                raise TableError(f"{path}：变量不对（{wrong}），应为：{'、'.join(sorted(names)) or '无'}")
        return cls(texts)

    def fill(self, name: str, **values: str) -> str:
        """A prompt with its names filled in. Braces in the values mean nothing."""
        return self._texts[name].format(**values)
