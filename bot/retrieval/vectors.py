"""The meaning of passages as vectors: what an endpoint thinks near, beside what the words say. Never required.

Vectors are kept by the hash of model and text. They are fetched behind the first searches, some at a time; until they
are there, and whenever the endpoint fails, searches go by the words alone. The only file that imports `numpy`.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from contextvars import copy_context
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any

from bot.retrieval.passage import Passage

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

Embed = Callable[[Sequence[str]], Sequence[Sequence[float]]]
"""Texts → a vector for each. It may raise whatever it likes."""

BATCH = 32
PATIENCE = 1.5
"""Seconds that a question waits for its vector."""
REST = 30.0
"""Seconds for which a failed endpoint is left alone."""
MOST_KEPT = 50_000
"""Vectors kept on the disk: at 1,024 numbers each some 200 MB; the oldest go first."""
TABLES = 16
"""Indexes whose vectors are kept in memory, as many as a library keeps of them."""
_TABLE = "CREATE TABLE IF NOT EXISTS vector (hash TEXT PRIMARY KEY, numbers BLOB NOT NULL)"


@dataclass(frozen=True, slots=True)
class _Table:
    """The vectors of an index's passages, a row each; `whole` once all of them are there."""

    passages: Sequence[Passage]
    have: list[Passage]
    rows: list[bytes]
    whole: bool


class Vectors:
    """One for a process. `file` may be shared by several; `library` embeds the passages, `embed` what is asked."""

    def __init__(  # noqa: PLR0913  whom to ask, and how long to wait
        self,
        file: Path,
        model: str,
        embed: Embed,
        patience: float = PATIENCE,
        rest: float = REST,
        *,
        library: Embed | None = None,
    ) -> None:
        self._file = file
        self._model = model
        self._embed = embed
        self._library = library or embed
        self._patience = patience
        self._rest = rest
        self._lock = threading.Lock()
        self._tables: OrderedDict[int, _Table] = OrderedDict()  # by the identity of the passages, which they hold
        self._fetching: threading.Thread | None = None
        self._resting_until = 0.0

    def nearest(self, passages: Sequence[Passage], question: str, k: int) -> list[Passage]:
        """At most `k` passages by their nearness to `question`, the nearest first; none where that is not known."""
        if monotonic() < self._resting_until:
            return []
        try:
            table = self._tables.get(id(passages))
            if table is None or not table.whole:
                self._fetch_behind(passages)
            return self._ranked(table, question, k) if table and table.rows else []
        except Exception as error:  # noqa: BLE001  whatever ails the endpoint or the file, the words are enough
            self._fail(error)
            return []

    def wait(self, seconds: float) -> None:
        """Until what is being fetched is there, for so long at most."""
        if thread := self._fetching:
            thread.join(seconds)

    def _ranked(self, table: _Table, question: str, k: int) -> list[Passage]:
        import numpy as np  # noqa: PLC0415  late: only an installation with such an endpoint needs it

        [asked] = _within(self._patience, _vectors, self._embed, [question])
        if any(len(row) != len(asked) for row in table.rows):
            raise ValueError("vectors of another size")
        rows = np.frombuffer(b"".join(table.rows), dtype=np.float32).reshape(len(table.rows), -1)
        near = rows @ np.frombuffer(asked, dtype=np.float32)
        return [table.have[place] for place in np.argsort(-near, kind="stable")[:k]]

    def _fetch_behind(self, passages: Sequence[Passage]) -> None:
        with self._lock:
            if self._fetching is None or not self._fetching.is_alive():
                run = copy_context().run
                self._fetching = threading.Thread(target=run, args=(self._fetch, passages), name="vectors", daemon=True)
                self._fetching.start()

    def _fetch(self, passages: Sequence[Passage]) -> None:
        texts = {self._key(one.text): one.text for one in passages}
        known: dict[str, bytes] = {}
        try:
            known = self._stored(texts)
            missing = [key for key in texts if key not in known]
            for start in range(0, len(missing), BATCH):
                keys = missing[start : start + BATCH]
                found = dict(zip(keys, _vectors(self._library, [texts[key] for key in keys]), strict=True))
                self._keep(found)
                known |= found
        except Exception as error:  # noqa: BLE001  as above
            self._fail(error)
        have = [(one, known[key]) for one in passages if (key := self._key(one.text)) in known]
        self._tables[id(passages)] = _Table(
            passages, [one for one, _ in have], [row for _, row in have], len(have) == len(passages)
        )
        if len(self._tables) > TABLES:
            self._tables.popitem(last=False)

    def _stored(self, keys: Iterable[str]) -> dict[str, bytes]:
        with closing(self._opened()) as store:
            rows = (store.execute("SELECT hash, numbers FROM vector WHERE hash = ?", (key,)).fetchone() for key in keys)
            return dict(filter(None, rows))

    def _keep(self, found: dict[str, bytes]) -> None:
        with closing(self._opened()) as store, store:
            store.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", found.items())
            store.execute("DELETE FROM vector WHERE rowid <= (SELECT max(rowid) FROM vector) - ?", (MOST_KEPT,))

    def _opened(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        store = sqlite3.connect(self._file)
        store.execute(_TABLE)
        return store

    def _key(self, text: str) -> str:
        return hashlib.sha256(f"{self._model}\n{text}".encode()).hexdigest()

    def _fail(self, error: Exception) -> None:
        self._resting_until = monotonic() + self._rest
        log.warning("no vectors for a while: %s", type(error).__name__)


def _vectors(embed: Embed, texts: Sequence[str]) -> list[bytes]:
    """A vector of length one for each text, as the bytes that are kept.

    Raises:
        ValueError: vectors that are none, not as many as the texts, or not of one size.
    """
    import numpy as np  # noqa: PLC0415  as above

    rows = np.asarray(embed(texts), dtype=np.float32)
    if rows.ndim != 2 or len(rows) != len(texts) or not rows.size or not np.isfinite(rows).all():  # noqa: PLR2004  a table
        raise ValueError("no vectors")
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    if not lengths.all():
        raise ValueError("an empty vector")
    return [row.tobytes() for row in rows / lengths]


def fused(first: Sequence[Passage], second: Sequence[Passage], constant: int = 60) -> dict[str, float]:
    """Scores by passage id: reciprocal rank fusion of two rankings (Cormack, Clarke and Büttcher 2009)."""
    scores: dict[str, float] = {}
    for ranking in (first, second):
        for place, one in enumerate(ranking, start=1):
            scores[one.id] = scores.get(one.id, 0.0) + 1 / (constant + place)
    return scores


def _within(seconds: float, call: Callable[..., Any], *given: object) -> Any:  # noqa: ANN401  what the call returns
    """What a call returns, if it does so in time: a client's own timeout does not bound a server that drips.

    Raises:
        TimeoutError: too late; the call ends on its own.
        Exception: what the call raises.
    """
    box: SimpleQueue[tuple[Any, Exception | None]] = SimpleQueue()

    def work() -> None:
        try:
            box.put((call(*given), None))
        except Exception as error:  # noqa: BLE001  it is raised where the call was made
            box.put((None, error))

    threading.Thread(target=copy_context().run, args=(work,), name="vector of a question", daemon=True).start()
    try:
        result, error = box.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if error is not None:
        raise error
    return result
