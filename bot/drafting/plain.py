"""The plain writer: formal text from the answers alone. Deterministic and complete; adds no fact, loses none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from bot.core.facts import Reading
from bot.core.outline import APART, Form
from bot.core.state import Became, Verdict
from bot.drafting.checked import CheckWords, reason_of, total
from bot.drafting.phrasing import PIPES, tidy
from bot.drafting.pieces import head_of
from bot.drafting.plan import PlanReader, PlanWords
from bot.drafting.planning import Planning
from bot.drafting.results import Result, Results
from bot.tables import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.drafting.material import Message, Portion, Told
    from bot.drafting.phrasing import Phrasing
    from bot.facts.reader import Reader


@dataclass(frozen=True, slots=True)
class PlainWords:
    """`prompts/plain.toml`."""

    opening: str
    opening_alone: str
    missing: str
    to_verify: str
    no_work: str
    result: str
    no_result: str
    total: str
    together: str
    causes: str
    measures: str
    problem: str
    cause: str
    measure: str
    label: str
    plan: PlanWords
    checks: CheckWords


def read_plain_words(prompts: Path) -> PlainWords:
    """Read and check the file.

    Raises:
        TableError: naming file and line.
    """
    path = prompts / "plain.toml"
    return read(path, PlainWords)


_QUOTES = "“”\"「」'‘’。. "
_COLUMNS = re.compile(rf"{PIPES.pattern}|\s*\n\s*")
_LONGEST_BARE = 14
"""Characters of a clause that is hardly more than its figure."""


class PlainWriter:
    """Writes any portion without a model."""

    def __init__(self, words: PlainWords, phrasing: Phrasing, reader: Reader) -> None:
        self.words = words
        self._phrasing = phrasing
        self._reader = reader
        self._planning = Planning(PlanReader(phrasing, reader), words.plan, self.gap)
        self._results = Results(phrasing)

    def keeping(self, items: frozenset[str]) -> PlainWriter:
        """A writer that leaves these items as they were said, with facts and terms in standard form."""
        return PlainWriter(self.words, self._phrasing.keeping(items), self._reader)

    def item(self, message: Message) -> str:
        """One item as it is written."""
        return self._phrasing.written(message.text, message.reading)

    def write(self, portion: Portion, unit: str, period: str) -> str:
        """The text of a portion, without its heading; "" for an optional one that was passed over.

        `unit` and `period` name whose report it is, for the opening.
        """
        form = portion.section.form
        if form in APART:
            return ""
        if form is Form.OPENING:
            return self._opening(portion, unit, period)
        if form is Form.LAST_PLAN and (portion.spoken or portion.last_plan):
            return self._last_plan(portion)
        if not portion.spoken:
            return self._unspoken(portion)
        if form is Form.PROBLEMS:
            return self._problems(portion)
        if form is Form.PLAN:
            return self._plan(portion)
        told = _without_head(portion.told) if portion.heading else portion.told
        return self._statements(told)

    def verbatim(self, portion: Portion, missing: Sequence[str] = ()) -> str:
        """What was said, in its own words, with dates, figures and terms in standard form; then what is `missing`.

        What was typed in columns or lines is a sentence with commas.
        """
        said = [tidy(self._phrasing.standard(self._in_one_line(one), one.reading)) for one in portion.messages]
        gaps = "、".join(map(self.gap, missing))
        return _paragraphs([f"{text}。" for text in said if text], f"{gaps}。" if gaps else "")

    def _in_one_line(self, message: Message) -> str:
        """Columns, lines and blanks parted by commas, what is empty left out."""
        return "，".join(filter(None, _COLUMNS.split(self._phrasing.spaced(message.text, message.reading).strip())))

    def gap(self, short: str) -> str:
        """What stands where something is missing."""
        return self.words.missing.format(short=short)

    def _opening(self, portion: Portion, unit: str, period: str) -> str:
        said = "；".join(self._lines(portion.told[0]))
        words = self.words.opening if said else self.words.opening_alone
        return words.format(unit=unit, period=period, said=said, more=self._statements(portion.told[1:]))

    def _unspoken(self, portion: Portion) -> str:
        verdicts = {told.verdict for told in portion.told}
        if Verdict.UNKNOWN in verdicts:
            return self._statements(portion.told)
        if not portion.section.required:
            return ""
        if Verdict.NONE in verdicts:
            no_work = self.words.no_work.format(months=portion.period.words)
            return no_work if portion.area else portion.section.none or f"{self.gap(portion.title)}。"
        return f"{self.gap(portion.title)}。"

    def _statements(self, told: tuple[Told, ...]) -> str:
        return "".join(map(self._statement, told))

    def _statement(self, told: Told) -> str:
        lead, _, end = told.question.lead.partition("{}")
        if told.verdict is Verdict.UNKNOWN:
            return f"{lead}{self.gap(told.question.short)}{end or '。'}"
        if end and told.messages:
            return lead + "；".join(self._quoted(told)) + end
        lines = self._lines(told)
        whole = self._with_subject(told.question.subject, "；".join(lines))
        text = ("，" if len(lines) == 1 else "；").join(filter(None, (whole, *self._added(told))))
        if not text:
            return ""
        if lead and not text.startswith(lead):
            text = lead + self._phrasing.without_opener(text)
        return f"{text}。"

    def _with_subject(self, subject: str, text: str) -> str:
        """A bare figure with what was counted before it (征集21件 → 提案征集21件); other answers name it themselves."""
        clause = text.partition("，")[0]
        bare = len(clause) <= _LONGEST_BARE and clause.startswith(self._phrasing.phrases.bare)
        return subject + text if bare and subject.strip("》")[-2:] not in text else text

    def _quoted(self, told: Told) -> list[str]:
        """Somebody's own words, as they were said."""
        return [one.text.strip(_QUOTES) for one in told.messages]

    def _added(self, told: Told) -> list[str]:
        """What was said when it was asked back, or what is missing all the same."""
        return [
            line
            for further in told.further
            for line in (
                self._lines(further) if further.verdict is Verdict.SAID else [self.gap(further.question.short)]
            )
        ]

    def _last_plan(self, portion: Portion) -> str:
        first, *rest = portion.told
        told = [result for line in self._lines(first) for result in self._results.read(line)]
        reading = Reading(portion.period, portion.period.end)
        planned = [self._phrasing.written(item, reading) for item in portion.last_plan]
        found, others = self._results.match(planned, told)
        lines = [
            self._ticked(portion, number, result) if number <= len(portion.checks) else self._result(result)
            for number, result in enumerate(found, start=1)
        ]
        lines += [
            self._result(result) if result.outcome else f"{result.item}。" for result in others if not result.total
        ]
        counted = total(portion, self.words.checks) or "".join(
            self.words.total.format(said=result.item) for result in others if result.total
        )
        if first.verdict is Verdict.UNKNOWN and not planned:
            lines = [f"{self.gap(first.question.short)}。"]
        return "\n".join(filter(None, (counted, _paragraphs(lines, self._statements(tuple(rest))))))

    def _ticked(self, portion: Portion, number: int, result: Result) -> str:
        """An item as it was ticked, with the reason that was given for it."""
        became = portion.checks[number - 1]
        if became is Became.UNKNOWN:
            return self._result(Result(result.item, ""))
        outcome = self.words.checks.became[became]
        reason = reason_of(portion, number)
        if reason is None or became is Became.DONE:
            return self.words.result.format(item=result.item, outcome=outcome)
        said = (
            "；".join(self._lines(reason))
            if reason.messages
            else self.gap(self.words.checks.no_reason.format(number=number))
        )
        return self.words.checks.reason.format(item=result.item, outcome=outcome, said=said)

    def _result(self, result: Result) -> str:
        if result.together:
            return self.words.together.format(outcome=result.outcome)
        if not result.item:
            return f"{result.outcome}。"
        outcome = result.outcome or self.gap(self.words.no_result)
        return self.words.result.format(item=result.item, outcome=outcome)

    def _problems(self, portion: Portion) -> str:
        problems, causes, measures = (self._lines(told) for told in portion.told)
        added = "".join(f"{line}。" for told in portion.told for line in self._added(told))
        asked = zip(portion.told[1:], (causes, measures), (self.words.cause, self.words.measure), strict=True)
        if all(len(lines) in {0, len(problems)} for lines in (causes, measures)):
            per_problem = [self._per_problem(told, lines, words, len(problems)) for told, lines, words in asked]
            rows = zip_longest(problems, *per_problem, fillvalue="")
            return _paragraphs([self.words.problem.format(problem=p) + c + m for p, c, m in rows], added)
        tail = [
            f"{lead}{'；'.join(map(self._phrasing.without_opener, lines))}。"
            for lead, lines in ((self.words.causes, causes), (self.words.measures, measures))
            if lines
        ]
        gaps = "".join(self._statement(told) for told in portion.told if told.verdict is Verdict.UNKNOWN)
        gaps += added
        return _paragraphs([self.words.problem.format(problem=p) for p in problems], "".join(tail) + gaps)

    def _per_problem(self, told: Told, lines: list[str], words: str, count: int) -> list[str]:
        if lines:
            return [words.format(said=self._phrasing.without_opener(line)) for line in lines]
        if told.verdict is Verdict.UNKNOWN:
            return [words.format(said=self.gap(told.question.short))] * count
        return [""] * count

    def _plan(self, portion: Portion) -> str:
        items, *others = portion.told
        rest = self._statements(tuple(told for told in others if not told.question.many))
        planned = self._planning.items(portion)
        if table := self._planning.table(portion, planned):
            return "\n".join(filter(None, (table, rest)))
        lines = self._planning.lines(planned)
        if items.verdict is Verdict.UNKNOWN:
            lines.insert(0, f"{self.gap(items.question.short)}。")
        return _paragraphs(lines, rest)

    def _lines(self, told: Told) -> list[str]:
        return [line for item, reading in self._items(told) if (line := self._written(told, item, reading))]

    def _written(self, told: Told, item: str, reading: Reading) -> str:
        return self._phrasing.written(item, reading, bare=told.question.bare, row=told.question.row)

    def _items(self, told: Told) -> list[tuple[str, Reading]]:
        return [(message.text, message.reading) for message in told.messages]


def _without_head(told: tuple[Told, ...]) -> tuple[Told, ...]:
    """The same, without the sub-heading that the first answer brings."""
    first, *rest = told
    if not (first.question.headed and first.messages):
        return told
    head, *more = first.messages
    return (replace(first, messages=(replace(head, text=head_of(head.text)[1]), *more)), *rest)


def _paragraphs(lines: list[str], tail: str = "") -> str:
    """Several items as numbered paragraphs, one alone without a number; then the tail in its own paragraph."""
    numbered = [f"{number}. {line}" for number, line in enumerate(lines, start=1)] if len(lines) > 1 else lines
    return "\n".join(filter(None, (*numbered, tail)))
