"""ANSWERS.json → a report's answers, through the engine that serves the chat. Nothing is dropped in silence."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.cli.errors import InputError
from bot.core.acts import Act
from bot.core.engine import step
from bot.core.events import Commanded, Event
from bot.core.kinds import for_months
from bot.core.outline import Form
from bot.core.papers import profile_words
from bot.core.path import answer_at, here, places_of, profile_route
from bot.core.period import Period, parse_period
from bot.core.recording import record, settle
from bot.core.state import Paper, Said, Session, Verdict
from bot.core.tabling import PlanForm
from bot.core.typed import typed_act

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.outline import Handbook, Outline, Place

_VERDICTS: dict[Act | None, Verdict] = {Act.NONE: Verdict.NONE, Act.UNKNOWN: Verdict.UNKNOWN, Act.SKIP: Verdict.SKIPPED}
MAX_TEXT = 20_000
"""Characters of one answer; a chat message holds 4,096."""
KEYS = ("kind", "period", "unit", "answers", "last_plan", "full_names", "plan_as", "earlier", "charts")

EARLIER = ("kind", "unit", "period", "answers")


@dataclass(frozen=True, slots=True)
class Answers:
    """The file, checked. `texts` are the answers by row of the table of contents (`work.service`).

    `earlier` are the same kind's reports of other months, `charts` what is to be shown of them all, by title.
    """

    kind: str
    period: Period
    unit: str
    texts: dict[str, tuple[str, ...]]
    last_plan: tuple[str, ...]
    full_names: bool = False
    plan_as: str = ""
    earlier: tuple[Answers, ...] = ()
    charts: tuple[str, ...] = ()


def read_answers(path: Path, book: Handbook) -> Answers:
    """Read and check the file.

    Raises:
        InputError: missing, not UTF-8, not JSON, or something in it that the bot does not know.
    """
    content = _content(path)
    answers = _answers(content, book, path, KEYS)
    earlier = content.get("earlier", [])
    if not isinstance(earlier, list) or not all(isinstance(one, dict) for one in earlier):
        raise InputError('earlier 应是一串 {"period": …, "answers": …}，请改正')
    shared = {key: content[key] for key in ("kind", "unit")}
    before = tuple(_answers(shared | one, book, path, EARLIER) for one in earlier)
    return replace(answers, earlier=before, charts=_lines(content.get("charts", []), "charts"))


def _answers(content: dict[str, Any], book: Handbook, path: Path, keys: tuple[str, ...]) -> Answers:
    for key in content:
        if key not in keys:
            raise InputError(f"{path.name} 里有不认识的键 {key}，可用：{'、'.join(keys)}")
    kind = _text(content, "kind", path)
    outline = _outline(kind, book)
    try:
        period = parse_period(_text(content, "period", path))
    except ValueError as error:
        raise InputError(str(error)) from None
    form = book.outlines[for_months(book, outline.id, period)]
    texts = _texts(content.get("answers"), form, book, path)
    last_plan = _lines(content.get("last_plan", []), "last_plan")
    full_names = content.get("full_names", False)
    if not isinstance(full_names, bool):
        raise InputError(f"{path.name} 里的 full_names 只能是 true 或 false，请改正")
    plan_as = content.get("plan_as", "")
    if plan_as not in {"", *PlanForm}:
        raise InputError(f"{path.name} 里的 plan_as 只能是 {'、'.join(PlanForm)}，请改正")
    return Answers(outline.id, period, _text(content, "unit", path), texts, last_plan, full_names, plan_as)


def fill(book: Handbook, answers: Answers) -> tuple[Paper, dict[str, str]]:
    """Hold the interview: the report with its answers, and the profile."""
    interview = _Interview(book, answers.period)
    interview.say(Commanded(Act.START, "", interview.on))
    interview.name_unit(answers.unit)
    while here(book, interview.session) is not None:
        interview.say(Commanded(Act.SKIP, "", interview.on))
    interview.say(Commanded(Act.KIND, answers.kind, interview.on))
    interview.say(Commanded(Act.PERIOD, answers.period.id, interview.on))
    interview.plan_before(answers.last_plan)
    interview.choose_areas(_chosen(book, answers))
    for target, texts in answers.texts.items():
        interview.answer(target, texts)
    paper = replace(interview.paper, full_names=answers.full_names, plan_as=answers.plan_as)
    return paper, dict(profile_words(interview.session))


class _Interview:
    """An officer who types very fast."""

    def __init__(self, book: Handbook, period: Period) -> None:
        self.session = Session()
        today = datetime.now(UTC).date()
        self.on = today if period.start <= today <= period.end else period.end
        self._book = book
        self._messages = 0

    @property
    def paper(self) -> Paper:
        if self.session.paper is None:
            raise InputError("没能开始写这份报告，请检查 kind 和 period")
        return self.session.paper

    def name_unit(self, unit: str) -> None:
        place = profile_route(self._book)[0]
        self.session = record(self._book, self.session, place, self._said(unit))

    def say(self, event: Event) -> None:
        self.session = step(self._book, self.session, event).session

    def plan_before(self, items: tuple[str, ...]) -> None:
        self.session = replace(self.session, paper=replace(self.paper, last_plan=items))

    def choose_areas(self, areas: set[str]) -> None:
        """The areas that have answers, and no others."""
        sections = self._book.outlines[self.paper.kind].sections
        target = next((s.id for s in sections if any(question.areas for question in s.question)), None)
        if target is None:
            return
        self.say(Commanded(Act.JUMP, target, self.on))
        for area in set(self.paper.areas) ^ areas:
            self.say(Commanded(Act.PICK, area, self.on))
        self.say(Commanded(Act.NEXT if areas else Act.SKIP, "", self.on))

    def answer(self, target: str, texts: tuple[str, ...]) -> None:
        """Everything said of a section or area goes to its first question; the further ones have nothing to add."""
        places = self._places(target)
        if len(texts) == 1 and (verdict := _VERDICTS.get((typed_act(self._book, texts[0]) or (None, ""))[0])):
            self.session = settle(self._book, self.session, places[0], verdict)
        else:
            for text in texts:
                self.session = record(self._book, self.session, places[0], self._said(text))
        for place in places:
            if answer_at(self.paper.answers, place) is None:
                self.session = settle(self._book, self.session, place, Verdict.NONE)

    def _places(self, target: str) -> tuple[Place, ...]:
        places = places_of(self._book, self.paper, target)
        return places if "." in target else tuple(place for place in places if not place.area)

    def _said(self, text: str) -> Said:
        """Words as they are: none of them is taken for a button here."""
        self._messages += 1
        return Said(self._messages, text, self.on)


_SHARED = frozenset({Form.PROBLEMS, Form.PLAN})
"""What nearly every kind has, each in its own words."""


def _chosen(book: Handbook, answers: Answers) -> set[str]:
    """What an officer would have ticked: the areas and sections that have answers."""
    named = {part for target in answers.texts for part in target.split(".")}
    return {choice.id for choice in book.choices(answers.kind)} & named


def _content(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=_once)
        json.dumps(content, ensure_ascii=False).encode()
    except FileNotFoundError:
        raise InputError(f"找不到文件 {path}，请检查路径") from None
    except IsADirectoryError:
        raise InputError(f"{path} 是文件夹，请给出其中的 JSON 文件") from None
    except UnicodeEncodeError:
        raise InputError(f"{path} 里有不成对的转义字符（\\ud800 一类），请删去") from None
    except UnicodeDecodeError:
        raise InputError(f"{path} 不是 UTF-8 文本（可能是 GB18030），请另存为 UTF-8 再试") from None
    except OSError as error:
        raise InputError(f"读不了 {path}（{error.strerror}），请检查权限") from None
    except (json.JSONDecodeError, RecursionError) as error:
        where = f"第 {error.lineno} 行" if isinstance(error, json.JSONDecodeError) else "嵌套太深"
        raise InputError(f"{path} 不是有效的 JSON（{where}），请对照 README 里的样子改正") from None
    if not isinstance(content, dict):
        raise InputError(f"{path} 里应是一个 JSON 对象，请对照 README 里的样子改正")
    return content


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object whose keys stand once: a second one would drop the first in silence."""
    keys = [key for key, _ in pairs]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise InputError(f"键“{twice}”写了两次，请合成一个")
    return dict(pairs)


