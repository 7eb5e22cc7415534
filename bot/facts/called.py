"""People called by their surname: 王师傅, 张主席, 老李, 王某某."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.facts.amounts import one_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from bot.facts.people import NameWords

_HAN = r"\u4e00-\u9fff"
_END = rf"(?![{_HAN}A-Za-z0-9])"
_IS_HAN = re.compile(f"[{_HAN}]")
# After these a person may be called as at the beginning: 小高和老方, 司机班老贾.
_OPENERS = frozenset("和与同了班组科室部厂间")
# 上周主任 and 两周书记 call nobody.
_NO_COUNT = "(?<![上下本这每一两几六日])"
_BUSINESS = rf"(?![{_HAN}]{{0,6}}(?:公司|单位|工会|厂|局))"
_BLANKED = r"(?:某{1,2}|[×xX*]{1,2})"


class Called:
    """Finds them. A surname that is as often another word must stand apart (高主任, 小程负责; not 小程序)."""

    def __init__(self, words: NameWords) -> None:
        sure, compound = f"[{words.surnames}]", one_of(words.compound)
        apart = f"[{words.uncalled}{words.titled}]"
        familiar = "".join(sign for sign in words.surnames if sign not in words.uncalled)
        follows = one_of({*words.follows, *words.doings, *words.posts, *words.people})
        title = rf"(?:{one_of(set(words.titles) - {'同志'})})(?!{one_of(words.not_titled)})"
        self._called = re.compile(
            rf"{_NO_COUNT}(?:{compound}|{sure}){title}|{sure}{_BLANKED}{_BUSINESS}"
            rf"|(?P<led>[小老](?:[{familiar}]|{apart}(?:(?={follows})|{_END}))|[{words.titled}]{title})"
            rf"|(?P<edge>[{words.titled}]{_BLANKED})"
        )

    def spans(self, text: str, leads: Container[int]) -> Iterator[tuple[int, int]]:
        """Where they stand, in order; `leads` are the places before which a role or a lead stands."""
        for match in self._called.finditer(text):
            at = match.start()
            edge = not at or not _IS_HAN.match(text[at - 1])
            if not match.lastgroup or edge or (match["led"] and (at in leads or text[at - 1] in _OPENERS)):
                yield match.span()
