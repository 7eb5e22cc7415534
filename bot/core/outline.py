"""What a report asks for: kinds, sections, work areas, questions.

An outline is data (`knowledge/outlines/*.toml`, `knowledge/areas.toml`); nothing here knows a single kind by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from bot.core.kinds import Kinds
from bot.core.notice import Notices
from bot.core.span import Span
from bot.core.understanding import DEAF, Understanding


class Form(StrEnum):
    """How a section's answers become text when no model writes it."""

    OPENING = "opening"
    STATEMENTS = "statements"
    LAST_PLAN = "last_plan"
    AREAS = "areas"
    PROBLEMS = "problems"
    PLAN = "plan"
    SIGNATURE = "signature"
    TITLE = "title"
    CHOICE = "choice"


OWN, SHARED = FROM_NOTICES = ("own-", "shared-")
"""How the ids of kinds begin that were made from notices: by a chat for itself, and given to the organisation."""

APART = frozenset({Form.SIGNATURE, Form.TITLE, Form.CHOICE})
"""Forms whose answers are no text of the body: they close the report, name it, or say what is to be asked."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer belongs. `area` is "" outside the work section."""

    section: str
    question: str
    area: str = ""

    def __str__(self) -> str:
        return ".".join(part for part in (self.section, self.area, self.question) if part)


@dataclass(frozen=True, slots=True)
class Follow:
    """What an answer should hold, and the words that ask for it once where it does not.

    Any fact of one of the units or kinds in `needs` will do. It applies to an answer that has one of the words `when`
    (to every answer, if there are none) and none of `unless`. `short` is as in a `Question`. In reply a number alone
    means `unit`, and `bare` turns a lone figure (3600元) into words (慰问金共3600元).
    """

    short: str
    ask: str
    needs: tuple[str, ...]
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    unit: str = ""
    bare: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One message to the officer, answerable in one message.

    `short` names what is asked (as in 【待补：…】). `many`: several messages answer it, until the officer says so.
    `gate`: a “无” here answers the whole section. `areas`: answered by choosing work areas or sections.
    `lead` stands before the answer in a plain draft, or around it where it has a {}; `subject` before a bare figure
    that does not name what was counted (征集21件); `bare` turns a lone head count (62人) into words (62人参加); `row`
    makes a sentence of an answer typed in columns (日期｜内容｜形式｜人数); `unit` is meant by a number alone.
    `heading` is the sub-heading that begins here; `headed`: the answer brings its own (建网点：3月起…).
    `theme`: the answer names the report in its title. `person`: a person signs, not the union.
    `follow` is what the answer should hold.
    """

    id: str
    short: str
    ask: str
    example: str
    lead: str = ""
    subject: str = ""
    bare: str = ""
    row: str = ""
    unit: str = ""
    many: bool = False
    gate: bool = False
    areas: bool = False
    heading: str = ""
    headed: bool = False
    theme: bool = False
    person: bool = False
    follow: tuple[Follow, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A line of union work, asked about only when the officer chooses it. `topics` lead to its examples."""

    id: str
    title: str
    button: str
    topics: tuple[str, ...]
    question: tuple[Question, ...]
    data: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report. `heading` "" prints none; `within` puts it last inside another section.

    `none` is what a plain draft says when the officer answered “无” (such as 首次使用，无上月计划记录). From `table`
    items on a plan is printed as one; 0: only where the officer wants it.
    """

    id: str
    title: str
    button: str
    form: Form
    question: tuple[Question, ...]
    heading: str = ""
    within: str = ""
    required: bool = True
    none: str = ""
    topics: tuple[str, ...] = ()
    length: tuple[int, int] = (0, 0)
    data: tuple[str, ...] = ()
    table: int = 0

    @property
    def parted(self) -> bool:
        """Whether its text has sub-headings （一）."""
        return self.form is Form.AREAS or any(question.heading or question.headed for question in self.question)


@dataclass(frozen=True, slots=True)
class Outline:
    """One kind of report: its title pattern, sections in printed order, and length in characters.

    `themed_pattern` is the title where the officer named the report. `areas` are the choices ticked from the start,
    `pick` the sections asked about only when ticked: a kind that has some is a long one. `hint` follows the questions
    of its work areas. `names` are further names that officers type. `photos` are the fewest and the most that are asked
    for; None where only one of them, or nothing, is said. `style` is how its superior wants it written.
    `forms` are the times for which it has other words and another length, `form_of` the kind of which it is one.
    """

    id: str
    title: str
    button: str
    title_pattern: str
    sections: tuple[Section, ...]
    length: tuple[int, int]
    max_length: int
    areas: tuple[str, ...] = ()
    deadline: str = ""
    span: Span = Span.MONTH
    themed_pattern: str = ""
    names: tuple[str, ...] = ()
    pick: tuple[str, ...] = ()
    hint: str = ""
    attachments: tuple[str, ...] = ()
    style: tuple[str, ...] = ()
    photos: tuple[int | None, int | None] | None = None
    forms: tuple[Span, ...] = ()
    form_of: str = ""

    def asked(self, chosen: tuple[str, ...]) -> tuple[Section, ...]:
        """The sections to be asked about, given what was ticked."""
        return tuple(section for section in self.sections if section.id not in self.pick or section.id in chosen)

    def section(self, section_id: str) -> Section:
        """The section of that id.

        Raises:
            KeyError: this kind has no such section.
        """
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day or a season of union work, asked about before it comes.

    It lies in some `months` of every year or on some `days`. `ask` is the question, {月} in it the month; a plan with
    one of the `words` has it already. `areas` are the lines of work it belongs to.
    """

    id: str
    ask: str
    words: tuple[str, ...]
    areas: tuple[str, ...]
    months: tuple[int, ...] = ()
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds of report that are offered together."""

    title: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds that a question takes an officer: an ordinary one, and one that takes several messages."""

    one: int = 45
    several: int = 90


