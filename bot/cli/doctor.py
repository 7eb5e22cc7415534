"""`doctor`: one line for each part, with the mend for what is missing. Looks only, changes nothing."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from telegram.error import InvalidToken, TelegramError

from bot.app import build, chat_model, seeing
from bot.core.errors import MendableError
from bot.documents.fonts import NO_FONTS, lacking, standing_in
from bot.drafting.model import ModelError
from bot.storage.binary import find_server
from bot.storage.client import connect as connect_store
from bot.storage.client import ping
from bot.storage.desk import Desk
from bot.storage.errors import StorageError
from bot.storage.server import running
from bot.telegram.connect import connect as connect_bot

if TYPE_CHECKING:
    from bot.config import Config

TELEGRAM_SECONDS = 15
GOOD, MISSING, WRONG = "✓", "–", "✗"


async def examine(config: Config) -> list[str]:
    """What is configured, reachable and missing, a line each."""
    return [
        _subject_matter(config),
        _data(config),
        await _store(config),
        await _telegram(config),
        await _model(config),
        await _vision(config),
        _fonts(),
        _access(config),
        _budget(config),
    ]


def _subject_matter(config: Config) -> str:
    try:
        house = build(config)
        documents = len(house.library.documents())
    except MendableError as error:
        return f"{WRONG} 资料：{error}"
    return (
        f"{GOOD} 资料：报告 {len(house.book.outlines)} 种，工作块 {len(house.book.areas)} 个，本单位文件 {documents} 份"
    )


def _data(config: Config) -> str:
    folder = config.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        return f"{WRONG} 数据：{folder} 写不进去（{error.strerror}），请换一个 BIGANZI_DATA_DIR"
    return f"{GOOD} 数据：{folder}"


def _fonts() -> str:
    if lacking():
        return f"{MISSING} 字体：{NO_FONTS}"
    if substitutes := standing_in():
        return f"{GOOD} 字体：PDF 出得了，仿宋、楷体暂用 {'、'.join(substitutes)} 代替；运行 make fonts 可以装上"
    return f"{GOOD} 字体：仿宋、楷体、黑体、宋体都有"


async def _store(config: Config) -> str:
    url = config.secrets.redis_url
    try:
        if url:
            return f"{GOOD} 存储：REDIS_URL 连得上，{await _dead_letters(url)}"
        program = find_server(config.data_dir / "redis")
        own = running(config.data_dir)
        unread = await _dead_letters(own) if own else "没有开着，读不懂的消息等开了再看"
    except StorageError as error:
        return f"{WRONG} 存储：{error}"
    return f"{GOOD} 存储：没有设 REDIS_URL，用自带的 {program}，{unread}"


async def _dead_letters(url: str) -> str:
    """How many there are, and why; their words are nobody's business."""
    client = connect_store(url)
    try:
        await ping(client)
        reasons = Counter(letter.reason for letter in await Desk(client).dead_letters())
    finally:
        await client.aclose()
    listed = "、".join(f"{reason} {count}" for reason, count in reasons.most_common())
    return f"读不懂的消息 {reasons.total()} 条" + (f"（{listed}）" if listed else "")


async def _telegram(config: Config) -> str:
    if not config.secrets.telegram_token:
        return f"{MISSING} Telegram：没有设 TELEGRAM_BOT_TOKEN，run 会开本机的试用页；向 @BotFather 要一个就能上线"
    bot = connect_bot(config.secrets.telegram_token, config.telegram)
    try:
        async with asyncio.timeout(TELEGRAM_SECONDS):
            me = await bot.get_me()
    except InvalidToken:
        return f"{WRONG} Telegram：不认这个 TELEGRAM_BOT_TOKEN，请向 @BotFather 核对"
    except (TelegramError, TimeoutError) as error:
        kind = type(error).__name__
        return f"{WRONG} Telegram：连不上（{kind}），请检查网络，或在 config.toml 里设 telegram.proxy"
    finally:
        await bot.shutdown()
    return f"{GOOD} Telegram：@{me.username}"


async def _model(config: Config) -> str:
    if not config.model.name:
        return f"{MISSING} 模型：没有设 model.name，报告由素稿写法整理；接上模型文字会更顺"
    try:
        await chat_model(config).reply("只回一个字。", "好")
    except ModelError as error:
        return f"{WRONG} 模型：{config.model.name} 没有应答（{error}），请检查 OPENAI_API_KEY 和 model.base_url"
    return f"{GOOD} 模型：{config.model.name}"


async def _vision(config: Config) -> str:
    if not config.model.vision:
        return f"{MISSING} 看照片：没有设 model.vision，照片照样进报告，只是不能读成文字"
    try:
        await chat_model(seeing(config)).reply("只回一个字。", "好")
    except ModelError as error:
        return f"{WRONG} 看照片：{config.model.vision} 没有应答（{error}），请检查 model.vision 和 model.base_url"
    return f"{GOOD} 看照片：{config.model.vision}"


def _access(config: Config) -> str:
    if config.access.open:
        return f"{GOOD} 权限：谁找到都能用（access.open）"
    people = len({*config.access.officers, *config.access.admins})
    if not people:
        return f"{MISSING} 权限：名单是空的，请把各位的 Telegram 编号写进 access.officers"
    return f"{GOOD} 权限：名单上 {people} 人"


def _budget(config: Config) -> str:
    budget = config.budget
    limits = {
        "每人的模型词元": budget.tokens_per_user,
        "大家的模型词元": budget.tokens,
        "每人的文件": budget.files_per_user,
    }
    told = "、".join(f"{what} {most}" for what, most in limits.items() if most)
    if not told:
        return f"{MISSING} 额度：没有设 budget，模型和文件每月用多少都行"
    return f"{GOOD} 额度：每月{told}，用了多少看 /usage"
