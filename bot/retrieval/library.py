"""The front door: the shipped examples and an organisation's own documents as one library to search."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path, PurePath
from time import monotonic
from typing import TYPE_CHECKING

from bot.retrieval.errors import UnknownSource
from bot.retrieval.examples import read_examples
from bot.retrieval.folder import Folder, Folders, on_disk, signature
from bot.retrieval.index import Index, build_index
from bot.retrieval.passage import passage_id
from bot.retrieval.question import load_vocabulary
from bot.retrieval.rules import Rules, load_rules
from bot.retrieval.search import Found, Preference, Subject, near, search
from bot.retrieval.shelf import in_turn
from bot.retrieval.sounds import load_sounds
from bot.retrieval.store import Document, Store
from bot.retrieval.taking import Intake, Taken, taken
from bot.retrieval.vectors import Vectors, fused
from bot.uploads.door import read_file

if TYPE_CHECKING:
    from bot.retrieval.passage import Passage
    from bot.uploads.found import Upload

__all__ = ["Document", "Found", "Intake", "Library", "Taken"]

SOURCES_NAMED = 5
_FIGURE = re.compile(r"\d")
INDEXES = 16
"""Indexes kept in memory; organisations without documents of their own share one."""
FUSED = 20
"""Passages of each ranking that are fused."""
NEAR = 4
"""Topics named where nothing answers."""
FRESH_FOR = 1.0
"""Seconds for which a library does not ask whether somebody else changed it."""


@dataclass(slots=True)
class Library:
    """Opened cheaply; an index is built at the first search and again when a file comes, goes or changes.

    `organisation`, wherever it is asked for, is an id; "" is that of an installation with one organisation. Each sees
    its own documents and the shipped ones, no one else's. The field is the one that is meant where none is named.
    """

    knowledge: Path
    folders: Folders
    hide: Callable[[str], str] = str
    vectors: Vectors | None = None
    fresh_for: float = FRESH_FOR
    organisation: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _built: OrderedDict[Hashable, Index] = field(default_factory=OrderedDict)
    _seen: dict[str, tuple[float, Hashable]] = field(default_factory=dict)

    @classmethod
    def open(cls, knowledge: Path, own: Path, hide: Callable[[str], str] = str) -> Library:
        """The library of the folder `knowledge` and of the documents under `own`, which need not exist.

        `hide` takes out of a text what may not be kept: numbers that lead to a person.
        """
        return cls(knowledge, on_disk(own), hide)

    def search(  # noqa: PLR0913  wishes, all of them optional
        self,
        query: str,
        *,
        k: int = 5,
        topic: str = "",
        kind: str = "",
        source: str = "",
        organisation: str = "",
        by_meaning: bool = True,
    ) -> list[Found]:
        """At most `k` passages that answer `query`, best first; none where nothing is relevant.

        `topic` and `kind` are wishes, `source` (a file's name) is a limit. Without `by_meaning` no endpoint is asked.

        Raises:
            UnknownSource: no file of that name.
            KnowledgeError: a faulty file of the library.
        """
        index = self._index(organisation)
        wish = Preference(topic, kind, _known_source(source, index) if source else "")
        subject = self._subject()
        if self.vectors is None or not by_meaning:
            return search(index, subject, query, k, wish)
        return self._by_meaning(search(index, subject, query, max(k, FUSED), wish), index, query, wish)[:k]

    def near(self, query: str, *, k: int = NEAR, organisation: str = "") -> list[str]:
        """At most `k` topics that touch on a `query` which nothing answers, the nearest first.

        Raises:
            KnowledgeError: a faulty file of the library.
        """
        return near(self._index(organisation), self._subject(), query, k)

    def on_topic(  # noqa: PLR0913  wishes, all of them optional
        self,
        topic: str,
        *,
        kind: str = "",
        k: int = 3,
        skip: int = 0,
        organisation: str = "",
        shorter: bool = False,
        with_figures: bool = False,
    ) -> list[Found]:
        """Examples of a topic after the first `skip`: the nearest kind first, and different styles first.

        `shorter` puts the shortest first instead, `with_figures` leaves out those without a figure.

        Raises:
            KnowledgeError: a faulty file of the library.
        """
        about = [passage for passage in self._index(organisation).passages if passage.topic == topic]
        about = [passage for passage in about if not with_figures or _FIGURE.search(passage.text)]
        order = sorted(about, key=lambda passage: len(passage.text)) if shorter else in_turn(about, kind)
        ranked = order[skip : skip + k]
        return [Found(passage, round(1 / (skip + place), 4)) for place, passage in enumerate(ranked, start=1)]

    def prepare(self, name: str, source: bytes | Path, *, organisation: str = "") -> Intake:
        """What would be kept of a file, for its sender to see; nothing is kept yet. Takes seconds: call it in a thread.

        Raises:
            UnreadableFile: a file that holds no text, or no paragraph of a report.
            KnowledgeError: a faulty file of the library.
        """
        return self.weigh(read_file(name, source), organisation=organisation)

    def weigh(self, upload: Upload, *, organisation: str = "") -> Intake:
        """`prepare` for a file that was read before. Raises what it does."""
        store = self.store(organisation)
        known = {document.id: document for document in store.documents()}
        intake = taken(upload, self._rules(), self.hide)
        documents = (
            replace(one, name=known[one.id].name, already=True) if one.id in known else one for one in intake.documents
        )
        return replace(intake, documents=tuple(documents))

    def confirm(self, intake: Intake, *, organisation: str = "") -> list[Document]:
        """Keep what was prepared, where it is new; all searches find it from now on, others' within `fresh_for`."""
        store = self.store(organisation)
        kept = []
        for one in intake.fresh:
            if store.find(one.id):
                continue  # somebody else was quicker
            name = self._free_name(one.name, store)
            passages = [
                replace(passage, source=name, id=passage_id(name, passage.piece, passage.text))
                for passage in one.passages
            ]
            kept.append(store.keep(one.id, name, passages))
        self._seen.pop(organisation, None)
        return kept

    def add(self, path: Path, *, organisation: str = "") -> Intake:
        """`prepare` and `confirm` at once; the documents bear the names that they got.

        Raises:
            UnreadableFile, KnowledgeError: see `prepare`.
        """
        intake = self.prepare(path.name, path, organisation=organisation)
        names = {document.id: document.name for document in self.confirm(intake, organisation=organisation)}
        return replace(
            intake, documents=tuple(replace(one, name=names.get(one.id, one.name)) for one in intake.documents)
        )

    def documents(self, *, organisation: str = "") -> list[Document]:
        """The organisation's own documents, the latest last.

        Raises:
            KnowledgeError: a faulty file among them.
        """
        return self.store(organisation).documents()

    def remove(self, document_id: str, *, organisation: str = "") -> Document:
        """Take an own document away.

        Raises:
            UnknownDocument: no document has this id.
        """
        removed = self.store(organisation).remove(document_id)
        self._seen.pop(organisation, None)
        return removed

    def store(self, organisation: str = "") -> Store:
        """Where an organisation's documents lie."""
        return Store(self._folder(organisation))

    def _folder(self, organisation: str) -> Folder:
        return self.folders(organisation or self.organisation)

    def _by_meaning(self, found: list[Found], index: Index, query: str, wish: Preference) -> list[Found]:
        """What the words found, ranked by the meaning as well, with what is near beside it.

        The words decide what is refused, and which topics answer.
        """
        if not found or self.vectors is None:
            return found
        topics = {one.passage.topic for one in found}
        near = self.vectors.nearest(index.passages, self.hide(query), FUSED)
        near = [one for one in near if one.topic in topics and wish.source in ("", one.source)]
        if not near:
            return found
        scores = fused([one.passage for one in found], near)
        texts = {one.text: one for one in (*reversed(near), *(one.passage for one in reversed(found)))}
        ranked = (Found(one, round(scores[one.id], 4)) for one in texts.values())
        return sorted(ranked, key=lambda hit: -hit.score)

    def _subject(self) -> Subject:
        topics = self._rules().topic
        vocabulary = load_vocabulary(self.knowledge / "aliases.toml", topics)
        return Subject(vocabulary, load_sounds(self.knowledge / "sounds.toml"), topics)

    def _rules(self) -> Rules:
        return load_rules(self.knowledge / "cleaning.toml")

    def _free_name(self, name: str, store: Store) -> str:
        """The file's name, with a number if another document bears it."""
        taken = {document.name for document in store.documents()}
        taken.update(file.name for file in self._example_files())
        path = PurePath(name)
        numbered = (f"{path.stem}({number}){path.suffix}" for number in count(2))
        return name if name not in taken else next(name for name in numbered if name not in taken)

    def _example_files(self) -> list[Path]:
        return sorted((self.knowledge / "examples").glob("*.md"))

    def _index(self, organisation: str) -> Index:
        with self._lock:
            version = self._version(organisation)
            if version not in self._built:
                own = self.store(organisation).passages()
                self._built[version] = build_index([*self._shipped(), *own])
                if len(self._built) > INDEXES:
                    self._built.popitem(last=False)
            self._built.move_to_end(version)
            return self._built[version]

    def _version(self, organisation: str) -> Hashable:
        """What tells whether the shipped or the own documents changed; asked for once in `fresh_for` seconds."""
        asked, version = self._seen.get(organisation, (0.0, None))
        if version is None or monotonic() - asked >= self.fresh_for:
            folder = self._folder(organisation)
            own = (organisation, folder.version()) if folder.names() else None
            version = (signature(self._example_files()), own)
            self._seen[organisation] = monotonic(), version
        return version

    def _shipped(self) -> list[Passage]:
        topics = self._rules().topics
        return [passage for path in self._example_files() for passage in read_examples(path, topics)]


def _known_source(name: str, index: Index) -> str:
    sources = list(dict.fromkeys(passage.source for passage in reversed(index.passages)))
    for source in sources:
        if name in (source, source.rpartition(".")[0]):
            return source
    some = "、".join(sources[:SOURCES_NAMED]) or "暂无文件"
    raise UnknownSource(f"没有名为“{name}”的文件，可用的有：{some}{' 等' if len(sources) > SOURCES_NAMED else ''}")
