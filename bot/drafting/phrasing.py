"""Spoken words → written ones: clauses, dates, numbers, terms, punctuation. Deterministic, no facts added."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.tables import read

if TYPE_CHECKING:
    from pathlib import Path

    from bot.catalog.terms import Terms
    from bot.core.facts import Reading
    from bot.facts.reader import Reader

PIPES = re.compile(r"\s*[｜|│¦]\s*")
_HALF = str.maketrans({",": "，", ":": "：", ";": "；", "!": "。", "！": "。", "?": "？", "(": "（", ")": "）"})
_CLOCK = re.compile(r"(\d)：(\d\d)")
_LATIN = re.compile(r"[A-Za-z]")
_ENDS_WORD = re.compile(r"[\w）》”〕】%％℃]")
_BEGINS_WORD = re.compile(r"[\w（《“〔【]")
_BLANK = re.compile(r"[ \t\u3000\u00a0]+")
_REPEATED = re.compile(r"[，、；。]*([；。])[，、；。]*|[，、]{2,}")
_QUOTED = re.compile("(?<=《)[^》]+(?=》)|(?<=“)[^”]+(?=”)")
_HIDDEN = "\ue000"  # of a private area: stands for a name, in which no turn of phrase may change a sign
_HEADS = frozenset({"人", "人次"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One turn of phrase; see the head of the files in `knowledge/turns/`."""

    said: re.Pattern[str]
    written: str
    example: str


@dataclass(frozen=True, slots=True)
class Turns:
    """A file of `knowledge/turns/`."""

    rule: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """How an item of the last plan came out, as said and as written."""

    said: tuple[str, ...]
    written: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """`knowledge/phrasing.toml`, with the rules of the files that `turns` names."""

    turns: tuple[str, ...]
    fillers: tuple[str, ...]
    endings: tuple[str, ...]
    openers: tuple[str, ...]
    reasons: tuple[str, ...]
    responsible: tuple[str, ...]
    times: tuple[str, ...]
    people: tuple[str, ...]
    surnames: str
    goals: tuple[str, ...]
    together: tuple[str, ...]
    bare: tuple[str, ...]
    denied: tuple[str, ...]
    future: tuple[str, ...]
    done: tuple[str, ...]
    status: tuple[Status, ...]
    rule: tuple[Rule, ...] = ()


def read_phrases(knowledge: Path) -> Phrases:
    """Read and check the files.

    Raises:
        TableError: naming file and line, also for a rule that is no regular expression.
    """
    phrases = read(knowledge / "phrasing.toml", Phrases)
    turns = (read(knowledge / "turns" / f"{name}.toml", Turns) for name in phrases.turns)
    return replace(phrases, rule=tuple(rule for one in turns for rule in one.rule))


class Phrasing:
    """Turns what was said into what is written."""

    def __init__(self, phrases: Phrases, terms: Terms, reader: Reader, kept: frozenset[str] = frozenset()) -> None:
        """`kept` are items that are left in the officer's words."""
        self.phrases = phrases
        self._kept = kept
        self._terms = terms
        self._reader = reader
        fillers = "|".join(map(re.escape, phrases.fillers))
        self._filler = re.compile(rf"(?:^|(?<=[，。；、]))(?:(?:{fillers})[，、\s]*)+")
        endings = "|".join(map(re.escape, phrases.endings))
        self._ending = re.compile(rf"(?:{endings})+(?=[，。；]|$)")
        openers = "|".join(sorted(map(re.escape, phrases.openers), key=len, reverse=True))
        self._opener = re.compile(rf"^(?:{openers})[：，,:]?")

    def written(self, item: str, reading: Reading, *, bare: str = "", row: str = "") -> str:
        """One item as one sentence without its full stop.

        `bare` is the question's word for a lone head count, `row` its sentence for an item typed in columns.
        """
        columns = [part for part in PIPES.split(self.spaced(item, reading)) if part.strip()]
        if item in self._kept:
            return tidy("，".join(map(self._terms.modernise, columns)))
        if row and len(columns) == row.count("{"):
            return tidy(self.clause(row.format(*(self.clause(column) for column in columns))))
        return tidy("，".join(self._headed(self.clause(column), reading, bare) for column in columns))

    def keeping(self, items: frozenset[str]) -> Phrasing:
        """The same, but for these items."""
        return Phrasing(self.phrases, self._terms, self._reader, items)

    def spaced(self, item: str, reading: Reading) -> str:
        """Facts in standard form, and commas where the phone had blanks."""
        return _commas(self._reader.standardise(item, reading))

    def clause(self, text: str) -> str:
        """Some words between bars, in written form."""
        text = _CLOCK.sub(r"\1:\2", text.strip().translate(_HALF))
        text = self._terms.modernise(self._ending.sub("", self._filler.sub("", text)))
        names = _QUOTED.findall(text)
        text = _QUOTED.sub(_HIDDEN, text)
        for rule in self.phrases.rule:
            text = rule.said.sub(rule.written, text)
        for name in names:
            text = text.replace(_HIDDEN, name, 1)
        return text

    def without_opener(self, text: str) -> str:
        """A reason without the words that only repeat the question."""
        return self._opener.sub("", text)

    def standard(self, text: str, reading: Reading) -> str:
        """Only dates, numbers and terms in standard form; the words stay."""
        return self._terms.modernise(self._reader.standardise(text, reading))

    def _headed(self, text: str, reading: Reading, bare: str) -> str:
        if not bare:
            return text
        return "，".join(bare.format(part) if self._is_head_count(part, reading) else part for part in text.split("，"))

    def _is_head_count(self, clause: str, reading: Reading) -> bool:
        facts = self._reader.read(clause, reading)
        alone = len(facts) == 1 and facts[0].text == clause.strip()
        return alone and facts[0].kind is FactKind.COUNT and facts[0].unit in _HEADS


def tidy(text: str) -> str:
    """Punctuation that is doubled, leading or trailing is put right; the end is left open."""
    text = _REPEATED.sub(lambda found: found[1] or "，", text)
    return text.strip("，、；。 ")


def _commas(text: str) -> str:
    """Blanks between words of Chinese were commas on the phone; between Latin words they stay."""

    def comma(found: re.Match[str]) -> str:
        before, after = text[: found.start()][-1:], text[found.end() :][:1]
        if _LATIN.match(before) or _LATIN.match(after):
            return " "
        return "，" if _ENDS_WORD.match(before) and _BEGINS_WORD.match(after) else ""

    return _BLANK.sub(comma, text)
