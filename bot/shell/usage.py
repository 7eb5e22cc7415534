"""What was used in a month, beside its budgets → what an admin or an officer reads on a phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.catalog.words import Words
from bot.core.acts import Act
from bot.core.budget import Budget, renewal
from bot.core.period import month_of, spoken
from bot.storage.ledger import EVERYBODY, Ledger, Use
from bot.storage.people import People
from bot.telegram.buttons import encode
from bot.telegram.outgoing import Button, Keyboard, Outgoing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from bot.core.affairs import ShowUsage

    Used = Mapping[Use, int]

MINUTE = 60
WAN = 10_000
ROWS = 5
"""Officers on a page: with what stands around them, what a phone shows without scrolling."""
NEAR = 80
"""Per cent of a budget from which it is called nearly used up."""
WHOLE = 100


@dataclass(frozen=True, slots=True)
class UsageBook:
    """Reads the ledger out. Every call raises StorageAwayError where the store is away."""

    words: Words
    people: People
    ledger: Ledger
    budget: Budget

    async def page(self, chat: int, asked: ShowUsage, among: Callable[[int], bool] | None = None) -> Outgoing:
        """Of all, or of those `among` them, who used most first; or of the one who asks."""
        if asked.everybody:
            return await self._of_all(asked, among)
        used, everybody = [await self.ledger.of_month(of, asked.on) for of in (chat, EVERYBODY)]
        lines = [self._said("usage_mine", asked.on, used, personal=True)]
        if share := _share(everybody[Use.TOKENS], self.budget.tokens):
            key = "usage_shared_over" if share >= WHOLE else "usage_shared"
            lines.append(self.words.text(key, share=share))
        return self._outgoing(lines, asked, more=False)

    async def _of_all(self, asked: ShowUsage, among: Callable[[int], bool] | None) -> Outgoing:
        used = await self.ledger.all_of_month(asked.on)
        total = await self.ledger.of_month(EVERYBODY, asked.on)
        if among:
            used = {chat: uses for chat, uses in used.items() if among(chat)}
            total = {use: sum(uses[use] for uses in used.values()) for use in Use}
        ranked = sorted(used, key=lambda chat: [-used[chat][use] for use in (Use.TOKENS, Use.FILES)] + [chat])
        names = {member.user: member.name for member in await self.people.all()}
        shown = ranked[asked.page * ROWS :][:ROWS]
        left = max(len(ranked) - (asked.page + 1) * ROWS, 0)
        lines = [self._said("usage", asked.on, total, personal=False)]
        for chat in shown:
            name = names.get(chat)
            who = self.words.text("usage_who", name=name, user=chat) if name else str(chat)
            lines.append(self.words.text("usage_row", who=who, used=self._used(used[chat], personal=True)))
        lines += [self.words.text("usage_more", count=left)] if left else []
        return self._outgoing(lines, asked, more=bool(left))

    def _outgoing(self, lines: list[str], asked: ShowUsage, *, more: bool) -> Outgoing:
        if self.budget != Budget():
            lines.append(self.words.text("usage_renews", day=spoken(renewal(asked.on))))
        return Outgoing("\n".join(lines), self._keys(asked, more=more))

    def _keys(self, asked: ShowUsage, *, more: bool) -> Keyboard:
        month = month_of(asked.on)
        keys = [Button(self.words.text("usage_before"), encode(Act.USAGE, f"{month.preceding().id}:0"))]
        if more:
            keys.append(Button(self.words.text("usage_next"), encode(Act.USAGE, f"{month.id}:{asked.page + 1}")))
        return (tuple(keys),)

    def _said(self, key: str, on: date, used: Used, *, personal: bool) -> str:
        month = month_of(on).words
        told = self._used(used, personal=personal)
        return self.words.text(key, month=month, used=told) if told else self.words.text("usage_none", month=month)

    def _used(self, used: Used, *, personal: bool) -> str:
        return "，".join(self._parts(used, personal=personal))

    def _parts(self, used: Used, *, personal: bool) -> Iterator[str]:
        tokens, files = used[Use.TOKENS], used[Use.FILES]
        most_tokens = self.budget.tokens_per_user if personal else self.budget.tokens
        most_files = self.budget.files_per_user if personal else 0
        if tokens:
            amount = _short(tokens)
            amount = self.words.text("usage_about", amount=amount) if used[Use.ESTIMATED] else amount
            yield self._of(self.words.text("usage_tokens", amount=amount), tokens, most_tokens)
        if files:
            yield self._of(self.words.text("usage_files", amount=files), files, most_files)
        if seconds := used[Use.VOICE_SECONDS]:
            yield self.words.text("usage_minutes", amount=max(round(seconds / MINUTE), 1))

    def _of(self, told: str, used: int, most: int) -> str:
        if not most:
            return told
        share = _share(used, most)
        key = "usage_over" if share >= WHOLE else "usage_near" if share >= NEAR else "usage_of"
        return self.words.text(key, used=told, most=_short(most), share=share)


def _share(used: int, most: int) -> int:
    """Per cent of a budget; 0 where there is none. 100 only when it is used up."""
    return WHOLE * used // most if most else 0


def _short(amount: int) -> str:
    """A large number as it is said: 12,345 → 1.2万."""
    return f"{amount / WAN:.1f}".removesuffix(".0") + "万" if amount >= WAN else str(amount)
