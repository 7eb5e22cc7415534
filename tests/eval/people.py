"""People who do not exist, with numbers that could: valid check digits, and the forms in which phones write them.

The check digits are computed here once more, apart from the library that the bot uses.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from bot.facts.number_kinds import Kind

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_REGIONS = ("110105", "330106", "320583", "440305", "510107", "610113", "650102", "810000")
_AREAS = ("010", "021", "0571", "0755", "028", "0991")
_WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_CHINESE = str.maketrans("0123456789", "零一二三四五六七八九")


def identity_number(random: Random) -> tuple[Kind, str]:
    born = date(1950, 1, 1) + timedelta(days=random.randrange(24_000))
    body = f"{random.choice(_REGIONS)}{born:%Y%m%d}{random.randrange(1000):03}"
    rest = sum(int(figure) * weight for figure, weight in zip(body, _WEIGHTS, strict=True)) % 11
    return Kind.IDENTITY, body + "10X98765432"[rest]


def mobile(random: Random) -> tuple[Kind, str]:
    return Kind.MOBILE, f"1{random.randrange(3, 10)}{random.randrange(10**9):09}"


def landline(random: Random) -> tuple[Kind, str]:
    return Kind.PHONE, f"{random.choice(_AREAS)}-{random.randrange(2, 9)}{random.randrange(10**7):07}"


def bank_card(random: Random) -> tuple[Kind, str]:
    body = f"62{random.randrange(10**13):013}" + "".join(str(random.randrange(10)) for _ in range(random.randrange(4)))
    doubled = (int(figure) * (2 if place % 2 == 0 else 1) for place, figure in enumerate(reversed(body)))
    return Kind.CARD, body + str(-sum(n - 9 if n > 9 else n for n in doubled) % 10)


def passport(random: Random) -> tuple[Kind, str]:
    return Kind.PASSPORT, f"{random.choice('EG')}{random.randrange(10**6, 2 * 10**7):08}"


MAKERS = (identity_number, mobile, landline, bank_card, passport)


def _grouped(number: str, mark: str) -> str:
    if "-" in number:
        return number
    sizes = {11: (3, 4, 4), 18: (6, 8, 4)}.get(len(number), (4, 4, 4, 4, 3))
    if number.startswith("62"):
        sizes = (4, 4, 4, 4, 3)
    parts, at = [], 0
    for size in sizes:
        parts.append(number[at : at + size])
        at += size
    return mark.join(part for part in parts if part)


FORMS = {
    "as it is": str,
    "full width": lambda number: number.translate(_WIDE),
    "with blanks": lambda number: _grouped(number, " "),
    "with dashes": lambda number: _grouped(number, "—"),
    "with dots": lambda number: _grouped(number, "·"),
    "in words": lambda number: number.translate(_CHINESE),
    "one by one": " ".join,
    "with what is unseen": "\u200b".join,
    "on keycaps": lambda number: "".join(f"{sign}\ufe0f\u20e3" if sign.isdigit() else sign for sign in number),
}

_SURNAMES, _FIRST, _SECOND = "王李张刘陈杨赵黄周吴", "建国秀志玉春永丽海晓", "华英强芳军梅平明兰伟"


def full_names(count: int) -> list[str]:
    """Names of people who were helped, each another."""
    every = [f"{one}{two}{three}" for two in _FIRST for three in _SECOND for one in _SURNAMES if two != three]
    return Random(count).sample(every, count)


LABELS = {
    Kind.IDENTITY: ("", "身份证", "身份证号：", "王某 "),
    Kind.MOBILE: ("", "手机", "联系电话：", "小李"),
    Kind.PHONE: ("", "电话", "座机 "),
    Kind.CARD: ("", "卡号", "工资卡：", "打到"),
    Kind.PASSPORT: ("", "护照", "护照号："),
}
"""What is said before a number, or nothing."""
