"""A person's message on its way to the chat and to the bot's updates, always in one step."""

from bot.playground import contents
from bot.playground.errors import PageError
from bot.playground.history import Message
from bot.playground.live import CHANGED
from bot.playground.page_calls import PageCall, view
from bot.playground.wire import JsonObject


def checked_reply(call: PageCall) -> int | None:
    """The message the person replies to.

    Raises:
        PageError: It is not there any more.
    """
    reply_to: int = call.values["reply_to"]
    if reply_to == 0:
        return None
    if call.parts.history.find(call.person.id, reply_to) is None:
        raise PageError(404, "message_gone")
    return reply_to


def said(call: PageCall, messages: list[JsonObject], reply_to: int | None) -> JsonObject:
    """Put new messages into the chat and queue an update for each; only the first is the reply."""
    views = []
    for content in messages:
        message = call.parts.arrives(call.person, contents.from_person(call.person, content), reply_to)
        call.parts.updates.add("message", call.parts.history.render(message))
        views.append(view(call, message))
        reply_to = None
    return {"messages": views}


def edited(call: PageCall, message: Message, body: JsonObject) -> JsonObject:
    """Put new words in place of the old and queue an update; the same words change nothing."""
    if body == message.body:
        return {"messages": [view(call, message)]}
    changed = call.parts.history.change(message, {**body, "edit_date": contents.now()}, edited=True)
    call.parts.updates.add("edited_message", call.parts.history.render(changed))
    call.parts.live.tell(call.person.id, CHANGED)
    return {"messages": [view(call, changed)]}
