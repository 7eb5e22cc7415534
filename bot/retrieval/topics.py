"""Which area of union work a passage speaks of: the tag whose words it holds most of."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.retrieval.rules import Topic

STRONG = 3
REPEATED = 0.5  # what each further time of a word adds, up to `MOST_REPEATS`
MOST_REPEATS = 2
MOST_OF_HEADING = 5
SHORT = 100  # signs: a question, in which it pays to look first whether any word begins there


def topic_of(text: str, heading: str, topics: tuple[Topic, ...]) -> str:
    """The best tag, "" where no word of any tag occurs.

    A heading weighs; only one that names a part of the report (存在问题) decides alone.
    """
    for topic in topics:
        if any(word in heading for word in topic.headings):
            return topic.name
    if len(text) < SHORT and not heading:
        begins = {*text, *map(add, text, text[1:])}
        topics = tuple(topic for topic in topics if not _leads(topic).isdisjoint(begins))
    scores = {
        topic.name: _score(text, topic) + (min(_score(heading, topic), MOST_OF_HEADING) if heading else 0)
        for topic in topics
    }
    best = max(scores, key=lambda name: scores[name], default="")
    return best if best and scores[best] else ""


def _score(text: str, topic: Topic) -> float:
    found = Counter(_finder(topic).findall(text))
    return sum(
        (STRONG if word in topic.strong else 1) * (1 + REPEATED * min(times - 1, MOST_REPEATS))
        for word, times in found.items()
    )


@lru_cache(maxsize=64)
def _leads(topic: Topic) -> frozenset[str]:
    """How its words begin: their first two signs, or the one they have."""
    return frozenset(word[:2] for word in (*topic.strong, *topic.words))


@lru_cache(maxsize=64)
def _finder(topic: Topic) -> re.Pattern[str]:
    """Finds the longest words first, so that 技能比赛 is not counted as 比赛 again."""
    words = sorted({*topic.strong, *topic.words}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))
