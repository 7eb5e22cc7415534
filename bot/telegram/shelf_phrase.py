"""The list of reports, one of them, its reminder, help → messages with buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.core.acts import Act
from bot.core.affairs import Shelf, ShowHelp, ShowReminder, ShowReport, ShowReports, Status
from bot.core.period import spoken
from bot.telegram.buttons import button, encode
from bot.telegram.help_phrase import help_page
from bot.telegram.outgoing import Button, Outgoing, rows

if TYPE_CHECKING:
    from bot.catalog.words import Words
    from bot.core.affairs import ReportRow

_WIDE = 2
_FULL = 3


class ShelfPhrase:
    """Says what stands on the shelf."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def say(self, effect: Shelf) -> Outgoing:
        """The message of an effect."""
        match effect:
            case ShowReports():
                return self._list(effect)
            case ShowReport():
                return self._card(effect)
            case ShowReminder():
                return self._reminder(effect)
            case ShowHelp():
                return help_page(effect, self._words)
            case _:
                assert_never(effect)

    def _list(self, effect: ShowReports) -> Outgoing:
        buttons = [Button(_title(row), encode(Act.REPORT, str(row.id))) for row in effect.rows]
        lines = [self._words.text(f"report_{row.status}", title=_title(row)) for row in effect.rows]
        return Outgoing("\n".join((self._words.text("reports"), *lines)), rows(buttons, 1))

    def _card(self, effect: ShowReport) -> Outgoing:
        row = effect.row
        if effect.sure:
            acts: tuple[Act, ...] = (Act.REMOVE_SURE, Act.REPORTS)
        else:
            acts = (Act.TAKE_UP, *((Act.SEND_AGAIN,) if row.status is not Status.BEGUN else ()), Act.COPY, Act.REMOVE)
        lines = [self._words.text("report_sure" if effect.sure else f"report_{row.status}", title=_title(row))]
        lines += (
            []
            if effect.sure
            else [self._words.text(f"past_{one.what}", day=spoken(one.on), name=one.who) for one in row.history]
        )
        text = "\n".join(lines)
        return Outgoing(text, rows([button(self._words, act, value=str(row.id)) for act in acts], _WIDE))

    def _reminder(self, effect: ShowReminder) -> Outgoing:
        key = "remind_soon" if effect.left > 0 else "remind_today" if effect.left == 0 else "remind_over"
        day = spoken(effect.due)
        parts = [self._words.text(key, title=_title(effect.row), day=day, left=effect.left)]
        parts += [self._words.text("remind_drafted")] if effect.row.status is Status.DRAFTED else []
        acts = (Act.TAKE_UP, Act.SNOOZE, Act.QUIET)
        keyboard = rows([button(self._words, act, value=str(effect.row.id)) for act in acts], _FULL)
        return Outgoing("\n".join(parts), keyboard)


def _title(row: ReportRow) -> str:
    return f"{row.period} {row.title}"
