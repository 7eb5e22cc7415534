"""The event stream of one open page (Server-Sent Events).

The stream begins with `state` and then every message changed after the revision the page saw last (the header
Last-Event-ID when the browser comes back by itself, else the parameter `after`):

    state     store, commands, typing, draft: how things stand; `store` tells whether history is still the same
    message   a new, edited or deleted message; the event's id is its revision
    typing    action ("" ends it), seconds
    draft     draft_id, text?, entities?, seconds: a message still being written, until the bot's next message
    answer    id, text, show_alert, url: the bot's answer to a press
    commands  commands: the new menu
"""

import asyncio
from contextlib import suppress

from aiohttp import web

from bot.playground.calls import Raw
from bot.playground.errors import PageError
from bot.playground.keys import PARTS
from bot.playground.live import CHANGED, CLOSED, Event
from bot.playground.page_calls import PageCall, page_call, view
from bot.playground.rules import page_rules
from bot.playground.wire import JsonObject, dump

_HEADERS = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
_RETRY = b"retry: 1000\n\n"
_HEARTBEAT = b": still here\n\n"


def state(call: PageCall) -> JsonObject:
    """How things stand in a chat, beyond its messages."""
    parts = call.parts
    return {
        "store": parts.settings.store_id(),
        "commands": parts.settings.menu(call.person.id),
        **parts.live.now(call.person.id),
    }


async def stream(request: web.Request) -> web.StreamResponse:
    """Tell one page everything, until it leaves or the server stops."""
    parts = request.app[PARTS]
    try:
        with parts.database:
            call = page_call(parts, "events", Raw(dict(request.query)))
    except PageError as error:
        return web.json_response({"error": error.code}, status=error.status)
    last = request.headers.get("Last-Event-ID", "")
    after = int(last) if last.isdecimal() else call.values["after"]
    response = web.StreamResponse(headers=_HEADERS)
    await response.prepare(request)
    queue = parts.live.join(call.person.id)
    with suppress(ConnectionResetError):  # the page left: that is how every stream ends
        try:
            await _tell(response, call, queue, after)
        finally:
            parts.live.leave(call.person.id, queue)
    return response


async def _tell(response: web.StreamResponse, call: PageCall, queue: asyncio.Queue[Event], after: int) -> None:
    await response.write(_RETRY + _packed("state", state(call)))
    event = CHANGED
    while event is not CLOSED:
        if event is CHANGED:
            for message in call.parts.history.since(call.person.id, after):
                after = message.revision
                await response.write(_packed("message", view(call, message), after))
        elif event.kind == "commands":
            await response.write(_packed("commands", {"commands": call.parts.settings.menu(call.person.id)}))
        else:
            await response.write(_packed(event.kind, event.data))
        event = await _next(response, queue)


async def _next(response: web.StreamResponse, queue: asyncio.Queue[Event]) -> Event:
    while True:
        try:
            return await asyncio.wait_for(queue.get(), page_rules().limits["heartbeat_seconds"])
        except TimeoutError:
            await response.write(_HEARTBEAT)


def _packed(kind: str, data: JsonObject, revision: int | None = None) -> bytes:
    number = "" if revision is None else f"id: {revision}\n"
    return f"event: {kind}\n{number}data: {dump(data)}\n\n".encode()
