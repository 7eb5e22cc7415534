"""The guard itself: reads a text once, runs every check, and says what was found in the officer's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.catalog.terms import Terms
from bot.drafting.guard.case import Case
from bot.drafting.guard.checks import CHECKS, FIGURES_ALONE
from bot.drafting.guard.finding import Finding, Located
from bot.drafting.guard.known import Given, Known, Listener
from bot.drafting.guard.lexicon import NOTHING, read_lexicon
from bot.drafting.guard.lost import lost_facts
from bot.drafting.guard.personal import PersonalData
from bot.drafting.guard.spans import Span, around, sentence_spans, without_marks
from bot.drafting.guard.support import supports
from bot.drafting.guard.surroundings import Surroundings
from bot.drafting.guard.whole import missing_sections, too_long
from bot.drafting.guard.words import read_guard_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from bot.core.facts import Fact, Reading
    from bot.core.outline import Outline
    from bot.drafting.discretion import Discretion
    from bot.drafting.guard.finding import Hit
    from bot.drafting.guard.known import Line
    from bot.drafting.guard.lexicon import Lexicon
    from bot.drafting.guard.words import GuardWords
    from bot.drafting.material import Message, Portion
    from bot.facts.reader import Reader


NO_TERMS = Terms(())


@dataclass(frozen=True, slots=True)
class Traced:
    """A fact of a text with what stands round it, the span of its sentence, and all that was said that supports it."""

    written: Given
    sentence: Span
    supports: tuple[Given, ...]


class Guard:
    """Checks texts against what is known. Without a lexicon it looks at figures alone, each by itself."""

    def __init__(
        self,
        reader: Reader,
        words: GuardWords,
        lexicon: Lexicon = NOTHING,
        terms: Terms = NO_TERMS,
        discretion: Discretion | None = None,
    ) -> None:
        self._reader = reader
        self._words = words
        self._lexicon = lexicon
        self._terms = terms
        self._checks = CHECKS if lexicon is not NOTHING else FIGURES_ALONE
        if discretion:
            self._checks = (PersonalData(discretion).look, *self._checks)
        self._surroundings = Surroundings(lexicon.around)
        self._listener = Listener(reader, self._surroundings, terms, lexicon.around.no_counts)

    @property
    def lexicon(self) -> Lexicon:
        """The words it knows."""
        return self._lexicon

    @classmethod
    def open(cls, reader: Reader, knowledge: Path, prompts: Path, discretion: Discretion | None = None) -> Guard:
        """The guard with all it must know.

        Raises:
            TableError: a file is missing or wrong.
        """
        return cls(reader, read_guard_words(prompts), read_lexicon(knowledge), Terms.open(knowledge), discretion)

    def known(self, messages: Iterable[Message], parts: Sequence[Portion] = ()) -> Known:
        """All that was said: in the answers of a report's portions, and in other messages."""
        return self._listener.hear(messages, parts)

    def told(self, message: Message, facts: Sequence[Fact], place: str) -> Line:
        """What is known more when somebody shows facts of a message that the reader does not see."""
        return self._listener.told(message, facts, place)

    def facts(self, text: str, reading: Reading) -> tuple[Fact, ...]:
        """The facts of a text, as the checks see them."""
        return self._reader.read(text, reading)

    def check(self, text: str, reading: Reading, known: Known, *, samples: Sequence[str] = ()) -> tuple[Finding, ...]:
        """What may not stand in a text, in its order. `samples` are the passages that its writer was shown."""
        return tuple(one.finding for one in self.locate(text, reading, known, samples=samples))

    def locate(self, text: str, reading: Reading, known: Known, *, samples: Sequence[str] = ()) -> tuple[Located, ...]:
        """The same, each with its place and the sentence it stands in."""
        case = self._case(text, reading, known, tuple(samples))
        found = {(hit.start, hit.end): hit for look in reversed(self._checks) for hit in look(case)}
        return tuple(
            Located(self._finding(hit, text[hit.start : hit.end]), *span, around(case.sentences, hit.start))
            for span, hit in sorted(found.items())
        )

    def trace(self, text: str, reading: Reading, known: Known) -> tuple[tuple[Span, tuple[Traced, ...]], ...]:
        """The sentences of a text, each with its facts and where they come from; what stands in marks is left out."""
        case = self._case(text, reading, known, ())
        traced = [
            Traced(one, around(case.sentences, one.fact.start), own)
            for one, own in zip(case.written, case.supports, strict=True)
        ]
        return tuple((span, tuple(one for one in traced if one.sentence == span)) for span in case.sentences)

    def lost(self, text: str, reading: Reading, given: Known | tuple[()]) -> tuple[Finding, ...]:
        """What was said and does not stand in a text."""
        if not isinstance(given, Known):
            return ()
        written = self._reader.read(text, reading)
        return self._findings(lost_facts(text, written, given, reading, self._lexicon))

    def why(self, because: str, found: str) -> str:
        """The officer's sentence for a reason."""
        return self._words.why(because, found=found, given="", limit=0)

    def whole(self, outline: Outline, texts: Mapping[str, str]) -> tuple[Finding, ...]:
        """What is wrong with a report as a whole; `texts` are its sections' by id."""
        return self._findings((*missing_sections(outline, texts), *too_long(outline, texts)))

    def _case(self, text: str, reading: Reading, known: Known, samples: tuple[str, ...]) -> Case:
        plain = without_marks(text)
        facts = self._reader.read(plain, reading)
        around_each = self._surroundings.read(plain, facts)
        written = tuple(Given(fact, near) for fact, near in zip(facts, around_each, strict=True))
        return Case(
            text=plain,
            sentences=sentence_spans(plain),
            written=written,
            known=known,
            samples=samples,
            lexicon=self._lexicon,
            terms=self._terms,
            supports=supports(written, known.index.by_value, self._lexicon.around),
        )

    def _findings(self, hits: Iterable[Hit]) -> tuple[Finding, ...]:
        return tuple(self._finding(hit, hit.found) for hit in hits)

    def _finding(self, hit: Hit, words: str) -> Finding:
        why = self._words.why(hit.because, found=hit.found or words, given=hit.given, limit=hit.limit)
        return Finding(hit.kind or hit.because, words, why)
