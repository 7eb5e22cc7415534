"""The methods that send, edit and delete messages."""

import secrets
from collections.abc import Callable, Mapping

from bot.playground import bot_calls, contents
from bot.playground.bot_calls import Call
from bot.playground.errors import bad_request
from bot.playground.history import Message
from bot.playground.keyboards import Markup, checked, inline_only
from bot.playground.live import CHANGED
from bot.playground.people import Person
from bot.playground.rules import bot_rules
from bot.playground.wire import Json, JsonObject

_ALBUM: Mapping[str, Callable[[Call, str], JsonObject]] = {"photo": bot_calls.photo, "document": bot_calls.document}


def send_message(call: Call) -> Json:
    """SendMessage."""
    markup = checked(call.values["reply_markup"])
    return _send(call, lambda: bot_calls.message_text(call).fields("text", "entities"), markup)


def send_document(call: Call) -> Json:
    """SendDocument."""
    markup = checked(call.values["reply_markup"])
    return _send(
        call, lambda: bot_calls.caption(call.values) | bot_calls.document(call, call.values["document"]), markup
    )


def send_photo(call: Call) -> Json:
    """SendPhoto."""
    markup = checked(call.values["reply_markup"])
    return _send(call, lambda: bot_calls.caption(call.values) | bot_calls.photo(call, call.values["photo"]), markup)


def send_media_group(call: Call) -> Json:
    """SendMediaGroup: an album of photos or of documents."""
    items, limits = call.values["media"], bot_rules().limits
    if len(items) > limits["album_most"]:
        raise bad_request("too many messages to send as an album")
    if len(items) < limits["album_least"]:
        raise bad_request("too few messages to send as an album")
    kinds = [_album_kind(item) for item in items]
    if len(set(kinds)) > 1:
        raise bad_request("document can't be mixed with other media types")
    person = bot_calls.chat(call)
    reply_to = bot_calls.replied(call, person)
    group = {"media_group_id": str(secrets.randbits(53))}
    bodies = [
        {**_ALBUM[kind](call, item["media"]), **bot_calls.caption(item), **group}
        for kind, item in zip(kinds, items, strict=True)
    ]
    return [_deliver(call, person, body, reply_to, Markup()) for body in bodies]


def edit_message_text(call: Call) -> Json:
    """EditMessageText; without a reply markup the buttons go."""
    text = bot_calls.message_text(call)
    markup = inline_only(call.values["reply_markup"])
    message = bot_calls.own_message(call, bot_calls.chat(call))
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    kept = {name: value for name, value in message.body.items() if name not in ("text", "entities")}
    return _edit(call, message, {**kept, **text.fields("text", "entities")}, markup, edited=True)


def edit_message_reply_markup(call: Call) -> Json:
    """EditMessageReplyMarkup; without a reply markup the buttons go."""
    markup = inline_only(call.values["reply_markup"])
    message = bot_calls.own_message(call, bot_calls.chat(call))
    return _edit(call, message, message.body, markup, edited=False)


def delete_message(call: Call) -> Json:
    """DeleteMessage, the bot's or the person's, within two days."""
    person = bot_calls.chat(call)
    message = call.parts.history.find(person.id, call.values["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if contents.now() - message.body["date"] > bot_rules().limits["delete_seconds"]:
        raise bad_request("message can't be deleted")
    call.parts.history.delete(message)
    call.parts.live.tell(person.id, CHANGED)
    return True


def _send(call: Call, content: Callable[[], JsonObject], markup: Markup) -> Json:
    person = bot_calls.chat(call)
    body, reply_to = content(), bot_calls.replied(call, person)
    return _deliver(call, person, body, reply_to, markup)


def _deliver(call: Call, person: Person, content: JsonObject, reply_to: int | None, markup: Markup) -> JsonObject:
    buttons = {} if markup.inline is None else {"reply_markup": markup.inline}
    body = contents.from_bot(person, {**content, **buttons})
    call.parts.live.settle(person.id)
    return call.parts.history.render(call.parts.arrives(person, body, reply_to, markup.keyboard))


def _edit(call: Call, message: Message, body: JsonObject, markup: JsonObject | None, *, edited: bool) -> JsonObject:
    new = {name: value for name, value in body.items() if name != "reply_markup"}
    if markup is not None:
        new["reply_markup"] = markup
    bot_calls.check_changes(message, new)
    new["edit_date"] = contents.now()
    changed = call.parts.history.change(message, new, edited=edited)
    call.parts.live.tell(message.chat_id, CHANGED)
    return call.parts.history.render(changed)


def _album_kind(item: Json) -> str:
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = item.get("type")
    if kind not in _ALBUM:
        raise bad_request(f'can\'t parse InputMedia: type "{kind}" is unsupported')
    if not isinstance(item.get("media"), str):
        raise bad_request("can't parse InputMedia: media not found")
    return str(kind)
