"""The methods that leave no message: updates, commands, passing signs, answers to presses, files."""

import re

from bot.playground import bot_calls
from bot.playground.bot_calls import Call
from bot.playground.errors import bad_request
from bot.playground.live import Event
from bot.playground.people import BOT
from bot.playground.rules import bot_rules
from bot.playground.wire import Json, JsonObject

_COMMAND = re.compile(r"[a-z0-9_]+")
_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


def get_me(_: Call) -> Json:
    """GetMe."""
    return BOT


async def get_updates(call: Call) -> Json:
    """GetUpdates: acknowledges what is before the offset, then waits for what comes."""
    with call.parts.database:
        call.parts.updates.allow(call.values["allowed_updates"])
        call.parts.updates.acknowledge(call.values["offset"])
    return await call.parts.updates.wait(call.values["limit"], call.values["timeout"])


def delete_webhook(call: Call) -> Json:
    """DeleteWebhook; there is none, but waiting updates can be dropped by it."""
    if call.values["drop_pending_updates"]:
        call.parts.updates.forget()
    return True


def set_my_commands(call: Call) -> Json:
    """SetMyCommands."""
    commands = call.values["commands"] or []
    if len(commands) > bot_rules().limits["commands"]:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    menu = [_command(command) for command in commands]
    call.parts.settings.set_commands(menu, _scope(call), call.values["language_code"] or "")
    call.parts.live.tell_all(Event("commands", {}))
    return True


def get_my_commands(call: Call) -> Json:
    """GetMyCommands."""
    return call.parts.settings.commands(_scope(call), call.values["language_code"] or "")


def send_chat_action(call: Call) -> Json:
    """SendChatAction."""
    action = bot_rules().actions.get(call.values["action"].lower())
    if action is None:
        raise bad_request("wrong parameter action in request")
    call.parts.live.typing(bot_calls.chat(call).id, action)
    return True


def send_message_draft(call: Call) -> Json:
    """SendMessageDraft; an empty text shows that the bot is thinking."""
    text = bot_calls.read_text(call.values, "text", "entities")
    person = bot_calls.chat(call)
    if text.length > bot_rules().limits["text"]:
        raise bad_request("message is too long")
    if call.values["draft_id"] == 0:
        raise bad_request("DRAFT_ID_INVALID")
    call.parts.live.draft(person.id, {"draft_id": call.values["draft_id"], **text.fields("text", "entities")})
    return True


def answer_callback_query(call: Call) -> Json:
    """AnswerCallbackQuery, once and in time."""
    text = call.values["text"] or ""
    if len(text) > bot_rules().limits["callback_answer"]:
        raise bad_request("MESSAGE_TOO_LONG")
    press = call.values["callback_query_id"]
    chat_id = call.parts.presses.answer(press)
    if chat_id is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    answer = {"id": press, "text": text, "show_alert": call.values["show_alert"], "url": call.values["url"]}
    call.parts.live.tell(chat_id, Event("answer", answer))
    return True


def get_file(call: Call) -> Json:
    """GetFile."""
    file = call.parts.files.find(call.values["file_id"])
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > bot_rules().limits["download_bytes"]:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.file_path,
    }


def _command(given: Json) -> JsonObject:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(given.get(name), str):
            raise bad_request(f"can't parse BotCommand: Can't find field \"{name}\"")
    command, description = given["command"].strip().removeprefix("/"), given["description"].strip()
    for name, value, limit in (
        ("command", command, bot_rules().limits["command"]),
        ("command description", description, bot_rules().limits["command_description"]),
    ):
        if not value:
            raise bad_request(f"{name} must be non-empty")
        if len(value) > limit:
            raise bad_request(f"{name} length must not exceed {limit}")
    if _COMMAND.fullmatch(command) is None:
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}


def _scope(call: Call) -> JsonObject | None:
    scope: JsonObject | None = call.values["scope"]
    if scope is None:
        return None
    fields = _SCOPES.get(scope.get("type", ""))
    if fields is None:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    for name in fields:
        if not scope.get(name):
            raise bad_request(f"can't parse BotCommandScope: Can't find field \"{name}\"")
    return scope
