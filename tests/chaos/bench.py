"""`python -m tests.chaos.bench [--only NAME]`: how fast and how small, as a table.

Bots are started as in life (`python -m bot run`), but for the limits on sending, which are off: Telegram's thirty
messages a second would be measured, not the bot.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.app import build
from bot.config import read_config
from tests.chaos.load import FIRST, START, bench, burst, cpu_seconds, fill, interviewed, memory, part, steady
from tests.chaos.machines import HOME, bot_environment, bot_process, clean_environment, machine
from tests.chaos.row import made
from tests.chaos.telegram import FakeTelegram
from tests.chaos.world import until
from tests.row import HEAD, Row, show

CHATS = 1_000
MANY_SESSIONS = 100_000
FEW_SLOTS = "4"
IDLE_SECONDS = 20


async def latency(folder: Path, session: bytes) -> list[Row]:
    async with bench(folder / "latency") as made:
        for number in range(CHATS):
            made.telegram.chat(FIRST + number)
        with made.caller() as store:
            fill(store, session, CHATS)
        await steady(made.telegram, CHATS, 50, 2)
        answers = await steady(made.telegram, CHATS, 100, 30)
        stored = sorted(made.telegram.ack_seconds)
    p99 = part(answers, 0.99)
    return [
        Row(
            "1,000 chats, 100 updates/s, one process: acknowledgement",
            f"{len(answers)} updates",
            f"answered: p50 {part(answers, 0.5) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms; "
            f"stored and confirmed to Telegram: p99 {part(stored, 0.99) * 1000:.0f} ms",
            "p99 ≤ 250 ms",
            p99 <= 0.25,
        )
    ]


async def throughput(folder: Path, session: bytes) -> list[Row]:
    rows = []
    for milliseconds, bar in ((0, "at least the echo bot's"), (20, "(the same, with Telegram 20 ms away)")):
        speeds = {}
        for name, words in (("echo", ("tests.chaos.echo_bot",)), ("ours", ())):
            where = folder / f"throughput-{name}-{milliseconds}"
            async with bench(where, *words, latency=milliseconds / 1000) as made:
                if name == "ours":
                    with made.caller() as store:
                        fill(store, session, CHATS)
                await burst(made.telegram, 50, 2)
                speeds[name] = await burst(made.telegram, CHATS, 1 if milliseconds and name == "echo" else 3)
        rows.append(
            Row(
                f"throughput against a bare echo bot, replies taking {milliseconds} ms",
                f"{3 * CHATS} updates, {CHATS} chats",
                f"{speeds['ours']:.0f}/s against {speeds['echo']:.0f}/s ({speeds['ours'] / speeds['echo']:.2f}×)",
                bar,
                speeds["ours"] >= speeds["echo"],
            )
        )
    return rows


async def workers(folder: Path, session: bytes) -> list[Row]:
    rows = []
    for slots, bar in ((FEW_SLOTS, "≥ 1.7×"), ("24", "(for comparison: all share this machine's cores)")):
        speeds = []
        for count in (1, 2):
            where = folder / f"workers-{slots}-{count}"
            async with bench(where, bots=count, shared=True, latency=0.05, telegram_slots=slots) as made:
                with made.caller() as store:
                    fill(store, session, 400)
                await burst(made.telegram, 50, 1)
                speeds.append(await burst(made.telegram, 400, 3))
        ratio = speeds[1] / speeds[0]
        rows.append(
            Row(
                f"2 workers against 1, replies taking 50 ms, {slots} slots each",
                "1200 updates, 400 chats",
                f"{speeds[1]:.0f}/s against {speeds[0]:.0f}/s ({ratio:.2f}×)",
                bar,
                ratio >= 1.7,
            )
        )
    return rows


async def sessions(folder: Path, session: bytes) -> list[Row]:
    """Turn by turn, so that whatever else the machine does falls on both."""
    found: dict[int, list[float]] = {100: [], MANY_SESSIONS: []}
    rounds = 6
    async with bench(folder / "few") as few, bench(folder / "many") as many:
        both = {100: few, MANY_SESSIONS: many}
        for count, made in both.items():
            with made.caller() as store:
                fill(store, session, count)
            await steady(made.telegram, 100, 50, 2)
        for _ in range(rounds):
            for count, made in both.items():
                found[count].append(part(await steady(made.telegram, 100, 60, 5), 0.99))
    few_p99, many_p99 = (statistics.median(values) * 1000 for values in found.values())
    return [
        Row(
            "100,000 stored sessions against 100",
            f"{rounds} rounds of 300 updates each, turn by turn",
            f"median p99 {many_p99:.1f} ms against {few_p99:.1f} ms ({many_p99 / few_p99:.2f}×)",
            "p99 ≤ 1.2×",
            many_p99 <= 1.2 * few_p99,
        )
    ]


async def idle(folder: Path, session: bytes) -> list[Row]:
    async with bench(folder / "idle", telegram_poll_seconds="25") as made:
        with made.caller() as store:
            fill(store, session, 20)
            pid = int(store.info("server")["process_id"])
        await burst(made.telegram, 20, 2)
        await asyncio.sleep(2)
        pids = [made.bots[0].pid, pid]
        before = sum(map(cpu_seconds, pids))
        await asyncio.sleep(IDLE_SECONDS)
        busy = (sum(map(cpu_seconds, pids)) - before) / IDLE_SECONDS
        (rss, pss), (redis_rss, redis_pss) = map(memory, pids)
    whole = rss + redis_rss
    return [
        Row(
            "idle, after 40 answers",
            f"{IDLE_SECONDS} s",
            f"RSS {rss:.0f} + {redis_rss:.0f} (Redis) = {whole:.0f} MB, PSS {pss + redis_pss:.0f} MB; "
            f"{busy * 100:.1f} % of a core",
            "≤ 130 MB with its Redis, ≤ 2 % of a core",
            whole <= 130 and busy <= 0.02,
        )
    ]


async def starts(folder: Path, session: bytes) -> list[Row]:
    times, drafts = [], []
    answers = {
        "困难帮扶与职工服务": "看了3个住院的，每人500元",
        "开头概述": "安全月收尾",
        "存在问题及改进措施": "夜班职工参加活动少",
    }
    told = {"kind": "monthly", "period": "2026-09", "unit": "宏泰纺织有限公司工会", "answers": answers}
    for number in range(5):
        where = made(folder / f"start{number}")
        async with FakeTelegram().running() as server:
            server.say(FIRST, "/start")
            began = time.monotonic()
            bot = bot_process(bot_environment(server.base_url, where / "data"), where / "log")
            heard = server.chat(FIRST).accepted
            await until(lambda heard=heard: heard, START, 0.005)
            times.append(heard[0].at - began)
            await bot.stop()
        (where / "a.json").write_text(json.dumps(told), encoding="utf-8")
        began = time.monotonic()
        words = [sys.executable, "-m", "bot", "draft", str(where / "a.json"), "-o", str(where / "out")]
        environment = clean_environment() | {"BIGANZI_DATA_DIR": str(where / "data")}
        process = await asyncio.create_subprocess_exec(
            *words, cwd=HOME, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        _, said = await process.communicate()
        assert process.returncode == 0, said.decode()
        drafts.append(time.monotonic() - began)
    return [
        Row("start to first answer", "5 starts", f"median {part(sorted(times), 0.5):.2f} s", "(no bar)", ok=True),
        Row(
            "`draft` from the command line", "5 runs", f"median {part(sorted(drafts), 0.5):.2f} s", "(no bar)", ok=True
        ),
    ]


BENCHES = {
    "latency": latency,
    "throughput": throughput,
    "workers": workers,
    "sessions": sessions,
    "idle": idle,
    "starts": starts,
}


async def run(names: list[str], folder: Path) -> list[Row]:
    session = await asyncio.to_thread(interviewed, build(read_config(environment={"BIGANZI_DATA_DIR": str(folder)})))
    rows = []
    for name in names:
        try:
            found = await BENCHES[name](folder, session)
        except AssertionError as error:
            found = [Row(name, "—", f"did not come to an end: {error}", "", None)]
        for row in found:
            show(row.line())
        rows += found
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.bench")
    parser.add_argument("--only", action="append", choices=BENCHES)
    options = parser.parse_args()
    show(f"{machine()}\n\n{HEAD}")
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        rows = asyncio.run(run(options.only or list(BENCHES), Path(folder)))
    return 0 if all(row.ok for row in rows if not row.bar.startswith("(")) else 1


if __name__ == "__main__":
    sys.exit(main())
