import asyncio
import fcntl
import os
import shutil
import signal
import stat
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
import redis

from bot.storage import binary, keys
from bot.storage import server as server_module
from bot.storage.desk import Desk
from bot.storage.errors import StorageError
from bot.storage.records import Commit
from bot.storage.server import STOP_SECONDS, PrivateRedis
from tests.storage.support import (
    ALONE,
    another_process,
    calling,
    due_of,
    jobs_of,
    kill,
    pid_of,
    running,
    take,
    wait_until_ended,
)

LONG = "很长的目录名" * 10


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "my data"


def put(server: PrivateRedis, name: str, value: str) -> None:
    with redis.Redis.from_url(server.url) as caller:
        caller.set(name, value)


def get(server: PrivateRedis, name: str) -> bytes | None:
    with redis.Redis.from_url(server.url) as caller:
        return caller.get(name)


def log_of(data_dir: Path) -> Path:
    """The file that Redis writes to, up to 6.2 or since 7.0."""
    [log] = [*data_dir.glob("redis/appendonly.aof"), *data_dir.glob("redis/appendonlydir/*.incr.aof")]
    return log


def test_the_server_is_private_to_its_user(data_dir: Path) -> None:
    server = PrivateRedis.start(data_dir)
    with redis.Redis.from_url(server.url) as caller:
        assert caller.config_get("port") == {"port": "0"}
    for path in (data_dir / "redis", data_dir / "redis" / "redis.sock"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    server.stop()


def test_what_was_stored_is_there_after_an_orderly_stop(data_dir: Path) -> None:
    server = PrivateRedis.start(data_dir)
    put(server, "k", "v")
    server.stop()
    assert not running(data_dir)
    server = PrivateRedis.start(data_dir)
    assert get(server, "k") == b"v"
    server.stop()
    server.stop()


@pytest.mark.parametrize("name", ["短", LONG], ids=["short", "long"])
def test_a_second_process_joins_and_leaves_the_server_alone(tmp_path: Path, name: str) -> None:
    data_dir = tmp_path / name
    server = PrivateRedis.start(data_dir)
    pid = pid_of(server)
    with another_process(data_dir) as other:
        assert other.stdout.readline().split() == ["False", server.url]
        other.communicate("\n")
        assert other.returncode == 0
    assert pid_of(server) == pid
    server.stop()
    assert not running(data_dir)


def test_of_many_that_start_at_once_one_starts_and_the_others_join(data_dir: Path) -> None:
    with ExitStack() as all_of_them:
        starters = [all_of_them.enter_context(another_process(data_dir)) for _ in range(4)]
        said = [starter.stdout.readline().split() for starter in starters]
    assert sorted(owned for owned, _ in said) == ["False", "False", "False", "True"]
    assert len({url for _, url in said}) == 1
    wait_until_ended(data_dir)


def test_the_server_ends_with_a_parent_that_was_killed(data_dir: Path) -> None:
    with another_process(data_dir) as parent:
        assert parent.stdout.readline().startswith("True")
        joined = PrivateRedis.start(data_dir)
        put(joined, "k", "v")
        parent.kill()
        parent.wait()
        wait_until_ended(data_dir, 2)
    joined.stop()
    server = PrivateRedis.start(data_dir)
    assert server.owned
    assert get(server, "k") == b"v"
    server.stop()


def test_a_killed_server_is_brought_back_at_the_same_address(tmp_path: Path) -> None:
    for name in ("短", LONG):
        first = PrivateRedis.start(tmp_path / name)
        put(first, "k", "v")
        kill(first)
        second = PrivateRedis.start(tmp_path / name)
        assert second.owned
        assert second.url == first.url
        first.stop()
        assert get(second, "k") == b"v", "stopping what is dead must not end its successor"
        second.stop()


async def acknowledged_and_kept(data_dir: Path, *, log: bool = True) -> tuple[int, int]:
    """Commit from many chats at once, kill the server in the middle of it, and count."""
    server = PrivateRedis.start(data_dir)
    acknowledged: dict[int, int] = {}

    async def talk(desk: Desk, chat: int) -> None:
        while True:
            await desk.receive_event(chat, b"x" * 2_000)
            acknowledged[chat] = acknowledged.get(chat, 0) + 1

    async with calling(server.url) as client:
        if not log:
            await client.config_set("appendonly", "no")
        talks = [asyncio.create_task(talk(Desk(client), chat)) for chat in range(24)]
        await asyncio.sleep(0.3)
        os.kill(pid_of(server), signal.SIGKILL)
        for one in talks:
            one.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
    again = PrivateRedis.start(data_dir)
    kept = dict.fromkeys(acknowledged, 0)
    async with calling(again.url) as client:
        for partition in range(ALONE.partitions):
            for _, fields in await client.xrange(keys.inbox(partition)):
                kept[int(fields[b"chat"])] += 1
    again.stop()
    server.stop()
    lost = sum(max(0, count - kept[chat]) for chat, count in acknowledged.items())
    return sum(acknowledged.values()), lost


async def test_no_acknowledged_write_is_lost_when_the_server_is_killed(data_dir: Path) -> None:
    acknowledged, lost = await acknowledged_and_kept(data_dir)
    assert acknowledged > 24
    assert lost == 0


async def test_control_without_the_log_a_killed_server_loses_all(data_dir: Path) -> None:
    acknowledged, lost = await acknowledged_and_kept(data_dir, log=False)
    assert lost == acknowledged > 24


@pytest.fixture(params=sorted(filter(None, set(map(binary.version_of, binary.candidates())))), ids=str)
def each_version(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> binary.Version:
    """Every version on this machine, the wheel's among them."""
    [program, *_] = [one for one in binary.candidates() if binary.version_of(one) == request.param]
    monkeypatch.setattr(binary, "candidates", lambda: iter([program]))
    return request.param


async def test_a_log_cut_in_the_middle_of_a_commit_is_read_up_to_it(
    data_dir: Path, each_version: binary.Version
) -> None:
    server = PrivateRedis.start(data_dir)
    async with calling(server.url) as client:
        major, minor = map(int, (await client.info("server"))["redis_version"].split(".")[:2])
        assert (major, minor) == each_version
        desk = Desk(client, ALONE)
        for word in (b"a", b"b"):
            await desk.receive_event(7, word)
        a, b = await take(desk, 2)
        await desk.commit(a, Commit(session=b"s1", effects=(b"e1",)))
        await desk.commit(b, Commit(session=b"s2", effects=(b"e2", b"e3"), jobs_started={"j": b""}))
    kill(server)
    wait_until_ended(data_dir)
    server.stop()
    os.truncate(log_of(data_dir), log_of(data_dir).stat().st_size - 60)
    server = PrivateRedis.start(data_dir)
    async with calling(server.url) as client:
        desk = Desk(client, ALONE)
        assert await desk.session(7) == b"s1"
        assert [due.body for due in await due_of(desk, 7)] == [b"e1"]
        assert await jobs_of(client) == {}
        assert [entry.body for entry in await take(desk, 1)] == [b"b"]
    server.stop()


async def test_a_client_finds_the_server_again_after_it_was_killed(data_dir: Path) -> None:
    server = PrivateRedis.start(data_dir)
    async with calling(server.url) as client:
        desk = Desk(client, ALONE)
        await desk.receive_event(7, b"a")
        reading = asyncio.create_task(take(desk, 2))
        await asyncio.sleep(0.1)
        os.kill(pid_of(server), signal.SIGKILL)
        await asyncio.sleep(0.1)
        again = PrivateRedis.start(data_dir)
        await desk.receive_event(7, b"b")
        assert [entry.body for entry in await reading] == [b"a", b"b"]
    again.stop()
    server.stop()


def test_a_long_folder_name_gets_a_short_socket_that_does_not_stay_behind(tmp_path: Path) -> None:
    data_dir = tmp_path / LONG
    server = PrivateRedis.start(data_dir)
    socket = Path((data_dir / "redis" / "socket.path").read_text(encoding="utf-8"))
    assert len(os.fsencode(socket)) <= 100
    assert stat.S_IMODE(socket.parent.stat().st_mode) == 0o700
    server.stop()
    assert not socket.parent.exists()
    assert not (data_dir / "redis" / "socket.path").exists()


def test_a_copied_data_folder_does_not_meet_the_server_of_its_original(tmp_path: Path) -> None:
    original = PrivateRedis.start(tmp_path / LONG)
    put(original, "whose", "original")
    shutil.copytree(
        tmp_path / LONG / "redis", tmp_path / f"{LONG}-2" / "redis", ignore=shutil.ignore_patterns("server.lock")
    )
    copy = PrivateRedis.start(tmp_path / f"{LONG}-2")
    assert copy.owned
    assert copy.url != original.url
    put(copy, "whose", "copy")
    assert get(original, "whose") == b"original"
    copy.stop()
    original.stop()


def test_a_socket_folder_that_others_may_enter_is_not_used_again(tmp_path: Path) -> None:
    first = PrivateRedis.start(tmp_path / LONG)
    socket = Path((tmp_path / LONG / "redis" / "socket.path").read_text(encoding="utf-8"))
    kill(first)
    wait_until_ended(tmp_path / LONG)
    socket.parent.chmod(0o777)
    second = PrivateRedis.start(tmp_path / LONG)
    assert second.url != first.url
    second.stop()
    first.stop()
    shutil.rmtree(socket.parent)


def test_a_server_that_does_not_hear_is_ended_all_the_same(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "CALL_SECONDS", 0.1)
    monkeypatch.setattr(server_module, "STOP_SECONDS", 0.1)
    server = PrivateRedis.start(data_dir)
    put(server, "k", "v")
    os.kill(pid_of(server), signal.SIGSTOP)
    server.stop()
    assert not running(data_dir)


def test_a_password_set_by_hand_does_not_keep_the_server_from_stopping(data_dir: Path) -> None:
    server = PrivateRedis.start(data_dir)
    with redis.Redis.from_url(server.url) as caller:
        caller.config_set("requirepass", "x")
    begun = time.monotonic()
    server.stop()
    assert time.monotonic() - begun < STOP_SECONDS
    assert not running(data_dir)


def test_a_folder_held_by_a_server_that_does_not_answer_is_said(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_module, "CALL_SECONDS", 0.1)
    server = PrivateRedis.start(data_dir)
    pid = pid_of(server)
    os.kill(pid, signal.SIGSTOP)
    monkeypatch.setattr(server_module, "PATIENCE", 0.3)
    with pytest.raises(StorageError, match="占用，请先结束它"):
        PrivateRedis.start(data_dir)
    os.kill(pid, signal.SIGCONT)
    server.stop()


def test_the_server_of_another_folder_is_not_joined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = PrivateRedis.start(tmp_path / LONG)
    home = tmp_path / f"{LONG}-2" / "redis"
    home.mkdir(parents=True)
    shutil.copy(tmp_path / LONG / "redis" / "socket.path", home)
    monkeypatch.setattr(server_module, "PATIENCE", 0.2)
    with (home / "server.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(StorageError, match="占用"):
            PrivateRedis.start(home.parent)
    other.stop()


def test_a_start_that_fails_names_the_log_and_leaves_no_process(data_dir: Path) -> None:
    server = PrivateRedis.start(data_dir)
    for number in range(50):
        put(server, f"k{number}", "v")
    server.stop()
    log = log_of(data_dir)
    log.write_bytes(log.read_bytes()[:100] + b"garbage" + log.read_bytes()[100:])
    with pytest.raises(StorageError, match=r"redis\.log .*REDIS_URL。$"):
        PrivateRedis.start(data_dir)
    assert not running(data_dir)
    assert "Bad file format" in (data_dir / "redis" / "redis.log").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StorageError, match=r"不能写.*BIGANZI_DATA_DIR"):
        PrivateRedis.start(tmp_path / "data")


async def test_a_start_from_another_thread_is_refused(data_dir: Path) -> None:
    with pytest.raises(RuntimeError, match="main thread"):
        await asyncio.to_thread(PrivateRedis.start, data_dir)
