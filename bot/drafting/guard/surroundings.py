"""What stands round a figure: the words and the other figures that tell what it counts.

The same reading of answers and of a text makes the two comparable. A word counts the more the nearer it stands: in
the same clause and next to the figure most, in the clauses before and after it less, beyond a line not at all.
A date begins a new event, and a figure of the same unit begins a new count: behind them little belongs to the figure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, NamedTuple

from bot.core.facts import FactKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.core.facts import Fact
    from bot.drafting.guard.lexicon import Around

    Features = Mapping[str, float]

NEARNESS = (3.0, 1.0, 0.5, 0.3, 0.15)
"""The weight of a word beside the figure, and one, two, three clauses away, and beyond a figure of the same unit."""
_SOFT, _HARD = 1, 2
OTHERS = 0.3
"""What another figure counts, and what leads up to one of the same unit, tells little."""
SIGN = 0.4
"""A single sign tells less than a pair of them."""
FIGURE = 1.5
"""A figure beside a figure tells more."""
ROW = 3.0
"""A figure and the date of the same place in two rows belong together."""
_PIECE = re.compile(
    r"(?P<word>[\u3400-\u9fffA-Za-z]+)|(?P<line>\n+)|(?P<hard>[。；;！？!?])|(?P<soft>[，,、|｜：:\s（）()])"
)
_RATE = re.compile(
    r"(?P<visits>人次|户次|车次|台次|班次|场次)|[每各]|一[人户个名位家天周月年场次份站队班组]|[人户日月年场家]均|平均"
)
_NO_LINK = re.compile(r"[，,。；;：:\n\d]")
_NEAR = 8
RATE = "~每"
"""The feature of what is said of each: 每人500, never 共1500."""
_PARTS = re.compile(r"[。；;\n]")
_LISTED = frozenset("、和与及")
_RUN = re.compile(r"[\u3400-\u9fffA-Za-z]+")
_DATES = frozenset({FactKind.DATE, FactKind.DATE_RANGE})
_NAMES = frozenset({FactKind.NAME, FactKind.ORG, FactKind.HONOUR, FactKind.DOCUMENT})


class _Piece(NamedTuple):
    """Words, a mark, or a figure; `fact` is the figure's place among the facts, or whose noun the words are."""

    sort: str
    words: str = ""
    fact: int = -1


_END = _Piece("line")


class Surroundings:
    """Reads what stands round the figures of a text."""

    def __init__(self, words: Around) -> None:
        self._idle = frozenset(words.idle)
        self._idle_word = any_of(words.words)
        self._same_word = any_of([form for forms in words.same for form in forms])
        self._meanings: dict[str, list[str]] = {}
        for forms in words.same:
            for form in forms:
                self._meanings.setdefault(form, []).append(meaning(forms[0]))
        self._features = lru_cache(maxsize=4096)(self._features_of)

    def read(self, text: str, facts: Sequence[Fact]) -> tuple[Features, ...]:
        """For each fact: the features round it, each with its weight."""
        pieces = list(_pieces(text, facts))
        found: list[dict[str, float]] = [{} for _ in facts]
        for at, piece in enumerate(pieces):
            if piece.sort == "fact":
                self._look(pieces, range(at - 1, -1, -1), facts, piece.fact, found[piece.fact])
                self._look(pieces, range(at + 1, len(pieces)), facts, piece.fact, found[piece.fact])
        _pair_rows(text, facts, found)
        _mark_rates(text, facts, found)
        return tuple(found)

    def words(self, text: str, weight: float) -> Features:
        """The features of some words alone."""
        found: dict[str, float] = {}
        for run in _RUN.findall(text):
            _add(found, self._features(run), weight)
        return found

    def _look(
        self, pieces: Sequence[_Piece], way: range, facts: Sequence[Fact], at: int, found: dict[str, float]
    ) -> None:
        """Walk away from a figure, adding what is met, until too far."""
        own, left = facts[at], way.step < 0
        dated = own.kind in _DATES
        steps, ending = 0, False
        for place in way:
            piece = pieces[place]
            beyond = pieces[place + way.step] if place + way.step in way else _END
            if piece.sort == "word":
                leads_on = not left and beyond.sort == "fact" and _are_alike(own, facts[beyond.fact])
                weight = NEARNESS[0 if piece.fact == at else steps]
                others = leads_on or piece.fact not in {-1, at}
                _add(found, self._features(piece.words), min(weight, OTHERS) if others else weight)
                continue
            if piece.sort == "fact":
                other = facts[piece.fact]
                if dated and other.kind in _DATES:
                    return
                ending = ending or other.kind in _DATES
                # Figures of one unit in a row are rivals: the company of one tells nothing of the other.
                if _are_alike(own, other):
                    steps = max(steps + _HARD, len(NEARNESS) - 1)
                else:
                    _add(found, _features(other), NEARNESS[steps])
            else:
                # 9月2日、9月17日: dates in a row are one event's.
                row = beyond.sort == "fact" and facts[beyond.fact].kind in _DATES
                if piece.sort == "line" or (ending and not row) or (piece.sort == "hard" and not (left or dated)):
                    return
                steps += _SOFT if piece.sort == "soft" else _HARD
            if steps >= len(NEARNESS):
                return

    def _features_of(self, run: str) -> Features:
        found = {word: 1.0 for same in self._same_word.findall(run) for word in self._meanings[same]}
        for part in self._idle_word.split(run):
            found |= {one + two: 1.0 for one, two in pairwise(part) if not (one in self._idle and two in self._idle)}
            found |= dict.fromkeys((sign for sign in part if sign not in self._idle), SIGN)
        return found


