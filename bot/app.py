"""Wiring of what needs no server: subject matter, words, search, drafting. `serve.py` adds the rest."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.catalog.occasions import read_occasions
from bot.catalog.outlines import read_handbook
from bot.catalog.prompts import Prompts
from bot.catalog.terms import Terms
from bot.catalog.words import Words, read_words
from bot.config import HOME, Config
from bot.core.outline import Handbook
from bot.drafting.breaker import Breaker
from bot.drafting.conflicts import Conflicts
from bot.drafting.counting import Counting
from bot.drafting.discretion import Discretion
from bot.drafting.embeddings import EmbeddingEndpoint, Embeddings
from bot.drafting.guard import Guard
from bot.drafting.hearing_again import HearingAgain
from bot.drafting.howto import Adviser
from bot.drafting.label import Labelling
from bot.drafting.masking import Masker
from bot.drafting.model import ChatModel, Endpoint
from bot.drafting.orders import Orders
from bot.drafting.phrasing import Phrasing, read_phrases
from bot.drafting.pipeline import Drafter
from bot.drafting.plain import PlainWriter, read_plain_words
from bot.drafting.proposals import Proposer
from bot.drafting.revising import read_asked
from bot.drafting.rewording import read_shortening
from bot.drafting.samples import Samples
from bot.drafting.sight import Sight
from bot.drafting.speech import Speech, SpeechEndpoint
from bot.drafting.studying import Student
from bot.drafting.talk import Talk
from bot.drafting.understanding import Understood
from bot.drafting.writer import ModelWriter
from bot.facts.privacy import Privacy
from bot.facts.proposals import Acceptance
from bot.facts.reader import Reader
from bot.notices.reader import NoticeReader
from bot.retrieval.folder import Folders, on_disk
from bot.retrieval.library import Library
from bot.retrieval.vectors import Vectors

if TYPE_CHECKING:
    from pathlib import Path


PROPOSALS_SHARE = 4
"""So small a part of a portion's time is spent asking what the reader missed."""


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
    adviser: Adviser | None = None
    student: Student | None = None


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
    reader, privacy = Reader.open(knowledge), Privacy.open(knowledge)
    terms, said = Terms.open(knowledge), read_plain_words(prompts)
    phrasing = Phrasing(read_phrases(knowledge), terms, reader)
    understood = Understood(reader, phrasing, Conflicts.open(knowledge), Counting.open(knowledge))
    shipped = read_handbook(knowledge, words.acts(), words.replies(), understood)
    occasions, vision = read_occasions(knowledge, shipped.areas), bool(config.model.vision)
    plain = PlainWriter(said, phrasing, reader)
    discretion = Discretion.open(knowledge, privacy, reader)
    guard = Guard.open(reader, knowledge, prompts, discretion)
    orders = Orders(guard.lexicon)
    notices = NoticeReader.open(knowledge, lambda sentence: orders.parted(sentence)[1])
    book = replace(
        shipped,
        notices=notices,
        occasions=occasions,
        hears=bool(config.speech.model),
        sees=vision,
        writes=bool(config.model.name),
        wishes=words.wishes(),
    )
    own = folders or on_disk(config.data_dir / "knowledge")
    library = Library(
        knowledge, own, lambda text: privacy.hide(text).text, vectors(config), organisation=config.data.organisation
    )
    model = adviser = student = None
    if config.model.name:
        told, shared, masker = Prompts.open(prompts), talk(config), Masker(reader, guard.lexicon, terms)
        deadline = config.model.deadline_seconds
        proposer = Proposer(shared, told, reader, Acceptance.open(knowledge, reader), deadline / PROPOSALS_SHARE)
        model = ModelWriter(shared, told, guard, Samples(library, masker), deadline, hearing=HearingAgain(proposer))
        adviser, student = Adviser(shared, told, masker, library.hide), Student(shared, told, notices)
    labelling = Labelling(config.label.producer, said.label if config.label.visible else "")
    shortening, asked = read_shortening(knowledge), read_asked(prompts)
    drafter = Drafter(book, reader, phrasing, plain, guard, discretion, orders, model, labelling, shortening, asked)
    return House(config, words, book, notices, reader, privacy, library, guard, drafter, adviser, student)


def speech(config: Config) -> Speech | None:
    """Who listens to voice messages, if anybody does."""
    if not config.speech.model:
        return None
    told = config.speech
    retries = config.model.retries
    return Speech(SpeechEndpoint(told.model, told.base_url, config.secrets.openai_key, told.timeout_seconds, retries))


def vectors(config: Config) -> Vectors | None:
    """What finds examples by their meaning, if a model for it is configured."""
    model = config.model
    if not model.embeddings:
        return None
    endpoint = EmbeddingEndpoint(model.embeddings, model.base_url, config.secrets.openai_key, model.timeout_seconds)
    embed = Embeddings(endpoint)
    return Vectors(config.data_dir / "vectors.sqlite", model.embeddings, embed, library=embed.of_the_library)


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
