"""`make pictures`: what the files look like, small, for docs/ and for the eye that judges them."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from bot.core.report import Annex, Block, Chart, Heading, Photos, Report, Series, Signature
from bot.documents import pdf
from bot.documents.profile import MATERIAL, OFFICIAL, Profile
from tests.documents.sample import BLOCKS, PHOTO, PLAN, REPORT

DOCS = Path(__file__).resolve().parents[2] / "docs"
_WIDTH = 360
_GAP = 10
_CHART = Chart(Series("走访困难职工家庭", "户", (("6月", 2), ("7月", 3), ("8月", None), ("9月", 6))), 1)


def _section(first: str, last: str) -> tuple[Block, ...]:
    """The blocks from one heading to the next one."""
    texts = [block.text for block in BLOCKS]
    return BLOCKS[texts.index(first) : texts.index(last)]


_HELP = _section("（三）困难帮扶与职工服务", "（四）文体宣传")
_PROBLEMS = _section("三、存在问题及改进措施", "四、10月工作计划")
SHOWN: dict[str, tuple[Report, Profile]] = {
    "material": (REPORT, MATERIAL),
    "official": (
        replace(
            REPORT,
            blocks=BLOCKS[:-4],  # so that the third page shows where a seal goes
            signature=Signature("青禾纸业有限公司工会委员会", date(2026, 9, 30), room_for_seal=True),
        ),
        OFFICIAL,
    ),
    "plan-and-photos": (
        replace(
            REPORT,
            blocks=(
                *BLOCKS[1:3],
                Heading(1, "二、9月主要工作"),
                replace(_HELP[0], text="（一）困难帮扶与职工服务"),
                *_HELP[1:],
                _CHART,
                *_PROBLEMS,
                Heading(1, "四、10月工作计划"),
                PLAN,
            ),
            attachments=("活动照片",),
            annexes=(Annex("活动照片", (Photos((PHOTO, PHOTO)),)),),
        ),
        MATERIAL,
    ),
}


def main() -> None:
    """Write the pictures into docs/."""
    for name, (report, profile) in SHOWN.items():
        path = DOCS / f"{name}.png"
        path.write_bytes(_side_by_side(pdf.pictures(report, profile, most=3)))
        sys.stdout.write(f"{path.name}: {path.stat().st_size // 1024} KB\n")


def _side_by_side(pages: list[bytes]) -> bytes:
    small = []
    for page in pages:
        image = Image.open(BytesIO(page)).convert("RGB")
        size = (_WIDTH, round(image.height * _WIDTH / image.width))
        small.append(ImageOps.expand(image.resize(size, Image.Resampling.LANCZOS), 1, "#bbb"))
    sheet = Image.new("RGB", (sum(image.width + _GAP for image in small) - _GAP, small[0].height), "white")
    for at, image in enumerate(small):
        sheet.paste(image, (at * (image.width + _GAP), 0))
    written = BytesIO()
    sheet.quantize(96).save(written, "PNG", optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    main()
