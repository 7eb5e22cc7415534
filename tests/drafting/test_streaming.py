"""A draft can be watched while it is written, and what is shown of it holds no figure that nobody said."""

from __future__ import annotations

import re

import pytest
from aiohttp import web

from bot.core.drafted import Author
from bot.drafting.preview import Preview
from tests.drafting.endpoint import Endpoint, completion, event, saying
from tests.drafting.modelled import PATIENT, modelled, true_words
from tests.drafting.reports import filled


class Watcher(Preview):
    """Keeps everything that could be shown."""

    def __init__(self) -> None:
        self.pages: list[str] = []
        self.steps: list[tuple[int, int]] = []
        super().__init__(self._look)

    def _look(self) -> None:
        self.pages.append(self.text)
        self.steps.append(self.progress)


def streaming(words):
    """A model that streams what `words` makes of the prompts."""

    def answer(messages):
        async def reply(request):
            return await saying(request, words(messages), token=0.001)

        return reply

    return answer


async def watched(house, report, answer, **endpoint):
    watcher = Watcher()
    async with Endpoint(answer).running() as server:
        draft = await modelled(house, server.url, **{**PATIENT, **endpoint}).draft(*report, watch=watcher)
    return draft, watcher, server


async def test_a_draft_grows_sentence_by_sentence_and_ends_as_the_draft(house, report):
    draft, watcher, _ = await watched(house, report, streaming(true_words))
    lengths = [len(page) for page in watcher.pages]
    assert len(set(watcher.pages)) > 5
    assert lengths[0] < lengths[-1] / 3
    for section in draft.sections[:-1]:
        assert section.text.splitlines()[-1] in watcher.pages[-1]
    done, total = watcher.steps[-1]
    assert done == total


async def test_words_are_shown_before_their_sentence_ends_and_figures_only_with_what_they_count(house, report):
    _, watcher, _ = await watched(house, report, streaming(true_words))
    assert [page for page in watcher.pages if page.endswith(("看望了住院职", "书屋重新"))]
    assert not [page for page in watcher.pages if re.search(r"\d$", page)]


async def test_streamed_or_not_the_draft_is_the_same(house, report):
    streamed, _, _ = await watched(house, report, streaming(true_words))
    async with Endpoint(true_words).running() as server:
        whole = await modelled(house, server.url, **PATIENT).draft(*report)
    assert streamed.sections == whole.sections
    assert Author.MODEL in {section.by for section in streamed.sections}


async def test_sections_are_shown_in_printed_order(house, report):
    _, watcher, _ = await watched(house, report, streaming(true_words), parallel=6)
    titles = [section.title for section in house.book.outlines["monthly"].sections]
    for page in watcher.pages:
        shown = [line for line in page.splitlines() if line in titles]
        assert shown == sorted(shown, key=titles.index)


LIE = "培训职工9731人。"


def lying(messages):
    """True words with a figure of its own in the middle."""
    first, *rest = re.split("(?<=。)", true_words(messages) + "。")
    return "".join((first, LIE, *rest))


async def test_no_preview_ever_holds_a_figure_that_nobody_said(house, report):
    draft, watcher, _ = await watched(house, report, streaming(lying))
    assert not [page for page in watcher.pages if "9731" in page]
    assert all("9731" not in section.text for section in draft.sections)
    assert draft.rejected


async def test_the_check_for_figures_catches_a_preview_without_the_guard(house, report, monkeypatch):
    """Control: with the sieve open the figure is seen."""
    monkeypatch.setattr("bot.drafting.judging.Judge.wrong", lambda *_: ())
    _, watcher, _ = await watched(house, report, streaming(lying))
    assert [page for page in watcher.pages if "9731" in page]


async def test_thoughts_are_not_shown(house, report):
    def thinking(messages):
        return f"<think>先想想。再想想。</think>{true_words(messages)}"

    _, watcher, _ = await watched(house, report, streaming(thinking))
    assert watcher.pages
    assert not [page for page in watcher.pages if "先想想" in page]


async def test_a_server_that_cannot_stream_is_asked_once_more_and_heard(house, report):
    def whole(messages):
        async def reply(_):
            return web.json_response(completion(true_words(messages)))

        return reply

    draft, _, server = await watched(house, report, whole)
    assert Author.MODEL in {section.by for section in draft.sections}
    assert len(server.requests) % 2 == 0


async def test_a_stream_that_breaks_off_leaves_it_to_the_plain_writer(house, report):
    def breaking(messages):
        async def reply(request):
            response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
            await response.prepare(request)
            await response.write(event({"content": true_words(messages)[:9]}, None))
            request.transport.abort()
            return response

        return reply

    draft, _, server = await watched(house, report, breaking)
    assert server.requests
    assert {section.by for section in draft.sections} == {Author.PLAIN}


@pytest.fixture
def report(house, tmp_path):
    return filled(house.book, tmp_path)
