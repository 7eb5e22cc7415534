"""What the officer attaches: documents, photos, a voice message, a sticker."""

import base64
import secrets
from collections.abc import Callable, Mapping

from bot.playground import contents
from bot.playground.errors import PageError
from bot.playground.files import File, Upload
from bot.playground.formatting import plain
from bot.playground.images import picture_size
from bot.playground.page_calls import PageCall
from bot.playground.page_said import checked_reply, said
from bot.playground.rules import bot_rules, page_rules
from bot.playground.wire import JsonObject

# Stickers are drawn as emoji; their file is one transparent pixel, so that it can be fetched like any other.
_PIXEL = base64.b64decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")


def upload(call: PageCall) -> JsonObject:
    """Files with one caption; several at a time become an album, as on a phone."""
    content = _CONTENTS.get(call.values["kind"])
    if content is None:
        raise PageError(400, "bad_request")
    if not 0 < len(call.uploads) <= page_rules().limits["files"]:
        raise PageError(400, "no_files" if not call.uploads else "too_many_files")
    caption = plain(call.values["caption"] or "")
    if caption.length > bot_rules().limits["caption"]:
        raise PageError(413, "caption_too_long")
    reply_to = checked_reply(call)
    group = {"media_group_id": str(secrets.randbits(53))} if len(call.uploads) > 1 else {}
    bodies = [{**content(call, _kept(call, file)), **group} for file in call.uploads]
    bodies[0] |= caption.fields("caption", "caption_entities")
    return said(call, bodies, reply_to)


def sticker(call: PageCall) -> JsonObject:
    """An emoji as a sticker."""
    place = call.parts.files.incoming("sticker.webp", "image/webp")
    place.path.write_bytes(_PIXEL)
    return said(call, [contents.sticker(call.parts.files.keep(place), call.values["emoji"])], checked_reply(call))


def _kept(call: PageCall, file: Upload) -> File:
    if file.size == 0:
        raise PageError(400, "empty_file")
    return call.parts.files.keep(file)


def _document(_: PageCall, file: File) -> JsonObject:
    return contents.document(file)


def _photo(call: PageCall, file: File) -> JsonObject:
    size = picture_size(call.parts.files.where(file))
    if size is None:
        raise PageError(400, "not_a_picture")
    return contents.photo(file, size)


def _voice(call: PageCall, file: File) -> JsonObject:
    return contents.voice(file, call.values["duration"])


_CONTENTS: Mapping[str, Callable[[PageCall, File], JsonObject]] = {
    "document": _document,
    "photo": _photo,
    "voice": _voice,
}
