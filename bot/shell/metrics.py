"""What happened in this process, as plain numbers; who shows them, and how, is not known here."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.storage.records import Load


@dataclass(slots=True)
class Counts:
    """Each rises from 0 at the start of the process.

    Attributes:
        updates_stored: updates that were new.
        updates_repeated: updates that were in the store already.
        dead_letters: what arrived and could not be read or handled.
        effects_done: effects performed to their end.
        messages_sent: messages that Telegram took.
        refusals: messages that Telegram will never take.
        retries: waits before a message, because Telegram said so, its limits do, or it was not reached.
        faults: entries and effects that failed by a fault of ours.
    """

    updates_stored: int = 0
    updates_repeated: int = 0
    dead_letters: int = 0
    effects_done: int = 0
    messages_sent: int = 0
    refusals: int = 0
    retries: int = 0
    faults: int = 0

    def figures(self, load: Load) -> dict[str, float]:
        """Counts (`…_total`) and what is in hand just now, by name."""
        counted = {f"{name}_total": float(count) for name, count in asdict(self).items()}
        return counted | {
            "partitions": float(load.partitions),
            "inbox_entries": float(load.waiting),
            "inbox_oldest_seconds": load.oldest,
        }
