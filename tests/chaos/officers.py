"""Scripted officers. What the bot has to say to each step is rehearsed beforehand with the pure engine on a stage;
during the storm an officer goes on only when all of it arrived, and notes what is missing, repeated or strange.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field

from bot.core.outline import Place
from bot.core.path import answer_at, here, question_here
from bot.core.recording import answers_of
from bot.core.state import Session
from tests.chaos.row import dice
from tests.chaos.telegram import Accepted, Chat, FakeTelegram, look
from tests.conversations.stage import OFFICER, Screen, Stage

MONTHS = range(1, 13)
SOME_AREAS = ("思想引领", "民主管理", "劳动保护", "帮扶服务", "女职工")
MANY = 2
"""Messages given to a question that takes several."""
LOOK = 0.5
"""Seconds between two looks at whether our patience is at an end."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act of the officer (words, or the button of that name), and all that the bot says to it."""

    words: str
    press: bool
    expected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An officer's whole part, and the session that must be in the store at the end."""

    officer: int
    steps: tuple[Step, ...]
    session: Session


_PARTS: dict[tuple, Part] = {}


def rehearse(house, officer: int, seed: int, reports: int = 1, *, drafted: bool = True) -> Part:
    """The part of an officer; each is rehearsed once, for it takes a while."""
    key = (officer, seed, reports, drafted)
    if key not in _PARTS:
        _PARTS[key] = _rehearse(house, *key)
    return _PARTS[key]


def _rehearse(house, officer: int, seed: int, reports: int, drafted: bool) -> Part:  # noqa: FBT001  see `rehearse`
    rehearsal = Rehearsal(house, officer, seed)
    rehearsal.do("/start")
    for report in range(reports):
        if report:
            rehearsal.do("新报告")
        while rehearsal.open():
            rehearsal.go_on(report)
        if drafted:
            rehearsal.do("出稿", press=rehearsal.chance() < 0.5)
    return Part(officer, tuple(rehearsal.steps), rehearsal.stage.session)


class Ticked(Screen):
    """A screen on which ticks are seen with the words."""

    async def send(self, chat, message):
        sent = await super().send(chat, message)
        number, text = self.messages[-1]
        self.messages[-1] = (number, look(text, (button.text for row in message.keyboard for button in row)))
        return sent


class Rehearsal:
    """The interview on a stage, with answers whose numbers no other answer has."""

    def __init__(self, house, officer: int, seed: int) -> None:
        self.stage = Stage(house)
        self.stage.seats[OFFICER].screen = Ticked()
        self.steps: list[Step] = []
        self._book = house.book
        self._officer = officer
        self._rng = dice(f"{seed}/{officer}")
        self.chance = self._rng.random
        self._backs = 2

    def do(self, words: str, *, press: bool = False) -> None:
        """One step, and what the bot says to it."""
        said = self.stage.officer(f"[{words}]" if press else words)
        self.steps.append(Step(words, press, tuple(map(_as_sent, said))))

    def open(self) -> bool:
        """Whether anything is still to be said."""
        paper = self.stage.session.paper
        return here(self._book, self.stage.session) is not None or paper is None or paper.period is None

    def go_on(self, report: int) -> None:
        """Whatever comes next: a kind, a month, areas, an answer, or a step back now and then."""
        session = self.stage.session
        place = here(self._book, session)
        if place is not None:
            self._meet(place)
        elif session.paper is None:
            self.do("月报", press=self.chance() < 0.5)
        else:
            self.do(f"2026年{MONTHS[report]}月")

    def _meet(self, place: Place) -> None:
        session = self.stage.session
        if session.doubt:
            self.do("跳过", press=self.chance() < 0.5)
            return
        question = question_here(self._book, session, place)
        if question.areas:
            for area in sorted(self._rng.sample(SOME_AREAS, 2), key=SOME_AREAS.index):
                self.do(area, press=True)
            self.do("选好了", press=True)
            return
        given = answer_at(answers_of(self._book, session, place), place)
        said = len(given.said) if given else 0
        chance = self.chance()
        if said >= (MANY if question.many else 1):
            self.do("下一题", press=chance < 0.5)
        elif chance < 0.05 and self._backs:
            self._backs -= 1
            self.do("上一题", press=chance < 0.025)
        elif chance < 0.12 and not said:
            self.do(self._rng.choice(("跳过", "无", "不清楚")))
        else:
            number = self._officer * 1000 + len(self.steps)
            self.do(f"{self._officer}号第{len(self.steps)}件，{number}人参加")


