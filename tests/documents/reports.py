"""Random reports, as wild as officers and their phones can make them."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from bot.core.report import (
    Annex,
    Chart,
    Heading,
    Note,
    Paragraph,
    Photo,
    Photos,
    PlanItem,
    PlanTable,
    Report,
    Series,
    Signature,
)
from bot.documents.layout import lay_out
from bot.documents.lines import Line, Picture
from bot.documents.plain import lines
from tests.documents.sample import picture

LONG = "职工之家建设和困难帮扶" * 900
"""10,000 characters."""
STRANGE = (
    "A&B <甲> \"乙\" '丙'",
    "堃喆赟璟玥㎡〇𠮷㐂",
    "职工👩‍🏭满意👍🏽🎉",
    "\u202e从右到左\u200f العربية",
    "控\x00制\x07字\x1b[0m符\ud800\ufffe",
    "{{ 标题 }} {% for %} #let x = 1 *b* _i_ $x$ `c` \\ // @a",
    "【待补：数量】【待核实：3人／4人】【待补：",
    "一\t二\x0b三\u2028四",
    "\a\u3000 　",
    LONG,
)
words = st.one_of(
    st.text(max_size=60), st.sampled_from(STRANGE), st.text("工会职工慰问人次，。“”《》0123456789", max_size=200)
)
short = words.map(lambda text: text[:300])
"""For what stands in cells and captions: 10,000 characters there are forty pages, which shows nothing more."""
names = st.one_of(short, st.text("清源区北岸街道青山社区综合治理服务中心工会联合会", min_size=20, max_size=120))
contents = st.sampled_from(
    [picture(80, 60), picture(30, 300), picture(300, 30), b"", b"no picture", picture(50, 50)[:99]]
)
photos = st.builds(Photo, contents, short)
blocks = st.one_of(
    st.builds(Heading, st.integers(0, 6), short),
    st.builds(Paragraph, words),
    st.builds(PlanTable, st.lists(st.builds(PlanItem, short, short, short, short, short), max_size=4).map(tuple)),
    st.builds(Photos, st.lists(photos, max_size=12).map(tuple)),
)
charts = st.builds(
    Series,
    short,
    st.just("户"),
    st.lists(st.tuples(st.sampled_from(("8月", "9月", "$x^")), st.floats(-1e6, 1e9)), min_size=2, max_size=5).map(
        tuple
    ),
).map(Chart)
signatures = st.builds(
    Signature, names, st.none() | st.dates(date(1949, 1, 1), date(2199, 12, 31)), st.booleans(), short
)
reports = st.builds(
    Report,
    title=names,
    blocks=st.lists(blocks, max_size=8).map(tuple),
    signature=signatures,
    addressee=names,
    attachments=st.lists(names, max_size=5).map(tuple),
    author=names,
    annexes=st.lists(st.builds(Annex, short, st.lists(blocks, max_size=2).map(tuple)), max_size=2).map(tuple),
    label=short,
    visible_label=short,
)
notes = st.lists(st.builds(Note, short, short, short, st.none() | st.dates()), max_size=4).map(tuple)


def expected(report: Report, profile: object) -> list[str]:
    """What the file's reader must see, line by line, out of the layout."""
    found = []
    for element in lay_out(report, profile):
        if isinstance(element, Line):
            found += lines(element.text.replace("\n", ""))
        elif not isinstance(element, Picture):
            found += [line for row in (element.head, *element.rows) for cell in row for line in lines(cell)]
    return found


def said(report: Report) -> str:
    """Every word of the report that has to be in any file, without white space."""
    texts = [report.title, *(block.text for block in report.blocks), report.signature.unit]
    return "".join("".join("".join(lines(text)).split()) for text in texts)
