"""A notice → a kind of report of one's own: sections as the interview asks them, limits as the draft keeps them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.outline import Form, Outline, Question, Section
from bot.core.span import Span

if TYPE_CHECKING:
    from bot.core.notice import Asked, Notice
    from bot.core.outline import Handbook
    from bot.notices.words import KindWords

NAMED = 12
"""Signs of an item by which a gap in the draft is called."""


def outline_of(notice: Notice, book: Handbook, kind_id: str, words: KindWords) -> Outline:
    """The kind of report that a notice asks for; problems and plans are asked as in every other report."""
    span = next((span for span, pattern in words.span.items() if pattern.search(notice.title)), Span.EVENT)
    near = _nearest(book, span)
    sections = [_section(f"s{number}", asked, near, words) for number, asked in enumerate(notice.sections, start=1)]
    least, most = notice.min_len or 0, notice.max_len or 0
    longest = most or max(words.length[1], least)
    title = _paper(notice.title, words)
    return Outline(
        id=kind_id,
        title=title or "按通知写的总结",
        button="按通知写",
        title_pattern=f"{{单位}}{title}" if title else "{单位}{年}年{月}月工作总结",
        sections=(*sections, _of_form(near, Form.SIGNATURE)),
        length=(least or min(words.length[0], longest), longest),
        max_length=longest,
        deadline=notice.deadline,
        span=span,
        style=notice.style,
        photos=notice.photos,
    )


def _paper(title: str, words: KindWords) -> str:
    """What the report is called: 2026年度工会工作总结 of 关于报送2026年度工会工作总结的通知."""
    paper = words.around_title.sub("", title).strip("《》“” ")
    return paper if words.paper.search(paper) else ""


def _section(section_id: str, asked: Asked, near: tuple[Outline, ...], words: KindWords) -> Section:
    heading = _bare(asked.title)
    if words.plan.search(asked.title):
        return _shared(near, Form.PLAN, section_id, heading)
    if words.problems.search(asked.title) and not asked.items:
        return _shared(near, Form.PROBLEMS, section_id, heading)
    asks = [(item, words.ask.format(item=item)) for item in asked.items]
    asks = asks or [(asked.title, words.ask_section.format(title=asked.title))]
    headed = len(asked.items) > 1 and all(words.heading.search(_bare(item)) for item in asked.items)
    questions = tuple(
        Question(
            id=f"q{number}",
            short=name[:NAMED],
            ask=ask,
            example=words.example,
            many=True,
            heading=_bare(name) if headed else "",
        )
        for number, (name, ask) in enumerate(asks, start=1)
    )
    return Section(
        id=section_id,
        title=heading,
        button=heading[:6],
        form=Form.STATEMENTS,
        question=questions,
        heading=heading,
    )


def _bare(title: str) -> str:
    return title.rstrip("。；")


def _shared(near: tuple[Outline, ...], form: Form, section_id: str, heading: str) -> Section:
    return replace(_of_form(near, form), id=section_id, title=heading, button=heading[:6], heading=heading, within="")


def _nearest(book: Handbook, span: Span) -> tuple[Outline, ...]:
    """The kinds whose blocks are borrowed: those that speak of the same time come first, for they ask in its words."""
    return tuple(sorted(book.outlines.values(), key=lambda outline: outline.span is not span))


def _of_form(near: tuple[Outline, ...], form: Form) -> Section:
    sections = (section for outline in near for section in outline.sections)
    return next(section for section in sections if section.form is form)
