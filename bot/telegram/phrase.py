"""Effects that say something → messages with buttons. Every word comes from `prompts/` or `knowledge/`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from bot.catalog.checklist import photo_count
from bot.core.acting import ASIDE
from bot.core.acts import Act
from bot.core.affairs import Brought, Shelf, ShowHelp, ShowPlan, ShowReminder, ShowReport, ShowReports, ShowTaken
from bot.core.albums import ShowSnaps
from bot.core.effects import (
    Ask,
    AskAreas,
    AskBack,
    AskKind,
    AskPeriod,
    OfferPlaces,
    OfferPurposes,
    Progress,
    Say,
    ShowExamples,
    ShowMenu,
    ShowNotice,
    ShowReady,
    Want,
)
from bot.core.finished import OfferCharts
from bot.core.letters import Read, ShowSection
from bot.core.planning import AskCheck, Suggest
from bot.core.review import Opinion
from bot.core.revisals import AskUnsaid, OfferSections, ShowWording
from bot.telegram.asking_back import AskingBack
from bot.telegram.buttons import button, encode
from bot.telegram.chart_phrase import offer_charts
from bot.telegram.file_phrase import FilePhrase
from bot.telegram.outgoing import Button, Keyboard, Outgoing, rows
from bot.telegram.plan_phrase import PlanPhrase
from bot.telegram.review_phrase import ReviewPhrase, remark_lines
from bot.telegram.revise_phrase import RevisePhrase
from bot.telegram.shelf_phrase import ShelfPhrase
from bot.telegram.snap_phrase import SnapPhrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.catalog.words import Words
    from bot.core.effects import Row
    from bot.core.outline import Handbook
    from bot.core.state import Paper

Interview = (
    Ask
    | AskAreas
    | AskBack
    | AskKind
    | AskPeriod
    | Say
    | ShowMenu
    | ShowReady
    | OfferPlaces
    | OfferPurposes
    | ShowNotice
    | ShowSnaps
    | OfferCharts
    | Shelf
    | Brought
)
Planned = AskCheck | Suggest
Reviewed = Read | ShowSection
Revised = OfferSections | ShowWording | AskUnsaid
Spoken = Interview | Planned | Reviewed | Revised

_MARKS = {Progress.OPEN: "○", Progress.PARTLY: "◐", Progress.DONE: "●"}
_WIDE = 2
_FULL = 3
_PAIR = 2
LONGEST_TITLE = 30
"""Signs of a title that a button shows."""


class Phrase:
    """Says effects in the officer's words."""

    def __init__(self, words: Words, book: Handbook) -> None:
        self._words = words
        self._book = book
        self._shelf = ShelfPhrase(words)
        self._files = FilePhrase(words)
        self._snaps = SnapPhrase(words, book)
        self._back = AskingBack(words, book)
        self._plan = PlanPhrase(words)
        self._review = ReviewPhrase(words)
        self._revise = RevisePhrase(words)

    def say(self, effect: Spoken) -> Outgoing:
        """The message of an effect; on top what was understood of the answer before."""
        if isinstance(effect, Reviewed):
            return self._review.say(effect)
        if isinstance(effect, Revised):
            return self._revise.say(effect)
        said = self._plans(effect) if isinstance(effect, Planned) else self._said(effect)
        above = getattr(effect, "heard", ())
        if not above:
            return said
        heard = self._words.text("heard", heard=" · ".join(above))
        return replace(said, text=f"{heard}\n\n{said.text}")

    def _said(self, effect: Interview) -> Outgoing:
        match effect:
            case Ask():
                return self._ask(effect)
            case AskBack():
                return self._back.say(effect)
            case AskAreas():
                return self._ask_areas(effect)
            case AskKind() | AskPeriod():
                return self._ask_period(effect) if isinstance(effect, AskPeriod) else self._ask_kind(effect)
            case OfferPurposes() | ShowNotice() | ShowPlan() | ShowTaken():
                return self._files.say(effect)
            case Say():
                text = self._words.text(effect.key, **dict(effect.values))
                return Outgoing(text, self._offer(map(Act, effect.offer), effect.turn))
            case ShowMenu():
                return self._menu(effect)
            case ShowReady():
                return self._ready(effect)
            case ShowReports() | ShowReport() | ShowReminder() | ShowHelp():
                return self._shelf.say(effect)
            case OfferCharts():
                return offer_charts(effect, self._words)
            case ShowSnaps():
                return self._snaps.say(effect)
            case OfferPlaces():
                aside = ((self.button(Act.PUT, value=ASIDE),),)
                keyboard = (*self._targets(Act.PUT, effect.rows), *aside)
                return Outgoing(self._words.text("loose", text=effect.text), keyboard)
            case _:
                assert_never(effect)

    def _plans(self, effect: Planned) -> Outgoing:
        if isinstance(effect, Suggest):
            return self._plan.suggest(effect)
        return self._plan.check(effect, self._head(effect, "").strip())

    def button(self, act: Act, turn: int = 0, value: str = "") -> Button:
        """A button with its usual word."""
        return button(self._words, act, turn, value)

    def draft_keys(self, paper: Paper) -> Keyboard:
        """What can be done with a draft that was just sent; of one that came back, what was changed since."""
        returned = paper.sent is not None and paper.sent.opinion is Opinion.RETURNED
        acts = (Act.TEXT, Act.REVISE, Act.EVIDENCE, Act.MENU, Act.DRAFT, Act.REVIEW)
        return self._offer((*acts, *((Act.CHANGES,) if returned else ()), Act.NEW))

    def example_keys(self, shown: ShowExamples) -> Keyboard:
        """What comes after some examples: more of them, shorter ones, ones with figures; back to the question."""
        again = self._words.text("examples_again")
        more = Button(again, encode(Act.EXAMPLES, f"{shown.want}:{shown.skip + 1}" if shown.want else ""))
        others = [
            Button(self._words.text(f"examples_{want}"), encode(Act.EXAMPLES, f"{want}:0"))
            for want in (Want.SHORTER, Want.FIGURES)
            if want is not shown.want
        ]
        return ((more, *others), (self.button(Act.RESUME),))

    def topic_keys(self, topics: Iterable[str]) -> Keyboard:
        """Topics to see examples of; back to the question."""
        keys = [Button(topic, encode(Act.EXAMPLES, topic)) for topic in topics]
        return (*rows(keys, _PAIR), (self.button(Act.RESUME),))

    def _offer(self, acts: Iterable[Act], turn: int = 0) -> Keyboard:
        return rows([self.button(act, turn) for act in acts], _FULL)

    def _ask(self, effect: Ask) -> Outgoing:
        question = self._book.question(effect.kind, effect.place)
        profile = effect.place.section == self._book.profile.id
        if profile:
            head = self._words.text("profile_question", step=effect.step, steps=effect.steps, ask=question.ask)
        else:
            head = self._head(effect, question.ask)
        parts = [head]
        if effect.last_plan:
            items = "\n".join(f"{number}. {item}" for number, item in enumerate(effect.last_plan, start=1))
            parts.append(self._words.text("last_plan", items=items))
        if effect.given:
            key = "given_profile" if profile else "given_many" if question.many else "given"
            parts.append(self._words.text(key, given="\n".join(effect.given)))
        else:
            parts += [] if "例：" in question.ask else [self._words.text("example", example=question.example)]
        return Outgoing("\n\n".join(parts), self._question_keys(effect, profile=profile))

    def _question_keys(self, effect: Ask, *, profile: bool) -> Keyboard:
        lines: list[tuple[Act, ...]] = [(Act.NEXT, Act.REWRITE)] if effect.given and not profile else []
        lines += [(Act.NEXT,)] if effect.given and profile else []
        if profile:
            lines += [(Act.SKIP, Act.BACK, Act.PAUSE)]
        else:
            lines += [(Act.EXAMPLES, Act.NONE, Act.UNKNOWN), (Act.SKIP, Act.BACK), (Act.MENU, Act.PAUSE)]
        return tuple(tuple(self.button(act, effect.turn) for act in line) for line in lines)

    def _head(self, effect: Ask | AskAreas | AskCheck, ask: str) -> str:
        outline = self._book.outlines[effect.kind]
        current = outline.section(effect.place.section)
        section = current.title
        if effect.place.area:
            section = self._words.text("area", section=current.button, area=self._book.areas[effect.place.area].title)
            ask += outline.hint
        bar = "■" * effect.step + "□" * (effect.steps - effect.step)
        bar += "" if isinstance(effect, AskCheck) else self._left(effect.left)
        return self._words.text("question", section=section, step=effect.step, steps=effect.steps, bar=bar, ask=ask)

    def _left(self, left: tuple[int, int]) -> str:
        sections, minutes = left
        return self._words.say["left"].format(sections=sections, minutes=minutes) if sections else ""

    def _ask_kind(self, effect: AskKind) -> Outgoing:
        """All kinds on one screen, a group in rows of its own, those of no group last."""
        grouped = {kind for group in self._book.groups for kind in group.kinds}
        own = {kind for kind, _ in effect.own}
        others = tuple(kind for kind in self._book.outlines if kind not in grouped | own)
        lines: list[tuple[Button, ...]] = []
        for kinds in (*(group.kinds for group in self._book.groups), others):
            buttons = [Button(self._book.outlines[kind].button, encode(Act.KIND, kind)) for kind in kinds]
            lines += rows(buttons, _FULL)
        titles = "；".join(group.title for group in self._book.groups)
        lines += [*_own(effect), (self.button(Act.NOTICE),)]
        return Outgoing(self._words.text("kind_question", groups=titles), tuple(lines))

    def _ask_areas(self, effect: AskAreas) -> Outgoing:
        question = self._book.question(effect.kind, effect.place)
        ticks = [
            Button(("☑ " if area.id in effect.chosen else "☐ ") + area.button, encode(Act.PICK, area.id, effect.turn))
            for area in self._book.choices(effect.kind)
        ]
        done = Button(self._words.button[Act.PICK], encode(Act.NEXT, "", effect.turn))
        tail = (
            (done,),
            (self.button(Act.SKIP, effect.turn), self.button(Act.BACK, effect.turn)),
            (self.button(Act.MENU), self.button(Act.PAUSE)),
        )
        text = "\n\n".join((self._head(effect, question.ask), self._words.text("areas_hint")))
        return Outgoing(text, (*rows(ticks, _WIDE), *tail), edit=effect.message)

    def _ask_period(self, effect: AskPeriod) -> Outgoing:
        outline = self._book.outlines[effect.kind]
        choices = [Button(str(period), encode(Act.PERIOD, period.id)) for period in effect.choices]
        due = self._words.say["due"].format(deadline=outline.deadline) if outline.deadline else ""
        key = "period_forms" if outline.forms or outline.form_of else f"period_{outline.span}"
        text = self._words.text(key, kind=outline.title, due=due)
        return Outgoing(text, rows(choices, _WIDE))

    def _menu(self, effect: ShowMenu) -> Outgoing:
        title = self._book.outlines[effect.kind].title
        lines = [self._words.text("menu", title=title, period=effect.period or "")]
        for row in effect.rows:
            key = "menu_area" if row.area else "menu_row"
            lines.append(self._words.say[key].format(mark=_MARKS[row.progress], title=row.title))
        if effect.loose:
            lines.append(self._words.text("menu_loose", count=effect.loose))
        if effect.photos or effect.photos_asked:
            lines.append(photo_count(effect.photos, effect.photos_asked, self._words))
        if effect.remarks:
            lines += [self._words.text("menu_remarks"), *remark_lines(effect.remarks)]
        lines.append(self._words.text("menu_end") + self._left(effect.left))
        tail = self._offer((Act.RESUME, Act.DRAFT, Act.NEW))
        return Outgoing("\n".join(lines), (*self._targets(Act.JUMP, effect.rows), *tail))

    def _targets(self, act: Act, targets: Iterable[Row]) -> Keyboard:
        return rows([Button(row.button, encode(act, row.target)) for row in targets], _FULL)

    def _ready(self, effect: ShowReady) -> Outgoing:
        if effect.open_sections:
            text = self._words.text("ready_open", sections="、".join(effect.open_sections))
        else:
            text = self._words.text("ready_drafted" if effect.drafted else "ready")
        after = (Act.TEXT, Act.FILES) if effect.drafted else ()
        return Outgoing(text, self._offer((Act.DRAFT, Act.MENU, Act.BACK, *after)))


def _own(effect: AskKind) -> Keyboard:
    """The kinds made from notices, by their titles, one in a row: they are long."""
    return tuple((Button(title[:LONGEST_TITLE], encode(Act.KIND, kind)),) for kind, title in effect.own)
