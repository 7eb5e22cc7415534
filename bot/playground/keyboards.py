"""Reply markup, checked as Telegram checks it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.playground.errors import bad_request
from bot.playground.rules import bot_rules
from bot.playground.wire import Json, JsonObject

# What an inline button can do, exactly one of these each, and how its value is written.
_ACTIONS: Mapping[str, type] = {
    "url": str,
    "callback_data": str,
    "web_app": dict,
    "login_url": dict,
    "switch_inline_query": str,
    "switch_inline_query_current_chat": str,
    "switch_inline_query_chosen_chat": dict,
    "copy_text": dict,
    "callback_game": dict,
    "pay": bool,
}


@dataclass(frozen=True, slots=True)
class Markup:
    """Buttons under a message, or a change of the keyboard below the chat; never both."""

    inline: JsonObject | None = None
    keyboard: JsonObject | None = None


def checked(markup: JsonObject | None) -> Markup:
    """Read a reply markup.

    Raises:
        ApiError: Telegram would refuse it.
    """
    markup = markup or {}
    if rows := _rows(markup, "keyboard", _reply_button):
        _at_most(rows, "reply_keyboard_buttons")
        return Markup(keyboard={**markup, "keyboard": rows})
    if rows := _rows(markup, "inline_keyboard", _inline_button):
        _at_most(rows, "keyboard_buttons")
        return Markup(inline={"inline_keyboard": rows})
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return Markup(keyboard=markup)
    return Markup()


def inline_only(markup: JsonObject | None) -> JsonObject | None:
    """Read the markup of an edited message, where only an inline keyboard is allowed.

    Raises:
        ApiError: Telegram would refuse it.
    """
    read = checked(markup)
    if read.keyboard is not None:
        raise bad_request("inline keyboard expected")
    return read.inline


def _rows(markup: JsonObject, name: str, button: Callable[[Json], JsonObject]) -> list[list[JsonObject]]:
    rows = markup.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        owner = " of the InlineKeyboardMarkup" if name == "inline_keyboard" else ""
        raise bad_request(f'field "{name}"{owner} must be an Array of Arrays')
    return [[button(item) for item in row] for row in rows if row]


def _at_most(rows: list[list[JsonObject]], limit: str) -> None:
    if sum(map(len, rows)) > bot_rules().limits[limit]:
        raise bad_request("reply markup is too long")


def _reply_button(button: Json) -> JsonObject:
    if isinstance(button, str):
        button = {"text": button}
    _check_text(button, "KeyboardButton must be a String or an Object", "keyboard button")
    return dict(button)


def _inline_button(button: Json) -> JsonObject:
    _check_text(button, "InlineKeyboardButton must be an Object", "inline keyboard button")
    actions = [name for name in _ACTIONS if button.get(name) is not None]
    match actions:
        case []:
            raise _unreadable("Text buttons are unallowed in the inline keyboard")
        case [action]:
            _check_action(action, button[action])
        case _:
            raise _unreadable("InlineKeyboardButton must have exactly one optional field")
    return dict(button)


def _check_text(button: Json, not_an_object: str, name: str) -> None:
    if not isinstance(button, dict):
        raise bad_request(f"can't parse {name}: {not_an_object}")
    if not isinstance(button.get("text"), str):
        raise bad_request(f"can't parse {name}: Can't find field \"text\"")
    if not button["text"].strip():
        raise bad_request(f"{name} text must be non-empty")


def _check_action(action: str, value: Json) -> None:
    _check_kind(action, value)
    if action == "callback_data" and not 0 < len(value.encode()) <= bot_rules().limits["callback_data"]:
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url" and not value.startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")


def _check_kind(action: str, value: Json) -> None:
    if not isinstance(value, _ACTIONS[action]):
        kind = {str: "String", dict: "Object", bool: "Boolean"}[_ACTIONS[action]]
        raise _unreadable(f'Field "{action}" must be of type {kind}')


def _unreadable(why: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {why}")
