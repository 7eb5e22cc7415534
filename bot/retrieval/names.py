"""Names of private people → ××, before a passage is kept: careful not to take words for names.

A name counts where a role, a list or a matter of health says that a person is meant; once known, it is masked
in the whole document. Names in titles of honour (向某某学习) stay: those people are public examples.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.retrieval.characters import CJK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.retrieval.rules import Names

MASK = "××"
LONGEST_GIVEN = 2
_LIST_MARKS = "、和与及"
_MANY = "[余多]?(?:\\d+|[两二三四五六七八九十]+)?[余多]?(?:位|名|人|同志|职工)"


@dataclass(frozen=True, slots=True)
class _Finders:
    """Compiled patterns; the first group of each is the name."""

    after_role: re.Pattern[str]
    after_weak_role: re.Pattern[str]
    next_in_list: re.Pattern[str]
    before_role: re.Pattern[str]
    author: re.Pattern[str]
    in_health: re.Pattern[str]
    and_others: re.Pattern[str]


def find_names(text: str, rules: Names) -> frozenset[str]:
    """The names of people that a text tells."""
    finders = _finders(rules)
    found: set[str] = set()
    for pattern in (finders.after_role, finders.before_role, finders.author, finders.in_health):
        found.update(_names(pattern, text, rules, sure=True))
    for pattern in (finders.after_weak_role, finders.and_others):
        found.update(_names(pattern, text, rules, sure=False))
    return frozenset(found)


def mask_names(text: str, names: frozenset[str]) -> str:
    """The text with `names` masked, longest first."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, MASK)
    return text


def _names(pattern: re.Pattern[str], text: str, rules: Names, *, sure: bool) -> Iterator[str]:
    following = _finders(rules).next_in_list
    position = 0
    while match := pattern.search(text, position):
        name = _name(match[1], rules, sure=sure)
        position = match.end(1) if name else match.start() + 1
        if name is None:
            continue
        yield name
        while (more := following.match(text, position)) and (name := _name(more[1], rules, sure=sure)):
            yield name
            position = more.end(1)


def _name(text: str, rules: Names, *, sure: bool) -> str | None:
    """The text if it is a name; `sure` says that what stands round it speaks for one."""
    surname = text[:2] if text.startswith(rules.compound) else text[:1]
    given = text[len(surname) :]
    if not given or any(sign in rules.no_given for sign in given) or text.startswith(rules.not_names):
        return None
    usual = [sign in rules.given for sign in given]
    if surname in rules.doubtful:
        return text if sure and all(usual) and len(given) == LONGEST_GIVEN else None
    return text if all(usual) or (sure and any(usual)) else None


@lru_cache(maxsize=4)
def _finders(rules: Names) -> _Finders:
    name = f"((?:{'|'.join(rules.compound)})[{CJK}]{{1,2}}|[{rules.surnames}{rules.doubtful}][{CJK}]{{1,2}}?)"
    end = f"(?=[{rules.follows}\\s]|$)"
    roles = "|".join(sorted(rules.after, key=len, reverse=True))
    return _Finders(
        after_role=re.compile(f"(?:{'|'.join(rules.before)}){name}{end}"),
        after_weak_role=re.compile(f"(?:{'|'.join(rules.before_weak)}){name}{end}"),
        next_in_list=re.compile(f"[{_LIST_MARKS}]{name}{end}"),
        before_role=re.compile(f"{name}(?={roles})"),
        author=re.compile(f"[{rules.author_after}]{name}(?=《)"),
        in_health=re.compile(f"(?:^|[，。；：、的{CJK}]){name}(?={'|'.join(rules.health)})"),
        and_others=re.compile(f"(?:^|[，。；：、“”（\\s]){name}(?=等{_MANY})"),
    )
