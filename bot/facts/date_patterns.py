"""The patterns behind bot.facts.dates: one date that says 年, 月, 日 or 号, and what may stand around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.facts.amounts import LINK, one_of
from bot.facts.forms import any_unit
from bot.facts.numerals import CHINESE_SIGNS

if TYPE_CHECKING:
    from bot.facts.units import Units

_ONES = "一二三四五六七八九"
_CENTURY = "(?:19|20)[0-9]{2}"
_CHINESE_YEAR = rf"(?:[一二][零{_ONES}]{{3}}|二[零{_ONES}](?=年[{_ONES}十]{{1,2}}月))"
# 26年 alone is a length of time; before a month it is a year, and so is 08年 anywhere.
_YEAR = (
    rf"(?:(?<![0-9])(?:{_CENTURY}|[0-9]{{2}}(?= ?年 ?[0-9]{{1,2}} ?月))"
    rf"|(?<![{CHINESE_SIGNS}]){_CHINESE_YEAR}|[今去明前]) ?年"
)
# 三个九月 is none, 那个九月三号 only a filler.
_FREE = rf"(?<![{CHINESE_SIGNS}第])(?:(?<!个)|(?<=[这那]个))"
_MONTH = rf"(?:(?<![0-9.第])(?:1[0-2]|0?[1-9]) ?|{_FREE}(?:十[一二]?|[{_ONES}]))月份?"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])"
_CHINESE_DAY = rf"(?:三十一?|二?十[{_ONES}]?|廿[{_ONES}]?|[{_ONES}])"
# 九月初八 is a day of the old calendar.
# 10月中以后 is 10月中旬; 10月中国 is none.
_MIDDLE = r"中(?=以?[前后]|之[前后]|左右|[^\w]|$)"
_PART = rf"上中旬|中上旬|中下旬|上旬|中旬|下旬|底|末|初(?![{CHINESE_SIGNS}])|{_MIDDLE}"
_YEAR_PART = "上半年|下半年|底|末|初"
_ALONE = rf"(?<![0-9.第月:/#{CHINESE_SIGNS}])"
_AND = "(?:、|和|及|与)"


@dataclass(frozen=True, slots=True)
class DatePatterns:
    """What a date looks like and what may stand before, after and around it.

    `point` has the groups year, month, day, day_zh, part; beside, beside_day, …; lone, lone_zh; only_year, only_part.
    """

    point: re.Pattern[str]
    bare_first: re.Pattern[str]
    bare_last: re.Pattern[str]
    next_day: re.Pattern[str]
    around: re.Pattern[str]
    no_date: re.Pattern[str]


def date_patterns(units: Units) -> DatePatterns:
    """Compile the patterns with the words of `[date]`."""
    words = units.date
    counted = rf" ?(?:(?:[-~]|至|到) ?[0-9]+)?[万亿千百]? ?(?:{any_unit(units)}|[%‰万亿元块])"
    # 9月8 学习 may leave out 号; 9月3场活动 does not. After a blank 周 is somebody's name (10月18 周敏负责).
    end = rf"(?![0-9.:/{CHINESE_SIGNS}])(?! ?[年月点时])(?!(?! 周){counted})"
    thing = rf"(?!(?:、[0-9]+号)*(?:{one_of(words.not_day)}))"
    suffix = rf" ?(?:号{thing}|日(?!{one_of(words.not_day_after)}))"
    lengths, recurring = one_of(words.lengths), one_of(words.recurring)
    return DatePatterns(
        point=re.compile(
            rf"(?:(?P<year>{_YEAR}) ?)?(?P<month>{_MONTH})(?!初[{CHINESE_SIGNS}])(?:{_of_month(end)})?"
            rf"|(?P<beside>[上下本这])个?月份?(?:{_of_month(end, 'beside_')})"
            rf"|{_ALONE}(?:(?P<lone>{_DAY}){suffix}|(?P<lone_zh>{_CHINESE_DAY})号{thing})"
            rf"|(?<![0-9])(?P<only_year>{_CENTURY}|0[0-9]|{_CHINESE_YEAR}) ?年(?P<only_part>{_YEAR_PART})?(?!级)"
        ),
        bare_first=re.compile(rf"{_ALONE}(?P<bare>{_CENTURY}|{_DAY}|{_CHINESE_DAY}) ?[日号]?(?P<sign>{LINK}|、)$"),
        bare_last=re.compile(f"(?P<day>{_DAY})(?: ?[号日]|{end})"),
        next_day=re.compile(
            rf"{_AND} ?(?P<day>{_DAY})"
            rf"(?:{suffix}|(?=(?:、{_DAY})*{_AND}{_DAY}{suffix})|(?=[两三四五]天))"
        ),
        around=re.compile(" ?(左右|前后)"),
        no_date=re.compile(rf"(?:(?:{lengths})了?约?|(?:{recurring})的?(?:[0-9]{{1,2}}[号日]?(?:、|和))*|[0-9]-)$"),
    )


def _of_month(end: str, name: str = "") -> str:
    """The day or the part that follows a month, in groups whose names begin so."""
    return (
        rf" ?(?:(?P<{name}day>{_DAY})(?: ?[号日]|{end})|(?P<{name}day_zh>{_CHINESE_DAY})[号日]|(?P<{name}part>{_PART}))"
    )
