"""Any sequence of calls, with kills in between, leaves the store as a simple model in memory says."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st
from redis.asyncio import Redis

from bot.storage.desk import Desk
from bot.storage.records import Commit, Entry
from bot.storage.server import PrivateRedis
from tests.storage.support import (
    ALONE,
    ASYNC,
    calling,
    chats_with_due,
    due_of,
    entries_left,
    hold_of,
    jobs_of,
    take,
)

CHATS = (1, -2, 30)
bodies = st.binary(max_size=8)
commits = st.builds(
    Commit,
    session=st.none() | bodies,
    effects=st.lists(bodies, max_size=3).map(tuple),
    jobs_started=st.dictionaries(st.sampled_from("xyz"), bodies, max_size=2),
    jobs_done=st.lists(st.sampled_from("xyz"), max_size=2).map(tuple),
    forget=st.booleans(),
)
operations = st.one_of(
    st.tuples(st.just("update"), st.sampled_from(CHATS), st.integers(0, 5), bodies),
    st.tuples(st.just("event"), st.sampled_from(CHATS), bodies),
    st.tuples(st.just("commit"), st.integers(0, 3), commits),
    st.tuples(st.just("refuse"), st.integers(0, 3)),
    st.tuples(st.just("done"), st.sampled_from(CHATS), st.integers(0, 3)),
    st.tuples(st.just("forget"), st.sampled_from(CHATS)),
)


@dataclass
class Model:
    seen: set[int] = field(default_factory=set)
    inbox: list[tuple[int, bytes]] = field(default_factory=list)
    sessions: dict[int, bytes] = field(default_factory=dict)
    due: dict[int, list[bytes]] = field(default_factory=lambda: {chat: [] for chat in CHATS})
    jobs: dict[tuple[int, str], bytes] = field(default_factory=dict)
    dead: list[tuple[int, bytes]] = field(default_factory=list)

    def forget(self, chat: int) -> None:
        self.sessions.pop(chat, None)
        self.due[chat] = []
        self.jobs = {job: body for job, body in self.jobs.items() if job[0] != chat}
        self.dead = [letter for letter in self.dead if letter[0] != chat]

    def commit(self, chat: int, commit: Commit) -> None:
        if commit.forget:
            self.forget(chat)
        if commit.session is not None:
            self.sessions[chat] = commit.session
        self.due[chat] += commit.effects
        for job in commit.jobs_done:
            self.jobs.pop((chat, job), None)
        self.jobs |= {(chat, job): body for job, body in commit.jobs_started.items()}


class Play:
    """Does one thing after another to the store and to the model."""

    def __init__(self, client: Redis) -> None:
        self.client = client
        self.desk = Desk(client, ALONE)
        self.model = Model()

    async def in_hand(self) -> list[Entry]:
        """What a process that starts now would find: every step is thus also a kill."""
        found = await take(self.desk, len(self.model.inbox))
        for chat in CHATS:
            mine = [entry.body for entry in found if entry.chat == chat]
            assert mine == [body for of, body in self.model.inbox if of == chat]
        waiting = {chat: iter([entry for entry in found if entry.chat == chat]) for chat in CHATS}
        return [next(waiting[chat]) for chat, _ in self.model.inbox]

    async def update(self, chat: int, number: int, body: bytes) -> None:
        is_new = number not in self.model.seen
        assert await self.desk.receive_update(number, chat, body) == is_new
        if is_new:
            self.model.seen.add(number)
            self.model.inbox.append((chat, body))

    async def event(self, chat: int, body: bytes) -> None:
        await self.desk.receive_event(chat, body)
        self.model.inbox.append((chat, body))

    async def commit(self, place: int, commit: Commit) -> None:
        for entry in (await self.in_hand())[place : place + 1]:
            assert await self.desk.commit(entry, commit)
            assert not await self.desk.commit(entry, commit)
            del self.model.inbox[place]
            self.model.commit(entry.chat, commit)

    async def refuse(self, place: int) -> None:
        for entry in (await self.in_hand())[place : place + 1]:
            assert await self.desk.refuse(entry, "why")
            self.model.dead.append(self.model.inbox.pop(place))

    async def done(self, chat: int, place: int) -> None:
        hold = await hold_of(self.desk, chat)
        for due in (await due_of(self.desk, chat, hold))[place : place + 1]:
            assert await self.desk.done(due)
            assert not await self.desk.done(due)
            del self.model.due[chat][place]

    async def forget(self, chat: int) -> None:
        await self.desk.forget(chat)
        self.model.forget(chat)
        self.model.inbox = [entry for entry in self.model.inbox if entry[0] != chat]

    async def assert_same(self) -> None:
        desk, model = self.desk, self.model
        await self.in_hand()
        assert await entries_left(self.client) == len(model.inbox)
        for chat in CHATS:
            assert await desk.session(chat) == model.sessions.get(chat)
            assert [due.body for due in await due_of(desk, chat)] == model.due[chat]
        assert await chats_with_due(self.client) == sorted(chat for chat in CHATS if model.due[chat])
        assert await jobs_of(self.client) == model.jobs
        assert [(letter.chat, letter.body) for letter in await desk.dead_letters()] == model.dead


@ASYNC
@given(sequence=st.lists(operations, max_size=20))
async def test_the_store_says_what_the_model_says(store: PrivateRedis, sequence: list[tuple[object, ...]]) -> None:
    async with calling(store.url) as client:
        await client.flushall()
        play = Play(client)
        for name, *words in sequence:
            await getattr(play, name)(*words)
        await play.assert_same()
