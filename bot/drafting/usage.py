"""What a call of a model takes, in tokens, and who is told.

A call is made many rooms below whoever knows for whom it is. So that is told by context, which tasks and threads take
along from where they were begun, and not handed down through all that writes, judges and searches.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OTHERS_IN_A_TOKEN = 4
"""Letters, digits and signs other than Chinese ones."""
FIRST_WIDE = "\u2e80"
"""From here on a sign counts as a Chinese one."""
A_PICTURE = 1_300
"""Tokens: what endpoints take for a photo of the size that is kept lies between 300 and this."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """So many. `estimated`: the endpoint did not count them; `shared`: they serve everybody, whoever asked first."""

    count: int
    estimated: bool = False
    shared: bool = False


class Account(Protocol):
    """Is told what is taken."""

    def note(self, tokens: Tokens) -> None:
        """So much was. It may be told from any thread."""


_account: ContextVar[Account | None] = ContextVar("account", default=None)


@contextmanager
def on_account(account: Account) -> Iterator[None]:
    """Whatever is called within, or by tasks and threads begun within, is told to this account."""
    before = _account.set(account)
    try:
        yield
    finally:
        _account.reset(before)


def note(tokens: Tokens) -> None:
    """Tell what a call took; without an account nobody is told."""
    account = _account.get()
    if account is not None and tokens.count:
        account.note(tokens)


def estimated(texts: Iterable[str], pictures: int = 0) -> Tokens:
    """What texts probably took: one for each Chinese sign, one for four others.

    Tokenizers of today take 0.6 to 1 for a Chinese sign and 0.25 to 0.3 for a letter: this is rarely too little.
    """
    count = pictures * A_PICTURE
    for text in texts:
        wide = sum(sign >= FIRST_WIDE for sign in text)
        count += wide + -((wide - len(text)) // OTHERS_IN_A_TOKEN)
    return Tokens(count, estimated=True)
