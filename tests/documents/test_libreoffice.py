"""The DOCX as LibreOffice shows it: whether it opens, and whether its pages are those of the PDF."""

import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from bot.core.report import Annex, Note, Paragraph, Photos, Report, Signature
from bot.documents import docx, pdf
from bot.documents.fonts import choices, fontconfig, installed
from bot.documents.profile import FANGSONG, HEI, KAI, PROFILES, SONG, TITLE_SONG
from tests.documents.office import ALIASES, SOFFICE, environment, to_pdf
from tests.documents.pages import MM, lines, whole_text
from tests.documents.sample import PHOTO, PLAN, REPORT
from tests.documents.test_pdf import ABOVE, BELOW, FULL, body_of

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed (tests/install_debian_packages.sh)"),
]
EVERYTHING = replace(REPORT, blocks=(*REPORT.blocks, PLAN), annexes=(Annex("活动照片", (Photos((PHOTO, PHOTO)),)),))
NOTE = Note("收到职工意见14条，其中通风9条、倒班3条、食堂2条。", "收了几条意见", "14条 通风9", date(2026, 9, 21))


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    return to_pdf(docx.render(FULL), tmp_path_factory.mktemp("full"))


def test_a_full_page_holds_22_lines_of_28_characters(full):
    counts = [len(line.text) for line in body_of(lines(full, 1))]
    assert counts == [28] * 22


def test_margins_and_pitch_are_those_of_the_standard(full):
    page = body_of(lines(full, 1))
    assert abs(page[0].left - 28) < 1
    assert abs(210 - max(line.right for line in page) - 26) < 1
    assert abs(page[0].base - ABOVE - 37) < 1
    assert abs(297 - (page[-1].base + BELOW) - 35) < 1
    assert abs((page[-1].base - page[0].base) / 21 / MM - 28.95) < 0.05


def test_pages_are_those_of_the_pdf(full):
    ours = pdf.render(FULL)
    for page in (0, 1):
        assert [line.text for line in lines(full, page)] == [line.text for line in lines(ours, page)]


def test_lines_with_commas_break_as_in_the_pdf(tmp_path):
    """No figures: LibreOffice puts air around them, whatever the file says. Hanging it reads the wrong way round."""
    words = "工会走访慰问困难职工，组织女职工体检、健步走和演讲；职工书屋开放。"
    report = Report("", tuple(Paragraph(words[at:] + words * 4) for at in range(0, 28, 3)), Signature(""))
    written = with_styles(docx.render(report), 'overflowPunct w:val="0"', 'overflowPunct w:val="1"')
    theirs, ours = to_pdf(written, tmp_path), pdf.render(report)
    for page in (0, 1):
        assert [line.text for line in lines(theirs, page)] == [line.text for line in lines(ours, page)]


def with_styles(content, old, new):
    written = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(written, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/styles.xml":
                assert old.encode() in part
                part = part.replace(old.encode(), new.encode())
            target.writestr(name, part)
    return written.getvalue()


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_everything_opens_and_is_shown(profile, tmp_path):
    shown = whole_text(to_pdf(docx.render(EVERYTHING, profile, (NOTE,)), tmp_path))
    for words in ("序号", "上架1500册", "【待补：目标】", "叉车技能竞赛现场", "青禾纸业有限公司工会委员会", "—1—"):
        assert words in shown


@pytest.mark.parametrize("face", [FANGSONG, KAI, HEI, SONG, TITLE_SONG])
def test_fontconfig_takes_the_first_font_of_our_list(face, tmp_path):
    (choice,) = [choice for choice in choices().values() if face in choice.faces]
    here = [font.family for font in choice.fonts if font.file in installed()]
    command = ["fc-match", "-f", "%{family}", face]
    done = subprocess.run(command, env=environment(tmp_path), capture_output=True, text=True, check=True)  # noqa: S603
    assert here[0].removesuffix(" R") in done.stdout


def test_the_shipped_aliases_are_those_of_the_list():
    assert ALIASES.read_text() == fontconfig()
