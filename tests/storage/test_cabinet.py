"""What an organisation owns: the same for all workers, no one else's."""

import asyncio
from dataclasses import replace
from time import monotonic

from bot.shell.books import Books
from bot.storage.cabinet import Cabinet, Cabinets, Template
from bot.storage.desk import Desk
from tests.shell.office import ALONE

FIRST, SECOND = Template("红头.docx", b"PK\x03\x04\x00\xff"), Template("新红头.docx", b"PK")


async def test_the_last_template_is_the_one_in_use(client):
    mine, workers, theirs = Cabinet(client, ""), Cabinet(client, ""), Cabinet(client, "port")
    assert await mine.template() is None
    await mine.keep_template(FIRST)
    assert await workers.template() == FIRST
    assert await theirs.template() is None
    await workers.keep_template(SECOND)
    assert await mine.template() == SECOND


async def test_a_template_that_was_dropped_is_gone(client):
    cabinet = Cabinet(client, "")
    await cabinet.keep_template(FIRST)
    assert await cabinet.drop_template()
    assert await cabinet.template() is None
    assert not await cabinet.drop_template()


async def test_a_kind_that_was_shared_is_offered_to_all_workers_until_it_is_taken_back(client, book):
    mine, workers, theirs = Cabinet(client, ""), Cabinet(client, ""), Cabinet(client, "port")
    kind = replace(book.outlines["women"], id="shared-1", title="按通知")
    await mine.share_kind(kind)
    await mine.share_kind(kind)
    assert await workers.kinds() == (kind,)
    assert await theirs.kinds() == ()
    assert await workers.remove_kind("shared-1")
    assert not await mine.remove_kind("shared-1")
    assert await mine.kinds() == ()


async def test_what_is_offered_is_asked_for_again_within_two_seconds(client, book):
    books = Books(book, Desk(client, ALONE), Cabinets(client))
    assert "shared-1" not in (await books.offered(7)).outlines
    await Cabinet(client, "").share_kind(replace(book.outlines["women"], id="shared-1"))
    since = monotonic()
    while "shared-1" not in (await books.offered(7)).outlines:
        assert monotonic() - since < 2
        await asyncio.sleep(0.05)
