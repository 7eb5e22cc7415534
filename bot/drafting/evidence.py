"""Where a sentence of a report comes from: its facts, and the officer's own messages that hold them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.core.state import About, Outcome
from bot.core.state import Said as Message
from bot.core.versions import own_words
from bot.drafting.guard.known import Known
from bot.drafting.guard.said import Said
from bot.drafting.guard.surroundings import overlap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.core.outline import Handbook
    from bot.core.state import Paper
    from bot.drafting.guard.guard import Traced
    from bot.drafting.guard.known import Given, Line

ENOUGH = 0.5
"""The share of a sentence's pairs of signs that a message must hold to be its source by words alone."""
_NAMES = frozenset({FactKind.NAME, FactKind.ORG, FactKind.HONOUR, FactKind.DOCUMENT})

CHOICE, OWN = "您选的", "您改的"
Choices = dict[tuple[int, str], tuple[int, ...]]
"""By the message that a figure was given up in, and the figure chosen: the messages that hold that one."""
Asked = tuple[Message, str]
"""One of the officer's messages, and the short name of what had been asked."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence, its facts in standard form, and the messages they were said in, each with what had been asked.

    `said` is empty where the facts come from the profile, the stored plan or the months of the report.
    """

    sentence: str
    facts: tuple[str, ...]
    said: tuple[Asked, ...]


def messages_of(book: Handbook, paper: Paper) -> dict[int, Asked]:
    """The messages of a report's answers by their ids."""
    found: dict[int, Asked] = {}
    for answer in paper.answers:
        try:
            question = book.question(paper.kind, answer.place)
        except KeyError:
            continue  # no longer asked
        found |= {said.message: (said, question.short) for said in answer.said}
    found |= {said.message: (said, CHOICE) for one in paper.settled for said in one.said}
    found |= {said.message: (said, OWN) for said in own_words(paper)}
    return found


def choices_of(paper: Paper) -> Choices:
    """Where figures come from that were chosen in the place of others."""
    found: Choices = {}
    for one in paper.settled:
        if one.doubt.about is About.CONFLICT and one.outcome is Outcome.CHOSEN:
            said = [figure.message for figure in one.doubt.figures if figure.words == one.value]
            said += [said.message for said in one.said]
            found |= {(figure.message, one.value): tuple(said) for figure in one.doubt.figures}
    return found


def evidence(
    sentences: Iterable[tuple[str, Sequence[Traced]]],
    known: Known,
    messages: Mapping[int, Asked],
    choices: Choices,
) -> tuple[Evidence, ...]:
    """The evidence of a text, sentence by sentence; what is neither fact nor anybody's words is left out.

    `sentences` come with their facts as traced (`Guard.trace`), `known` is all that was said, `messages` those of the
    officer by their ids (`messages_of`), `choices` the figures chosen (`choices_of`).
    """
    found = (
        _of_sentence(sentence.strip(), traced, _Origins(known, choices), messages) for sentence, traced in sentences
    )
    return tuple(one for one in found if one.facts or one.said)


def best_support(traced: Traced) -> Given | None:
    """Of the things said that support a fact, the one that stood among the same words."""
    around = traced.written.around
    return max(traced.supports, key=lambda given: overlap(around, given.around), default=None)


@dataclass(frozen=True, slots=True)
class _Origins:
    """What was said, and what was chosen."""

    known: Known
    choices: Choices


def _of_sentence(sentence: str, traced: Sequence[Traced], origins: _Origins, messages: Mapping[int, Asked]) -> Evidence:
    found = _by_words(sentence, origins.known) if not traced else (s for one in traced for s in _sources(one, origins))
    said = tuple(messages[source] for source in dict.fromkeys(found) if source in messages)
    return Evidence(sentence, tuple(dict.fromkeys(one.written.fact.standard for one in traced)), said)


def _sources(traced: Traced, origins: _Origins) -> Iterable[int]:
    fact = traced.written.fact
    if fact.kind in _NAMES:
        return [line.source for line in origins.known.lines if Said(line.texts).has(fact.value)]
    given = best_support(traced)
    return origins.choices.get((given.source, given.fact.standard), (given.source,)) if given else ()


def _by_words(sentence: str, known: Known) -> Iterator[int]:
    """The message whose words a sentence without facts repeats."""

    def share(line: Line) -> float:
        return Said(line.texts).share(sentence)

    best = max(known.lines, key=share, default=None)
    if best and share(best) >= ENOUGH:
        yield best.source
