"""`knowledge add | list | remove`: an office's own documents, from the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.app import build
from bot.cli.errors import InputError
from bot.cli.talking import DONE, say
from bot.core.organisation import HOME, LONGEST, SHORTEST, named

if TYPE_CHECKING:
    import argparse

    from bot.config import Config
    from bot.retrieval.library import Intake, Library, Taken

SHOWN = 3
HEAD = 28
YES = frozenset({"y", "yes", "是", "好", "收", "对"})


def library(config: Config) -> Library:
    """The library that the bot searches: on this machine, or in Redis if the workers share one.

    Raises:
        InputError: REDIS_URL cannot be read.
    """
    url = config.secrets.redis_url
    if not url:
        return build(config).library
    from bot.storage.errors import StorageError  # noqa: PLC0415  redis takes a tenth of a second to load
    from bot.storage.folder import in_redis  # noqa: PLC0415  same

    try:
        return build(config, folders=in_redis(url)).library
    except StorageError as error:
        raise InputError(str(error)) from None


def add(config: Config, options: argparse.Namespace) -> int:
    """Take documents: all are read and reported before any is kept. Somebody at a terminal is asked first."""
    shelf, of = library(config), _whose(options)
    intakes = [shelf.prepare(path.name, path, organisation=of) for path in options.files]
    for intake in intakes:
        _report(intake)
    if not any(intake.fresh for intake in intakes):
        return DONE
    if sys.stdin.isatty() and not options.yes and not _agreed():
        say("没有收，资料还是原来那些。")
        return DONE
    for intake in intakes:
        for document in shelf.confirm(intake, organisation=of):
            say(f"收下 {document.name}（编号 {document.id}）：{document.passages} 段")
    return DONE


def show_all(config: Config, options: argparse.Namespace) -> int:
    """The office's own documents."""
    documents = library(config).documents(organisation=_whose(options))
    for document in documents:
        print(f"{document.id}\t{document.name}\t{document.passages} 段\t{document.added:%Y-%m-%d %H:%M}")  # noqa: T201
    if not documents:
        say("还没有收过文件，用 knowledge add 加")
    return DONE


def remove(config: Config, options: argparse.Namespace) -> int:
    """Forget one of them."""
    removed = library(config).remove(options.id, organisation=_whose(options))
    say(f"移走了 {removed.name}")
    return DONE


def _whose(options: argparse.Namespace) -> str:
    """The id of the organisation that is named, "" for the configured one."""
    if not options.unit:
        return HOME.id
    organisation = named(options.unit)
    if organisation is None:
        raise InputError(f"单位名请写 {SHORTEST}～{LONGEST} 个字，和邀请时写的一样")
    return organisation.id


def _report(intake: Intake) -> None:
    for document in intake.documents:
        if document.already:
            say(f"{document.name} 早就收过了（编号 {document.id}）")
        else:
            _describe(document)
    for what in intake.left_out:
        say(f"  没有收：{what}")


def _describe(document: Taken) -> None:
    say(f"{document.name}：可用 {len(document.passages)} 段")
    for passage in document.passages[:SHOWN]:
        text = passage.text.replace("\n", " ")
        say(f"  〔{passage.topic}〕{text[:HEAD]}{'……' if len(text) > HEAD else ''}")
    say(f"  略去 {document.left_out} 处（套话、页眉、重复），隐去人名等 {document.masked} 处")


def _agreed() -> bool:
    print("收下吗？（y/n）", end="", file=sys.stderr, flush=True)  # noqa: T201
    return sys.stdin.readline().strip().lower() in YES
