"""What a report counts, each with what tells it from all else, so that the same can be found in another report.

Two figures are of one series only where the question they answer, the kind of figure, the unit, the noun, the doing
(走访 and 慰问 are one), and the words that set figures apart (其中, 新, 办结) are all the same. A figure that is only
about right, a price for each, and what a report says twice are left out: a chart must not show what nobody said.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bot.core.doubts import open_conflicts
from bot.core.facts import FactKind
from bot.core.lines import read_lines
from bot.core.outline import APART, Form
from bot.core.state import Verdict
from bot.core.trends import Counted
from bot.drafting.counted import any_of, clause_of, is_exact, read_counted_words, words_of
from bot.drafting.discretion_words import read_discretion_words
from bot.drafting.receivers import Receivers
from bot.facts.people import read_people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.core.facts import Fact
    from bot.core.lines import Line
    from bot.core.outline import Handbook, Place, Question
    from bot.core.state import Paper, Said
    from bot.drafting.counted import CountedWords

_ELSEWHERE = frozenset({Form.OPENING, Form.LAST_PLAN, Form.PLAN, *APART})
"""Where figures only sum up, or are planned."""
_EACH = "每"
_LONGEST = 12
"""Signs of a clause that names its figure; of a longer one the noun alone does."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")


class Counting:
    """Reads the figures of a report."""

    def __init__(self, words: CountedWords, receivers: Receivers) -> None:
        self._receivers = receivers
        self._idle = any_of(words.idle)
        self._doings = [(any_of(forms), forms[0]) for forms in words.doing]
        self._apart = any_of(set(words.apart) - set(words.again))

    @classmethod
    def open(cls, knowledge: Path) -> Counting:
        """With the words of a folder.

        Raises:
            TableError: the file is missing or wrong.
        """
        told = read_discretion_words(knowledge)
        receivers = Receivers(told.receivers, read_people(knowledge).names, told.illness)
        return cls(read_counted_words(knowledge), receivers)

    def of(self, book: Handbook, paper: Paper) -> tuple[Counted, ...]:
        """What a report counts, in the order it was asked for."""
        doubtful = {(one.message, one.words) for pair in open_conflicts(book, paper) for one in pair}
        found = [one for one in self._all(book, paper) if (one.message, one.standard) not in doubtful]
        times = Counter(one.key for one in found)
        return tuple(one for one in found if times[one.key] == 1)

    def _all(self, book: Handbook, paper: Paper) -> Iterator[Counted]:
        sections = {section.id: section for section in book.outlines[paper.kind].sections}
        for answer in paper.answers:
            section = sections.get(answer.place.section)
            if section is None or section.form in _ELSEWHERE or answer.verdict is not Verdict.SAID:
                continue
            question = book.question(paper.kind, answer.place)
            for line in read_lines(book, paper, answer.place, answer.said):
                for fact in line.facts:
                    if is_exact(fact) and (one := self._counted(answer.place, question, line, fact)):
                        yield one

    def _counted(self, place: Place, question: Question, line: Line, fact: Fact) -> Counted | None:
        words, clause = words_of(line, fact, self._idle), clause_of(line, fact)
        asked = _asked(question, line.said, fact)
        noun = self._bare(fact.of) or fact.of or asked
        if not noun or fact.of.startswith(_EACH) or _EACH in clause or self._names_somebody(line, fact):
            return None
        doings = {name for pattern, name in self._doings if pattern.search(words)}
        marks = (*sorted(doings), *sorted(set(self._apart.findall(words))))
        key = "/".join((str(place), fact.kind, fact.unit, self._without_doing(noun), *marks))
        telling = bool(_CHINESE.fullmatch(clause)) and len(clause) <= _LONGEST
        title = clause if telling and fact.of else fact.of or asked
        unit = "%" if fact.kind is FactKind.PERCENT else fact.unit
        return Counted(key, place, title, unit, float(fact.value), fact.standard, line.said.message)

    def _without_doing(self, noun: str) -> str:
        bare = noun
        for pattern, _ in self._doings:
            bare = pattern.sub("", bare)
        return bare or noun

    def _bare(self, noun: str) -> str:
        return self._idle.sub("", noun)

    def _names_somebody(self, line: Line, fact: Fact) -> bool:
        """Whether it is one person's figure: no chart is made of that."""
        named = {one.text for one in line.facts if one.kind is FactKind.NAME}
        helped = {one.name for one in self._receivers.find(line.text, asked=True)}
        return any(name in clause_of(line, fact) for name in named | helped)


def _asked(question: Question, said: Said, fact: Fact) -> str:
    """What a figure is that names nothing itself: what was asked, where a number alone answers that."""
    if said.to:
        return said.to if any(one.short == said.to and one.unit == fact.unit for one in question.follow) else ""
    return question.short if question.unit and question.unit == fact.unit else ""
