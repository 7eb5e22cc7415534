"""`python -m tests.retrieval.sounds_table`: writes knowledge/sounds.toml, from pypinyin and the signs of GB 2312."""

from __future__ import annotations

from collections import defaultdict

from pypinyin import Style, pinyin

from tests.retrieval.conftest import KNOWLEDGE

READINGS = 2  # of a sign; further ones are rare
HEAD = """\
# Which signs sound alike, without tones: what a voice input mistakes for one another. Derived from pypinyin over the
# signs of GB 2312 (`python -m tests.retrieval.sounds_table`); a sign stands under its two most usual readings.
# `alike` is by hand: beginnings and ends of syllables that many speakers do not tell apart.

[alike]
beginnings = { zh = "z", ch = "c", sh = "s", n = "l", r = "l" }
ends = { ang = "an", eng = "en", ing = "in" }

[syllables]
"""


def signs() -> list[str]:
    rows = ((high, low) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    found = (bytes(row).decode("gb2312", errors="ignore") for row in rows)
    return [sign for sign in found if sign]


def table() -> str:
    by_sound = defaultdict(list)
    for sign in signs():
        for sound in pinyin(sign, style=Style.NORMAL, heteronym=True)[0][:READINGS]:
            by_sound[sound].append(sign)
    return HEAD + "".join(f'{sound} = "{"".join(by_sound[sound])}"\n' for sound in sorted(by_sound) if sound.isascii())


if __name__ == "__main__":
    (KNOWLEDGE / "sounds.toml").write_text(table(), encoding="utf-8")
