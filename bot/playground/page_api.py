"""The page's own endpoints, a small protocol over JSON; our end-to-end tests speak it too.

All take `user`, the name of who is sitting at the phone; POST takes JSON (upload: a multipart form).
Errors: `{"error": code}` with a status of 400 or more; the codes are keys of `page/words.js`.
A message is `{"message": the Bot API's Message, "revision", "edited", "deleted", "keyboard"}`.

    GET  /play/history   user, before?, limit?      -> me, bot, store, messages, more, revision, commands, typing, draft
    GET  /play/events    user, after?               -> a stream of events, see `page_events`
    POST /play/text      user, text, reply_to?      -> messages (a long text becomes several, as on a phone)
    POST /play/edit      user, message_id, text     -> messages
    POST /play/press     user, message_id, data     -> id, the callback query that the event `answer` will name
    POST /play/upload    user, kind (document, photo, voice), file…, caption?, duration?, reply_to?  -> messages
    POST /play/location  user, latitude, longitude, reply_to?        -> messages
    POST /play/contact   user, phone_number, first_name, reply_to?   -> messages
    POST /play/sticker   user, emoji, reply_to?     -> messages
    GET  /play/files/ID                             -> the bytes; a picture is shown, anything else downloaded
"""

from collections.abc import Iterator

from aiohttp import web

from bot.playground import page_uploads
from bot.playground.errors import PageError
from bot.playground.formatting import plain
from bot.playground.history import Message
from bot.playground.markup_html import utf16_length
from bot.playground.page_calls import PageCall, endpoint, view
from bot.playground.page_events import state, stream
from bot.playground.page_files import download
from bot.playground.page_said import checked_reply, edited, said
from bot.playground.people import BOT
from bot.playground.rules import bot_rules
from bot.playground.wire import JsonObject

_LAST_LATITUDE, _LAST_LONGITUDE = 90, 180


def routes() -> list[web.RouteDef]:
    """Where the page calls."""
    posts = {
        "text": text,
        "edit": edit,
        "press": press,
        "upload": page_uploads.upload,
        "location": location,
        "contact": contact,
        "sticker": page_uploads.sticker,
    }
    return [
        web.get("/play/history", endpoint("history", history)),
        web.get("/play/events", stream),
        web.get("/play/files/{file_id}", download),
        *(web.post(f"/play/{name}", endpoint(name, action)) for name, action in posts.items()),
    ]


def history(call: PageCall) -> JsonObject:
    """The last messages, and all the page needs to begin."""
    limit = call.values["limit"]
    messages = call.parts.history.before(call.person.id, call.values["before"], limit + 1)
    return {
        "me": call.person.as_user(),
        "bot": BOT,
        "messages": [view(call, message) for message in messages[-limit:]],
        "more": len(messages) > limit,
        "revision": call.parts.history.revision(),
        **state(call),
    }


def text(call: PageCall) -> JsonObject:
    """What the officer typed."""
    pieces = [plain(piece) for piece in _pieces(call.values["text"])]
    spoken = [piece for piece in pieces if piece.text]
    if not spoken:
        raise PageError(400, "empty")
    reply_to = checked_reply(call)
    return said(call, [piece.fields("text", "entities") for piece in spoken], reply_to)


def edit(call: PageCall) -> JsonObject:
    """The officer's own message in new words; a file's caption if it is a file."""
    message = call.parts.history.find(call.person.id, call.values["message_id"])
    if message is None:
        raise PageError(404, "message_gone")
    if message.from_bot:
        raise PageError(403, "not_yours")
    field, entities = ("text", "entities") if "text" in message.body else ("caption", "caption_entities")
    new = plain(call.values["text"])
    if new.length > bot_rules().limits[field]:
        raise PageError(413, "too_long")
    if not new.text:
        raise PageError(400, "empty")
    kept = {name: value for name, value in message.body.items() if name not in (field, entities)}
    return edited(call, message, {**kept, **new.fields(field, entities)})


def press(call: PageCall) -> JsonObject:
    """A tap on a button under a message of the bot."""
    message = call.parts.history.find(call.person.id, call.values["message_id"])
    if message is None or call.values["data"] not in _buttons(message):
        raise PageError(409, "button_gone")
    query = {
        "id": call.parts.presses.add(call.person.id),
        "from": call.person.as_user(),
        "message": call.parts.history.render(message),
        "chat_instance": str(call.person.id),
        "data": call.values["data"],
    }
    call.parts.updates.add("callback_query", query)
    return {"id": query["id"]}


def location(call: PageCall) -> JsonObject:
    """A place on the map."""
    latitude, longitude = call.values["latitude"], call.values["longitude"]
    if not (abs(latitude) <= _LAST_LATITUDE and abs(longitude) <= _LAST_LONGITUDE):
        raise PageError(400, "bad_request")
    return said(call, [{"location": {"latitude": latitude, "longitude": longitude}}], checked_reply(call))


def contact(call: PageCall) -> JsonObject:
    """The officer's own number."""
    card = {name: call.values[name] for name in ("phone_number", "first_name")}
    return said(call, [{"contact": {**card, "user_id": call.person.id}}], checked_reply(call))


def _buttons(message: Message) -> list[str]:
    rows = message.body.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces that fit one message each, cut after a line where there is one; nothing is lost."""
    limit = bot_rules().limits["text"]
    while utf16_length(text[: limit + 1]) > limit:
        fitting = text[:limit].encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore")
        end = fitting.rfind("\n", len(fitting) // 2) + 1 or len(fitting)
        yield text[:end]
        text = text[end:]
    yield text
