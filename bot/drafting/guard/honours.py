"""No honour that was not said.

In a clause of awarding every particular word (先进, 二等奖, 全国) must come from an answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.drafting.guard.finding import Hit
from bot.drafting.guard.ranks import ranks
from bot.facts.numerals import value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drafting.guard.case import Case
    from bot.drafting.guard.lexicon import Honours
    from bot.drafting.guard.said import Said

MOST = 0.8
"""Such a share of the pairs of signs makes an honour without particular words the same."""
_PLACE = re.compile("第([一二三四五六七八九十])名")
_CLAUSE = re.compile(r"[^，。；！？\n]+")


def unknown_honours(case: Case) -> Iterator[Hit]:
    """Honours, wholly or in part invented."""
    honours = case.lexicon.honours
    for clause in _CLAUSE.finditer(case.text):
        award = next((found for award in honours.awards if (found := award.search(clause[0]))), None)
        if award and (fault := _fault(clause[0], award, honours, case)):
            yield Hit("honour", clause.start() + fault[0], clause.start() + fault[1])
    for one in case.written:
        if one.fact.kind is FactKind.HONOUR and not is_honour_said(one.fact.value, case.known.said, honours):
            yield Hit("honour", one.fact.start, one.fact.end)


def is_honour_said(honour: str, said: Said, honours: Honours) -> bool:
    """Whether an honour is among the words: as it stands, or each of its particular words in its own or other words."""
    names = _names(honour, honours)
    if said.has(honour) or (names and all(_is_said(name, said, honours) for name in names)):
        return True
    return not names and said.share(honour) >= MOST


def _fault(clause: str, award: re.Match[str], honours: Honours, case: Case) -> tuple[int, int] | None:
    """Where an honour was invented, from the word of awarding to its end."""
    said = case.known.said
    names = _names(clause, honours)
    missing = [name for name in names if not _is_said(name, said, honours)]
    if missing:
        return min(award.start(), *(clause.index(name) for name in missing)), max(
            award.end(), *(clause.index(name) + len(name) for name in missing)
        )
    if set(names) <= set(honours.levels) and not any(said.has(word) for word in (*honours.general, award[0])):
        return award.span()
    return None


def _names(words: str, honours: Honours) -> list[str]:
    """The particular words of an honour, none within another."""
    names = [name for name in honours.names if name in words]
    return [name for name in names if not any(name != longer and name in longer for longer in names)]


def _is_said(name: str, said: Said, honours: Honours) -> bool:
    """Whether it was said so or in the words of `honours.same`; 第一名 is also 第一."""
    if any(said.has(word) for group in ((name,), *honours.same) if name in group for word in group):
        return True
    return (place := _PLACE.fullmatch(name)) is not None and ("第", str(value_of(place[1]))) in ranks(said.texts)
