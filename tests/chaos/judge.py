"""After the storm: what is in the store and what arrived in the chats, against what the officers said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace

from redis import Redis

from bot.core.state import Paper, Session
from bot.storage import keys
from bot.storage.form import load_session
from tests.chaos.officers import Officer
from tests.chaos.telegram import Accepted


@dataclass(slots=True)
class Verdict:
    """What went wrong; all empty or zero when nothing did."""

    officers: int = 0
    answers: int = 0
    messages: int = 0
    unfinished: int = 0
    answers_lost: int = 0
    answers_misplaced: int = 0
    answers_doubled: int = 0
    sections_doubled: int = 0
    sessions_different: int = 0
    messages_lost: int = 0
    messages_strange: int = 0
    taps_unanswered: int = 0
    repeated: int = 0
    most_repeated: int = 0
    """Messages repeated in one chat between two disturbances."""
    notes: list[str] = field(default_factory=list)

    def nothing_lost(self) -> bool:
        faults = (
            self.unfinished,
            self.answers_lost,
            self.answers_misplaced,
            self.answers_doubled,
            self.sections_doubled,
            self.sessions_different,
            self.messages_lost,
            self.messages_strange,
            self.taps_unanswered,
        )
        return not any(faults)

    def words(self) -> str:
        """In one line: the counts that matter, and those that should be zero but are not."""
        parts = [f"{self.answers} answers: {self.answers_lost} lost", f"{self.sections_doubled} sections doubled"]
        parts += [f"{self.messages} messages: {self.messages_lost} lost", f"{self.repeated} repeated"]
        parts += [f"≤ {self.most_repeated} a chat and disturbance"]
        others = {
            "interviews unfinished": self.unfinished,
            "answers misplaced": self.answers_misplaced,
            "answers doubled": self.answers_doubled,
            "sessions different": self.sessions_different,
            "messages strange": self.messages_strange,
            "taps unanswered": self.taps_unanswered,
        }
        parts += [f"{count} {name}" for name, count in others.items() if count]
        return ", ".join(parts)


def total(verdicts: Sequence[Verdict]) -> Verdict:
    """Several worlds as one."""
    whole = Verdict()
    for one in verdicts:
        for name in (each.name for each in fields(Verdict)):
            mine, other = getattr(whole, name), getattr(one, name)
            setattr(whole, name, max(mine, other) if name == "most_repeated" else mine + other)
    return whole


def judge(store: Redis, officers: Sequence[Officer], disturbed_at: Iterable[float] = ()) -> Verdict:
    """Compare; `disturbed_at` are the moments (monotonic) of kills and the like."""
    moments = sorted(disturbed_at)
    verdict = Verdict(officers=len(officers))
    for officer in officers:
        stored = load_session(store.get(keys.session(officer.chat.id)))
        _judge_session(verdict, officer, stored)
        _judge_chat(verdict, officer, moments)
    return verdict


def _judge_session(verdict: Verdict, officer: Officer, stored: Session) -> None:
    wanted = _said(officer.part.session)
    found = _said(stored)
    texts, found_texts = Counter(wanted.values()), Counter(text for _, text in _all_said(stored))
    verdict.answers += len(wanted)
    lost = sum((texts - found_texts).values())
    verdict.answers_lost += lost
    verdict.answers_doubled += sum((found_texts - texts).values())
    misplaced = [key for key in wanted if found.get(key) != wanted[key]]
    verdict.answers_misplaced += max(0, len(misplaced) - lost)
    for paper in _papers(stored):
        for ids in ([s.id for s in paper.draft.sections] if paper.draft else [], [str(a.place) for a in paper.answers]):
            verdict.sections_doubled += len(ids) - len(set(ids))
    if bare(stored) != bare(officer.part.session):
        verdict.sessions_different += 1
        verdict.notes.append(f"officer {officer.part.officer}: the session differs; misplaced: {misplaced[:3]}")


def _judge_chat(verdict: Verdict, officer: Officer, moments: list[float]) -> None:
    ear = officer.ear
    ear.listen(officer.chat)
    verdict.unfinished += not officer.finished
    verdict.messages += len(ear.heard) + len(ear.lost)
    verdict.messages_lost += len(ear.lost)
    verdict.messages_strange += len(ear.strange)
    verdict.taps_unanswered += sum(not officer.stopped(tap) for tap in officer.taps)
    verdict.repeated += len(ear.repeated)
    after: dict[int, list[Accepted]] = {}
    for message in ear.repeated:
        after.setdefault(sum(moment < message.at for moment in moments), []).append(message)
    for count, again in after.items():
        verdict.most_repeated = max(verdict.most_repeated, len(again))
        if len(again) > 1 and count:
            said = "; ".join(f"{m.at - moments[count - 1]:.2f} s: {m.text[:30]!r}" for m in again)
            verdict.notes.append(f"officer {officer.part.officer}: repeated after disturbance {count}: {said}")
    if not officer.finished:
        step = officer.part.steps[officer.now_at]
        verdict.notes.append(f"officer {officer.part.officer} stuck at step {officer.now_at} “{step.words}”")
    verdict.notes += [f"officer {officer.part.officer}: lost “{text[:40]}”" for text in ear.lost[:3]]
    verdict.notes += [f"officer {officer.part.officer}: strange “{message.text[:60]}”" for message in ear.strange[:3]]


def bare(session: Session) -> Session:
    """A session without what depends on how often a message had to be sent, and on the day of the run."""
    return _without_numbers(replace(session, shown=None, before=None))


def _without_numbers(value):
    """The same without the numbers of messages, wherever they stand."""
    if isinstance(value, tuple):
        return tuple(map(_without_numbers, value))
    if not is_dataclass(value):
        return value
    changed = {each.name: _without_numbers(getattr(value, each.name)) for each in fields(value) if each.init}
    if isinstance(value, Paper):
        changed["touched"] = None
    return replace(value, **changed | ({"message": 0} if "message" in changed else {}))


def _papers(session: Session) -> list[Paper]:
    return [*([session.paper] if session.paper else []), *session.shelf]


def _all_said(session: Session) -> list[tuple[str, str]]:
    """Everything an officer said, each with where it is kept."""
    lists = [("profile", session.profile), *((f"paper {p.id}", p.answers) for p in _papers(session))]
    kept = [(f"{name} {one.place}", said.text) for name, given in lists for one in given for said in one.said]
    kept += [("withdrawn", said.text) for said in session.withdrawn]
    return kept + [("loose", said.text) for p in _papers(session) for said in p.loose]


def _said(session: Session) -> dict[tuple[str, int], str]:
    """The same, by place and number within it."""
    numbers: Counter[str] = Counter()
    found: dict[tuple[str, int], str] = {}
    for place, text in _all_said(session):
        found[place, numbers[place]] = text
        numbers[place] += 1
    return found
