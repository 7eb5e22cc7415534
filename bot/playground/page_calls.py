"""What every endpoint of the page begins and ends with: the table, the person, one transaction, a plain answer."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.playground.calls import Bounds, Raw, TooLargeError, read
from bot.playground.errors import PageError, ParameterError
from bot.playground.files import Upload
from bot.playground.history import Message
from bot.playground.keys import PARTS
from bot.playground.parts import Parts
from bot.playground.people import Person
from bot.playground.rules import page_rules
from bot.playground.wire import Json, JsonObject


@dataclass(frozen=True, slots=True)
class PageCall:
    """One request of the page: who asks, with which values and files."""

    parts: Parts
    person: Person
    values: Mapping[str, Json]
    uploads: tuple[Upload, ...]


Action = Callable[[PageCall], JsonObject]


def endpoint(name: str, action: Action) -> Callable[[web.Request], Awaitable[web.Response]]:
    """An endpoint that runs one action in one transaction."""

    async def answer(request: web.Request) -> web.Response:
        parts, raw = request.app[PARTS], Raw()
        try:
            await _receive(request, raw, parts)
            with parts.database:
                return web.json_response(action(page_call(parts, name, raw)))
        except PageError as error:
            return web.json_response({"error": error.code}, status=error.status)
        finally:
            for _, upload in raw.uploads:
                parts.files.discard(upload)

    return answer


def page_call(parts: Parts, name: str, raw: Raw) -> PageCall:
    """Read one request by the table.

    Raises:
        PageError: A value is missing or wrong.
    """
    rules = page_rules()
    try:
        values = rules.read(name, raw.values)
    except ParameterError as error:
        raise PageError(400, str(error)) from error
    user = values["user"].strip()
    if not 0 < len(user) <= rules.limits["name"] or not user.isprintable():
        raise PageError(400, "no_user")
    return PageCall(parts, parts.people.named(user), values, tuple(upload for _, upload in raw.uploads))


def view(call: PageCall, message: Message) -> JsonObject:
    """A message as the page gets it: the Bot API's Message and what only the chat shows."""
    return {
        "message": call.parts.history.render(message),
        "revision": message.revision,
        "edited": message.edited,
        "deleted": message.deleted,
        "keyboard": message.keyboard,
    }


async def _receive(request: web.Request, raw: Raw, parts: Parts) -> None:
    limits = page_rules().limits
    try:
        await read(request, raw, parts.files, Bounds(limits["form_bytes"], limits["upload_bytes"]))
    except TooLargeError as error:
        raise PageError(413, "too_large") from error
    except ValueError as error:
        raise PageError(400, "bad_request") from error
