"""What an officer said about the report's frame: its matter, attachments, who signs, on which day, room for a seal."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.core.outline import Form

if TYPE_CHECKING:
    from bot.core.facts import Fact, Reading
    from bot.drafting.material import Portion
    from bot.drafting.phrasing import Phrasing
    from bot.facts.reader import Reader

_SEAL = re.compile(r"盖章|签字|签名|公章|印章|章的位置")
_NO_SEAL = re.compile(r"(?:不|无|别)[^，。；]{0,6}(?:盖章|签字|签名|公章|印章|位置|留)")
_SIGNING = re.compile(r"落款|署名|成文|盖章|签字|公章")
_ATTACHED = re.compile(r"^附件?(?:有|是|为|：|:)?(?:\d+[.．、])?")
_NONE = re.compile(r"(?:没有?|无|暂无)(?:附件)?")
_CLAUSE_BREAK = re.compile(r"[，,、\s]+")
_CLAUSE_END = re.compile(r"[，,。；;、\s｜|]+")
_SIGNS = re.compile(r"^(?:落款|署名)?(?:就|还)?(?:写|用|是|为|:|：)*")
_NAME_ENDS = ("工会", "委员会", "工作委员会", "联合会", "工会小组")
_THEME_END = re.compile(r"[。；;，,｜|\n]")
_ME = re.compile(r"^我们?")
_LONGEST_THEME = 40
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_SELF = re.compile(r"我|本人|自己|名字|姓名|今天|明天|昨天|[月日号]")
_FULL_NAME = 7
"""A shorter name (公司工会) is a way of speaking; the profile has the full one."""


@dataclass(frozen=True, slots=True)
class Closing:
    """The frame of the report. An empty `unit` means the profile's, a missing day is 待补.

    `theme` is what the officer calls the matter, for the title. `personal`: a person signs, the writer of the profile
    where no name was said.
    """

    attachments: tuple[str, ...] = ()
    unit: str = ""
    on: date | None = None
    room_for_seal: bool = False
    personal: bool = False
    theme: str = ""


def read_closing(portions: tuple[Portion, ...], phrasing: Phrasing, reader: Reader) -> Closing:
    """Read the signature section's answers, whichever of its questions they were given to; and the matter's name."""
    theme = _theme(portions, phrasing)
    portion = next((p for p in portions if p.section.form is Form.SIGNATURE), None)
    if portion is None:
        return Closing(theme=theme)
    listed = [message for told in portion.told if told.question.many for message in told.messages]
    rest = [told for told in portion.told if not told.question.many]
    names: list[str] = []
    signing: list[tuple[str, Reading]] = []
    for message in listed:
        own, signed = _parted(message.text, message.reading, reader)
        names += [_ATTACHED.sub("", phrasing.standard(name, message.reading)) for name in own]
        signing += [(clause, message.reading) for clause in signed]
    signing += [
        (message.text, message.reading) for told in rest for one in (told, *told.further) for message in one.messages
    ]
    closing = _signed(signing, tuple(name for name in names if name and not _NONE.fullmatch(name)), reader)
    if not any(told.question.person for told in rest):
        return replace(closing, theme=theme)
    return replace(closing, theme=theme, personal=True, unit=_person([text for text, _ in signing]) or closing.unit)


def _theme(portions: tuple[Portion, ...], phrasing: Phrasing) -> str:
    """What the officer calls the matter of the report; "" where nobody said it in a few words."""
    said = (one for part in portions for told in part.told if told.question.theme for one in told.messages)
    first = next(said, None)
    if first is None:
        return ""
    words = phrasing.standard(_ME.sub("", _THEME_END.split(first.text)[0]).strip(), first.reading)
    return words if len(words) <= _LONGEST_THEME else ""


def _person(texts: list[str]) -> str:
    """The name that a person signs with; "" where none was said (写我的名字)."""
    clauses = (_SIGNS.sub("", clause) for text in texts for clause in _CLAUSE_END.split(text))
    return next((clause for clause in clauses if _NAME.fullmatch(clause) and not _SELF.search(clause)), "")


def _parted(item: str, reading: Reading, reader: Reader) -> tuple[list[str], list[str]]:
    """The names of attachments in an item, and the clauses about the signature: from the first of those on."""
    clauses = [clause.strip() for clause in _CLAUSE_BREAK.split(item) if clause.strip()]
    signs = (_SIGNING.search(clause) or _is_only_a_day(clause, reading, reader) for clause in clauses)
    first = next((index for index, found in enumerate(signs) if found), len(clauses))
    return clauses[:first], clauses[first:]


def _is_only_a_day(clause: str, reading: Reading, reader: Reader) -> bool:
    facts = reader.read(clause, reading)
    return len(facts) == 1 and facts[0].text == clause and _is_day(facts[0])


def _signed(signing: list[tuple[str, Reading]], attachments: tuple[str, ...], reader: Reader) -> Closing:
    unit, day, seal = "", None, False
    for text, reading in signing:
        seal = seal or bool(_SEAL.search(text) and not _NO_SEAL.search(text))
        day = next((date.fromisoformat(f.value) for f in reader.read(text, reading) if _is_day(f)), day)
        clauses = (_SIGNS.sub("", clause) for clause in _CLAUSE_END.split(text))
        unit = next((c for c in clauses if len(c) >= _FULL_NAME and c.endswith(_NAME_ENDS)), unit)
    return Closing(attachments, unit, day, seal)


def _is_day(fact: Fact) -> bool:
    return fact.kind is FactKind.DATE and re.fullmatch(r"\d{4}-\d\d-\d\d", fact.value) is not None
