"""What Telegram refuses, and the sentence it refuses it with; calls are (method, parameters)."""

CHAT = "the officer's chat"
BAD = "Bad Request: "
LATE = "query is too old and response timeout expired or query ID is invalid"
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


def buttons(*rows):
    return {"inline_keyboard": [list(row) for row in rows]}


def key(**fields):
    return {"text": "键", **fields}


def send(text="好", **values):
    return "sendMessage", {"chat_id": CHAT, "text": text, **values}


def keyed(**fields):
    return send(reply_markup=buttons([key(**fields)]))


def html(text):
    return send(text, parse_mode="HTML")


def menu(command="start", description="开始"):
    return "setMyCommands", {"commands": [{"command": command, "description": description}]}


def edit(**values):
    return "editMessageText", {"chat_id": CHAT, "message_id": 2, "text": "好", **values}


def album(*kinds):
    return "sendMediaGroup", {"chat_id": CHAT, "media": [{"type": kind, "media": "attach://a"} for kind in kinds]}


REFUSED = {
    "no chat": (("sendMessage", {"text": "好"}), "chat_id is empty"),
    "unknown chat": (("sendMessage", {"text": "好", "chat_id": 7}), "chat not found"),
    "chat by name": (("sendMessage", {"text": "好", "chat_id": "@someone"}), "chat not found"),
    "no text": (("sendMessage", {"chat_id": CHAT}), "message text is empty"),
    "empty text": (send(""), "message text is empty"),
    "blank text": (send(" \n "), "text must be non-empty"),
    "text of tags": (html("<b></b>"), "text must be non-empty"),
    "long text": (send("长" * 4097), "message is too long"),
    "long text in surrogates": (send("👍" * 2049), "message is too long"),
    "endless text": (send("长" * 11000), "text is too long"),
    "unknown parse mode": (send("好", parse_mode="BBCode"), "unsupported parse_mode"),
    "unknown tag": (html("a<font>b"), 'can\'t parse entities: Unsupported start tag "font" at byte offset 1'),
    "byte offset": (html("好<x>"), 'can\'t parse entities: Unsupported start tag "x" at byte offset 3'),
    "bare less-than": (html("1 < 2"), 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
    "unclosed tag": (html("<b>好"), "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
    "cut tag": (html("<b"), "can't parse entities: Unclosed start tag at byte offset 0"),
    "stray end": (html("好</b>"), "can't parse entities: Unexpected end tag at byte offset 3"),
    "crossed tags": (
        html("<b><i>好</b></i>"),
        'can\'t parse entities: Unmatched end tag at byte offset 9, expected "</i>", found "</b>"',
    ),
    "plain span": (
        html("<span>好</span>"),
        'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset 0',
    ),
    "bad entity": (
        send("好", entities=[{"type": "bold", "offset": 0}]),
        "can't parse MessageEntity: Can't find field \"length\"",
    ),
    "entity beyond the text": (
        send("好", entities=[{"type": "bold", "offset": 0, "length": 9}]),
        "entity beginning at UTF-16 offset 0 ends after the end of the text",
    ),
    "reply to nothing": (send(reply_parameters={"message_id": 99}), "message to be replied not found"),
    "reply elsewhere": (send(reply_parameters={"message_id": 1, "chat_id": 5}), "message to be replied not found"),
    "broken reply": (send(reply_parameters="{"), "can't parse reply parameters JSON object"),
    "long button data": (keyed(callback_data="长" * 22), "BUTTON_DATA_INVALID"),
    "empty button data": (keyed(callback_data=""), "BUTTON_DATA_INVALID"),
    "button that does nothing": (
        keyed(),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    "button that does two things": (
        keyed(callback_data="a", url="https://example.org"),
        "can't parse inline keyboard button: InlineKeyboardButton must have exactly one optional field",
    ),
    "button with a number for data": (
        keyed(callback_data=1),
        'can\'t parse inline keyboard button: Field "callback_data" must be of type String',
    ),
    "button without text": (
        send(reply_markup=buttons([{"callback_data": "a"}])),
        "can't parse inline keyboard button: Can't find field \"text\"",
    ),
    "button with empty text": (
        send(reply_markup=buttons([{"text": "", "callback_data": "a"}])),
        "inline keyboard button text must be non-empty",
    ),
    "button with a bad address": (
        keyed(url="ftp://127.0.0.1/x"),
        "inline keyboard button URL 'ftp://127.0.0.1/x' is invalid: Wrong HTTP URL",
    ),
    "buttons not in rows": (
        send(reply_markup={"inline_keyboard": [key(callback_data="a")]}),
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    "too many buttons": (send(reply_markup=buttons(*[[key(callback_data="a")]] * 101)), "reply markup is too long"),
    "broken markup": (send(reply_markup="{"), "can't parse reply keyboard markup JSON object"),
    "edit of nothing": (edit(message_id=99), "message to edit not found"),
    "edit of the officer's words": (edit(message_id=1), "message can't be edited"),
    "edit without change": (edit(text="<b>好</b>", parse_mode="HTML"), SAME),
    "edit of a document": (edit(message_id=3), "there is no text in the message to edit"),
    "edit to a reply keyboard": (edit(reply_markup={"keyboard": [["是"]]}), "inline keyboard expected"),
    "edit without text": (edit(text=""), "message text is empty"),
    "buttons without change": (("editMessageReplyMarkup", {"chat_id": CHAT, "message_id": 2}), SAME),
    "deletion of nothing": (("deleteMessage", {"chat_id": CHAT, "message_id": 99}), "message to delete not found"),
    "unknown press": (("answerCallbackQuery", {"callback_query_id": "1"}), LATE),
    "long answer": (("answerCallbackQuery", {"callback_query_id": "1", "text": "长" * 201}), "MESSAGE_TOO_LONG"),
    "unknown action": (
        ("sendChatAction", {"chat_id": CHAT, "action": "dancing"}),
        "wrong parameter action in request",
    ),
    "draft without number": (("sendMessageDraft", {"chat_id": CHAT, "draft_id": 0, "text": "好"}), "DRAFT_ID_INVALID"),
    "long draft": (("sendMessageDraft", {"chat_id": CHAT, "draft_id": 1, "text": "长" * 4097}), "message is too long"),
    "no document": (("sendDocument", {"chat_id": CHAT}), "there is no document in the request"),
    "unknown document": (
        ("sendDocument", {"chat_id": CHAT, "document": "BQADx"}),
        "wrong file identifier/HTTP URL specified",
    ),
    "document not attached": (
        ("sendDocument", {"chat_id": CHAT, "document": "attach://a"}),
        "there is no document in the request",
    ),
    "document from the web": (
        ("sendDocument", {"chat_id": CHAT, "document": "https://example.org/a.pdf"}),
        "failed to get HTTP URL content",
    ),
    "album of one": (album("photo"), "too few messages to send as an album"),
    "album of eleven": (album(*["photo"] * 11), "too many messages to send as an album"),
    "mixed album": (album("photo", "document"), "document can't be mixed with other media types"),
    "album of animations": (
        album("animation", "photo"),
        'can\'t parse InputMedia: type "animation" is unsupported',
    ),
    "no album": (("sendMediaGroup", {"chat_id": CHAT}), 'parameter "media" is required'),
    "unknown file": (("getFile", {"file_id": "BQADx"}), "invalid file_id"),
    "no file": (("getFile", {}), "file_id not specified"),
    "command in capitals": (menu("Start"), "BOT_COMMAND_INVALID"),
    "command in Chinese": (menu("开始"), "BOT_COMMAND_INVALID"),
    "long command": (menu("a" * 33), "command length must not exceed 32"),
    "empty command": (menu(""), "command must be non-empty"),
    "command without words": (menu(description=" "), "command description must be non-empty"),
    "wordy command": (menu(description="长" * 257), "command description length must not exceed 256"),
    "too many commands": (
        ("setMyCommands", {"commands": [{"command": f"c{n}", "description": "一"} for n in range(101)]}),
        "BOT_COMMANDS_TOO_MUCH",
    ),
    "unknown scope": (
        ("getMyCommands", {"scope": {"type": "everyone"}}),
        "can't parse BotCommandScope: Unsupported type specified",
    ),
    "half a surrogate": (send("\ud83d"), "can't parse the request"),
}
