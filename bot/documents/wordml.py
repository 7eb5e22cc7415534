"""The profile in WordprocessingML: styles, settings, font table and page number, as XML text.

Elements stand in the order of the schema (ECMA-376, part 1): Word refuses files that break it.
"""

from __future__ import annotations

from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from bot.documents.profile import (
    BODY_SIZE,
    FANGSONG,
    HEI,
    KAI,
    LINE_PITCH,
    PAGE_NUMBER_SIZE,
    SONG,
    STYLES,
    SUBSTITUTES,
    TITLE_SONG,
    Profile,
    Role,
    Style,
)

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPEN_MARK_STYLE = "待补待核实"
"""The character style of what an officer must still settle."""

XMLNS = f'xmlns:w="{_NAMESPACE}"'
TWIPS = 20  # in a point
_FORMAT_NAMES = frozenset(("Normal", "Title", "annotation text", "caption", "footer"))
_LATENT = (  # so that the list of styles shows ours alone
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1"'
    ' w:defQFormat="0" w:count="376"/>'
)
_BUILT_IN_STYLES = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)
_REMARK_MARK = (
    '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
    '<w:uiPriority w:val="99"/><w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>'
)
_OPEN_MARK = (
    f'<w:style w:type="character" w:customStyle="1" w:styleId="OpenMark"><w:name w:val="{OPEN_MARK_STYLE}"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr><w:highlight w:val="yellow"/></w:rPr></w:style>'
)
_COMPATIBILITY = (
    "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
    "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat>"
)
_FAMILY_AND_PANOSE = {
    FANGSONG: ("modern", "02010609030101010101"),
    KAI: ("modern", "02010609030101010101"),
    HEI: ("modern", "02010609060101010101"),
    SONG: ("auto", "02010600030101010101"),
    TITLE_SONG: ("auto", "02010601030101010101"),
}


def styles() -> str:
    """All styles and the document's defaults."""
    defaults = f"<w:rPrDefault>{_run_format(STYLES[Role.BODY])}</w:rPrDefault><w:pPrDefault/>"
    own = "".join(map(_paragraph_style, STYLES.values()))
    content = f"<w:docDefaults>{defaults}</w:docDefaults>{_LATENT}{own}{_BUILT_IN_STYLES}{_REMARK_MARK}{_OPEN_MARK}"
    return f"<w:styles {XMLNS}>{content}</w:styles>"


def settings(profile: Profile) -> str:
    """The settings of a document written in Chinese, in the current mode of Word."""
    outside = "<w:evenAndOddHeaders/>" if profile.outside_numbers else ""
    return (
        f'<w:settings {XMLNS}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>{outside}'
        '<w:drawingGridVerticalSpacing w:val="156"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        f'{_COMPATIBILITY}<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def font_table() -> str:
    """The Chinese faces, each with what to take where it is not installed."""
    fonts = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{SUBSTITUTES[face]}"/><w:panose1 w:val="{panose}"/>'
        f'<w:charset w:val="86"/><w:family w:val="{family}"/></w:font>'
        for face, (family, panose) in _FAMILY_AND_PANOSE.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {XMLNS}>{fonts}</w:fonts>'


def footer(side: Literal["center", "left", "right"] = "center") -> str:
    """The page number: — 1 —, the figure kept by the word processor.

    On the outer side it stands one character from the edge of the text (GB/T 9704—2012, 7.5).
    """
    field = "".join(
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{part}</w:r>'
        for part in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    style = STYLES[Role.PAGE_NUMBER].id
    room = f'w:{side}Chars="100" w:{side}="{twips(PAGE_NUMBER_SIZE)}"'
    place = f'<w:ind {room}/><w:jc w:val="{side}"/>' if side != "center" else ""
    return f'<w:ftr {XMLNS}><w:p><w:pPr><w:pStyle w:val="{style}"/>{place}</w:pPr>{field}</w:p></w:ftr>'


def custom_property(name: str, value: str) -> str:
    """A part with one property of our own."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties'
        ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property></Properties>"
    )


def line_grid() -> str:
    """The grid of the page: it names the 22 lines in Word's page dialog; the styles do not hang on it."""
    return f'<w:docGrid {XMLNS} w:type="lines" w:linePitch="{twips(LINE_PITCH)}"/>'


def _paragraph_style(style: Style) -> str:
    body = STYLES[Role.BODY]
    default = ' w:default="1"' if style is body else ""
    custom = "" if style.name in _FORMAT_NAMES else ' w:customStyle="1"'
    following = "" if style is body else f'<w:next w:val="{body.id}"/>'
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f"{following}<w:qFormat/>{_paragraph_format(style)}{_run_format(style)}</w:style>"
    )


def _paragraph_format(style: Style) -> str:
    pitch = twips(style.pitch or LINE_PITCH)
    before, after = pitch * style.lines_before, pitch * style.lines_after
    height = f'w:line="{pitch}" w:lineRule="exact"' if style.pitch else 'w:line="240" w:lineRule="auto"'
    parts = (
        "<w:keepNext/><w:keepLines/>" if style.with_next else "",
        "<w:pageBreakBefore/>" if style.new_page else "",
        # A line moved for a widow would leave a page of 21 lines.
        '<w:widowControl w:val="0"/>',
        # A comma beyond the margin would stand outside the text, and not where the PDF has it.
        '<w:overflowPunct w:val="0"/>',
        # A figure and the character beside it stand as close as two characters: 28 to the line.
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>',
        f'<w:spacing w:before="{before}" w:after="{after}" {height}/>',
        f'<w:ind{_first_line_characters(style)} w:firstLine="{twips(style.first_indent * BODY_SIZE)}"/>',
        "<w:contextualSpacing/>" if style.together else "",
        f'<w:jc w:val="{style.align}"/>',
        f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "",
    )
    return f"<w:pPr>{''.join(parts)}</w:pPr>"


def _first_line_characters(style: Style) -> str:
    """The indent in characters, which Word obeys before points; none at all, or points given later are lost."""
    return f' w:firstLineChars="{style.first_indent * 100}"' if style.first_indent else ""


def _run_format(style: Style) -> str:
    half_points = round(style.size * 2)
    return (
        f'<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{style.latin}" w:hAnsi="{style.latin}"'
        f' w:eastAsia="{style.face}" w:cs="{style.latin}"/>'
        f'<w:spacing w:val="{twips(style.tracking)}"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
    )


def twips(points: float) -> int:
    """Points in the format's own measure."""
    return round(points * TWIPS)
