"""Arguments in, exit code out: 0 done, 2 bad input (one sentence), 1 a fault of ours, 3 the guard found something."""

from __future__ import annotations

import argparse
import logging
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import commands, knowledge
from bot.cli.errors import InputError
from bot.cli.facts import facts
from bot.config import read_config
from bot.core.errors import MendableError

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, FAULT, BAD_INPUT = 0, 1, 2
LAST_PORT = 65_535
NAME = "python -m bot"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> None:  # type: ignore[override]
        raise InputError(f"命令不对（{message}），用法见 {NAME} --help")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit code.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    try:
        options = _parser().parse_args(arguments)
        return int(options.run(read_config(), options))
    except MendableError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return BAD_INPUT
    except KeyboardInterrupt:
        return DONE
    except BrokenPipeError:
        return DONE
    except Exception:  # noqa: BLE001  the last line of defence: a fault of ours, said as one
        traceback.print_exc()
        print("程序出错了，这是我们的毛病。请把上面几行发给管理员。", file=sys.stderr)  # noqa: T201
        return FAULT


def _port(words: str) -> int:
    port = int(words)
    if not 0 <= port <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"port {words} is not within 0 to {LAST_PORT}")
    return port


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog=NAME, description="笔杆子：帮工会干部写报告的助手")
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=_Parser, metavar="COMMAND")

    run = verbs.add_parser("run", help="Telegram if TELEGRAM_BOT_TOKEN is set, else the playground")
    run.set_defaults(run=commands.run)

    playground = verbs.add_parser("playground", help="the local page, always")
    playground.add_argument("--port", type=_port, help="0 takes any free one")
    playground.set_defaults(run=commands.playground)

    draft = verbs.add_parser("draft", help="one report without a chat")
    draft.add_argument("answers", type=Path, metavar="ANSWERS.json")
    draft.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    draft.add_argument("--template", type=Path, metavar="FILE.docx", help="the office's own template, filled as well")
    draft.set_defaults(run=commands.draft)

    search = verbs.add_parser("search", help="example passages for a question")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("-k", type=int, default=5, help="how many at most")
    search.add_argument("--json", action="store_true")
    search.add_argument("--source", default="", metavar="NAME", help="one document alone")
    search.set_defaults(run=commands.search)

    documents = verbs.add_parser("knowledge", help="an office's own documents")
    documents.add_argument("--unit", default="", metavar="NAME", help="of a union that was invited under this name")
    actions = documents.add_subparsers(dest="action", required=True, parser_class=_Parser, metavar="ACTION")
    add = actions.add_parser("add")
    add.add_argument("files", nargs="+", type=Path, metavar="FILE")
    add.add_argument("--yes", action="store_true", help="keep them without asking")
    add.set_defaults(run=knowledge.add)
    actions.add_parser("list").set_defaults(run=knowledge.show_all)
    remove = actions.add_parser("remove")
    remove.add_argument("id", metavar="ID")
    remove.set_defaults(run=knowledge.remove)

    check = verbs.add_parser("check", help="the guard alone, on any text")
    check.add_argument("text", type=Path, metavar="TEXT_OR_DOCX")
    check.add_argument("--answers", type=Path, required=True, metavar="ANSWERS.json")
    check.set_defaults(run=commands.check)

    reads = verbs.add_parser("facts", help="what the fact reader understands of a text")
    reads.add_argument("text", metavar="TEXT")
    reads.add_argument("--period", default="", help="the months that the report is on, such as 2026-09")
    reads.add_argument("--on", default="", metavar="DAY", help="the day it was said, such as 2026-09-21")
    reads.add_argument("--json", action="store_true")
    reads.set_defaults(run=facts)

    outline = verbs.add_parser("outline", help="what a notice asks for")
    outline.add_argument("notice", type=Path, metavar="NOTICE_FILE")
    outline.add_argument("--json", action="store_true")
    outline.set_defaults(run=commands.outline)

    doctor = verbs.add_parser("doctor", help="what is configured, reachable and missing")
    doctor.set_defaults(run=commands.doctor)
    return parser
