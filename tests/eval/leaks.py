"""Whether figures lie anywhere they must not: looked for in their bare form, apart from the code that hides them."""

from __future__ import annotations

import unicodedata

_WORDS = dict(zip("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺", "001234567891234567891", strict=True))


def bare(text: str) -> str:
    """Letters and figures alone, each figure in its one form."""
    signs = []
    for char in text:
        figure = unicodedata.digit(char, None)
        sign = _WORDS.get(char) or (str(figure) if figure is not None else unicodedata.normalize("NFKC", char))
        signs.append(sign if sign.isalnum() else "")
    return "".join(signs).upper()


async def stored(client) -> str:
    """All that lies in Redis, keys and values of every type, as one text."""
    found = []
    for key in [key async for key in client.scan_iter(count=1000)]:
        kind = (await client.type(key)).decode()
        value = {
            "string": client.get,
            "hash": client.hgetall,
            "set": client.smembers,
            "zset": lambda key: client.zrange(key, 0, -1, withscores=True),
            "stream": client.xrange,
            "none": client.get,  # it has expired meanwhile
        }[kind](key)
        found.append(f"{key.decode()}\n{_text(await value)}")
    return "\n".join(found)


async def stored_figures(client) -> str:
    return bare(await stored(client))


def _text(value) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, dict):
        return "\n".join(f"{_text(key)} {_text(one)}" for key, one in value.items())
    if isinstance(value, list | tuple | set):
        return "\n".join(map(_text, value))
    return str(value)
