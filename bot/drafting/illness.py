"""No illness beside a name: 王某得了肺癌住院 → 王某因病住院. An illness that is a subject (两癌筛查) stays. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.facts.amounts import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drafting.discretion_words import IllnessWords

_STOP = re.compile(r"[。！？!?；;\n]")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_COMMA = re.compile(r"[，,]")
_CARED = "职工|员工|女工|会员|工友|同志|家庭|子女|母亲|父亲|的"


class Illness:
    """Finds illnesses that are somebody's, and says less instead."""

    def __init__(self, words: IllnessWords) -> None:
        self._words = words
        part = f"(?:{one_of(words.parts)})"
        illness = f"(?:{one_of([*words.words, *words.injuries])})"
        ill = f"{part}*{illness}(?:{illness}|{part})*"
        lead = f"(?:{one_of(words.leads)})"
        self._phrase = re.compile(rf"{lead}{{0,2}}{ill}(?:[、和及]{lead}?{ill})*")
        self._named = re.compile(one_of([*words.words, *words.injuries]))
        self._trait = re.compile(one_of(words.traits))
        self._hurt = re.compile(one_of(words.injuries))
        self._subject = re.compile(rf"[^，。；,;]{{0,2}}(?:{one_of(words.subjects)})")
        self._states = re.compile(one_of(words.states))

    def is_spoken_of(self, text: str) -> bool:
        """Whether any illness is, whoever has it."""
        return self._named.search(text) is not None

    def sentences(self, text: str) -> Iterator[tuple[int, int]]:
        """The stretches in which any illness is spoken of: only a name in the same one can stand beside it."""
        at = 0
        while named := self._named.search(text, at):
            sentence = next(one for one in _SENTENCE.finditer(text, at) if one.end() >= named.end())
            yield sentence.span()
            at = sentence.end()

    def soften(self, text: str, names: tuple[tuple[int, int], ...]) -> str:
        """The text with every illness that stands beside one of `names` (their places) put in general words."""
        for start, end in reversed(tuple(self.beside(text, names))):
            text = text[:start] + self._instead(text, start, end) + text[end:]
        return text

    def beside(self, text: str, names: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
        """Where an illness stands in the clause of a name, or right before or behind it."""
        for found in self._phrase.finditer(text):
            if self._subject.match(text, found.end()):
                continue
            if any(self._is_near(text, found.span(), name) for name in names):
                yield found.span()

    def _is_near(self, text: str, illness: tuple[int, int], name: tuple[int, int]) -> bool:
        """In one clause; or in the next one, which has no other subject: 王某，肺癌，住院."""
        first, second = sorted((illness, name))
        between = text[first[1] : second[0]]
        if _STOP.search(between):
            return False
        commas = _COMMA.split(between)
        return len(commas) == 1 or (first == name and len(commas[-1]) <= 1) or (first == illness and not commas[0])

    def _instead(self, text: str, start: int, end: int) -> str:
        words, behind = self._words, text[end:]
        hurt = self._hurt.search(text, start, end) is not None
        if self._trait.search(text, start, end) or (hurt and re.match(_CARED, behind)):
            return ""  # 残疾职工王某: nobody said that he was hurt just now
        if self._states.match(behind):
            return words.because_injured if hurt else words.because
        return words.state_injured if hurt else words.state
