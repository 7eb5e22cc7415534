"""Which fonts a PDF is set in: chosen by name, best first, and what is missing is said."""

from pathlib import Path

import pytest

from bot.documents import fonts
from bot.documents.profile import FANGSONG, KAI, STYLES


@pytest.fixture
def machine(monkeypatch):
    """A machine with fonts of these names."""

    def having(*names):
        monkeypatch.setattr(fonts, "installed", lambda: {name: Path("/fonts") / name for name in names})

    return having


def test_every_face_of_a_style_has_a_choice():
    for style in STYLES.values():
        assert any(style.face in choice.faces for choice in fonts.choices().values())


def test_this_machine_lacks_nothing():
    assert fonts.lacking() == ()


def test_the_best_font_wins_and_others_lend_what_it_lacks(machine):
    machine("NotoSerifCJKsc-Regular.otf", "FandolFang-Regular.otf")
    assert [path.name for path in fonts.paths(FANGSONG)] == ["FandolFang-Regular.otf", "NotoSerifCJKsc-Regular.otf"]


def test_a_missing_design_is_named(machine):
    machine("NotoSerifCJKsc-Regular.otf", "NotoSansCJKsc-Regular.otf", "FandolFang-Regular.otf")
    assert fonts.best(KAI).name == "NotoSerifCJKsc-Regular.otf"
    assert fonts.standing_in() == ("NotoSerifCJKsc-Regular.otf",)
    assert fonts.lacking() == ()


def test_a_machine_without_fonts_lacks_all(machine):
    machine("LiberationSerif-Regular.ttf")
    assert fonts.lacking() == fonts.CHINESE
    assert fonts.best(FANGSONG) is None


def test_fonts_that_may_not_be_passed_on_or_lack_characters_are_never_taken():
    files = {font.file.lower() for choice in fonts.choices().values() for font in choice.fonts}
    assert not any(name.startswith(("simhei", "simfang", "simkai", "cwtex", "fangsong")) for name in files)


def test_a_folder_named_by_the_admin_comes_first(monkeypatch, tmp_path):
    (tmp_path / "NotoSansCJKsc-Regular.otf").touch()
    monkeypatch.setenv("BIGANZI_FONTS", str(tmp_path))
    fonts.installed.cache_clear()
    try:
        assert fonts.installed()["NotoSansCJKsc-Regular.otf"].parent == tmp_path
    finally:
        fonts.installed.cache_clear()
