"""How a report is typeset. Figures only, no file format.

Page, type sizes, levels and signature follow GB/T 9704—2012; where the standard leaves a choice,
the usual office practice for summaries is taken. What differs between kinds of paper is a `Profile`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

CHARACTERS_PER_LINE = 28
LINES_PER_PAGE = 22
BODY_SIZE = 16.0
"""三号, in points."""
TITLE_SIZE = 22.0
"""二号, in points."""
PAGE_NUMBER_SIZE = 14.0
"""四号, in points."""
TABLE_SIZE = 12.0
"""小四, in points."""
LABEL_SIZE = 10.5
"""五号, in points."""

LINE_PITCH = 28.95
"""Points from line to line: 22 lines are 636.9 pt of the 637.8 pt that the page has; 29 pt would leave 21."""
TABLE_PITCH = 18.0
"""The same within a table."""
TABLE_GAP = 8.0
"""Points between a table and the text around it."""
TRACKING = -0.2
"""Points added to each character, the usual office value. A first line holds 26 characters beside its indent of two:
32 + 26 x 15.8 = 442.8 pt; between the standard's margins there are 442.2 pt, hence `A4.right`."""

LATIN = "Times New Roman"
FANGSONG, KAI, HEI, SONG, TITLE_SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"


class Role(Enum):
    """What a line of the file is; each role has one style."""

    TITLE = auto()
    ADDRESSEE = auto()
    BODY = auto()
    LEVEL_1 = auto()
    LEVEL_2 = auto()
    LEVEL_3 = auto()
    LEVEL_4 = auto()
    ATTACHMENT = auto()
    HAND_SIGNATURE = auto()
    UNIT = auto()
    SEALED_UNIT = auto()
    DATE = auto()
    LABEL = auto()
    ANNEX_MARK = auto()
    ANNEX_TITLE = auto()
    PICTURE = auto()
    CAPTION = auto()
    TABLE_HEAD = auto()
    TABLE_CELL = auto()
    TABLE_GAP = auto()
    REMARK = auto()
    PAGE_NUMBER = auto()


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of paper: whether it names its addressee, and whether page numbers stand outside or in the middle."""

    name: str
    addressee: bool
    outside_numbers: bool


MATERIAL = Profile("material", addressee=False, outside_numbers=False)
"""A summary or other material, without addressee; page numbers in the middle."""
OFFICIAL = Profile("official", addressee=True, outside_numbers=True)
"""After GB/T 9704—2012 in all that needs no red head: 主送机关, page numbers outside (7.5)."""
PROFILES = {profile.name: profile for profile in (MATERIAL, OFFICIAL)}


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet and its margins in millimetres; `footer` is from the sheet's lower edge to the page number's."""

    width: float
    height: float
    top: float
    left: float
    right: float
    bottom: float
    footer: float


@dataclass(frozen=True, slots=True)
class Style:
    """How a role looks. Sizes are in points, indents in characters, spaces in lines.

    The name is what the officer sees in the list of styles. `Normal`, `Title`, `caption`, `footer` and
    `annotation text` are the file format's own names for 正文, 标题, 题注, 页脚 and 批注文字: a Chinese Word shows
    them so, and a style of ours by one of those names would clash with it.
    """

    id: str
    name: str
    face: str = FANGSONG
    latin: str = LATIN
    size: float = BODY_SIZE
    tracking: float = TRACKING
    pitch: float | None = LINE_PITCH
    """None: as high as what stands in the line."""
    align: Literal["both", "center", "left", "right"] = "both"
    first_indent: int = 0
    lines_before: int = 0
    lines_after: int = 0
    outline: int | None = None
    with_next: bool = False
    together: bool = False
    """Whether lines_before holds only before the first of several."""
    new_page: bool = False


A4 = Page(width=210, height=297, top=37, left=28, right=25.7, bottom=35, footer=25.2)
"""The right margin gives way by 0.3 mm of the standard's 26, within its tolerance of 1 mm: else a line of 28 characters
would be 0.6 pt too long. The middle of a 16 pt page number lies 7 mm under the text (GB/T 9704—2012, 7.5)."""


def _level(number: int, name: str, face: str) -> Style:
    return Style(f"Level{number}", name, face, first_indent=2, outline=number - 1, with_next=True)


STYLES: dict[Role, Style] = {
    Role.BODY: Style("Normal", "Normal", first_indent=2),
    Role.TITLE: Style(
        "Title",
        "Title",
        TITLE_SONG,
        size=TITLE_SIZE,
        tracking=0,
        align="center",
        lines_after=1,
        with_next=True,
    ),
    Role.ADDRESSEE: Style("Addressee", "主送单位", with_next=True),
    Role.LEVEL_1: _level(1, "一级标题", HEI),
    Role.LEVEL_2: _level(2, "二级标题", KAI),
    Role.LEVEL_3: _level(3, "三级标题", FANGSONG),
    Role.LEVEL_4: _level(4, "四级标题", FANGSONG),
    Role.ATTACHMENT: Style("Attachment", "附件", lines_before=1, together=True),
    Role.HAND_SIGNATURE: Style("HandSignature", "签字", align="right", lines_before=1, with_next=True),
    Role.UNIT: Style("SignedUnit", "落款", align="right", lines_before=1, with_next=True),
    Role.SEALED_UNIT: Style("SealedUnit", "盖章落款", align="center", lines_before=2, with_next=True, together=True),
    Role.DATE: Style("SignedDate", "成文日期", align="left"),
    Role.LABEL: Style("Label", "标识", KAI, size=LABEL_SIZE, tracking=0, lines_before=1, first_indent=2),
    Role.ANNEX_MARK: Style("AnnexMark", "附件标记", HEI, align="left", lines_after=1, with_next=True, new_page=True),
    Role.ANNEX_TITLE: Style(
        "AnnexTitle",
        "附件标题",
        TITLE_SONG,
        size=TITLE_SIZE,
        tracking=0,
        align="center",
        lines_after=1,
        with_next=True,
    ),
    Role.PICTURE: Style("Picture", "图片", pitch=None, tracking=0, align="center", with_next=True),
    Role.CAPTION: Style("Caption", "caption", KAI, size=TABLE_SIZE, tracking=0, align="center"),
    Role.TABLE_HEAD: Style("TableHead", "表头", HEI, size=TABLE_SIZE, tracking=0, pitch=TABLE_PITCH, align="center"),
    Role.TABLE_CELL: Style("TableCell", "表格文字", size=TABLE_SIZE, tracking=0, pitch=TABLE_PITCH, align="left"),
    Role.TABLE_GAP: Style("TableGap", "表格间隔", size=TABLE_GAP / 2, tracking=0, pitch=TABLE_GAP),
    Role.REMARK: Style("CommentText", "annotation text", size=LABEL_SIZE, tracking=0, pitch=None, align="left"),
    Role.PAGE_NUMBER: Style(
        "Footer",
        "footer",
        SONG,
        latin=SONG,
        size=PAGE_NUMBER_SIZE,
        tracking=0,
        pitch=16,
        align="center",
    ),
}

SUBSTITUTES = {FANGSONG: "仿宋", KAI: "楷体", HEI: "SimHei", SONG: "SimSun", TITLE_SONG: "华文中宋"}
"""The face to take where the named one is not installed."""
