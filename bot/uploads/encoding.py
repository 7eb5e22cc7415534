"""Bytes → text, as office computers write it: UTF-8, UTF-16 and GB18030; anything doubtful is refused.

Each encoding gives some sign to almost any bytes, so that a reading must also look like Chinese office text: 联通 in
GB18030 is sound UTF-8 as well.
"""

from __future__ import annotations

import codecs
import unicodedata

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
USUAL_SHARE = 0.9
COMMON_SHARE = 0.7
TRADITIONAL = ["big5", "big5hkscs"]
LEAD_BYTES = range(0xB0, 0xF8)  # GB 2312: the 6,763 signs of simplified texts
FIRST_TRAIL_BYTE = 0xA1
GB_2312_BYTES = 2
SPACES = "\t\n\r\f\v\u3000\xa0 "


def decode(data: bytes) -> str | None:
    """The text of a file's bytes, or None where no reading makes sense."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding)
    wide = ("utf-16-le", "utf-16-be")
    guesses = wide if b"\0" in data else ("utf-8", "gb18030", *wide)
    readings = {encoding: text for encoding in guesses if (text := _strict(data, encoding)) and _is_text(text)}
    for text in readings.values():
        if text.isascii() or _is_chinese(text):
            return text
    return readings.get("utf-8") or _guess(data)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _guess(data: bytes) -> str | None:
    """A last try for the Big5 of offices that write traditional signs; binary files end here as None."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  30 ms that a usual file never needs

    best = from_bytes(data, cp_isolation=TRADITIONAL).best() if b"\0" not in data else None
    text = str(best) if best else ""
    return text if _is_text(text) and _usual_share(text) >= USUAL_SHARE else None


def _is_text(text: str) -> bool:
    return not any(unicodedata.category(sign) in {"Cc", "Cn", "Co"} and sign not in SPACES for sign in text)


def _is_chinese(text: str) -> bool:
    """Whether nearly all signs are usual ones and most Chinese ones are of GB 2312."""
    chinese = [sign for sign in text if "\u4e00" <= sign <= "\u9fff"]
    common = sum(map(_is_common, chinese))
    return _usual_share(text) >= USUAL_SHARE and common >= COMMON_SHARE * len(chinese)


def _usual_share(text: str) -> float:
    """The share of Chinese signs, ASCII and East Asian marks; 0 where nothing is Chinese."""
    signs = [sign for sign in text if sign not in SPACES]
    chinese = sum("\u4e00" <= sign <= "\u9fff" for sign in signs)
    marks = sum(sign.isascii() or "\u2000" <= sign <= "\u33ff" or sign >= "\uff00" for sign in signs)
    return (chinese + marks) / len(signs) if chinese else 0.0


def _is_common(sign: str) -> bool:
    code = sign.encode("gb18030")
    return len(code) == GB_2312_BYTES and code[0] in LEAD_BYTES and code[1] >= FIRST_TRAIL_BYTE
