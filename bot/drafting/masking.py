"""A sample as a model may see it: every fact a slot, sentences of another time left out, the form as it was. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.drafting.guard.spans import sentence_spans

if TYPE_CHECKING:
    from bot.catalog.terms import Terms
    from bot.core.facts import Reading
    from bot.drafting.guard import Lexicon
    from bot.facts.reader import Reader

NUMBER, DAY, PERSON, PLACE, HONOUR, TITLE, NAME = (
    f"〔{slot}〕" for slot in ("数量", "日期", "人名", "单位", "荣誉", "文件", "名称")
)
_SLOTS = {
    FactKind.DATE: DAY,
    FactKind.DATE_RANGE: DAY,
    FactKind.NAME: PERSON,
    FactKind.ORG: PLACE,
    FactKind.HONOUR: HONOUR,
    FactKind.DOCUMENT: TITLE,
}
_QUOTES = '“"「『‘'
_FIGURE = re.compile(r"\d+(?:[.:：,，-]\d+)*[%％‰万亿]*")
_QUOTED = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|「[^「」\n]*」|『[^『』\n]*』|‘[^‘’\n]*’")
_TITLED = re.compile(r"《[^《》\n]*》")
_LIST_MARK = re.compile(r"^\s*[（(]?\d{1,2}[.．、)）]\s*")
_MASKED = re.compile(r"[×xX]{2,}")
_YEAR = re.compile(r"〔(?:年份|年)〕")
_HALF = re.compile(r"[“”‘’「」《》]")
_SAME = re.compile(r"(〔[^〕]*〕)(?:、?\1)+")
_CLAUSE = re.compile(r"[^，。；！？\n]+")
_SLOT = re.compile(r"〔[^〕]*〕")
_LOOSE = "，、；。："
_LONGEST_PLACE = 4


class Masker:
    """Masks samples."""

    def __init__(self, reader: Reader, lexicon: Lexicon, terms: Terms) -> None:
        self._reader = reader
        self._terms = terms
        self._words, self._honours = lexicon.samples, lexicon.honours
        stops = re.escape(lexicon.names.organisation_stops)
        name = rf"(?:(?![{stops}])[\u3400-\u9fff])"
        organisations = "|".join(sorted(lexicon.names.organisations, key=len, reverse=True)) or r"(?!)"
        places = "|".join(sorted(self._words.places, key=len, reverse=True)) or r"(?!)"
        self._not_places = re.compile("|".join(sorted(self._words.no_places, key=len, reverse=True)) or r"(?!)")
        self._organisation = re.compile(rf"{name}{{1,12}}?(?:{organisations})+")
        self._place = re.compile(rf"{name}{{2,{_LONGEST_PLACE}}}?(?:{self._words.place_endings})|{places}")

    def mask(self, text: str, reading: Reading) -> str:
        """The text's sentences with slots for facts; "" where none is left that says anything."""
        lines = (self._line(line, reading) for line in text.splitlines())
        return "\n".join(line for line in lines if _says_something(line))

    def _line(self, line: str, reading: Reading) -> str:
        line = _LIST_MARK.sub("", line)
        sentences = (line[start:end] for start, end in sentence_spans(line))
        return "".join(self._sentence(one, reading) for one in sentences if self._may_be_shown(one))

    def _may_be_shown(self, sentence: str) -> bool:
        words = self._words
        if any(pattern.search(sentence) for pattern in (*words.slogans, *words.private)):
            return False
        return next(self._terms.outdated(sentence), None) is None

    def _sentence(self, sentence: str, reading: Reading) -> str:
        for fact in reversed(self._reader.read(sentence, reading)):
            quoted = fact.kind is FactKind.NAME and fact.text[0] in _QUOTES
            slot = NAME if quoted else _SLOTS.get(fact.kind, NUMBER)
            sentence = sentence[: fact.start] + slot + sentence[fact.end :]
        for pattern, slot in ((_YEAR, DAY), (_TITLED, TITLE), (_QUOTED, NAME), (_MASKED, PERSON)):
            sentence = pattern.sub(slot, sentence)
        sentence = self._organisation.sub(PLACE, sentence)
        sentence = self._place.sub(self._slot_of_place, sentence)
        sentence = _CLAUSE.sub(self._award, sentence)
        sentence = _FIGURE.sub(NUMBER, self._words.ranks.sub(NUMBER, sentence))
        return _SAME.sub(r"\1", _HALF.sub("", sentence)).lstrip(_LOOSE)

    def _slot_of_place(self, found: re.Match[str]) -> str:
        """A place, unless it is only a kind of place; what stands before a kind is a name (翠苑社区)."""
        return found[0] if self._not_places.fullmatch(found[0]) else PLACE

    def _award(self, clause: re.Match[str]) -> str:
        """A clause of awarding: what was awarded is a slot; one whose honour stands elsewhere goes whole."""
        words = clause[0]
        for award in self._honours.awards:
            if found := award.search(words):
                rest = words[found.end() :]
                if any(name in rest for name in self._honours.names):
                    words = words[: found.end()] + HONOUR
                return "" if any(name in words.replace(found[0], "") for name in self._honours.names) else words
        return words


def _says_something(line: str) -> bool:
    """Whether a sentence has more words than slots."""
    words = sum(map(str.isalpha, _SLOT.sub("", line)))
    return words > len(_SLOT.findall(line)) and words > 1
