"""Names of people, where something around them says that a person is meant: 工会主席周敏, 由刘建华负责, 责任人：陈晓燕.

Precision goes first: there is no list of given names, so a surname and usual signs alone make no name within running
words (高温, 安全, 方案). A name once found is found wherever else it stands in the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.core.facts import FactKind
from bot.facts.amounts import one_of
from bot.facts.page import TAKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.facts import Reading
    from bot.facts.page import Page
    from bot.facts.people import NameWords

_HAN = r"\u4e00-\u9fff"
_NO_HAN = rf"(?![{_HAN}A-Za-z0-9])"
_EDGES = frozenset(f"\n\t |，,。；;、：:（）()！!？?“”•·/{TAKEN}")
_DOTTED = rf"[{_HAN}]{{1,6}}[·•][{_HAN}]{{1,8}}(?![{_HAN}·•])"
_SHORT, _FULL = 2, 3
_MANY = r"(?= ?等 ?(?:[0-9一二三四五六七八九十两几]+)? ?(?:多|余)?(?:人|名|位|同志|职工|户))"


class _Place(NamedTuple):
    """A place where a name may begin: how surely, by what stands before it."""

    named: bool
    """A label or a role stands right before it."""
    led: bool
    """A word that hands something to someone stands before it."""
    edge: bool
    """Nothing does."""


class Names:
    """Reads names; the last rule of all."""

    def __init__(self, words: NameWords) -> None:
        self._words = words
        self._strong, self._weak = frozenset(words.surnames), frozenset(words.doubtful) - frozenset(words.surnames)
        self._given, self._no_given = frozenset(words.given), frozenset(words.no_given)
        surname = f"(?:{one_of(words.compound)}|[{words.surnames}{words.doubtful}])"
        self._surname = re.compile(f"(?=({surname}))")
        self._label = re.compile(rf"(?:{one_of(words.labels)})(?:为|是)? ?[:|] ?|(?:{one_of(words.labels)}) +")
        self._role = re.compile(rf"(?:{one_of({*words.posts, *words.people})})[: ]?")
        self._lead = re.compile(rf"(?:{one_of(words.leads)})")
        self._title = re.compile(rf"(?:{one_of(words.titles)})(?!{one_of(words.not_titled)})")
        self._rank = re.compile(one_of(words.ranks))
        self._doing = re.compile(one_of(words.doings))
        self._follow = re.compile(one_of(words.follows))
        self._others = re.compile(_MANY)
        self._end = re.compile(_NO_HAN)
        self._dotted = re.compile(_DOTTED)
        titles = one_of([title for title in words.titles if title != "同志"])
        after_title = rf"(?!{one_of(words.not_titled)})"
        titled = f"[{words.surnames}{words.titled}]"
        called = f"[{words.surnames}]"
        left = rf"(?<![{_HAN}])|(?<=[由请让归派叫找跟给])|(?<=[看慰探走]望)|(?<=慰问)|(?<=安排)|(?<=职工)|(?<=同事)"
        self._short = re.compile(
            rf"(?<![上下本这每一两几六日])(?:{one_of(words.compound)}|{called})(?:{titles}){after_title}"
            rf"|(?:{left})[{words.titled}](?:{titles}){after_title}"
            rf"|(?:{left}|(?<=[和与同了]))[小老]{titled}(?={one_of([*words.follows, *words.doings])}|{_NO_HAN})"
            rf"|(?<![{_HAN}])[{words.surnames}{words.titled}](?:某{{1,2}}|[×xX*]{{1,2}})"
            rf"|{called}(?:某{{1,2}}|[×xX*]{{1,2}})(?![{_HAN}]{{0,6}}(?:公司|单位|工会|厂|局))"
        )

    def read(self, page: Page, _: Reading) -> None:
        """Take every name."""
        found: set[str] = set()
        for start, end in [*self._full(page.free), *(match.span() for match in self._short.finditer(page.free))]:
            if page.is_unclaimed(start, end):
                found.add(page.free[start:end])
                page.take_words((start, end), FactKind.NAME)
        known = [name for name in found if len(name) >= _SHORT]
        if known:
            for match in re.finditer(one_of(known), page.free):
                page.take_words(match.span(), FactKind.NAME)

    def _full(self, text: str) -> Iterator[tuple[int, int]]:
        """Where whole names stand."""
        labels = {match.end() for match in self._label.finditer(text)}
        roles = {match.end() for match in self._role.finditer(text)}
        leads = {match.end() for match in self._lead.finditer(text)}
        for at in sorted(labels | roles):
            if match := self._dotted.match(text, at):
                yield match.span()
        since = 0
        for match in self._surname.finditer(text):
            at = match.start()
            if at < since:
                continue
            edge = at == 0 or text[at - 1] in _EDGES
            place = _Place(at in labels or at in roles, at in leads, edge)
            end = self._name_end(text, at, match[1], place)
            if end:
                yield at, end
                since = end

    def _name_end(self, text: str, at: int, surname: str, place: _Place) -> int:
        """Where the name ends that begins here; 0 if none does."""
        first = at + len(surname)
        short, long = first + 1, first + 2
        ends = [end for end in (short, long) if end <= len(text) and self._is_name(text, at, first, end, place)]
        if not ends:
            return 0
        if ends[0] == short and self._follows_at_length(text, short):
            return short
        return ends[-1]

    def _follows_at_length(self, text: str, end: int) -> bool:
        """周敏荣获: what follows the shorter name is a word of two signs, so 荣 is none of it."""
        if self._end.match(text, end):
            return True
        words = (pattern.match(text, end) for pattern in (self._title, self._doing, self._follow))
        return any(word and len(word[0]) >= _SHORT for word in words)

    def _is_name(self, text: str, at: int, first: int, end: int, place: _Place) -> bool:
        """Whether these words are a name here."""
        given, words = text[first:end], text[at:end]
        if any(sign in self._no_given for sign in given) or words.startswith(self._words.not_names):
            return False
        usual = [sign in self._given for sign in given]
        speaks = self._speaks(text, at, end, place)
        if text[at] in self._weak and first - at == 1:
            return all(usual) and speaks.for_weak(len(words))
        return (speaks.sure and any(usual)) or (speaks.likely and all(usual))

    def _speaks(self, text: str, at: int, end: int, place: _Place) -> _Speaks:
        """How much around the words speaks for a person."""
        stop = self._end.match(text, end) is not None
        title = (self._title.match(text, end) or self._rank.match(text, end)) is not None
        doing = self._doing.match(text, end) is not None
        follow = self._follow.match(text, end) is not None
        others = self._others.match(text, end) is not None
        piped = text[at - 1 : at] == "|" or text[end : end + 1] == "|"
        closed = stop or title or doing or follow
        return _Speaks(
            sure=title or (place.named and closed) or (place.led and (doing or title)),
            likely=doing or others or (place.led and closed) or (place.edge and closed),
            strict=((title or doing or others or (piped and stop)) and (place.edge or place.led or place.named))
            or (place.named and closed),
        )


class _Speaks(NamedTuple):
    """How much speaks for a person."""

    sure: bool
    likely: bool
    strict: bool

    def for_weak(self, length: int) -> bool:
        """Enough for a surname that is far more often another word."""
        return self.strict and (length == _FULL or self.sure)
