"""A model's text with its faulty sentences taken out and the plain writer's put in. Pure.

Only what failed is changed: a sentence with a finding goes; the plain sentences whose facts, or words, are then told
nowhere come in, at the place of the sentence they replace, else at the end. The result is judged again by its caller.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drafting.guard.said import Said
from bot.drafting.guard.spans import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.drafting.judging import Judge, Verdict

RETOLD = 0.4
"""Such a share of a sentence's pairs of signs makes it told in other words, where it has no fact to tell by."""
_NUMBER = re.compile(r"(\d{1,2}\. )?")
_ENDS = "。；！？"


@dataclass(frozen=True, slots=True)
class Mended:
    """The new text; `modelled` tells whether a sentence of the model's is left in it."""

    text: str
    modelled: bool


@dataclass(slots=True)
class _Line:
    """A paragraph in the making: its number and its sentences, None where one was taken out."""

    numbered: bool
    sentences: list[str | None]


def mend(text: str, verdict: Verdict, plain: str, judge: Judge) -> Mended:
    """The text without what the verdict names, with the plain words for what is then missing."""
    faulty = {one.sentence for one in verdict.wrong}
    lines = _lines(text, faulty)
    places = [(line, at) for line in lines for at, one in enumerate(line.sentences) if one is None]
    kept = "\n".join(sentence for line in lines for sentence in line.sentences if sentence)
    missing = [sentence for sentence in _sentences(plain) if not _is_told(sentence, kept, judge)]
    # A sentence of the model's that tells nothing beyond a plain one that comes in would say it twice.
    for line in lines:
        line.sentences = [None if one and _is_within(one, missing, judge) else one for one in line.sentences]
    modelled = any(sentence for line in lines for sentence in line.sentences)
    taken = [text[start:end] for start, end in sentence_spans(text) if (start, end) in faulty]
    return Mended(_written([*lines, *_put_in(dict(zip(taken, places, strict=False)), missing, lines)]), modelled)


def _lines(text: str, faulty: set[tuple[int, int]]) -> list[_Line]:
    lines: list[_Line] = []
    start = 0
    spans = sentence_spans(text)
    for words in text.splitlines(keepends=True):
        end = start + len(words)
        number = _NUMBER.match(words)
        skip = start + (number.end() if number else 0)
        own = [span for span in spans if start <= span[0] < end]
        found = [None if span in faulty else text[max(span[0], skip) : span[1]].strip() for span in own]
        lines.append(_Line(skip > start, found))
        start = end
    return lines


def _sentences(plain: str) -> list[str]:
    found = (plain[start:end].strip() for start, end in sentence_spans(plain))
    return [_NUMBER.sub("", sentence, count=1) for sentence in found]


def _is_told(sentence: str, kept: str, judge: Judge) -> bool:
    """By its facts, and by its words: a text that has the figure may still have lost the matter."""
    return judge.tells(kept, sentence) and Said((kept,)).share(sentence) >= RETOLD


def _is_within(sentence: str, others: Sequence[str], judge: Judge) -> bool:
    facts = judge.guard.facts(sentence, judge.reading)
    return bool(facts) and any(judge.tells(other, sentence) for other in others)


def _put_in(places: Mapping[str, tuple[_Line, int]], missing: Sequence[str], lines: Sequence[_Line]) -> list[_Line]:
    """Each missing sentence at the place of the taken one most like it; those like none are lines for the end."""
    rest: list[str] = []
    for sentence in missing:
        said = Said((sentence,))
        best = max(places, key=said.share, default="")
        if best and said.share(best):
            line, at = places[best]
            line.sentences[at] = (line.sentences[at] or "") + _closed(sentence)
        else:
            rest.append(sentence)
    if any(line.numbered for line in lines):
        return [_Line(numbered=True, sentences=[sentence]) for sentence in rest]
    return [_Line(numbered=False, sentences=list(rest))]


def _written(lines: Sequence[_Line]) -> str:
    """The lines that have words, numbered ones counted anew."""
    filled = [(line, "".join(map(_closed, filter(None, line.sentences)))) for line in lines]
    filled = [(line, words) for line, words in filled if words]
    count, found = 0, []
    numbers = sum(line.numbered for line, _ in filled) > 1
    for line, words in filled:
        count += line.numbered
        found.append(f"{count}. {words}" if line.numbered and numbers else words)
    return "\n".join(found)


def _closed(sentence: str) -> str:
    """With its end mark, so that the next one can follow."""
    if sentence.endswith(("；", ";")):
        return f"{sentence[:-1]}。"
    return sentence if sentence[-1:] in _ENDS or sentence.endswith(("”", "】", "）")) else f"{sentence}。"
