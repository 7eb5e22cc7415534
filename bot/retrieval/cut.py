"""Sections → passages: a whole paragraph each, short ones together, overlong ones at a sentence's end."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.retrieval.duplicates import sentences
from bot.retrieval.markers import marker
from bot.retrieval.passage import Passage, passage_id
from bot.retrieval.topics import topic_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.retrieval.rules import Passages, Rules, Topic
    from bot.retrieval.structure import Section

SHORT = 60  # signs below which a paragraph looks for company
TINY = 30  # signs below which it takes any
LONGEST_GROUP = 500
LONGEST = 800
FALLBACK_TOPIC = "特色经验"


def cut(sections: Sequence[Section], source: str, rules: Rules) -> tuple[Passage, ...]:
    """All passages of a document called `source`."""
    passages = [
        _passage(text, section, source, rules.topic) for section in sections for text in _groups(section, rules)
    ]
    usual = Counter((passage.piece, passage.topic) for passage in passages if passage.topic)
    return tuple(
        passage if passage.topic else replace(passage, topic=_usual_topic(passage.piece, usual)) for passage in passages
    )


def _usual_topic(piece: str, usual: Counter[tuple[str, str]]) -> str:
    own = [(count, topic) for (of, topic), count in usual.items() if of == piece]
    return max(own)[1] if own else FALLBACK_TOPIC


def _passage(text: str, section: Section, source: str, topics: tuple[Topic, ...]) -> Passage:
    topic = topic_of(text, section.heading, topics)
    return Passage(passage_id(source, section.piece, text), text, source, section.piece, section.heading, topic)


def _groups(section: Section, rules: Rules) -> list[str]:
    """The texts of a section's passages."""
    paragraphs = [part for whole in section.paragraphs for part in _parts(whole)]
    groups = paragraphs[:1]
    for before, paragraph in pairwise(paragraphs):
        room = len(groups[-1]) + len(paragraph) <= LONGEST_GROUP
        if room and _belong_together(before, groups[-1], paragraph, bool(section.heading), rules):
            groups[-1] += "\n" + paragraph
        else:
            groups.append(paragraph)
    return groups


def _belong_together(before: str, group: str, paragraph: str, headed: bool, rules: Rules) -> bool:  # noqa: FBT001  a plain fact of the section
    """Whether a paragraph joins the group that `before` ends."""
    openings = rules.passages
    if before.endswith("：") or _leads_on(before, openings):
        return True
    if paragraph.startswith(tuple(openings.closes)) or _leads_on(paragraph, openings):
        return False
    if paragraph.startswith(tuple(openings.looks_back)) and len(paragraph) < SHORT:
        return True
    if min(len(group), len(paragraph)) >= SHORT:
        return False
    if (headed and min(len(before), len(paragraph)) < SHORT) or (marker(before) and marker(paragraph)):
        return True
    alike = topic_of(group, "", rules.topic) == topic_of(paragraph, "", rules.topic)
    return alike or len(group) < TINY


def _leads_on(paragraph: str, openings: Passages) -> bool:
    """Whether a short paragraph only opens what follows: 二是突出节日主题活动。."""
    return len(paragraph) < SHORT and paragraph.startswith(tuple(openings.leads_on))


def _parts(paragraph: str) -> list[str]:
    """The paragraph whole, or cut into even parts at sentence ends where it is overlong."""
    if len(paragraph) <= LONGEST:
        return [paragraph]
    aim = len(paragraph) / -(-len(paragraph) // LONGEST)
    parts = [""]
    for sentence in sentences(paragraph):
        if parts[-1] and len(parts[-1]) + len(sentence) / 2 > aim:
            parts.append("")
        parts[-1] += sentence
    return parts
