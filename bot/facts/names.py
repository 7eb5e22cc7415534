"""Names of people, where something around them says that a person is meant: 工会主席周敏, 由刘建华负责, 责任人：陈晓燕.

Precision goes first: there is no list of given names, so a surname and usual signs alone make no name within running
words (高温, 安全, 方案). A name once found is found wherever else it stands in the text. `of` is the role before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.core.facts import FactKind
from bot.facts.amounts import one_of
from bot.facts.called import Called
from bot.facts.page import TAKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.facts import Reading
    from bot.facts.page import Page
    from bot.facts.people import NameWords

_HAN = r"\u4e00-\u9fff"
_WORDS = re.compile(f"[{_HAN}]+")
_END = re.compile(rf"(?![{_HAN}A-Za-z0-9])")
_EDGES = frozenset(f"\n\t |，,。；;、：:（）()！!？?“”•·/{TAKEN}")
_DOTTED = re.compile(rf"[{_HAN}]{{1,6}}[·•][{_HAN}]{{1,8}}(?![{_HAN}·•])")
_OTHERS = re.compile(r"(?= ?等 ?(?:[0-9一二三四五六七八九十两几]+)? ?(?:多|余)?(?:人|名|位|同志|职工|户))")
_SHORT, _FULL = 2, 3


class _Place(NamedTuple):
    """What stands right before a place where a name may begin."""

    named: bool
    """A label or a role."""
    led: bool
    """A word that hands something to someone."""
    edge: bool
    """Nothing."""


class _Around(NamedTuple):
    """How much around some words speaks for a person."""

    sure: bool
    likely: bool
    strict: bool

    def for_doubtful(self, length: int) -> bool:
        """Enough for a surname that is far more often another word."""
        return self.strict and (length == _FULL or self.sure)


class _Leads:
    """What leads up to a name in a text: where labels, roles and leads end."""

    def __init__(self, text: str, label: re.Pattern[str], role: re.Pattern[str], lead: re.Pattern[str]) -> None:
        self._text = text
        self.labels = {match.end() for match in label.finditer(text)}
        self.roles = {match.end(): match["role"] for match in role.finditer(text)}
        self.leads = {match.end() for match in lead.finditer(text)}
        self.all = self.leads | self.roles.keys()

    def place(self, at: int) -> _Place:
        """What stands before a place."""
        edge = at == 0 or self._text[at - 1] in _EDGES
        return _Place(at in self.labels or at in self.roles, at in self.leads, edge)


class Names:
    """Reads names; the last rule of all."""

    def __init__(self, words: NameWords) -> None:
        self._called = Called(words)
        self._not_names = words.not_names
        self._doubtful = frozenset(words.doubtful) - frozenset(words.surnames)
        self._given, self._no_given = frozenset(words.given), frozenset(words.no_given)
        self._surname = re.compile(f"(?=({one_of(words.compound)}|[{words.surnames}{words.doubtful}]))")
        self._label = re.compile(rf"(?:{one_of(words.labels)})(?:(?:为|是)? ?[:|] ?| +|[定选]的)")
        self._role = re.compile(rf"(?P<role>{one_of({*words.posts, *words.people})})(?:[: ]|是)?")
        self._lead = re.compile(one_of(words.leads))
        self._title = re.compile(rf"(?:{one_of(words.titles)})(?!{one_of(words.not_titled)})")
        self._rank = re.compile(one_of(words.ranks))
        self._doing = re.compile(one_of(words.doings))
        self._follow = re.compile(one_of(words.follows))

    def read(self, page: Page, _: Reading) -> None:
        """Take every name."""
        leads = _Leads(page.free, self._label, self._role, self._lead)
        found: set[str] = set()
        for start, end in [*self._whole(page.free, leads), *self._called.spans(page.free, leads.all)]:
            if page.is_unclaimed(start, end):
                found.add(page.free[start:end])
                page.take_words((start, end), FactKind.NAME, of=leads.roles.get(start, ""))
        if found:
            for match in re.finditer(one_of(found), page.free):
                page.take_words(match.span(), FactKind.NAME)

    def _whole(self, text: str, leads: _Leads) -> Iterator[tuple[int, int]]:
        """Where whole names stand."""
        for at in sorted(leads.labels | leads.roles.keys()):
            if match := _DOTTED.match(text, at):
                yield match.span()
        since = 0
        for match in self._surname.finditer(text):
            at = match.start()
            place = leads.place(at)
            if since and text[since:at] == "、":  # 窦勇、牛斌: in a list with a name
                place = place._replace(named=True)
            if at >= since and (end := self._name_end(text, at, match[1], place)):
                yield at, end
                since = end

    def _name_end(self, text: str, at: int, surname: str, place: _Place) -> int:
        """Where the name ends that begins here; 0 if none does."""
        first = at + len(surname)
        short, long = first + 1, first + 2
        ends = [end for end in (short, long) if end <= len(text) and self._is_name(text, at, first, end, place)]
        if not ends:
            return 0
        if ends[0] == short and self._goes_on_at(text, short):
            return short
        return ends[-1]

    def _goes_on_at(self, text: str, end: int) -> bool:
        """周敏荣获: what follows the shorter name is a word of two signs, so 荣 is none of it."""
        if _END.match(text, end):
            return True
        words = (pattern.match(text, end) for pattern in (self._title, self._doing, self._follow))
        return any(word and len(word[0]) >= _SHORT for word in words)

    def _is_name(self, text: str, at: int, first: int, end: int, place: _Place) -> bool:
        """Whether these words are a name here: surname from `at`, given name from `first` to `end`."""
        given, words = text[first:end], text[at:end]
        if not _WORDS.fullmatch(given) or not self._no_given.isdisjoint(given) or words.startswith(self._not_names):
            return False
        usual = [sign in self._given for sign in given]
        if not any(usual):
            return False
        around = self._around(text, at, end, place)
        if first - at == 1 and text[at] in self._doubtful:
            return all(usual) and around.for_doubtful(len(words))
        # Behind a role a surname and two usual signs need no more: 劳模郑春花工作室.
        likely = around.likely or (place.named and len(given) == _SHORT)
        return around.sure or (likely and all(usual))

    def _around(self, text: str, at: int, end: int, place: _Place) -> _Around:
        title = bool(self._title.match(text, end) or self._rank.match(text, end))
        doing, follow = bool(self._doing.match(text, end)), bool(self._follow.match(text, end))
        # 联系人黎娟138…: behind a label figures may follow at once.
        stop = bool(_END.match(text, end)) or (place.named and text[end].isdecimal())
        others = bool(_OTHERS.match(text, end))
        piped = "|" in (text[at - 1 : at], text[end : end + 1])
        closed = stop or title or doing or follow
        return _Around(
            sure=title or (place.named and closed) or (place.led and doing),
            likely=doing or others or (closed and (place.led or place.edge)),
            strict=(any(place) and (title or doing or others or (piped and stop))) or (place.named and closed),
        )
