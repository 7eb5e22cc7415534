"""Who wrote it, for the file: the label for texts that a model had a hand in. Pure.

《人工智能生成合成内容标识办法》 asks for it since 2025-09-01. The implicit label is the metadata field `AIGC` of
GB 45438—2025, annex E: a JSON object with these seven keys.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.drafted import Author

if TYPE_CHECKING:
    from bot.core.drafted import Draft

_MADE_BY_A_MODEL = "1"
_ID_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Labelling:
    """`producer` is the name or code of who offers the service; `line` is printed at the end, "" for none."""

    producer: str
    line: str = ""


def is_by_model(draft: Draft) -> bool:
    """Whether a model wrote any of it."""
    return any(section.by is Author.MODEL for section in draft.sections)


def implicit_label(draft: Draft, producer: str) -> str:
    """The value of the field `AIGC`; "" for a draft that no model had a hand in. The same text has the same number."""
    if not is_by_model(draft):
        return ""
    text = "\n".join(section.text for section in draft.sections)
    label = {
        "Label": _MADE_BY_A_MODEL,
        "ContentProducer": producer,
        "ProduceID": hashlib.sha256(text.encode()).hexdigest()[:_ID_LENGTH],
        "ReservedCode1": "",
        "ContentPropagator": "",
        "PropagateID": "",
        "ReservedCode2": "",
    }
    return json.dumps(label, ensure_ascii=False)