def _text(content: dict[str, Any], key: str, path: Path) -> str:
    value = content.get(key)
    value = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{path.name} 里缺少 {key}，请补上")
    return value.strip()


def _outline(kind: str, book: Handbook) -> Outline:
    for outline in book.outlines.values():
        if kind in {outline.id, outline.title, outline.button, *outline.names}:
            return outline
    choices = "、".join(f"{outline.id}（{outline.title}）" for outline in book.outlines.values())
    raise InputError(f"没有这种报告：{kind}，可用：{choices}")


def _texts(given: object, outline: Outline, book: Handbook, path: Path) -> dict[str, tuple[str, ...]]:
    if not isinstance(given, dict):
        raise InputError(f'{path.name} 里缺少 answers，请写成 {{"节名": "回答"}}')
    targets = _targets(outline, book)
    texts: dict[str, tuple[str, ...]] = {}
    for key, value in given.items():
        target = targets.get(key.strip()) or _elsewhere(outline, book).get(key.strip())
        if target is None:
            names = "、".join(name for name in targets if not name.isascii())
            raise InputError(f"《{outline.title}》没有“{key}”这一节，可用：{names}")
        if target in texts:
            raise InputError(f"“{key}”和另一个键说的是同一节，请合成一个")
        lines = tuple(line for line in _lines(value, key) if line.strip())
        if sum(map(len, lines)) > MAX_TEXT:
            raise InputError(f"“{key}”太长了，请控制在{MAX_TEXT}字以内")
        if lines:
            texts[target] = lines
    if not texts:
        raise InputError(f"{path.name} 里的 answers 是空的，请至少答一节")
    return texts


def _targets(outline: Outline, book: Handbook) -> dict[str, str]:
    """Every name of every row of the table of contents, and of every sub-heading: id and title."""
    targets: dict[str, str] = {}
    for section in outline.sections:
        if section.form is Form.CHOICE:
            continue
        targets |= {section.id: section.id, section.title: section.id}
        for question in section.question:
            if section.parted and not question.areas:
                target = f"{section.id}.{question.id}"
                targets |= {target: target} | ({question.heading: target} if question.heading else {})
        if section.form is Form.AREAS:
            for area in book.areas.values():
                targets |= {area.id: f"{section.id}.{area.id}", area.title: f"{section.id}.{area.id}"}
    return targets


def _elsewhere(outline: Outline, book: Handbook) -> dict[str, str]:
    """The titles that other kinds give to a section: 存在问题及改进措施 for 存在问题."""
    shared = {section.id for section in outline.sections if section.form in _SHARED}
    others = (section for one in book.outlines.values() for section in one.sections)
    return {section.title: section.id for section in others if section.id in shared and section.form in _SHARED}


def _lines(value: object, key: str) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return tuple(value)
    raise InputError(f"“{key}”的内容应是文字，或一串文字")
