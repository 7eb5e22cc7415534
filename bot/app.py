"""Wiring of what needs no server: subject matter, words, search, drafting. `serve.py` adds the rest."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.catalog.outlines import read_handbook
from bot.catalog.prompts import Prompts
from bot.catalog.terms import Terms
from bot.catalog.words import Words, read_words
from bot.config import HOME, Config
from bot.core.outline import Handbook
from bot.drafting.breaker import Breaker
from bot.drafting.conflicts import Conflicts
from bot.drafting.discretion import Discretion
from bot.drafting.guard import Guard
from bot.drafting.label import Labelling
from bot.drafting.masking import Masker
from bot.drafting.model import ChatModel, Endpoint
from bot.drafting.orders import Orders
from bot.drafting.phrasing import Phrasing, read_phrases
from bot.drafting.pipeline import Drafter
from bot.drafting.plain import PlainWriter, read_plain_words
from bot.drafting.samples import Samples
from bot.drafting.sight import Sight
from bot.drafting.speech import Speech, SpeechEndpoint
from bot.drafting.talk import Talk
from bot.drafting.understanding import Understood
from bot.drafting.writer import ModelWriter
from bot.facts.privacy import Privacy
from bot.facts.reader import Reader
from bot.notices.reader import NoticeReader
from bot.retrieval.folder import Folders, on_disk
from bot.retrieval.library import Library

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class House:
    """All that needs no server: subject matter, words, search, drafting."""

    config: Config
    words: Words
    book: Handbook
    notices: NoticeReader
    reader: Reader
    privacy: Privacy
    library: Library
    guard: Guard
    drafter: Drafter


def build(config: Config, home: Path = HOME, folders: Folders | None = None) -> House:
    """Read and check everything under `knowledge/` and `prompts/`, and put the pure parts together.

    Args:
        config: every setting.
        home: where the two folders lie.
        folders: where own documents lie; None: in the data folder of this machine.

    Raises:
        TableError, KnowledgeError: something there is wrong; the message names file and line.
    """
    knowledge, prompts = home / "knowledge", home / "prompts"
    words = read_words(prompts)
    notices = NoticeReader.open(knowledge)
    reader, privacy = Reader.open(knowledge), Privacy.open(knowledge)
    terms, said = Terms.open(knowledge), read_plain_words(prompts)
    phrasing = Phrasing(read_phrases(knowledge), terms, reader)
    understood = Understood(reader, phrasing, Conflicts.open(knowledge))
    shipped = read_handbook(knowledge, words.acts(), words.replies(), understood)
    book = replace(shipped, notices=notices, hears=bool(config.speech.model), sees=bool(config.model.vision))
    plain = PlainWriter(said, phrasing, reader)
    discretion = Discretion.open(knowledge, privacy, reader)
    guard = Guard.open(reader, knowledge, prompts, discretion)
    library = Library(
        knowledge,
        folders or on_disk(config.data_dir / "knowledge"),
        lambda text: privacy.hide(text).text,
        organisation=config.data.organisation,
    )
    model = None
    if config.model.name:
        samples = Samples(library, Masker(reader, guard.lexicon, terms))
        model = ModelWriter(talk(config), Prompts.open(prompts), guard, samples, config.model.deadline_seconds)
    orders = Orders(guard.lexicon)
    labelling = Labelling(config.label.producer, said.label if config.label.visible else "")
    drafter = Drafter(book, reader, phrasing, plain, guard, discretion, orders, model, labelling)
    return House(config, words, book, notices, reader, privacy, library, guard, drafter)


def speech(config: Config) -> Speech | None:
    """Who listens to voice messages, if anybody does."""
    if not config.speech.model:
        return None
    told = config.speech
    retries = config.model.retries
    return Speech(SpeechEndpoint(told.model, told.base_url, config.secrets.openai_key, told.timeout_seconds, retries))


def sight(config: Config, home: Path = HOME) -> Sight | None:
    """Who reads photos, if anybody does."""
    if not config.model.vision:
        return None
    return Sight(chat_model(seeing(config)), Prompts.open(home / "prompts"))


def seeing(config: Config) -> Config:
    """The settings of the model that reads photos, in the place of the one that writes: it shall copy, not compose."""
    return replace(config, model=replace(config.model, name=config.model.vision, temperature=0.0))


def talk(config: Config) -> Talk:
    """What all chats of a process share: the model, its slots and its breaker."""
    model = config.model
    breaker = Breaker(model.rest_after_failures, model.rest_seconds, time.monotonic)
    return Talk(chat_model(config), breaker, model.parallel)


def chat_model(config: Config) -> ChatModel:
    """The configured model; nothing is loaded or sent before its first reply."""
    model = config.model
    return ChatModel(
        Endpoint(
            name=model.name,
            base_url=model.base_url,
            key=config.secrets.openai_key,
            temperature=model.temperature,
            timeout=model.timeout_seconds,
            retries=model.retries,
            connect=model.connect_seconds,
            patience=model.patience_seconds,
        )
    )
