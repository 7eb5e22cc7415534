"""`config.toml` and the environment → frozen dataclasses. Secrets come from the environment only."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.core.budget import Budget
from bot.tables import TableError, line_of, read_table, structure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HOURS = 24
_ORGANISATION = re.compile(r"[A-Za-z0-9_-]{0,64}")
HOME = Path(__file__).resolve().parents[1]
_TRUE = frozenset({"true", "1", "yes", "on"})
_FALSE = frozenset({"false", "0", "no", "off", ""})
PROFILES = ("material", "official")
POLLING, WEBHOOK = INTAKES = ("polling", "webhook")


@dataclass(frozen=True, slots=True)
class Data:
    """Where things are kept, when it is today, and whose documents and template are used ("": the only one's)."""

    dir: str
    timezone: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Telegram:
    """How to reach Telegram. `intake` is one of `INTAKES`; `slots` chats are served at once."""

    intake: str
    base_url: str
    base_file_url: str
    proxy: str
    poll_seconds: int
    slots: int
    chat_per_second: float
    chat_burst: int
    per_second: float


@dataclass(frozen=True, slots=True)
class Storage:
    """How many workers of one Redis share the chats, and how long a chat is kept that nobody touches; 0: for ever."""

    partitions: int
    lease_seconds: float
    keep_days: int


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use the bot; closed by default."""

    open: bool
    officers: tuple[int, ...]
    admins: tuple[int, ...]

    def allows(self, user: int) -> bool:
        """Whether this Telegram user is on the list."""
        return self.open or user in self.officers or user in self.admins

    def is_admin(self, user: int) -> bool:
        """Whether this Telegram user looks after the bot."""
        return user in self.admins


@dataclass(frozen=True, slots=True)
class Trial(Access):
    """On the local page everybody tries everything."""

    def is_admin(self, user: int) -> bool:  # noqa: ARG002  one signature with the above
        """Everybody does."""
        return True


@dataclass(frozen=True, slots=True)
class Model:
    """Any OpenAI-compatible endpoint; an empty `name` means none, an empty `vision` none that sees.

    Examples are found by words alone where `embeddings` is empty.
    """

    name: str
    vision: str
    embeddings: str
    base_url: str
    temperature: float
    timeout_seconds: float
    connect_seconds: float
    retries: int
    patience_seconds: float
    deadline_seconds: float
    parallel: int
    rest_after_failures: int
    rest_seconds: float


@dataclass(frozen=True, slots=True)
class Label:
    """How a file says that a model had a hand in it."""

    producer: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Documents:
    """How reports are typeset; `profile` is one of `PROFILES`."""

    profile: str


@dataclass(frozen=True, slots=True)
class Playground:
    """The local page."""

    port: int


@dataclass(frozen=True, slots=True)
class Web:
    """Our own HTTP front. A `port` of 0 takes any free one; an `admin_port` of 0 opens none of its own."""

    public_url: str
    path: str
    host: str
    port: int
    admin_host: str
    admin_port: int
    max_body_bytes: int
    body_seconds: float
    idle_seconds: float
    stop_seconds: float

    @property
    def webhook_url(self) -> str:
        """Where Telegram is to send updates."""
        return f"{self.public_url.rstrip('/')}{self.path}"


@dataclass(frozen=True, slots=True)
class Speech:
    """Any endpoint for transcription; an empty `model` means none."""

    model: str
    base_url: str
    timeout_seconds: float
    minutes_a_day: int


@dataclass(frozen=True, slots=True)
class Reminders:
    """The hour of the officers' day at which reminders come."""

    hour: int


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must never be in a file. Left out of every repr, so out of every log."""

    telegram_token: str = ""
    webhook_secret: str = ""
    openai_key: str = ""
    redis_url: str = ""

    def __repr__(self) -> str:
        return "Secrets(…)"


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting."""

    data: Data
    telegram: Telegram
    storage: Storage
    access: Access
    model: Model
    label: Label
    documents: Documents
    speech: Speech
    reminders: Reminders
    playground: Playground
    web: Web
    budget: Budget = field(default_factory=Budget)
    secrets: Secrets = Secrets()

    @property
    def data_dir(self) -> Path:
        """The data folder; a relative one lies beside config.toml."""
        return HOME / self.data.dir

    @property
    def zone(self) -> ZoneInfo:
        """The officers' time zone."""
        return ZoneInfo(self.data.timezone)

    def locally(self, base_url: str, base_file_url: str, token: str) -> Config:
        """The same for a Bot API on this machine: everybody here may use it, and nobody is made to wait."""
        telegram = replace(
            self.telegram,
            base_url=base_url,
            base_file_url=base_file_url,
            proxy="",
            intake=POLLING,
            chat_per_second=0,
            per_second=0,
        )
        return replace(
            self,
            telegram=telegram,
            web=replace(self.web, admin_port=0),
            access=Trial(open=True, officers=(), admins=()),
            secrets=replace(self.secrets, telegram_token=token),
        )


def read_config(path: Path = HOME / "config.toml", environment: Mapping[str, str] = os.environ) -> Config:
    """Read the settings, with the environment's overrides.

    Raises:
        TableError: an unknown key, a missing one, or a value that does not fit, in the file or the environment.
    """
    table = read_table(path)
    for section in fields(Config):
        for key, form in _keys(section.name).items():
            name = f"BIGANZI_{section.name}_{key}".upper()
            if name in environment:
                table.setdefault(section.name, {})[key] = _value(name, environment[name], form)
    config = structure(table, Config, path)
    for key, mend in _faults(config):
        raise TableError(f"{path}{line_of(path, key)}：{mend}")
    secrets = Secrets(
        telegram_token=environment.get("TELEGRAM_BOT_TOKEN", "").strip(),
        webhook_secret=environment.get("TELEGRAM_WEBHOOK_SECRET", "").strip(),
        openai_key=environment.get("OPENAI_API_KEY", "").strip(),
        redis_url=environment.get("REDIS_URL", "").strip(),
    )
    return replace(config, secrets=secrets)


def _faults(config: Config) -> Iterator[tuple[str, str]]:
    """Values that do not fit: the key, and what to write instead."""
    try:
        config.zone  # noqa: B018  an unknown zone is found at start, not at the first answer
    except (ZoneInfoNotFoundError, ValueError):
        yield "timezone", f"没有这个时区 {config.data.timezone}"
    if not _ORGANISATION.fullmatch(config.data.organisation):
        yield "organisation", "data.organisation 请只用英文字母、数字、横线和下划线，最多 64 个，或留空"
    if not 0 <= config.reminders.hour < HOURS:
        yield "hour", "reminders.hour 请写 0 到 23"
    for key in (one.name for one in fields(Budget) if getattr(config.budget, one.name) < 0):
        yield key, f"budget.{key} 请写每月的数量，0 表示不限"
    if config.storage.keep_days < 0:
        yield "keep_days", "storage.keep_days 请写天数，0 表示一直留着"
    if config.telegram.intake not in INTAKES:
        yield "intake", f"telegram.intake 请写 {' 或 '.join(INTAKES)}"
    if config.documents.profile not in PROFILES:
        yield "profile", f"documents.profile 请写 {' 或 '.join(PROFILES)}"


def _keys(section: str) -> dict[str, Any]:
    form = get_type_hints(Config)[section]
    return {} if form is Secrets else get_type_hints(form)


def _value(name: str, words: str, form: object) -> object:
    try:
        if form is bool:
            return _truth(words)
        if form is int:
            return int(words)
        if form is float:
            return float(words)
        if form == tuple[int, ...]:
            return [int(part) for part in words.replace(",", " ").split()]
    except ValueError:
        raise TableError(f"环境变量 {name} 的值“{words}”不合适，请改正或删去") from None
    return words


def _truth(words: str) -> bool:
    if words.lower() in _TRUE:
        return True
    if words.lower() in _FALSE:
        return False
    raise ValueError(words)
