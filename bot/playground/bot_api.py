"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`.

Every call is one transaction: what is answered with "ok" is on disk.
"""

import inspect
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from aiohttp import web

from bot.playground import bot_messages, bot_talk
from bot.playground.bot_calls import Call
from bot.playground.calls import Bounds, Raw, TooLargeError, read
from bot.playground.errors import ApiError, ParameterError, bad_request
from bot.playground.keys import PARTS, TOKEN
from bot.playground.parts import Parts
from bot.playground.rules import bot_rules
from bot.playground.wire import Json, JsonObject

METHODS: Final[Mapping[str, Callable[[Call], Json] | Callable[[Call], Awaitable[Json]]]] = {
    "getMe": bot_talk.get_me,
    "getUpdates": bot_talk.get_updates,
    "deleteWebhook": bot_talk.delete_webhook,
    "setMyCommands": bot_talk.set_my_commands,
    "getMyCommands": bot_talk.get_my_commands,
    "sendMessage": bot_messages.send_message,
    "sendMessageDraft": bot_talk.send_message_draft,
    "sendChatAction": bot_talk.send_chat_action,
    "sendDocument": bot_messages.send_document,
    "sendPhoto": bot_messages.send_photo,
    "sendMediaGroup": bot_messages.send_media_group,
    "editMessageText": bot_messages.edit_message_text,
    "editMessageReplyMarkup": bot_messages.edit_message_reply_markup,
    "deleteMessage": bot_messages.delete_message,
    "answerCallbackQuery": bot_talk.answer_callback_query,
    "getFile": bot_talk.get_file,
}
_NAMES: Final = {name.lower(): name for name in METHODS}


def routes() -> list[web.RouteDef]:
    """Where the bot calls."""
    return [
        web.route("*", "/bot{token:[^/]*}/{method}", _answer),
        web.get("/file/bot{token:[^/]*}/{path:.+}", _download),
    ]


async def _answer(request: web.Request) -> web.Response:
    parts, raw = request.app[PARTS], Raw()
    try:
        _authorize(request)
        method = _method(request)
        await _read(request, raw, parts)
        result = await _perform(parts, method, raw)
        return web.json_response({"ok": True, "result": result})
    except ApiError as error:
        return _failed(error)
    finally:
        for _, upload in raw.uploads:
            parts.files.discard(upload)


def _method(request: web.Request) -> str:
    method = _NAMES.get(request.match_info["method"].lower())
    if method is None:
        raise ApiError(404, "Not Found: method not found")
    return method


def _authorize(request: web.Request) -> None:
    if not secrets.compare_digest(request.match_info["token"].encode(), request.app[TOKEN].encode()):
        raise ApiError(401, "Unauthorized")


async def _read(request: web.Request, raw: Raw, parts: Parts) -> None:
    limits = bot_rules().limits
    try:
        await read(request, raw, parts.files, Bounds(limits["form_bytes"], limits["upload_bytes"]))
    except TooLargeError as error:
        raise ApiError(413, "Request Entity Too Large") from error
    except ValueError as error:
        raise bad_request("can't parse the request") from error


async def _perform(parts: Parts, method: str, raw: Raw) -> Json:
    attached = {name: f"attach://{name}" for name in raw.files}
    try:
        values = bot_rules().read(method, {**attached, **raw.values})
    except ParameterError as error:
        raise bad_request(str(error)) from error
    call = Call(parts, values, raw.files)
    with parts.database:
        result = METHODS[method](call)
    return await result if inspect.isawaitable(result) else result


async def _download(request: web.Request) -> web.StreamResponse:
    try:
        _authorize(request)
    except ApiError as error:
        return _failed(error)
    files = request.app[PARTS].files
    file = files.at(request.match_info["path"])
    if file is None or file.size > bot_rules().limits["download_bytes"]:
        return _failed(ApiError(404, "Not Found"))
    return web.FileResponse(files.where(file), headers={"Content-Type": "application/octet-stream"})


def _failed(error: ApiError) -> web.Response:
    answer: JsonObject = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters is not None:
        answer["parameters"] = error.parameters
    return web.json_response(answer, status=error.code)
