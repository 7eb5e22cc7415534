"""No message keeps the reader busy: its work grows with the text, not with the square of it."""

from __future__ import annotations

import time

import pytest

SHORT, LONG = 1024, 4096
"""Characters; the longer is the most that one message may have."""
# Work in proportion makes 4, in the square 16.
MOST = 7
TRIES = 3

HOSTILE = [
    *("1", "0", "1百", "1,", "1-", "1.", "1人", "约3", "9.8-", "9/", "15、", "0,000", "100:", "几", "半", "成"),
    *("一", "百", "万", "十几", "一二", "三四", "一百二十来", "百分之", "三分之", "一、", "零", "两三"),
    *("，", "、", "。", " ", "\n", "｜", "|", "(", "（", "《", "“", "《“", "「", "”", "《一", "“一"),
    *("a", "A1", "http://", "a@", "www.", "@", "_", "％", "¥1"),
    *("王", "王伟", "王伟、", "张王李赵", "欧阳", "老李", "主席", "王师傅", "责任人：", "王某", "古", "的"),
    *("公司", "区总工会", "工会", "市", "车间", "荣获", "获", "一等奖", "评为先进和", "先进和", "张三｜", "奖"),
    *("元", "每人", "一人1", "共1", "慰问金", "月", "号", "9月", "上周", "9月8、", "至", "第", "俩", "其中1"),
]


def spent(reader, text, reading):
    """The least seconds of processor time of a few tries."""
    times = []
    for _ in range(TRIES):
        started = time.process_time()
        reader.read(text, reading)
        times.append(time.process_time() - started)
    return min(times)


def growth(reader, reading, text):
    """How much more a long text of this kind costs than a short one."""
    return spent(reader, text(LONG), reading) / spent(reader, text(SHORT), reading)


@pytest.mark.parametrize("sign", HOSTILE)
def test_work_grows_with_the_text(reader, september, sign):
    assert growth(reader, september, lambda length: (sign * length)[:length]) < MOST


@pytest.mark.parametrize(("first", "sign"), [("|", "张"), ("《", "法"), ("“", "家"), ("荣获", "先"), ("9月8日", "一")])
def test_work_grows_with_the_text_behind_an_opening(reader, september, first, sign):
    assert growth(reader, september, lambda length: (first + sign * length)[:length]) < MOST


def test_a_reader_that_looks_at_every_pair_is_caught(september):
    class Square:
        def read(self, text, _):
            return [one for one in text[::8] for other in text[::8] if one is other is None]

    assert growth(Square(), september, lambda length: "1" * length) > MOST
