"""Sentences that a piece says twice: the first stays, a later one that says nothing new goes.

A figure, a telling sign (男/女, 上/下, 第二) or any new word keeps a sentence: reports repeat their patterns
with other facts, and no fact may go.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from bot.retrieval.characters import bare
from bot.retrieval.rules import Duplicates

FEWEST_CLAUSES = 3
SHORTEST_TAIL = 30  # signs of a repeated run of clauses at a sentence's end
SHORTEST_REST = 10
NEW_SIGNS = 20  # one new sign is let pass in as many
_SENTENCES = re.compile(r"[^。！？；\n]*[。！？；]+[”’）]*|[^。！？；\n]+|\n")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


@dataclass(slots=True)
class Said:
    """What a piece has said so far."""

    rules: Duplicates
    sentences: list[str] = field(default_factory=list)

    def fresh(self, paragraph: str) -> str:
        """The paragraph without what was said before; it counts as said from now on."""
        kept = [self._fresh_sentence(sentence) for sentence in sentences(paragraph)]
        return "".join(kept).strip()

    def _fresh_sentence(self, sentence: str) -> str:
        plain = bare(sentence)
        if len(plain) < self.rules.shortest:
            return sentence
        if any(self._says_nothing_new(plain, earlier) for earlier in self.sentences):
            return ""
        shortened = self._without_repeated_tail(sentence)
        self.sentences.append(plain)
        return shortened

    def _says_nothing_new(self, later: str, earlier: str) -> bool:
        new_signs = set(later) - set(earlier)
        if len(new_signs) > len(later) // NEW_SIGNS or new_signs & set(self.rules.telling):
            return False
        if not set(_FIGURE.findall(later)) <= set(_FIGURE.findall(earlier)):
            return False
        pairs = _pairs(later)
        return len(pairs & _pairs(earlier)) >= self.rules.alike * len(pairs)

    def _without_repeated_tail(self, sentence: str) -> str:
        clauses = re.split(r"(?<=[，、])", sentence)
        for start in range(1, len(clauses) - FEWEST_CLAUSES + 1):
            tail = [bare(clause) for clause in clauses[start:]]
            rest = "".join(clauses[:start]).rstrip("，、")
            if sum(map(len, tail)) < SHORTEST_TAIL or len(bare(rest)) < SHORTEST_REST:
                continue
            if any(all(self._says_nothing_new(clause, earlier) for clause in tail) for earlier in self.sentences):
                return rest + "。"
        return sentence


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph with their marks; together they are the paragraph."""
    return _SENTENCES.findall(paragraph)


def _pairs(text: str) -> set[str]:
    return {first + second for first, second in pairwise(text)}
