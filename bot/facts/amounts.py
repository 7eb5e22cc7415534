"""A numeral with what keeps it exact or approximate, and ranges: the grammar of counts, money and shares.

Approximate stays approximate (一百二十来人 is 120余人, never 120人). Vague numerals stay Chinese (十几人, 三四天),
ranges take ～ with 万 repeated (3万～5万元): GB/T 15835—2011.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.facts.numerals import (
    ARABIC,
    CHINESE,
    CHINESE_SIGNS,
    SPACED,
    VAGUE,
    figures_of,
    is_vague,
    least,
    plain,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from bot.facts.page import Page
    from bot.facts.units import Approximate

# No figure starts within another, a version, a fraction or a clock time, nor after a single letter: A4 is paper,
# PPT3份 are three. x and × only multiply.
_NO_ARABIC = r"(?<![0-9_])(?:(?<![A-WYZa-wyz])|(?<=[A-Za-z]{2}))(?<![0-9.][./:\-])"
_NO_CHINESE = rf"(?<![0-9{CHINESE_SIGNS}第初点])(?<!星期)(?<!礼拜)(?:(?<!周)|(?<=[上本这下]周))"
NUMERAL = rf"(?:{_NO_ARABIC}{ARABIC}|{_NO_CHINESE}{CHINESE})"
LINK = r" ?(?:[-~]{1,2}|至|到) ?"
_MORE = "多(?!数|半|于|少)|余(?!下)|出头|来(?!自|到|了|电|信|访|函|源)|把|好几|几"
# 来, 把 and 几 after a figure need a unit: 雨伞40把 is no approximation.
_MORE_ALONE = "多|余(?!下)|出头"
_FROM = re.compile(r"[从由][^，。；,;\n0-9]{0,8}$")
_REACH = 12
CHINESE_ONES = "一二三四五六七八九"
_BARE = {"百": "100", "千": "1000", "万": "1万"}
_BIG = {"": 1, "万": 10_000, "亿": 100_000_000}


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first. Single signs share one class, which compiles far sooner."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    signs = "".join(re.escape(word) for word in ordered if len(word) == 1)
    longer = [re.escape(word) for word in ordered if len(word) > 1]
    return "|".join([*longer, f"[{signs}]"] if signs else longer)


@dataclass(frozen=True, slots=True)
class Amount:
    """A value (`30/50` for a range) and its printed parts: 约 · 30 · ～ · 50余 · 左右."""

    value: str
    figures: str
    approx: bool
    low: str = ""
    before: str = ""
    after: str = ""

    def written(self, unit: str, *, twice: bool = False) -> str:
        """The printed form with its unit; `twice` repeats the unit in a range (15%～30%)."""
        low = f"{self.low}{unit if twice else ''}～" if self.low else ""
        return f"{self.before}{low}{self.figures}{unit}{self.after}"


class Amounts:
    """Patterns with the groups before, low, num, more, big and after, and their reading."""

    def __init__(self, words: Approximate) -> None:
        self._before = {form: printed for printed, forms in words.before.items() for form in forms}
        self._after = {form: printed for printed, forms in words.after.items() for form in forms}
        after = "|".join(_tail(form, words) for form in sorted(self._after, key=lambda form: -len(form)))
        self._lead = rf"(?:(?P<before>{one_of(self._before)}) ?)?"
        self._tail = rf"(?: ?(?P<after>{after}))?"

    def pattern(self, unit: str = "", low_unit: str = "", lead: str = "") -> str:
        """A pattern for an amount of a unit.

        Args:
            unit: what follows the numeral; it may hold groups.
            low_unit: what may also follow the first numeral of a range.
            lead: what stands before the numeral (百分之); in a range it may be said twice.
        """
        inner = f"(?: ?(?:{low_unit}))?" if low_unit else ""
        again = f"(?:{lead})?" if lead else ""
        low = rf"(?:(?P<low>{NUMERAL}){inner}{LINK}{again})?"
        num = rf"(?P<num>{_NO_CHINESE}(?:{VAGUE})|{SPACED}|(?(low)(?:{ARABIC}|{CHINESE})|{NUMERAL}))"
        more = f"(?:(?P<more>{_MORE if unit else _MORE_ALONE})(?P<big>[万亿])?)?"
        follows = f" ?(?:{unit})" if unit else ""
        return rf"{self._glance(lead)}{self._lead}{lead}{low}{num}{more}{follows}{self._tail}"

    def _glance(self, lead: str) -> str:
        """A look at one character that spares most places of a text the long pattern."""
        firsts = {form[0] for form in self._before} | set(f"0123456789几数好上{CHINESE_SIGNS}{lead[:1]}")
        return f"(?=[{''.join(sorted(firsts))}])"

    def read(self, match: re.Match[str]) -> Amount | None:
        """The amount of a match of such a pattern, or None if its numeral is none."""
        before = self._before.get(match["before"] or "", "")
        after = self._after.get(match["after"] or "", "")
        if after == "不到":
            before, after = after, ""
        if match["low"]:
            return _range(match["low"], match["num"], before, after)
        return _single(match, before, after)


def _single(match: re.Match[str], before: str, after: str) -> Amount | None:
    words, more, big = _joined(match["num"]), match["more"] or "", match["big"] or ""
    if is_vague(words):
        value = least(words)
        if value is None:
            return None
        figures = words + (more if more in {"来", "余"} else "") + big
        return Amount(plain(value * _BIG[big]), figures, approx=True, before=before, after=after)
    value = value_of(words)
    if value is None:
        return _bare_hundred(match, before, after)
    figures = figures_of(words) + ("余" if more else "") + big
    return Amount(plain(value * _BIG[big]), figures, bool(before or after or more), before=before, after=after)


def _bare_hundred(match: re.Match[str], before: str, after: str) -> Amount | None:
    """百余人, 千把人 and 近万元 leave out 一."""
    words, more = match["num"], match["more"]
    value = value_of("一" + words) if (more or before) and words in _BARE else None
    if value is None:
        return None
    figures = _BARE[words] + ("余" if more else "")
    return Amount(plain(value), figures, approx=True, before=before, after=after)


def _range(low: str, high: str, before: str, after: str) -> Amount | None:
    first, last = value_of(low), value_of(high)
    if first is None or last is None:
        return None
    sign = high[-1] if high[-1] in "万亿" else "万" if high[-1] in "wW" else ""
    if sign and not re.search("[万亿wW]", low) and first < last / _BIG[sign]:
        low, first = _scaled(low, first, sign), first * _BIG[sign]
    if first >= last:
        return None
    value = f"{plain(first)}/{plain(last)}"
    return Amount(value, figures_of(high), bool(before or after), figures_of(low), before, after)


def _scaled(low: str, value: Decimal, sign: str) -> str:
    """3 of 3到5万 is 3万."""
    return f"{low}{sign}" if low[-1].isdecimal() else f"{plain(value)}{sign}"


def _joined(words: str) -> str:
    """三四 for 3、4 and 三、四."""
    if "、" not in words:
        return words
    return "".join(CHINESE_ONES[int(sign) - 1] if sign.isdecimal() else sign for sign in words if sign != "、")


def apart(pattern: re.Pattern[str], page: Page, match: re.Match[str]) -> Iterator[re.Match[str]]:
    """从3条到21条 tells a change, 350本到3所 a way: their ends are two figures. Every other match stays as it is."""
    begun = match["low"] and _FROM.search(page.plain, max(0, match.start() - _REACH), match.start())
    if not match["low"] or not (begun or _falls(match)):
        yield match
        return
    ends = (pattern.match(page.rest, match.start(), match.start("num")), pattern.match(page.rest, match.start("num")))
    yield from filter(None, ends)


def _falls(match: re.Match[str]) -> bool:
    """Whether the second number is no larger, so that they are the ends of no range; 3万到5 is 3万到5万."""
    first, last = value_of(match["low"]), value_of(match["num"])
    return (
        first is not None
        and last is not None
        and first > last
        and match["low"][-1] not in _BIG
        and len(match["low"]) > 1
    )


def _tail(form: str, words: Approximate) -> str:
    blocked = words.not_before.get(form, ())
    end = r"(?=[^\w]|$)" if form in words.at_end else ""
    return re.escape(form) + (f"(?!{one_of(blocked)})" if blocked else "") + end
