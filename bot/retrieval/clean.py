"""One document's text → clean passages; the table of contents of cleaning.

Order matters: lines are joined before words are mended, words are mended before sentences are compared, and
names are masked last, so that two people never look like one sentence said twice; only then, with all names known,
what is told of somebody's health or of a child is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.retrieval.blanks import fill_blanks
from bot.retrieval.cut import cut
from bot.retrieval.duplicates import Said, sentences
from bot.retrieval.lines import read_lines
from bot.retrieval.names import find_names, mask_names
from bot.retrieval.passage import Passage
from bot.retrieval.stops import drop_stray_stops
from bot.retrieval.structure import Section, read_sections
from bot.retrieval.widths import full_width, single_marks
from bot.retrieval.words import mend_words, unswap

if TYPE_CHECKING:
    import re

    from bot.retrieval.rules import Rules


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The passages of a document, how many paragraphs were left out whole, where names are masked."""

    passages: tuple[Passage, ...]
    left_out: int
    masked: int


def clean(text: str, source: str, rules: Rules) -> Cleaned:
    """The passages of the document `source` (a file name)."""
    lines = [replace(line, text=full_width(line.text)) for line in read_lines(text, rules.lines)]
    title = source.rpartition(".")[0] or source
    sections, left_out = read_sections(lines, title, rules)
    found = sum(len(section.paragraphs) for section in sections)
    sections = _without_repeats(_mended(sections, rules), rules)
    kept = sum(len(section.paragraphs) for section in sections)
    whole = "\n".join(text for section in sections for text in (section.heading, *section.paragraphs))
    names = find_names(whole, rules.names)
    passages = cut([_masked(section, names, rules) for section in sections], source, rules)
    return Cleaned(passages, left_out + found - kept, sum(whole.count(name) for name in names))


def _mended(sections: list[Section], rules: Rules) -> list[Section]:
    whole: dict[str, str] = {}
    for section in sections:
        whole[section.piece] = whole.get(section.piece, "") + "\n".join((section.heading, *section.paragraphs))
    return [
        Section(
            section.piece,
            _mend(section.heading, whole[section.piece], rules),
            [
                mended
                for paragraph in section.paragraphs
                if (mended := _useful(_mend(paragraph, whole[section.piece], rules), rules))
            ],
        )
        for section in sections
    ]


def _mend(text: str, whole: str, rules: Rules) -> str:
    for rule in rules.words.swapped:
        text = unswap(text, whole, rule)
    text = drop_stray_stops(mend_words(text, rules.words), rules.stops)
    return single_marks(fill_blanks(text, rules.blanks))


def _useful(paragraph: str, rules: Rules) -> str:
    """The paragraph without sentences of web sites and of tasks long gone, "" where nothing is left."""
    foreign = rules.boilerplate.patterns
    if len(paragraph) <= rules.boilerplate.longest_paragraph and _any(foreign, paragraph):
        return ""
    unwanted = (*foreign, *rules.obsolete.patterns)
    return "".join(sentence for sentence in sentences(paragraph) if not _any(unwanted, sentence))


def _any(patterns: tuple[re.Pattern[str], ...], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def _without_repeats(sections: list[Section], rules: Rules) -> list[Section]:
    said: dict[str, Said] = {}
    return [
        replace(
            section,
            paragraphs=[
                fresh
                for paragraph in section.paragraphs
                if (fresh := said.setdefault(section.piece, Said(rules.duplicates)).fresh(paragraph))
            ],
        )
        for section in sections
    ]


def _masked(section: Section, names: frozenset[str], rules: Rules) -> Section:
    """Without names, and without what is told of somebody's health or of a child: nobody needs that for an example."""
    masked = [mask_names(_public(paragraph, rules), names) for paragraph in section.paragraphs]
    return Section(section.piece, mask_names(section.heading, names), [text for text in masked if text])


def _public(paragraph: str, rules: Rules) -> str:
    return "".join(one for one in sentences(paragraph) if not _any(rules.private.patterns, one))
