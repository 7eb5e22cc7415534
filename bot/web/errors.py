"""What can be wrong with the front. Every message is one Chinese sentence that names the mend."""

from bot.core.errors import MendableError


class WebError(MendableError):
    """A setting of the front does not fit."""


class PortTakenError(WebError):
    """The address cannot be listened on."""

    def __init__(self, host: str, port: int, setting: str) -> None:
        super().__init__(f"{host} 的端口 {port} 用不了（多半被别的程序占着），请在 config.toml 里改 web.{setting}")
