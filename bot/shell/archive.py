"""All that is held about a chat as one archive that an officer can open and read."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Protocol

from bot.core.papers import profile_words
from bot.documents import docx
from bot.drafting.compose import plain_text
from bot.shell.pictures import pictures_of
from bot.storage.form import load_session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.catalog.words import Words
    from bot.core.state import Session
    from bot.drafting.pipeline import Drafter
    from bot.storage.records import Held

NAME = "我的数据.zip"


class Holder(Protocol):
    """Who knows what is held."""

    async def held(self, chat: int) -> Held:
        """All that is held about a chat, as it is stored."""

    async def photos(self, chat: int, numbers: Sequence[int]) -> dict[int, bytes]:
        """Those of these photos that are kept, by their number."""


def pack(held: Held, drafter: Drafter, words: Words) -> bytes:
    """The archive: what was said and kept as JSON, drafts as text and Word, what waits, and a page that explains it."""
    session = load_session(held.session)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", words.text("mydata_readme"))
        if held.session is not None:
            archive.writestr("我的资料和回答.json", _readable(json.loads(held.session)["session"]))
        if held.used:
            archive.writestr("用量.json", _readable(held.used))
        for name, file in _drafts(session, drafter, held.photos):
            archive.writestr(name, file)
        for number, photo in held.photos.items():
            archive.writestr(f"照片/{number}.jpg", photo)
        for folder, pieces in (
            ("写好的段落", held.pieces),
            ("没核对的段落", held.replies),
            ("没能处理的消息", held.dead),
        ):
            for number, piece in enumerate(pieces, start=1):
                archive.writestr(f"{folder}/{number}.txt", piece.decode("utf-8", "replace"))
        waiting = [body[1:] for body in held.waiting]  # without the sign of its envelope
        for folder, bodies in (("等待处理", waiting), ("等待发出", held.effects), ("正在写", held.jobs)):
            for number, body in enumerate(bodies, start=1):
                archive.writestr(f"{folder}/{number}.json", _readable(json.loads(body)))
    return content.getvalue()


def _drafts(session: Session, drafter: Drafter, photos: Mapping[int, bytes]) -> Iterator[tuple[str, str | bytes]]:
    profile = dict(profile_words(session))
    for paper in (*session.shelf, *([session.paper] if session.paper else [])):
        if paper.draft is not None:
            report = drafter.report(paper, paper.draft, profile, pictures_of(paper, photos, drafter))
            title = f"稿子/{paper.id} {report.title}".replace("/", "／").replace("／", "/", 1)
            yield f"{title}.txt", plain_text(report)
            yield f"{title}.docx", docx.render(report)


def _readable(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2)
