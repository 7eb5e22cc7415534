"""Which area of union work a passage speaks of: the tag whose words it holds most of."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.retrieval.rules import Topic

STRONG = 3
REPEATED = 0.5  # what each further time of a word adds, up to `MOST_REPEATS`
MOST_REPEATS = 2
MOST_OF_HEADING = 5


def topic_of(text: str, heading: str, topics: tuple[Topic, ...]) -> str:
    """The best tag, "" where no word of any tag occurs.

    A heading weighs; only one that names a part of the report (存在问题) decides alone.
    """
    for topic in topics if heading else ():
        if any(word in heading for word in topic.headings):
            return topic.name
    scores = _scores(text, topics)
    for name, score in _scores(heading, topics).items():
        scores[name] += min(score, MOST_OF_HEADING)
    best = max(topics, key=lambda topic: scores[topic.name], default=None)
    return best.name if best and scores[best.name] else ""


def _scores(text: str, topics: tuple[Topic, ...]) -> defaultdict[str, float]:
    """What the words of a text count for each tag; of a tag's words that overlap, the first and longest."""
    words = _words(topics)
    found: Counter[tuple[str, str, int]] = Counter()
    free: dict[str, int] = {}
    for start, sign in enumerate(text):
        for word, name, points in words.get(sign, ()):
            if free.get(name, 0) <= start and text.startswith(word, start):
                free[name] = start + len(word)
                found[word, name, points] += 1
    scores: defaultdict[str, float] = defaultdict(float)
    for (_, name, points), times in found.items():
        scores[name] += points * (1 + REPEATED * min(times - 1, MOST_REPEATS))
    return scores


@lru_cache(maxsize=4)
def _words(topics: tuple[Topic, ...]) -> Mapping[str, Sequence[tuple[str, str, int]]]:
    """Each word with its tag and what it counts for that tag, by the sign it begins with, the longest first."""
    words: defaultdict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for topic in topics:
        for word in {*topic.strong, *topic.words}:
            words[word[0]].append((word, topic.name, STRONG if word in topic.strong else 1))
    return {sign: sorted(told, key=lambda one: -len(one[0])) for sign, told in words.items()}
