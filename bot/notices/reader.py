"""The front door: the text of a notice → what it asks for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.notice import Notice
from bot.notices.correcting import corrected
from bot.notices.demands import DemandReader, Demands, unique
from bot.notices.kind import outline_of
from bot.notices.orders import no_orders, taken_out, without_empty
from bot.notices.pointing import Pointing
from bot.notices.sections import Sorter, short
from bot.notices.tree import grow
from bot.notices.words import read_notice_words
from bot.retrieval.lines import Mark, finished, join, read_lines
from bot.retrieval.markers import marker
from bot.retrieval.rules import load_rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.core.outline import Handbook, Outline
    from bot.notices.orders import OrdersIn
    from bot.notices.pointing import Pointer
    from bot.notices.words import NoticeWords
    from bot.retrieval.lines import Line
    from bot.retrieval.rules import Lines

FEWEST_INDENTED = 3
"""Lines that must begin with a blank before blanks are taken for the marks of paragraphs."""
_OPENING = 60
"""Signs at the beginning of a notice without a title that say what it asks for."""
_TITLE_LINES, _TITLE_WRAPPED = 6, 3


def _whole(lines: list[Line]) -> list[Line]:
    """Paragraphs made whole again that a printed page cut into lines: their first lines alone are indented."""
    if sum(line.indented for line in lines) < FEWEST_INDENTED:
        return lines
    whole: list[Line] = []
    for line in lines:
        goes_on = whole and not (line.indented or line.mark or marker(line.text) or finished(whole[-1].text))
        if goes_on and whole[-1].indented:
            whole[-1] = replace(whole[-1], text=join(whole[-1].text, line.text))
        else:
            whole.append(line)
    return whole


class NoticeReader:
    """Reads notices. Pure: the same text gives the same notice."""

    def __init__(self, words: NoticeWords, lines: Lines, orders_in: OrdersIn = no_orders) -> None:
        self._words = words
        self._lines = lines
        self._orders_in = orders_in
        self._demands = DemandReader(words)
        self._sorter = Sorter(words, self._demands)
        self._pointing = Pointing(words, self._demands)

    @classmethod
    def open(cls, knowledge: Path, orders_in: OrdersIn = no_orders) -> NoticeReader:
        """Make a reader from a folder with `notices.toml` and `cleaning.toml`; `orders_in` knows orders to a machine.

        Raises:
            TableError: a file is missing or wrong.
        """
        return cls(read_notice_words(knowledge), load_rules(knowledge / "cleaning.toml").lines, orders_in)

    def read(self, text: str) -> Notice:
        """What a notice asks for. Orders to a machine within it are no part of it, and are told."""
        text, orders = taken_out(text, self._orders_in)
        lines = _whole(read_lines(text, self._lines))
        title, body = self._title(lines)
        parts = self._sorter.sort(without_empty(grow(body, self._sorter.is_heading)))
        found = Demands(title or text[:_OPENING])
        for paragraph in (*parts.lead, *parts.demands):
            self._demands.read(paragraph, found)
        unclear = [f"“{short(one)}”像是写给机器的话，没有算进要求" for one in orders]
        unclear += [*parts.broken, *found.unclear, *self._years(text)]
        most, least = set(found.most), set(found.least)
        if len(most) > 1:
            unclear.append(f"字数有几种说法：{'、'.join(f'{number}字' for number in sorted(most))}，请看按哪一个")
        days = unique(found.days)
        if len(days) > 1:
            unclear.append(f"报送时间有几个：{'、'.join(days)}，请看哪一个是给您的")
        if not parts.sections:
            unclear.append("没有读出要写哪几节，请把提纲发来")
        return Notice(
            title=title,
            sections=tuple(parts.sections),
            max_len=most.pop() if len(most) == 1 else None,
            min_len=least.pop() if len(least) == 1 else None,
            photos=found.photos[0] if found.photos else None,
            deadline=days[0] if len(days) == 1 else "",
            delivery=unique(found.delivery),
            style=unique(found.style),
            unclear=unique(unclear),
        )

    def without_orders(self, text: str) -> str:
        """A notice's text as it is read: without orders to a machine."""
        return taken_out(text, self._orders_in)[0]

    def improved(self, notice: Notice, text: str, pointers: Sequence[Pointer]) -> Notice:
        """The notice with what somebody pointed at in its text, as far as that holds."""
        return self._pointing.improved(notice, text, pointers)

    def corrected(self, notice: Notice, words: str) -> Notice | None:
        """The notice with a correction in the officer's words; None where they are none."""
        return corrected(notice, words, self._words.correct, self._demands)

    def outline(self, notice: Notice, book: Handbook, kind_id: str) -> Outline:
        """The kind of report that a notice asks for."""
        return outline_of(notice, book, kind_id, self._words.kind)

    def _title(self, lines: list[Line]) -> tuple[str, list[Line]]:
        """The name of the notice, and the lines behind it and its address."""
        title, rest = "", lines
        for count in range(1, min(_TITLE_WRAPPED, len(lines)) + 1):
            head = "".join(line.text for line in lines[:count])
            if marker(lines[count - 1].text):
                break
            if "。" not in head and self._words.title.search(lines[count - 1].text):
                title, rest = head, lines[count:]
                break
        if not title and rest and rest[0].mark is Mark.HEADING and not marker(rest[0].text):
            title, rest = rest[0].text, rest[1:]
        if not title and (within := next(filter(None, map(self._named, lines[:_TITLE_LINES])), "")):
            title = within
            rest = [replace(line, text=self._behind(within, line.text)) for line in rest]
        if rest and self._words.address.match(rest[0].text):
            rest = rest[1:]
        return title, rest

    def _behind(self, title: str, text: str) -> str:
        """What a line says behind the name of the notice and whom it is sent to."""
        return self._words.addressed.sub("", text.partition(title)[2].strip()) if title in text else text

    def _named(self, line: Line) -> str:
        found = self._words.title_within.search(line.text)
        return found[0] if found else ""

    def _years(self, text: str) -> list[str]:
        found = self._words.unreadable_year.search(text)
        return [f"“{found[0]}”看不清是哪一年"] if found else []
