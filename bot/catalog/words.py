"""`prompts/officer.toml`: every word the officer reads, and the words the officer may type for a button."""

from __future__ import annotations

import string
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.acts import COMMANDS, Act
from bot.core.asking import Reply
from bot.core.helping import SITUATIONS
from bot.core.span import Span
from bot.core.state import Became
from bot.core.typed import plain
from bot.core.understanding import Part
from bot.core.wishes import BACK, How
from bot.tables import TableError, line_of, read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Words:
    """Texts by key; a text's {names} are filled in by whoever says it."""

    say: dict[str, str]
    unsupported: dict[str, str]
    purpose: dict[str, str]
    role: dict[str, str]
    button: dict[str, str]
    command: dict[str, str]
    admin_command: dict[str, str]
    reviewer_command: dict[str, str]
    group_command: dict[str, str]
    hidden_command: dict[str, str]
    situation: dict[str, str]
    typed: dict[str, list[str]]
    choice: dict[str, str]
    part: dict[str, str]
    became: dict[str, str]
    reply: dict[str, list[str]]
    revise: dict[str, str]
    wish: dict[str, list[str]]

    @property
    def commands(self) -> tuple[dict[str, str], ...]:
        """All tables of commands, each command with its description."""
        return self.command, self.admin_command, self.reviewer_command, self.group_command, self.hidden_command

    def text(self, key: str, **values: object) -> str:
        """A text with its names filled in. The values are data: braces in them mean nothing."""
        return self.say[key].format(**values).strip()

    def acts(self) -> dict[str, str]:
        """The typed words, folded as `bot.core.typed.plain` folds a message, each with its act."""
        return _folded(self.typed)

    def wishes(self) -> dict[str, str]:
        """The words that ask for a change of a draft, folded the same way, each with its `How`."""
        return _folded(self.wish)

    def replies(self) -> dict[str, str]:
        """The words for a choice, folded the same way, each with its `Reply`."""
        return _folded(self.reply)


REVISE = frozenset({"yes", "no", "again_new", "list"})
"""Buttons under a section beside the ways of changing it."""

REQUIRED: dict[str, frozenset[str]] = {
    "noted": frozenset({"count"}),
    "unsupported": frozenset({"what"}),
    "question": frozenset({"section", "step", "steps", "bar", "ask"}),
    **{f"help_{situation}": frozenset() for situation in SITUATIONS},
    "help_media_unheard": frozenset(),
    "example": frozenset({"example"}),
    "given": frozenset({"given"}),
    "last_plan": frozenset({"items"}),
    "menu": frozenset({"title", "period"}),
    "ready_open": frozenset({"sections"}),
    "kind_question": frozenset({"groups"}),
    "left": frozenset({"sections", "minutes"}),
    "due": frozenset({"deadline"}),
    **{f"period_{span}": frozenset({"kind", "due"}) for span in Span},
    "loose": frozenset({"text"}),
    "no_examples": frozenset({"query"}),
    "howto": frozenset({"text"}),
    "files": frozenset({"title"}),
    "photo_count_of": frozenset({"count", "asked"}),
    "photos_taken": frozenset({"taken", "section", "count"}),
    "photo_read": frozenset({"text"}),
    "missing": frozenset({"items"}),
    "no_pdf": frozenset(),
    "to_verify": frozenset({"items"}),
    "evidence_item": frozenset({"sentence", "facts", "where"}),
    "evidence_said": frozenset({"text"}),
    "heard": frozenset({"heard"}),
    "back_item": frozenset({"number", "matter", "parts"}),
    "back_lone_item": frozenset({"matter", "parts"}),
    "back_conflict": frozenset({"figures"}),
    "back_figure": frozenset({"where", "near"}),
    "back_reason": frozenset({"number", "matter", "became"}),
    "check": frozenset({"items"}),
    "check_next": frozenset({"number", "matter"}),
    "offer_unfinished": frozenset({"items"}),
    "offer_recurrent": frozenset({"items"}),
    "hints": frozenset({"items"}),
    "left_out": frozenset({"items"}),
    "back_product": frozenset({"product", "total"}),
}
"""Texts that would be of no use without these names."""


def _folded(table: dict[str, list[str]]) -> dict[str, str]:
    return {plain(word): meaning for meaning, words in table.items() for word in words}


def _exactly(path: Path, where: str, found: set[str], wanted: Iterable[str]) -> None:
    if wrong := found ^ set(wanted):
        raise TableError(f"{path}：{where}里应正好有 {'、'.join(wanted)}（{'、'.join(sorted(wrong))} 不对）")


def read_words(prompts: Path) -> Words:
    """Read and check the officer's words.

    Raises:
        TableError: an act that does not exist, a command without description, a text that lacks a name it must have.
    """
    path = prompts / "officer.toml"
    words = read(path, Words)
    acts = set(Act)
    commands = {name for table in words.commands for name in table}
    for name in (*words.button, *words.typed, *commands):
        if name not in acts:
            raise TableError(f"{path}{line_of(path, name)}：没有这个动作 {name}，可用：{'、'.join(acts)}")
    _exactly(path, "各个 command 表合起来", commands, COMMANDS)
    _exactly(path, "[situation]", set(words.situation), SITUATIONS)
    for replies in (words.choice, words.reply):
        _exactly(path, "[choice] 和 [reply]", set(replies), Reply)
    ways = {*How, BACK}
    for table, known in ((words.wish, ways), (words.revise, {*ways, *REVISE})):
        if strange := set(table) - known:
            raise TableError(f"{path}：[revise] 和 [wish] 里没有这种改法：{'、'.join(sorted(strange))}")
    _exactly(path, "[part]", set(words.part), Part)
    _exactly(path, "[became]", set(words.became), Became)
    for key, names in REQUIRED.items():
        if key not in words.say:
            raise TableError(f"{path}：[say] 里缺少 {key}，请补上")
        found = {name for _, name, _, _ in string.Formatter().parse(words.say[key]) if name}
        if lacking := names - found:
            raise TableError(f"{path}{line_of(path, key)}：{key} 里缺少 {{{'}、{'.join(sorted(lacking))}}}")
    return words
