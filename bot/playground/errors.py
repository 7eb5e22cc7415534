"""Every way the playground says no, each in the words its reader knows.

The bot reads Telegram's English descriptions, the page reads short codes that `words.js` turns into Chinese,
and whoever starts the server reads one Chinese sentence.
"""

from bot.core.errors import MendableError
from bot.playground.wire import JsonObject


class PlaygroundError(Exception):
    """Anything the playground refuses."""


class PortTakenError(PlaygroundError, MendableError):
    """The port is in use by another program."""

    def __init__(self, port: int) -> None:
        super().__init__(f"端口 {port} 已被别的程序占用，请用 --port 换一个端口再启动")


class NotLoopbackError(PlaygroundError, MendableError):
    """The playground knows no passwords, so it never listens on a network."""

    def __init__(self, host: str) -> None:
        super().__init__(f"演练场只能在本机打开，请把监听地址“{host}”改成 127.0.0.1")


class StoreError(PlaygroundError, MendableError):
    """The folder of the playground cannot be used."""

    def __init__(self, store: object) -> None:
        super().__init__(f"演练场的数据文件夹打不开，请检查“{store}”是否可写，或换一个 BIGANZI_DATA_DIR")


class ParameterError(PlaygroundError):
    """A parameter is missing or cannot be read; the message is the table's own sentence."""


class ApiError(PlaygroundError):
    """A Bot API method failed, as Telegram would report it."""

    def __init__(self, code: int, description: str, parameters: JsonObject | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class PageError(PlaygroundError):
    """A request of the page failed; `code` is a key of `words.js`."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


def bad_request(sentence: str) -> ApiError:
    """Telegram's 400, the answer to nearly every mistake."""
    return ApiError(400, f"Bad Request: {sentence}")
