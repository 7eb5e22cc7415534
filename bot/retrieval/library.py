"""The front door: the shipped examples and the office's own documents as one library to search."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from bot.retrieval.clean import clean
from bot.retrieval.errors import UnknownSource, UnreadableFile
from bot.retrieval.examples import read_examples
from bot.retrieval.index import Index, build_index
from bot.retrieval.passage import passage_id
from bot.retrieval.question import load_vocabulary
from bot.retrieval.read import read_text
from bot.retrieval.rules import Rules, load_rules
from bot.retrieval.search import Found, Preference, Subject, search
from bot.retrieval.shelf import in_turn
from bot.retrieval.store import Document, Store, document_id

__all__ = ["Added", "Document", "Found", "Library"]

SOURCES_NAMED = 5
Signature = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Added:
    """What came of a file.

    `left_out` paragraphs were no report text, in `masked` places a name was masked, `already` says that the
    library had the file before.
    """

    id: str
    name: str
    passages: int
    left_out: int
    masked: int
    already: bool


@dataclass(slots=True)
class Library:
    """Opened cheaply; the index is built at the first search and again when a file comes, goes or changes."""

    knowledge: Path
    store: Store
    hide: Callable[[str], str] = str
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _built: tuple[Signature, Index] | None = None

    @classmethod
    def open(cls, knowledge: Path, own: Path, hide: Callable[[str], str] = str) -> Library:
        """The library of the folder `knowledge` and of the office's documents in `own`, which need not exist.

        `hide` takes out of a text what may not be kept: numbers that lead to a person.
        """
        return cls(knowledge, Store(own), hide)

    def search(self, query: str, *, k: int = 5, topic: str = "", kind: str = "", source: str = "") -> list[Found]:
        """At most `k` passages that answer `query`, best first; none where nothing is relevant.

        `topic` and `kind` are wishes, `source` (a file's name) is a limit.

        Raises:
            UnknownSource: no file of that name.
            KnowledgeError: a faulty file of the library.
        """
        index = self._index()
        wish = Preference(topic, kind, _known_source(source, index) if source else "")
        rules = self._rules()
        vocabulary = load_vocabulary(self.knowledge / "aliases.toml", rules.topics)
        return search(index, Subject(vocabulary, rules.topic), query, k, wish)

    def on_topic(self, topic: str, *, kind: str = "", k: int = 3, skip: int = 0) -> list[Found]:
        """Examples of a topic after the first `skip`: the nearest kind first, and different styles first.

        Raises:
            KnowledgeError: a faulty file of the library.
        """
        about = [passage for passage in self._index().passages if passage.topic == topic]
        ranked = in_turn(about, kind)[skip : skip + k]
        return [Found(passage, round(1 / (skip + place), 4)) for place, passage in enumerate(ranked, start=1)]

    def add(self, path: Path) -> Added:
        """Clean a file and keep its passages.

        Raises:
            UnreadableFile: a file that holds no text, or no paragraph of a report.
            KnowledgeError: a faulty file of the library.
        """
        text = read_text(path)
        identity = document_id(text)
        if known := self.store.find(identity):
            return Added(known.id, known.name, known.passages, left_out=0, masked=0, already=True)
        cleaned = clean(self.hide(text), path.name, self._rules())
        if not cleaned.passages:
            raise UnreadableFile(f"{path.name} 里没有可用的段落，请换一份写有完整段落的材料")
        name = self._free_name(path)
        passages = [
            replace(passage, source=name, id=passage_id(name, passage.piece, passage.text))
            for passage in cleaned.passages
        ]
        document = self.store.keep(identity, name, passages)
        return Added(document.id, name, document.passages, cleaned.left_out, cleaned.masked, already=False)

    def documents(self) -> list[Document]:
        """The office's own documents, the latest last.

        Raises:
            KnowledgeError: a faulty file among them.
        """
        return self.store.documents()

    def remove(self, document_id: str) -> Document:
        """Take an own document away.

        Raises:
            UnknownDocument: no document has this id.
        """
        return self.store.remove(document_id)

    def _rules(self) -> Rules:
        return load_rules(self.knowledge / "cleaning.toml")

    def _free_name(self, path: Path) -> str:
        """The file's name, with a number if another document bears it."""
        taken = {document.name for document in self.store.documents()}
        taken.update(file.name for file in self._example_files())
        numbered = (f"{path.stem}({number}){path.suffix}" for number in count(2))
        return path.name if path.name not in taken else next(name for name in numbered if name not in taken)

    def _example_files(self) -> list[Path]:
        return sorted((self.knowledge / "examples").glob("*.md"))

    def _index(self) -> Index:
        with self._lock:
            examples, own = self._example_files(), self.store.paths()
            signature = _signature([*examples, *own])
            if self._built is None or self._built[0] != signature:
                topics = self._rules().topics
                shipped = [passage for path in examples for passage in read_examples(path, topics)]
                self._built = signature, build_index([*shipped, *self.store.passages()])
            return self._built[1]


def _signature(paths: list[Path]) -> Signature:
    """What tells whether any of the files changed; one that vanishes meanwhile counts as gone."""
    signature = []
    for path in paths:
        try:
            status = path.stat()
        except FileNotFoundError:
            continue
        signature.append((str(path), status.st_mtime_ns, status.st_size))
    return tuple(signature)


def _known_source(name: str, index: Index) -> str:
    sources = list(dict.fromkeys(passage.source for passage in reversed(index.passages)))
    for source in sources:
        if name in (source, source.rpartition(".")[0]):
            return source
    some = "、".join(sources[:SOURCES_NAMED]) or "暂无文件"
    raise UnknownSource(f"没有名为“{name}”的文件，可用的有：{some}{' 等' if len(sources) > SOURCES_NAMED else ''}")
