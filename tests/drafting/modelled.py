"""A drafter with a model at some address, hurried enough for tests."""

from __future__ import annotations

import time
from dataclasses import replace

from bot.catalog.prompts import Prompts
from bot.catalog.terms import Terms
from bot.config import HOME
from bot.drafting.breaker import Breaker
from bot.drafting.hearing_again import HearingAgain
from bot.drafting.masking import Masker
from bot.drafting.model import ChatModel, Endpoint
from bot.drafting.pipeline import Drafter
from bot.drafting.talk import Talk
from bot.drafting.writer import ModelWriter

DEADLINE = 0.8
HURRIED = Endpoint("fake", "", "key", 0.3, timeout=0.3, retries=0, connect=0.3, patience=0.2)
NEVER = 10**9
PATIENT = {"timeout": 30, "deadline": 60, "connect": 30}
"""For models that do answer."""


def modelled(house, url, *, rest_after=NEVER, parallel=3, **endpoint) -> Drafter:
    """The house's drafter with this model; unless given, no examples: they cost time, not safety."""
    proposing = endpoint.pop("proposing", None)
    deadline = endpoint.pop("deadline", DEADLINE)
    prompts = endpoint.pop("prompts", None) or Prompts.open(HOME / "prompts")
    examples = endpoint.pop("examples", lambda *_: ())
    model = ChatModel(replace(HURRIED, base_url=url, **endpoint))
    talk = Talk(model, Breaker(rest_after, 60, time.monotonic), parallel)
    hearing = HearingAgain(proposing(talk, prompts)) if proposing else None
    writer = ModelWriter(talk, prompts, house.guard, examples, deadline, hearing=hearing)
    return replace(house.drafter, model=writer)


def masker(house) -> Masker:
    """What makes slots of a sample's facts."""
    return Masker(house.reader, house.guard.lexicon, Terms.open(HOME / "knowledge"))


def true_words(messages):
    """A model that only repeats what it was told."""
    prompt = messages[1]["content"]
    answers = prompt.split("<<<\n")[1].split("\n>>>")[0]
    return "。".join(line.removeprefix("答：") for line in answers.splitlines() if line.startswith("答："))
