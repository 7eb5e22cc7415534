"""What most methods of the Bot API begin with: the chat, the message replied to, the text, the file."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.playground import contents
from bot.playground.errors import bad_request
from bot.playground.files import File, Upload
from bot.playground.formatting import Formatted, formatted
from bot.playground.history import Message
from bot.playground.images import picture_size
from bot.playground.parts import Parts
from bot.playground.people import Person
from bot.playground.rules import bot_rules
from bot.playground.wire import Json, JsonObject

_ATTACHED = "attach://"
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a method: its parameters, read by the table, and the files that came along."""

    parts: Parts
    values: Mapping[str, Json]
    uploads: Mapping[str, Upload]


def chat(call: Call) -> Person:
    """The private chat a call is about; a bot cannot be the first to speak there.

    Raises:
        ApiError: There is no such chat, or the person never wrote to the bot.
    """
    value = call.values["chat_id"]
    person = call.parts.people.find(int(value)) if value.lstrip("-").isdecimal() else None
    if person is None or not call.parts.history.started(person.id):
        raise bad_request("chat not found")
    return person


def replied(call: Call, person: Person) -> int | None:
    """The message a new one replies to.

    Raises:
        ApiError: It does not exist, and the call insists on it.
    """
    asked = call.values["reply_parameters"]
    if not asked:
        return None
    if not isinstance(asked.get("message_id"), int):
        raise bad_request('can\'t find field "message_id"')
    here = str(asked.get("chat_id", person.id)) == str(person.id)
    if here and call.parts.history.find(person.id, asked["message_id"]) is not None:
        return int(asked["message_id"])
    if asked.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def message_text(call: Call) -> Formatted:
    """The text of a message.

    Raises:
        ApiError: It cannot be parsed, is empty or too long.
    """
    text = read_text(call.values, "text", "entities")
    if not text.text:
        raise bad_request("text must be non-empty")
    if text.length > bot_rules().limits["text"]:
        raise bad_request("message is too long")
    return text


def caption(values: Mapping[str, Json]) -> JsonObject:
    """The caption fields of a call or of one item of an album.

    Raises:
        ApiError: It cannot be parsed or is too long.
    """
    text = read_text(values, "caption", "caption_entities")
    if text.length > bot_rules().limits["caption"]:
        raise bad_request("message caption is too long")
    return text.fields("caption", "caption_entities")


def read_text(values: Mapping[str, Json], text: str, entities: str) -> Formatted:
    """A text with its markup, from the fields of these names.

    Raises:
        ApiError: It cannot be parsed.
    """
    for name, kind, word in ((text, str, "String"), ("parse_mode", str, "String"), (entities, list, "Array")):
        if not isinstance(values.get(name) or kind(), kind):
            raise bad_request(f'field "{name}" must be of type {word}')
    return formatted(values.get(text) or "", values.get("parse_mode") or "", values.get(entities) or [])


def document(call: Call, reference: str) -> JsonObject:
    """A document, by upload or by the id of an earlier one.

    Raises:
        ApiError: There is no such file, or it is empty.
    """
    return contents.document(_file(call, reference, "document"))


def photo(call: Call, reference: str) -> JsonObject:
    """A photo, by upload or by the id of an earlier one.

    Raises:
        ApiError: There is no such file, or Telegram would not take it as a photo.
    """
    limits = bot_rules().limits
    file = _file(call, reference, "photo")
    if file.size > limits["photo_bytes"]:
        raise bad_request("file is too big")
    size = picture_size(call.parts.files.where(file))
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > limits["photo_sides"] or max(size) > limits["photo_ratio"] * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return contents.photo(file, size)


def _file(call: Call, reference: str, name: str) -> File:
    files = call.parts.files
    if reference.startswith(_ATTACHED):
        upload = call.uploads.get(reference.removeprefix(_ATTACHED))
        if upload is None:
            raise bad_request(f"there is no {name} in the request")
        if upload.size == 0:
            raise bad_request("file must be non-empty")
        return files.keep(upload)
    if reference.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # the playground reaches nothing beyond this machine
    file = files.find(reference)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return file


def own_message(call: Call, person: Person) -> Message:
    """The bot's message that is to be edited.

    Raises:
        ApiError: It does not exist, is not the bot's, or carries a reply keyboard.
    """
    message = call.parts.history.find(person.id, call.values["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot or message.keyboard is not None:
        raise bad_request("message can't be edited")
    return message


def check_changes(message: Message, body: JsonObject) -> None:
    """Refuse an edit that changes nothing.

    Raises:
        ApiError: Text, entities and buttons are what they were.
    """
    if all(message.body.get(name) == body.get(name) for name in ("text", "entities", "reply_markup")):
        raise bad_request(_NOT_MODIFIED)
