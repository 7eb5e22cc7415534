"""Word refuses a file whose elements stand in another order than the schema's (ECMA-376, part 1, chapter 17)."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from bot.core.report import Annex, Chart, Note, Photos, Series, Signature
from bot.documents.docx import render
from bot.documents.profile import PROFILES
from tests.documents.sample import PHOTO, PLAN, REPORT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p tbl",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "styles": "docDefaults latentStyles style",
    "settings": "writeProtection view zoom removePersonalInformation displayBackgroundShape mirrorMargins "
    "trackRevisions defaultTabStop autoHyphenation evenAndOddHeaders bookFoldPrinting drawingGridVerticalSpacing "
    "characterSpacingControl footnotePr endnotePr compat rsids mathPr themeFontLang clrSchemeMapping decimalSymbol "
    "listSeparator",
    "compat": "spaceForUL balanceSingleByteDoubleByteWidth doNotLeaveBackslashAlone ulTrailSpace "
    "doNotExpandShiftReturn adjustLineHeightInTable useFELayout compatSetting",
    "body": "p tbl sectPr",
    "font": "altName panose1 charset family notTrueType pitch sig",
}
MIXED = {"tc": ("p", "tbl"), "body": ("p", "tbl")}
EVERYTHING = replace(
    REPORT,
    blocks=(*REPORT.blocks, PLAN, Chart(Series("走访", "户", (("8月", 4), ("9月", 6))))),
    signature=Signature("青禾纸业有限公司工会", date(2026, 9, 30), room_for_seal=True),
    annexes=(Annex("活动照片", (Photos((PHOTO, PHOTO, PHOTO)),)),),
    label='{"Label":"1"}',
    visible_label="（本材料由人工智能辅助整理）",
)
NOTE = Note("收到职工意见14条，其中通风9条、倒班3条、食堂2条。", "收了几条", "14条 通风9", date(2026, 9, 21))


def disorder(root):
    """What breaks the order of the schema in one part of a file."""
    found = []
    for element in root.iter(f"{W}*"):
        name = etree.QName(element).localname
        if name not in ORDER:
            continue
        order = ORDER[name].split()
        places = []
        for child in element:
            tag = etree.QName(child).localname
            if tag not in order:
                found.append(f"{tag} in {name}")
                continue
            place = order.index(tag)
            places.append(order.index(MIXED[name][0]) if tag in MIXED.get(name, ()) else place)
        if places != sorted(places):
            found.append(f"order of {name}: {[etree.QName(child).localname for child in element]}")
    return found


def parts(data):
    with ZipFile(BytesIO(data)) as package:
        return {
            n: etree.fromstring(package.read(n))
            for n in package.namelist()
            if n.startswith("word/") and n.endswith(".xml")
        }


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_every_part_follows_the_schema(profile):
    written = parts(render(EVERYTHING, profile, (NOTE,)))
    seen = {etree.QName(each).localname for root in written.values() for each in root.iter(f"{W}*")}
    assert set(ORDER) - {"bookmarkStart"} <= seen
    assert {name: found for name, root in written.items() if (found := disorder(root))} == {}


@pytest.mark.parametrize(
    "broken",
    [
        "<w:p><w:pPr><w:jc w:val='left'/><w:pStyle w:val='Title'/></w:pPr></w:p>",
        "<w:p><w:r><w:rPr><w:sz w:val='32'/><w:rFonts/></w:rPr></w:r></w:p>",
        "<w:sectPr><w:pgMar/><w:pgSz/></w:sectPr>",
        "<w:tbl><w:tblPr><w:tblLayout/><w:tblW/></w:tblPr></w:tbl>",
        "<w:p><w:pPr><w:sz w:val='32'/></w:pPr></w:p>",
    ],
)
def test_the_check_sees_disorder(broken):
    assert disorder(etree.fromstring(f"<w:body xmlns:w='{W[1:-1]}'>{broken}</w:body>"))
