"""What the organisation owns: documents, a template, kinds of report. Taken in, listed, removed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from bot.catalog.words import Words
from bot.core.acts import Act
from bot.core.affairs import (
    AskRemoval,
    DropTemplate,
    ListDocuments,
    ListKinds,
    Owning,
    RemoveDocument,
    RemoveKind,
    ShareKind,
    ShowTemplate,
)
from bot.core.files import Weighed
from bot.documents.template import template_faults
from bot.retrieval.errors import UnknownDocument
from bot.retrieval.library import Library
from bot.shell.roll import Whose, everybody_home
from bot.storage.cabinet import Cabinets, Template
from bot.telegram.buttons import button, encode
from bot.telegram.outgoing import Button, Outgoing

if TYPE_CHECKING:
    from bot.core.outline import Outline
    from bot.retrieval.library import Document, Intake, Taken
    from bot.storage.hold import Hold
    from bot.uploads.found import Upload

LISTED = 20
"""Documents in one list, the latest ones."""
FIRST = 2
"""Passages of a document that its sender sees the beginning of."""
HEAD = 28
MEGABYTE = 1 << 20
MOST_OF_TEMPLATE = 5 * MEGABYTE
"""Bytes: it is read for every report, and letterheads need less."""
DOCX = ".docx"


@dataclass(frozen=True, slots=True)
class Own:
    """Does what admins ask for with it, each for his own organisation. What asks the store raises StorageAwayError."""

    words: Words
    library: Library
    cabinets: Cabinets
    whose: Whose = everybody_home

    async def does(self, chat: int, effect: Owning, hold: Hold | None) -> Outgoing:
        """What is said to it; where there are several organisations, with the name of the one concerned."""
        organisation = await self.whose(chat)
        said = await self._done(organisation.id, effect, hold)
        if not organisation.name:
            return said
        return replace(said, text=self.words.text("of_unit", unit=organisation.name, text=said.text))

    async def template(self, chat: int) -> Template | None:
        """The template of a chat's organisation, if there is one."""
        return await self.cabinets.of((await self.whose(chat)).id).template()

    async def weigh(self, chat: int, upload: Upload, *, keep: bool) -> tuple[tuple[Weighed, ...], tuple[str, ...]]:
        """What a file would bring into the library, and what of it was not read; `keep`: with that it is in.

        Raises:
            MendableError: it brings nothing.
        """
        organisation = (await self.whose(chat)).id
        return await asyncio.to_thread(self._weigh, organisation, upload, keep=keep)

    async def take_template(self, chat: int, name: str, content: bytes) -> tuple[str, ...]:
        """Use a template, unless it has faults; they are given, a sentence each."""
        if not name.lower().endswith(DOCX):
            return (self.words.text("template_docx"),)
        if len(content) > MOST_OF_TEMPLATE:
            return (self.words.text("template_large", most=MOST_OF_TEMPLATE // MEGABYTE),)
        faults = await asyncio.to_thread(template_faults, content)
        if not faults:
            await self.cabinets.of((await self.whose(chat)).id).keep_template(Template(name, content))
        return faults

    async def _done(self, of: str, effect: Owning, hold: Hold | None) -> Outgoing:
        cabinet = self.cabinets.of(of)
        match effect:
            case ListDocuments():
                return self._list(await asyncio.to_thread(self.library.documents, organisation=of))
            case AskRemoval():
                return self._ask(effect.id, await asyncio.to_thread(self._find, of, effect.id))
            case RemoveDocument():
                return await asyncio.to_thread(self._remove, of, effect.id)
            case ShowTemplate():
                template = await cabinet.template()
                key = "template_now" if template else "template_none"
                return self._say(key, Act.DROP, name=template.name if template else "")
            case DropTemplate():
                return self._say("template_dropped" if await cabinet.drop_template(hold) else "template_none")
            case ShareKind():
                await cabinet.share_kind(effect.outline, hold)
                return self._say("share_done", kind=effect.outline.title)
            case ListKinds():
                return self._kinds(await cabinet.kinds())
            case RemoveKind():
                return self._say("unshared" if await cabinet.remove_kind(effect.id, hold) else "share_gone")
            case _:
                assert_never(effect)

    def _weigh(self, of: str, upload: Upload, *, keep: bool) -> tuple[tuple[Weighed, ...], tuple[str, ...]]:
        intake = self.library.weigh(upload, organisation=of)
        if not keep:
            return tuple(map(_weighed, intake.documents)), intake.left_out
        return self._kept(of, intake), ()

    def _kept(self, of: str, intake: Intake) -> tuple[Weighed, ...]:
        names = {document.id: document.name for document in self.library.confirm(intake, organisation=of)}
        return tuple(_weighed(one, names[one.id]) for one in intake.documents if one.id in names)

    def _list(self, documents: list[Document]) -> Outgoing:
        if not documents:
            return self._say("learn_none", Act.DROP)
        shown = documents[: -LISTED - 1 : -1]
        rows = [self.words.text("learn_row", id=one.id, name=one.name, passages=one.passages) for one in shown]
        more = len(documents) - len(shown)
        tail = [self.words.text("learn_more", count=more)] if more else []
        text = "\n".join((self.words.text("learn_list", count=len(documents)), *rows, *tail))
        keys = [(Button(self.words.text("learn_remove", name=one.name), encode(Act.UNLEARN, one.id)),) for one in shown]
        return Outgoing(f"{text}\n\n{self.words.text('learn_send')}", (*keys, (button(self.words, Act.DROP),)))

    def _find(self, of: str, document_id: str) -> Document | None:
        return next((one for one in self.library.documents(organisation=of) if one.id == document_id), None)

    def _ask(self, document_id: str, document: Document | None) -> Outgoing:
        if document is None:
            return self._say("learn_gone", id=document_id)
        sure = button(self.words, Act.UNLEARN_SURE, value=document.id)
        text = self.words.text("learn_sure", name=document.name, passages=document.passages)
        return Outgoing(text, ((sure, button(self.words, Act.LEARN)),))

    def _remove(self, of: str, document_id: str) -> Outgoing:
        try:
            removed = self.library.remove(document_id, organisation=of)
        except UnknownDocument:
            return self._say("learn_gone", id=document_id)
        return self._say("learn_removed", name=removed.name)

    def _kinds(self, kinds: tuple[Outline, ...]) -> Outgoing:
        if not kinds:
            return self._say("shared_none")
        removals = ((self.words.text("learn_remove", name=one.title), one.id) for one in kinds)
        keys = [(Button(text, encode(Act.UNSHARE, kind_id)),) for text, kind_id in removals]
        return Outgoing(self.words.text("shared_list", count=len(kinds)), (*keys, (button(self.words, Act.RESUME),)))

    def _say(self, key: str, *acts: Act, **values: object) -> Outgoing:
        acts = acts or (Act.RESUME,)
        return Outgoing(self.words.text(key, **values), (tuple(button(self.words, act) for act in acts),))


def _weighed(taken: Taken, name: str = "") -> Weighed:
    beginnings = (passage.text.replace("\n", " ") for passage in taken.passages[:FIRST])
    first = tuple(text if len(text) <= HEAD else f"{text[:HEAD]}……" for text in beginnings)
    passages, left_out, masked = len(taken.passages), taken.left_out, taken.masked
    return Weighed(taken.id, name or taken.name, passages, left_out, masked, taken.already, first)
