"""The verbs of the command line. JSON goes to stdout, everything meant for a person's eyes to stderr."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from bot.app import build
from bot.catalog.checklist import checklist, pointed
from bot.cli.answers import fill, read_answers
from bot.cli.charting import charts_of
from bot.cli.errors import InputError
from bot.cli.knowledge import library
from bot.cli.talking import DONE, FOUND, say, show
from bot.documents import docx_text
from bot.documents.bundle import bundle
from bot.documents.fonts import NO_FONTS
from bot.documents.profile import PROFILES
from bot.documents.template import template_faults
from bot.uploads.door import read_path

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from bot.config import Config


def run(config: Config, options: argparse.Namespace) -> int:
    """Serve Telegram where there is a token, else the page."""
    if not config.secrets.telegram_token:
        say("没有设 TELEGRAM_BOT_TOKEN，先开本机的试用页。")
        return playground(config, options)
    from bot.cli.serving import telegram  # noqa: PLC0415  the servers' libraries take half a second to load

    return telegram(config)


def playground(config: Config, options: argparse.Namespace) -> int:
    """Serve the local page."""
    from bot.cli.serving import page  # noqa: PLC0415  same

    port = getattr(options, "port", None)
    return page(config if port is None else replace(config, playground=replace(config.playground, port=port)))


def draft(config: Config, options: argparse.Namespace) -> int:
    """One report without a chat, through the same engine and guard."""
    template = _template(options.template) if options.template else None
    house = build(config)
    answers = read_answers(options.answers, house.book)
    said = "\n".join(text for texts in answers.texts.values() for text in texts)
    if kinds := house.privacy.hide(said).kinds:
        taken = "、".join(house.privacy.placeholder(kind).strip("〔〕") for kind in kinds)
        say(house.words.text("hidden", what=taken))
    paper, profile = fill(house.book, answers)
    drafted = asyncio.run(house.drafter.draft(paper, profile))
    shown = charts_of(house.drafter, answers, paper, drafted)
    report = house.drafter.report(paper, drafted, profile, charts=shown)
    notes = house.drafter.notes(paper, drafted, profile)
    made = bundle(report, paper.period, PROFILES[config.documents.profile], notes, template)
    folder = _folder(options.output)
    for file in made.files:
        (folder / file.name).write_bytes(file.content)
        say(f"写好了：{folder / file.name}")
    if made.pdf is None:
        say(NO_FONTS)
    if made.unprintable:
        say(house.words.text("unprintable", signs="、".join(made.unprintable)))
    show(
        {
            "files": {
                "docx": str(folder / made.clean.name),
                "pdf": str(folder / made.pdf.name) if made.pdf else None,
                **({"template": str(folder / made.template.name)} if made.template else {}),
                **({"review": str(folder / made.review.name)} if made.review else {}),
            },
            **({"charts": [chart.text for _, chart in shown]} if shown else {}),
            "sections": [asdict(section) for section in drafted.sections],
            "missing": drafted.missing,
            "to_verify": drafted.to_verify,
            "rejected": [asdict(rejected) for rejected in drafted.rejected],
        }
    )
    return DONE


def check(config: Config, options: argparse.Namespace) -> int:
    """The guard alone, on any text: part by part where its headings show the parts."""
    house = build(config)
    answers = read_answers(options.answers, house.book)
    paper, profile = fill(house.book, answers)
    text = _finished(options.text)
    if answers.charts:  # what stands under a chart is said in other reports: word for word, or it is judged
        drafted = asyncio.run(replace(house.drafter, model=None).draft(paper, profile))
        captions = {chart.text for _, chart in charts_of(house.drafter, answers, paper, drafted)}
        text = "\n".join(line for line in text.splitlines() if line.strip() not in captions)
    findings = house.drafter.review(text, paper, profile)
    show({"findings": [asdict(finding) for finding in findings]})
    return FOUND if findings else DONE


def outline(config: Config, options: argparse.Namespace) -> int:
    """What a notice asks for; with a model, also what it points at in the text and the reader missed."""
    house = build(config)
    text = house.privacy.hide(read_path(options.notice).text).text
    notice = house.notices.read(text)
    if house.student:
        notice = asyncio.run(house.student.study(text, notice))
    if options.json:
        if found := pointed(notice, house.words):
            say(f"模型又找出 {len(found)} 处，请核对：{'、'.join(found)}")
        show({name: value for name, value in asdict(notice).items() if name != "pointed"})
        return DONE
    print(checklist(notice, house.words))  # noqa: T201
    return DONE


def search(config: Config, options: argparse.Namespace) -> int:
    """Example passages for a question, best first."""
    if not options.query.strip():
        raise InputError("要找什么？请在 search 后面写几个字，比如：送温暖")
    if options.k < 1:
        raise InputError("-k 至少是 1")
    found = library(config).search(options.query, k=options.k, source=options.source)
    rows = [
        {
            "text": one.passage.text,
            "source": one.passage.source,
            "heading": one.passage.heading,
            "topic": one.passage.topic,
            "score": round(one.score, 4),
        }
        for one in found
    ]
    if options.json:
        show(rows)
        return DONE
    for row in rows:
        print(f"{row['heading']}（{row['topic']}，{row['source']}）\n{row['text']}\n")  # noqa: T201
    if not rows:
        say(f"范文里没有“{options.query}”这方面的例子，换个说法试试")
    return DONE


def doctor(config: Config, options: argparse.Namespace) -> int:  # noqa: ARG001  one signature for all verbs
    """What is configured, reachable and missing."""
    from bot.cli.doctor import examine  # noqa: PLC0415  it loads every vendor library

    for line in asyncio.run(examine(config)):
        print(line)  # noqa: T201
    return DONE


def _finished(path: Path) -> str:
    """The text of a finished report; a Word file's as it was drafted, a paragraph or a row a line."""
    return docx_text.read_report(path) if path.suffix.lower() == ".docx" else read_path(path).words


def _template(path: Path) -> bytes:
    """A template without faults.

    Raises:
        InputError: it has some, and they are named.
    """
    read_path(path)
    content = path.read_bytes()
    if faults := template_faults(content):
        raise InputError("".join(faults))
    return content


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"建不了文件夹 {path}（{error.strerror}），请换一个") from None
    return path
