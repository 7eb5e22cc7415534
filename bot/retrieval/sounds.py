"""Words that a voice input or a slip spelled wrong → the words that were meant, by knowledge/sounds.toml.

Only words that nobody knows are touched: neither the vocabulary nor any passage. A pair of signs is mended by one
sign that sounds the same, if some passage has the pair that comes of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from bot.tables import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHORTEST_BY_SOUND = 3  # signs of a known word that may all be written wrong; two alone would meet by chance
SHORTEST_BY_LOOKS = 4  # of one that may have one sign of another sound
MOST_SPELLINGS = 8
PAIR = 2
CHANCE = 1
"""Passages in which a pair is not yet a word that somebody may have meant."""
ANY = "\0"


@dataclass(frozen=True, slots=True)
class _Alike:
    beginnings: dict[str, str]
    ends: dict[str, str]


@dataclass(frozen=True, slots=True)
class _File:
    alike: _Alike
    syllables: dict[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Sounds:
    """Which signs sound alike."""

    of: Mapping[str, tuple[str, ...]]
    signs: Mapping[str, str]

    def like(self, sign: str) -> str:
        """All other signs that sound like one."""
        return "".join(dict.fromkeys(other for sound in self.of.get(sign, ()) for other in self.signs[sound])).replace(
            sign, ""
        )

    def spellings(self, words: str) -> list[str]:
        """The sounds of words, one for each way to read them."""
        readings = [self.of.get(sign, (sign,)) for sign in words]
        return [" ".join(spelling) for spelling, _ in zip(product(*readings), range(MOST_SPELLINGS), strict=False)]

    def keys(self, words: Iterable[str]) -> dict[str, str]:
        """Known words by their sounds, and by their signs with one left open."""
        found: dict[str, str] = {}
        for word in words:
            for key in (*_open(word), *(self.spellings(word) if len(word) >= SHORTEST_BY_SOUND else ())):
                found.setdefault(key, word)
        return found

    def meant(self, words: str, keys: Mapping[str, str], *, by_looks: bool) -> str | None:
        """The known word that `words` were meant to be; `by_looks`: or one that differs in one sign of any sound."""
        if len(words) < SHORTEST_BY_SOUND:
            return None
        likely = (*self.spellings(words), *(_open(words) if by_looks else ()))
        return next((keys[key] for key in likely if key in keys), None)

    def mended(self, words: str, frequency: Callable[[str], int]) -> str:
        """Words with each pair that no passage has mended by one sign; `frequency` counts a pair's passages."""
        place = 0
        while place < len(words) - 1:
            if not frequency(words[place : place + 2]):
                words = self._better(words, place, frequency) or words
            place += 1
        return words

    def _better(self, words: str, place: int, frequency: Callable[[str], int]) -> str | None:
        """Words with one sign of the pair at `place` changed to make the most usual pair.

        The sign must be no part of another known pair, and more pairs must be known afterwards.
        """
        outer = {place: words[max(place - 1, 0) : place + 1], place + 1: words[place + 1 : place + 3]}
        wrong = (at for at, pair in outer.items() if len(pair) < PAIR or frequency(pair) <= 0)
        choices = (words[:at] + sign + words[at + 1 :] for at in wrong for sign in self.like(words[at]))
        before = _known(words, place, frequency)
        usual = (choice for choice in choices if frequency(choice[place : place + PAIR]) > CHANCE)
        better = (choice for choice in usual if _known(choice, place, frequency) > before)
        return max(better, key=lambda choice: frequency(choice[place : place + 2]), default=None)


class Pairs:
    """Words of two signs, to be found by one of them and the sound of the other."""

    def __init__(self, sounds: Sounds, words: Iterable[str]) -> None:
        self._sounds = sounds
        self._words: dict[tuple[str, str], set[str]] = defaultdict(set)
        for word in words:
            for key in self._keys(word):
                self._words[key].add(word)

    def like(self, pair: str) -> set[str]:
        """The words that share a sign with `pair` and sound like it."""
        return {word for key in self._keys(pair) for word in self._words.get(key, ())} - {pair}

    def _keys(self, pair: str) -> Iterator[tuple[str, str]]:
        first, second = pair[0], pair[1]
        yield from ((sound, second) for sound in self._sounds.of.get(first, ()))
        yield from ((first, sound) for sound in self._sounds.of.get(second, ()))


@lru_cache(maxsize=4)
def load_sounds(path: Path) -> Sounds:
    """Read knowledge/sounds.toml.

    Raises:
        TableError: naming file and line.
    """
    file = read(path, _File)
    of: dict[str, dict[str, None]] = defaultdict(dict)
    signs: dict[str, str] = defaultdict(str)
    for syllable, written in file.syllables.items():
        sound = _plain(syllable, file.alike)
        signs[sound] += written
        for sign in written:
            of[sign][sound] = None
    return Sounds({sign: tuple(sounds) for sign, sounds in of.items()}, dict(signs))


def _plain(syllable: str, alike: _Alike) -> str:
    for beginning, other in alike.beginnings.items():
        if syllable.startswith(beginning):
            syllable = other + syllable[len(beginning) :]
            break
    for end, other in alike.ends.items():
        if syllable.endswith(end):
            return syllable[: -len(end)] + other
    return syllable


def _open(words: str) -> list[str]:
    if len(words) < SHORTEST_BY_LOOKS:
        return []
    return [words[:at] + ANY + words[at + 1 :] for at in range(len(words))]


def _known(words: str, place: int, frequency: Callable[[str], int]) -> int:
    """How many of the pairs at and beside `place` some passage has."""
    pairs = (words[at : at + 2] for at in range(max(place - 1, 0), place + 2))
    return sum(frequency(pair) > 0 for pair in pairs if len(pair) > 1)
