"""Which area of union work a passage speaks of: the tag whose words it holds most of."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.retrieval.rules import Topic

STRONG = 3
REPEATED = 0.5  # what each further time of a word adds, up to `MOST_REPEATS`
MOST_REPEATS = 2
MOST_OF_HEADING = 5


def topic_of(text: str, heading: str, topics: tuple[Topic, ...]) -> str:
    """The best tag, "" where no word of any tag occurs.

    A heading weighs; only one that names a part of the report (存在问题) decides alone.
    """
    for topic in topics:
        if any(word in heading for word in topic.headings):
            return topic.name
    scores = {
        topic.name: _score(text, topic) + (min(_score(heading, topic), MOST_OF_HEADING) if heading else 0)
        for topic in topics
    }
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] else ""


def _score(text: str, topic: Topic) -> float:
    found = Counter(_finder(topic).findall(text))
    return sum(
        (STRONG if word in topic.strong else 1) * (1 + REPEATED * min(times - 1, MOST_REPEATS))
        for word, times in found.items()
    )


@lru_cache(maxsize=64)
def _finder(topic: Topic) -> re.Pattern[str]:
    """Finds the longest words first, so that 技能比赛 is not counted as 比赛 again."""
    words = sorted({*topic.strong, *topic.words}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))