@dataclass(frozen=True, slots=True)
class Handbook:
    """All that the interview may ask, as loaded from `knowledge/`."""

    profile: Section
    outlines: Mapping[str, Outline]
    areas: Mapping[str, Area]
    typed: Mapping[str, str] = field(default_factory=dict)
    """Words an officer may type instead of pressing a button, each with its `Act`."""
    groups: tuple[Group, ...] = ()
    pace: Pace = Pace()
    replies: Mapping[str, str] = field(default_factory=dict)
    """Words that answer what was asked back, each with its `bot.core.doubts.Reply`; read only then."""
    understanding: Understanding = DEAF
    notices: Notices | None = None
    occasions: tuple[Occasion, ...] = ()
    hears: bool = False
    """Whether there is somebody to listen to voice messages."""
    writes: bool = False
    """Whether a model writes."""
    wishes: Mapping[str, str] = field(default_factory=dict)
    """Words that ask for a change of a draft, each with its `bot.core.wishes.How`."""
    sees: bool = False
    """Whether there is somebody to read photos."""

    def knowing(self, kinds: Iterable[Outline]) -> Handbook:
        """The same with kinds of a chat's own."""
        own = {outline.id: outline for outline in kinds}
        if not own:
            return self
        forms = self.outlines.forms if isinstance(self.outlines, Kinds) else {}
        return replace(self, outlines=Kinds({**self.outlines, **own}, forms))

    def choices(self, kind: str) -> tuple[Area | Section, ...]:
        """What an officer ticks in a report of this kind: work areas, and the sections of a long one."""
        outline = self.outlines[kind]
        areas = self.areas.values() if any(section.form is Form.AREAS for section in outline.sections) else ()
        return (*areas, *(section for section in outline.sections if section.id in outline.pick))

    def questions(self, section: Section, chosen: tuple[str, ...]) -> Iterator[tuple[Place, Question]]:
        """The questions of a section in order; those of the chosen areas follow its own."""
        for question in section.question:
            yield Place(section.id, question.id), question
        if section.form is Form.AREAS:
            for area in self.areas.values():
                if area.id in chosen:
                    for asked in area.question:
                        yield Place(section.id, asked.id, area.id), asked

    def question(self, kind: str, place: Place) -> Question:
        """The question at a place.

        Raises:
            KeyError: the outline no longer has it.
        """
        section = self.profile if place.section == self.profile.id else self.outlines[kind].section(place.section)
        among = self.areas[place.area].question if place.area else section.question
        for question in among:
            if question.id == place.question:
                return question
        raise KeyError(str(place))
