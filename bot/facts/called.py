"""People called by their surname: 王师傅, 张主席, 老李, 王某某."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.facts.amounts import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.facts.people import NameWords

_HAN = r"\u4e00-\u9fff"
_EDGE = rf"(?<![{_HAN}])"
_END = rf"(?![{_HAN}A-Za-z0-9])"
# 班长王师傅 is called so, 上周主任 and 两周书记 are not.
_NO_COUNT = "(?<![上下本这每一两几六日])"
_BUSINESS = rf"(?![{_HAN}]{{0,6}}(?:公司|单位|工会|厂|局))"
_BLANKED = r"(?:某{1,2}|[×xX*]{1,2})"


class Called:
    """Finds them. A surname that is as often another word must stand apart (高主任, 小程负责; not 小程序)."""

    def __init__(self, words: NameWords) -> None:
        sure, compound = f"[{words.surnames}]", one_of(words.compound)
        either = f"[{words.surnames}{words.titled}]"
        apart = f"[{words.uncalled}{words.titled}]"
        familiar = "[" + "".join(sign for sign in words.surnames if sign not in words.uncalled) + "]"
        roles = one_of({*words.posts, *words.people})
        led = "|".join(f"(?<={re.escape(word)})" for word in (*words.leads, *words.posts, *words.people))
        after = f"{_EDGE}|{led}|(?<=[和与同了班组科室部厂间])"
        title = rf"(?:{one_of([title for title in words.titles if title != '同志'])})(?!{one_of(words.not_titled)})"
        follows = rf"(?={one_of([*words.follows, *words.doings])}|{roles})|{_END}"
        self._called = re.compile(
            rf"{_NO_COUNT}(?:{compound}|{sure}){title}"
            rf"|(?:{after})[{words.titled}]{title}"
            rf"|(?:{after})[小老](?:{familiar}|{apart}(?:{follows}))"
            rf"|{_EDGE}{either}{_BLANKED}|{sure}{_BLANKED}{_BUSINESS}"
        )

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where they stand, in order."""
        for match in self._called.finditer(text):
            yield match.span()
