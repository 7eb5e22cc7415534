"""What people would not want to read of themselves is left out before anything is written. Pure.

One step on the material, so that the plain writer, the model and the guard know the same discreet words: numbers that
lead to a person fall away, whoever was helped is 王某某 unless the officer wants names in full, children never have
one, and no illness stands beside a name, masked or not.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bot.core.facts import FactKind, Reading
from bot.core.period import Period
from bot.drafting.discretion_words import read_discretion_words
from bot.drafting.illness import Illness
from bot.drafting.receivers import Receivers
from bot.facts.amounts import one_of
from bot.facts.number_kinds import Kind
from bot.facts.people import read_people

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bot.core.facts import Fact
    from bot.drafting.discretion_words import DiscretionWords
    from bot.drafting.material import Message, Portion, Told
    from bot.drafting.receivers import Person
    from bot.facts.people import NameWords
    from bot.facts.privacy import Privacy
    from bot.facts.reader import Reader

_ANY_DAY = Reading(Period(2000, 1, 1), date(2000, 1, 1))
"""Names are the same on every day."""
_MASKED = re.compile(r"[\u3400-\u9fff]{1,2}(?:某某?|[×＊*xX]{1,2})(?![\u3400-\u9fff]{0,6}(?:公司|单位|工会|厂|局))")
_LOOSE = re.compile(r"[（(【\[]\s*[)）】\]]|(?<=[，,、；;：:。\s])[，,、]+|^[，,、；;：:]+|[，,、：:]+(?=[。；;\n]|$)")
_LEFT = re.compile(r"〔[^〔〕\n]{1,12}〕")


class Discretion:
    """Makes material discreet."""

    def __init__(self, words: DiscretionWords, names: NameWords, privacy: Privacy, reader: Reader) -> None:
        self._privacy = privacy
        self._reader = reader
        self._mask = words.receivers.mask
        self._compound = names.compound
        self._helps = re.compile(one_of([*words.receivers.helps, *words.receivers.needs]))
        self._receivers = Receivers(words.receivers, names, words.illness)
        self._illness = Illness(words.illness)
        called = one_of([label for kind in Kind for label in privacy.labels(kind)])
        named = rf"(?:(?:{called})(?:号码|号|码)?[为是：: ]*)?"
        self._placeholder = re.compile(rf"[，,、（(]? *{named}(?:{one_of(map(privacy.placeholder, Kind))})[)）]?")

    @classmethod
    def open(cls, knowledge: Path, privacy: Privacy, reader: Reader) -> Discretion:
        """Discretion with all it must know.

        Raises:
            TableError: a file is missing or wrong.
        """
        return cls(read_discretion_words(knowledge), read_people(knowledge).names, privacy, reader)

    def portions(self, parts: Sequence[Portion], *, full_names: bool) -> tuple[Portion, ...]:
        """The same material in discreet words. Who is helped in one answer is masked in all."""
        parts = [self._each(part, self._without_numbers) for part in parts]
        masks = self._masks(parts, full_names=full_names)
        return tuple(self._each(part, lambda text: self._masked_words(text, masks)) for part in parts)

    def beside(self, texts: Sequence[str], parts: Sequence[Portion], *, full_names: bool) -> tuple[str, ...]:
        """Words that stand beside a report, such as those under its photos, as discreet as the report itself."""
        texts = [self._without_numbers(text) for text in texts]
        parts = [self._each(part, self._without_numbers) for part in parts]
        people = [one for text in texts for one in self._receivers.find(text, asked=False)]
        masks = dict(self._masks(parts, full_names=full_names))
        masks |= {one.name: self.masked(one) for one in people if one.child or not full_names}
        ordered = tuple(sorted(masks.items(), key=lambda item: -len(item[0])))
        return tuple(self._masked_words(text, ordered) for text in texts)

    def numbers(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where a number stands that leads to a person."""
        return tuple((found.start, found.end) for found in self._privacy.find(text))

    def illnesses(self, text: str, facts: Sequence[Fact]) -> tuple[tuple[int, int], ...]:
        """Where an illness stands beside a name; `facts` are the text's."""
        return tuple(
            (start + since, end + since)
            for since, until in self._illness.sentences(text)
            for start, end in self._illness.beside(text[since:until], self._names_within(text, facts, since, until))
        )

    def names(self, text: str, facts: Sequence[Fact] | None = None) -> tuple[tuple[int, int], ...]:
        """Where a name stands, masked ones too. The text's facts are read where they are not given."""
        if facts is None:
            facts = self._reader.read(text, _ANY_DAY)
        spans = [(one.start, one.end) for one in self._receivers.find(text)]
        spans += [match.span() for match in _MASKED.finditer(text)]
        spans += [(fact.start, fact.end) for fact in facts if fact.kind is FactKind.NAME]
        return tuple(dict.fromkeys(spans))

    def _names_within(self, text: str, facts: Sequence[Fact], since: int, until: int) -> tuple[tuple[int, int], ...]:
        """The names of a stretch, by their places in it."""
        within = [one for one in facts if since <= one.start and one.end <= until]
        moved = [replace(one, start=one.start - since, end=one.end - since) for one in within]
        return self.names(text[since:until], moved)

    def masked(self, person: Person) -> str:
        """王某某 for 王建国."""
        surname = 2 if person.name.startswith(self._compound) else 1
        return person.name[:surname] + self._mask

    def _each(self, part: Portion, change: Callable[[str], str]) -> Portion:
        told = tuple(self._changed(one, change) for one in part.told)
        return replace(part, told=told, last_plan=tuple(map(change, part.last_plan)))

    def _changed(self, told: Told, change: Callable[[str], str]) -> Told:
        """What was told to a question, and to what was asked back about it."""
        changed = [replace(message, text=change(message.text)) for message in told.messages]
        messages = tuple(one for one in changed if any(map(str.isalnum, one.text)))
        further = tuple(self._changed(one, change) for one in told.further)
        return replace(told, messages=messages, further=further)

    def _masked_words(self, text: str, masks: tuple[tuple[str, str], ...]) -> str:
        """One text with these names masked, except for one who answers for something; no illness beside a name."""
        for name, masked in masks:
            for at in reversed([match.start() for match in re.finditer(name, text)]):
                if not self._receivers.answers_for(text, at, at + len(name)):
                    text = text[:at] + masked + text[at + len(name) :]
        if not self._illness.is_spoken_of(text):
            return text
        softened = self._illness.soften(text, self.names(text))
        return text if softened == text else _LOOSE.sub("", softened)

    def _masks(self, parts: Sequence[Portion], *, full_names: bool) -> tuple[tuple[str, str], ...]:
        """Names with what stands for them, the longest first."""
        found = {
            person.name: self.masked(person)
            for part in parts
            for told in part.all_told
            for message in told.messages
            for person in self._people(message, asked=self._is_about_need(told))
            if person.child or not full_names
        }
        return tuple(sorted(found.items(), key=lambda item: -len(item[0])))

    def _people(self, message: Message, *, asked: bool) -> tuple[Person, ...]:
        return self._receivers.find(message.text, asked=asked)

    def _is_about_need(self, told: Told) -> bool:
        return self._helps.search(told.question.short) is not None

    def _without_numbers(self, text: str) -> str:
        hidden = self._privacy.hide(text).text
        if not _LEFT.search(hidden):
            return text
        return _LOOSE.sub("", self._placeholder.sub("", hidden)).strip()
