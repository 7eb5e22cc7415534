"""Drafted sections → a report: title, numbered headings, paragraphs, 落款 (numbering after GB/T 9704—2012, 7.3.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.core.outline import APART
from bot.core.report import Block, Chart, Heading, Paragraph, Photo, Photos, Report, Signature
from bot.core.tabling import blocks_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.core.drafted import Draft
    from bot.core.outline import Outline
    from bot.core.period import Period
    from bot.drafting.closing import Closing

_DIGITS = "零一二三四五六七八九十"
_TEN = 10
_AREA_HEADING = re.compile(r"（[一二三四五六七八九十]+）.{1,40}")
_AREA_NUMBER = re.compile(r"^（[一二三四五六七八九十]+）")
NO_UNIT = "【待补：单位全称】"
SHORTEST_NAME = 5
NO_DATE = "【待补：成文日期】"
_UNION = "工会"
_REPORTED_TO = re.compile(r"^(?:报送给|报给|交给|送给|报送|报)")
_NOBODY = frozenset(("", "无", "没有", "不清楚", "不知道", "跳过", "不用"))
_NAME_END = re.compile(r"[，,、；;\s]+")


class Spot(NamedTuple):
    """Where photos stand: behind a section, or within it behind what stands under a sub-heading."""

    section: str
    heading: str = ""


def ordinal(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals, as headings count."""
    tens, ones = divmod(number, _TEN)
    if not tens:
        return _DIGITS[ones]
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"


def union_name(profile: Mapping[str, str]) -> str:
    """The union's own name out of the profile's first line, which may hold the enterprise's too."""
    whole = profile.get("unit", "").strip()
    names = [name for name in _NAME_END.split(whole) if name]
    union = next((name for name in reversed(names) if "工会" in name), "")
    if len(union) < SHORTEST_NAME:  # 宏泰纺织有限公司 工会: one name typed in two
        return "".join(names) if union else whole or NO_UNIT
    return union


def _addressee(profile: Mapping[str, str]) -> str:
    """主送机关 as the officer named it; "" where there is none."""
    named = _REPORTED_TO.sub("", profile.get("addressee", "").strip())
    return "" if named.rstrip("。") in _NOBODY else named


def report_title(outline: Outline, unit: str, period: Period, theme: str = "") -> str:
    """The title by the kind's pattern; `theme` is what the officer calls the matter, "" for nothing."""
    pattern = outline.themed_pattern if theme and outline.themed_pattern else outline.title_pattern
    title = fill_months(pattern, period).replace("{单位}", unit).replace("{题}", theme)
    return title.replace(f"{_UNION}{_UNION}", _UNION)  # …工会 and 工会干部培训


def fill_months(pattern: str, period: Period) -> str:
    """A heading or title pattern with its times.

    {月}月 and {下月}月 are this period and the next one (9月, 第三季度), {年} and {下年} their years.
    """
    following = period.following()
    next_words = following.words if following.year == period.year else f"{following.year}年{following.words}"
    times = {"{月}月": period.words, "{下月}月": next_words, "{年}": str(period.year), "{下年}": str(following.year)}
    for slot, words in times.items():
        pattern = pattern.replace(slot, words)
    return pattern


def signer(closing: Closing, profile: Mapping[str, str]) -> str:
    """Who signs: as said, else the writer of a personal text, else the union."""
    writer = _NAME_END.split(profile.get("writer", "").strip())[0] if closing.personal else ""
    return closing.unit or writer or union_name(profile)


def compose(  # noqa: PLR0913  all that a report is made of
    outline: Outline,
    period: Period,
    draft: Draft,
    profile: Mapping[str, str],
    closing: Closing,
    *,
    shown: Mapping[Spot, tuple[Photo | Chart, ...]],
) -> Report:
    """The whole report. Sections without text print nothing; one that lies `within` another follows its text.

    What is `shown` stands behind the text of its sub-heading; behind the section, where there is none that is printed;
    behind all text, where the section prints nothing.
    """
    blocks: list[Block] = []
    left = dict(shown)
    texts = {section.id: section.text for section in draft.sections}
    number = 0
    for section in outline.sections:
        if section.form in APART or section.within or not texts.get(section.id):
            continue
        if section.heading:
            number += 1
            blocks.append(Heading(1, f"{ordinal(number)}、{fill_months(section.heading, period)}"))
        body = _illustrated(_body(texts[section.id], parted=section.parted), section.id, left)
        for inner in outline.sections:
            if inner.within == section.id and texts.get(inner.id):
                count = sum(isinstance(block, Heading) for block in body)
                body += [Heading(2, f"（{ordinal(count + 1)}）{inner.heading}"), *_body(texts[inner.id], parted=False)]
                body += _behind(inner.id, left)
        blocks += [*body, *_behind(section.id, left)]
    blocks += _pictures(tuple(one for at_spot in left.values() for one in at_spot))
    unit = union_name(profile)
    return Report(
        title=report_title(outline, unit, period, closing.theme),
        blocks=tuple(blocks),
        signature=Signature(signer(closing, profile), closing.on, closing.room_for_seal, NO_DATE),
        addressee=_addressee(profile),
        attachments=closing.attachments,
        author=unit,
        missing=draft.missing,
        to_verify=draft.to_verify,
    )


def plain_text(report: Report) -> str:
    """The report as it is read in the chat: one block a line."""
    lines = [report.title, "", *(block.text for block in report.blocks)]
    if report.attachments:
        lines += ["", *attachment_lines(report.attachments)]
    return "\n".join((*lines, "", report.signature.unit, written_day(report.signature.on) or report.signature.no_day))


def attachment_lines(names: tuple[str, ...]) -> tuple[str, ...]:
    """附件说明: one name without a number, several numbered and aligned (GB/T 9704—2012, 7.3.4)."""
    if len(names) == 1:
        return (f"附件：{names[0]}",)
    return tuple(
        f"{'　　　' if number > 1 else '附件：'}{number}. {name}" for number, name in enumerate(names, start=1)
    )


def written_day(day: date | None) -> str:
    """A day as a report prints it, without leading zeros; "" for none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _pictures(shown: tuple[Photo | Chart, ...]) -> list[Block]:
    """The charts, which are about the text above them, before the photos."""
    photos = tuple(one for one in shown if isinstance(one, Photo))
    charts: list[Block] = [one for one in shown if isinstance(one, Chart)]
    return [*charts, *([Photos(photos)] if photos else [])]


def _illustrated(body: list[Block], section: str, left: dict[Spot, tuple[Photo | Chart, ...]]) -> list[Block]:
    """The text with the pictures of each sub-heading behind what stands under it."""
    blocks: list[Block] = []
    heading = ""
    for block in (*body, None):
        if block is None or isinstance(block, Heading):
            blocks += _pictures(left.pop(Spot(section, heading), ())) if heading else []
            heading = _AREA_NUMBER.sub("", block.text) if block else ""
        blocks += [block] if block else []
    return blocks


def _behind(section: str, left: dict[Spot, tuple[Photo | Chart, ...]]) -> list[Block]:
    spots = [spot for spot in left if spot.section == section]
    return _pictures(tuple(one for spot in spots for one in left.pop(spot)))


def _body(text: str, *, parted: bool) -> list[Block]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [_block(each, parted=parted) if isinstance(each, str) else each for each in blocks_of(lines)]


def _block(line: str, *, parted: bool) -> Block:
    return Heading(2, line) if parted and _AREA_HEADING.fullmatch(line) else Paragraph(line)
