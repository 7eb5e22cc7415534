"""The organisation's template: one, the same for all workers, no one else's."""

from bot.storage.cabinet import Cabinet, Template

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
