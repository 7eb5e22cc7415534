"""Planted faults: the bot's own main, with one guard taken out, in the child process alone.

`python -m tests.chaos.sabotage no-dedup run`. The product has no such switches. What a fault replaces must be
there, or it is an error: a control that plants nothing would prove nothing.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
from collections.abc import Callable, Sequence

from bot.storage import scripts
from bot.storage.desk import Desk


def _take_out(names: Sequence[str], guard: str, instead: str = "") -> None:
    """Cut a guard out of the Lua scripts of those names."""
    for name in names:
        text = getattr(scripts, name)
        if guard not in text:
            raise RuntimeError(f"{name} has no {guard!r} any more")
        setattr(scripts, name, text.replace(guard, instead))


def no_dedup() -> None:
    """Updates are not known again."""
    _take_out(["RECEIVE"], "'NX', ")


def no_fencing() -> None:
    """Whoever lost a partition may write on."""
    from bot.storage.hold import Hold  # noqa: PLC0415  parts of one fault

    _take_out(["COMMIT", "DONE", "SENT", "REFUSE", "MOVE_OFFSET"], scripts.FENCED)
    # Without the number in the script: the entry's own acknowledgement is a second fence, taken out too.
    finish = "finish(KEYS[2], ARGV[3], ARGV[4])"
    _take_out(["COMMIT"], f"if not {finish} then return answer(0) end", finish)
    Hold.check = lambda self: None  # type: ignore[method-assign]
    Hold.end = lambda self: None  # type: ignore[method-assign]


def no_outbox() -> None:
    """Effects wait in memory alone."""
    waiting: dict[int, list] = {}
    numbers = itertools.count(1)
    plain_commit, plain_due = Desk.commit, Desk.due

    async def commit(self, entry, commit):
        from dataclasses import replace  # noqa: PLC0415  parts of one fault

        done = await plain_commit(self, entry, replace(commit, effects=()))
        if done:
            waiting.setdefault(entry.chat, []).extend((str(next(numbers)), body) for body in commit.effects)
        return replace(done, due=await self.due(entry))

    async def due(self, work):
        from bot.storage.records import Due  # noqa: PLC0415  parts of one fault

        stored = await plain_due(self, work)
        return [*stored, *(Due(number, work.chat, body, work.hold) for number, body in waiting.pop(work.chat, []))]

    Desk.commit, Desk.due = commit, due  # type: ignore[method-assign]


def no_intake() -> None:
    """Updates are acknowledged while they are in memory alone."""
    import asyncio  # noqa: PLC0415  parts of one fault

    plain = Desk.receive_updates
    tasks = set()

    async def receive_updates(self, updates):
        async def later():
            await asyncio.sleep(0.3)
            await plain(self, updates)

        tasks.add(asyncio.create_task(later()))
        return [True] * len(updates)

    Desk.receive_updates = receive_updates  # type: ignore[method-assign]


def stop_before_commit() -> None:
    """The process stops itself (SIGSTOP) before some of its commits: the worst moment to stall."""
    plain = Desk.commit
    every = int(os.environ["CHAOS_STOP_EVERY"])
    commits = itertools.count(1)

    async def commit(self, entry, commit):
        if next(commits) % every == 0:
            os.kill(os.getpid(), signal.SIGSTOP)
        return await plain(self, entry, commit)

    Desk.commit = commit  # type: ignore[method-assign]


def no_memory() -> None:
    """What a chat was sent is forgotten at once."""
    from bot.storage.sent import Sent  # noqa: PLC0415  parts of one fault

    async def keep(self, chat, mark, file_id):
        pass

    Sent.keep = keep  # type: ignore[method-assign]


FAULTS: dict[str, Callable[[], None]] = {
    "no-dedup": no_dedup,
    "no-fencing": no_fencing,
    "no-outbox": no_outbox,
    "no-intake": no_intake,
    "no-memory": no_memory,
    "stop-before-commit": stop_before_commit,
}


def run(faults: Sequence[str], arguments: Sequence[str]) -> int:
    """Plant the faults, then run the bot's command line."""
    from bot.cli.main import main  # noqa: PLC0415  after the faults

    for name in faults:
        FAULTS[name]()
    return main(list(arguments))


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:2], sys.argv[2:]))
