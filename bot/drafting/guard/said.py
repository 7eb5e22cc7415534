"""All words that were said, for the question whether a name or a phrase stands among them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from bot.retrieval.characters import bare


@dataclass(frozen=True, slots=True)
class Said:
    """The words as compared (`bare`: letters and figures alone), one string for each thing said."""

    texts: tuple[str, ...] = ()
    _all: str = field(init=False, repr=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "_all", "\n".join(map(_bare, self.texts)))

    def has(self, words: str) -> bool:
        """Whether the words were said, whatever punctuation stood in them. Nothing is never said."""
        looked_for = _bare(words)
        return bool(looked_for) and looked_for in self._all

    def share(self, words: str) -> float:
        """Which part of the pairs of signs of some words was said."""
        looked_for = _bare(words)
        pairs = [looked_for[at : at + 2] for at in range(len(looked_for) - 1)] or [looked_for]
        return sum(pair in self._all for pair in pairs) / len(pairs)

    def literally(self, words: str) -> bool:
        """Whether exactly these signs were said."""
        return any(words in text for text in self.texts)

    @property
    def compared(self) -> str:
        """All of it as compared, a line for each thing said."""
        return self._all


@lru_cache(maxsize=4096)
def _bare(words: str) -> str:
    return bare(words)
