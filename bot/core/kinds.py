"""The kinds of report that are offered, and the forms of some of them for a shorter time.

A form is a kind of its own for whoever asks and writes: other words, another length. The officer chooses the kind, and
with the months its form; so forms are found by their id and never offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from bot.core.span import offered, spans

if TYPE_CHECKING:
    from datetime import date

    from bot.core.outline import Handbook, Outline
    from bot.core.period import Period
    from bot.core.span import Span


class Kinds(Mapping[str, "Outline"]):
    """Kinds by id, in the order in which they are offered."""

    def __init__(self, kinds: Mapping[str, Outline], forms: Mapping[str, Outline]) -> None:
        self._kinds = dict(kinds)
        self.forms = dict(forms)

    def __getitem__(self, kind_id: str) -> Outline:
        """A kind or a form."""
        return self._kinds[kind_id] if kind_id in self._kinds else self.forms[kind_id]

    def __iter__(self) -> Iterator[str]:
        """The ids of what is offered."""
        return iter(self._kinds)

    def __len__(self) -> int:
        """How many are offered."""
        return len(self._kinds)


def form_id(kind_id: str, span: Span) -> str:
    """The id of a kind's form."""
    return f"{kind_id}-{span}"


def base(book: Handbook, kind_id: str) -> str:
    """The kind that was chosen, of a form or of itself."""
    return (book.outlines[kind_id].form_of or kind_id) if kind_id in book.outlines else kind_id


def for_months(book: Handbook, kind_id: str, said: Period) -> str:
    """The kind, or its form for just so long a time as the months that were said."""
    chosen = base(book, kind_id)
    return next((form_id(chosen, span) for span in book.outlines[chosen].forms if spans(span, said)), chosen)


def periods(book: Handbook, kind_id: str, on: date) -> tuple[Period, ...]:
    """The times to choose from on a day: those of the kind, and the likeliest of each form."""
    own = book.outlines[kind_id].span
    chosen = book.outlines[base(book, kind_id)]
    others = [span for span in (chosen.span, *chosen.forms) if span is not own] if chosen.forms else []
    return tuple(dict.fromkeys((*offered(own, on), *(offered(span, on)[0] for span in others))))