def meaning(word: str) -> str:
    """The feature of all words that mean the same as this one, the first of its group."""
    return f"~{word}"


def overlap(one: Features, other: Features) -> float:
    """How much two surroundings share."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[feature] for feature, weight in one.items() if feature in other)


def _add(found: dict[str, float], features: Features, weight: float) -> None:
    for feature, part in features.items():
        if weight * part > found.get(feature, 0.0):
            found[feature] = weight * part


def _mark_rates(text: str, facts: Sequence[Fact], found: Sequence[dict[str, float]]) -> None:
    """每人500, 人次一共198: what right before a figure says of what it counts."""
    starts = [fact.start for fact in facts]
    for mark in _RATE.finditer(text):
        at = bisect_left(starts, mark.end())
        near = at < len(facts) and starts[at] - mark.end() <= _NEAR and facts[at].kind not in _DATES
        if near and not _NO_LINK.search(text, mark.end(), starts[at]):
            found[at][f"~{mark['visits']}" if mark["visits"] else RATE] = ROW


def _pair_rows(text: str, facts: Sequence[Fact], found: Sequence[dict[str, float]]) -> None:
    """9月2日、9月17日 …，210人、165人: of two rows of one length the first belongs to the first, and so on."""
    rows = [row for row in _rows(text, facts) if len(row) > 1]
    for days, figures in permutations(rows, 2):
        near = len(days) == len(figures) and not _PARTS.search(text, facts[days[0]].end, facts[figures[0]].start)
        if near and days < figures and facts[days[0]].kind in _DATES and facts[figures[0]].kind not in _DATES:
            for place, (day, figure) in enumerate(zip(days, figures, strict=True)):
                for other, (other_day, other_figure) in enumerate(zip(days, figures, strict=True)):
                    weight = ROW if other == place else 0.0
                    found[figure] |= dict.fromkeys(_features(facts[other_day]), weight)
                    found[day] |= dict.fromkeys(_features(facts[other_figure]), weight)


def _rows(text: str, facts: Sequence[Fact]) -> list[list[int]]:
    """The facts, those of one kind and unit that follow each other in a list together."""
    rows: list[list[int]] = []
    for index, fact in enumerate(facts):
        last = rows[-1][-1] if rows else index
        if last < index and _are_alike(facts[last], fact) and text[facts[last].end : fact.start] in _LISTED:
            rows[-1].append(index)
        else:
            rows.append([index])
    return rows


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of some plain words, the longest first; for nothing where there is none."""
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)")


def _are_alike(one: Fact, other: Fact) -> bool:
    return one.kind is other.kind and one.unit == other.unit


def _features(fact: Fact) -> Features:
    if fact.kind in _DATES:
        return dict.fromkeys((f"@{day}" for day in fact.value.split("/")), FIGURE)
    return {f"={fact.value}" if fact.kind in _NAMES else f"#{fact.value}{fact.unit}": FIGURE}


def _pieces(text: str, facts: Sequence[Fact]) -> Iterator[_Piece]:
    at = 0
    for index, fact in enumerate(facts):
        yield from _runs(text, at, fact.start)
        yield _Piece("fact", fact=index)
        at = fact.end
        if fact.of and fact.kind not in _DATES and text.startswith(fact.of, at):
            yield _Piece("word", fact.of, index)
            at += len(fact.of)
    yield from _runs(text, at, len(text))


def _runs(text: str, start: int, end: int) -> Iterator[_Piece]:
    for found in _PIECE.finditer(text, start, end):
        yield _Piece(found.lastgroup or "", found[0])