def _as_sent(text: str) -> str:
    """A stage shows a file with its name above the caption."""
    return text.partition("\n")[2] if text.startswith("【文件】") else text


class Pace:
    """Lets officers take so many steps; or as many as they like."""

    def __init__(self, steps: int | None = None) -> None:
        self.free_since = time.monotonic() if steps is None else None
        """Until then nobody gives up: bots that die all the time may keep an officer waiting."""
        self._left = steps or 0
        self._changed = asyncio.Condition()

    async def allow(self, steps: int) -> None:
        async with self._changed:
            self._left += steps
            self._changed.notify_all()

    async def free(self) -> None:
        async with self._changed:
            self.free_since = time.monotonic()
            self._changed.notify_all()

    async def step(self) -> None:
        async with self._changed:
            await self._changed.wait_for(lambda: self.free_since is not None or self._left > 0)
            self._left -= self.free_since is None


@dataclass(slots=True)
class Ear:
    """Compares what arrives in a chat with what has to."""

    heard: list[Accepted] = field(default_factory=list)
    repeated: list[Accepted] = field(default_factory=list)
    strange: list[Accepted] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    wanted: deque[str] = field(default_factory=deque)
    place: int = 0

    def listen(self, chat: Chat) -> None:
        for message in chat.accepted[self.place :]:
            self._take(message)
        self.place = len(chat.accepted)

    def _take(self, message: Accepted) -> None:
        # A repeated question may read like one that is wanted later: what is next comes first, then what was heard.
        if self.wanted and message.look == self.wanted[0]:
            self.wanted.popleft()
            self.heard.append(message)
        elif any(message.look == earlier.look for earlier in self.heard):  # however late: its sender may have stalled
            self.repeated.append(message)
        elif message.look in self.wanted:
            while (seen := self.wanted.popleft()) != message.look:
                self.lost.append(seen)
            self.heard.append(message)
        else:
            self.strange.append(message)


class Officer:
    """Plays a part in one chat."""

    def __init__(self, server: FakeTelegram, part: Part, pace: Pace, patience: float = 40.0) -> None:
        self.part = part
        self.chat = server.chat(1_000_000 + part.officer)
        self.ear = Ear()
        self.taps: list[str] = []
        self.finished = False
        self.now_at = 0
        self._server = server
        self._pace = pace
        self._patience = patience

    async def play(self) -> None:
        for number, step in enumerate(self.part.steps):
            self.now_at = number
            await self._pace.step()
            self.ear.listen(self.chat)
            self.ear.wanted.extend(step.expected)
            self._act(step)
            if not await self._hear():
                self.ear.lost.extend(self.ear.wanted)
                return
        self.finished = True

    def _act(self, step: Step) -> None:
        if not step.press:
            self._server.say(self.chat.id, step.words)
            return
        found = self.chat.button(step.words)
        assert found is not None, f"no button {step.words}"
        self.taps.append(self._server.press(self.chat.id, *found))

    async def _hear(self) -> bool:
        """Whether all that was wanted arrived, within our patience after the last message."""
        heard_at = time.monotonic()
        while True:
            self.chat.news.clear()
            self.ear.listen(self.chat)
            if not self.ear.wanted:
                return True
            try:
                async with asyncio.timeout(LOOK):
                    await self.chat.news.wait()
                    heard_at = time.monotonic()
            except TimeoutError:
                free = self._pace.free_since
                if free is not None and time.monotonic() > max(free, heard_at) + self._patience:
                    return False

    def stopped(self, tap: str) -> bool:
        """Whether the waiting sign of a tapped button was taken away."""
        return self._server.taps_stopped[tap] > 0
