"""Two unions at one bot: each teaches it a document, a template and a kind of report, and looks wherever one can."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace

from bot.app import build
from bot.config import Access, read_config
from bot.storage import keys
from bot.storage.folder import in_redis
from bot.storage.partitions import Sharing
from tests.conversations.stage import word_file
from tests.drafting.endpoint import Endpoint
from tests.drafting.modelled import true_words
from tests.shell.office import Telegram, office, update

CHIEF = 1
CLOSED = Access(open=False, officers=(), admins=(CHIEF,))
PARTITIONS = 4


@dataclass(frozen=True)
class Union:
    """One of the two: whose people, and words that stand in its documents alone."""

    name: str
    admin: int
    officer: int
    reviewer: int
    mark: str
    kind: str

    @property
    def document(self) -> str:
        return (
            f"一、送温暖活动\n春节前走访慰问困难职工，工会干部{self.mark}，详细了解家中困难，逐户建立帮扶台账，"
            "做到底数清、情况明、措施实。"
        )

    @property
    def letterhead(self) -> bytes:
        return word_file(f"{self.name}红头\n{{{{ 标题 }}}}\n{{{{ 正文 }}}}")

    @property
    def notice(self) -> str:
        return f"关于报送{self.kind}工作总结的通知\n一、工作开展情况\n二、存在的问题\n三、下步打算"


PORT = Union("江口渡运公司工会", 11, 12, 13, "提着热豆浆挨门问冷暖", "渡口安全")
HILL = Union("乙岭索道公司工会", 21, 22, 23, "背着大米袋翻山送到家", "索道检修")
OTHER = {PORT: HILL, HILL: PORT}


class Phone(Telegram):
    """Keeps the buttons of a message with its words."""

    async def send(self, chat, message):
        labels = "".join(f"\n[{button.text}]" for row in message.keyboard for button in row)
        return await super().send(chat, replace(message, text=message.text + labels))


class Town:
    """Both unions, one bot of so many workers, and a model that all of them share."""

    def __init__(self, client, telegram, workers, endpoint):
        self.client, self.telegram, self.workers, self.endpoint = client, telegram, workers, endpoint
        self.numbers = 0

    async def says(self, chat: int, *lines: str) -> list[str]:
        """Words, one after the other; what was said to them."""
        before = len(self.telegram.texts(chat))
        for line in lines:
            self._next()
            await self._bring(chat, update(self.numbers, chat, line))
        return self.telegram.texts(chat)[before:]

    async def sends(self, chat: int, name: str, content: bytes) -> list[str]:
        """A file."""
        before = len(self.telegram.texts(chat))
        self._next()
        self.telegram.files[name] = content
        body = json.loads(update(self.numbers, chat, ""))
        del body["message"]["text"]
        body["message"]["document"] = {"file_id": name, "file_unique_id": name, "file_name": name}
        await self._bring(chat, json.dumps(body).encode())
        return self.telegram.texts(chat)[before:]

    async def presses(self, chat: int, act: str, value: str = "") -> list[str]:
        """A button."""
        before = len(self.telegram.texts(chat))
        self._next()
        person = {"id": chat, "is_bot": False, "first_name": "小满"}
        message = {"message_id": 1, "date": 1_790_000_000, "chat": {"id": chat, "type": "private"}, "text": "x"}
        tap = {"id": str(self.numbers), "from": person, "chat_instance": "1", "data": f"0:{act}:{value}"}
        body = {"update_id": self.numbers, "callback_query": {**tap, "message": message}}
        await self._bring(chat, json.dumps(body).encode())
        return self.telegram.texts(chat)[before:]

    async def _bring(self, chat: int, raw: bytes) -> None:
        """One update, to its end: it, and the slow work that it began."""
        await self.workers[self.numbers % len(self.workers)].intake.store(self.numbers, chat, raw)
        async with asyncio.timeout(30):
            while any(await self._in_hand()):
                await asyncio.sleep(0.01)

    def _next(self) -> None:
        """Numbers of messages rise in a chat, whoever sends."""
        self.numbers = max(self.numbers, len(self.telegram.said)) + 1

    async def _in_hand(self) -> list[int]:
        """All that waits, in one look: work that moves between two looks would be seen by none."""
        async with self.client.pipeline(transaction=True) as look:
            for n in range(PARTITIONS):
                look.xlen(keys.inbox(n)).scard(keys.outboxes(n)).scard(keys.working(n))
            return await look.execute()

    async def comes_in(self, union: Union) -> None:
        """The chief lets in an admin of the union; that one lets in the rest."""
        await self._invited(CHIEF, f"管理 {union.name}", union.admin)
        await self._invited(union.admin, "填报", union.officer)
        await self._invited(union.admin, "审核", union.reviewer)

    async def _invited(self, by: int, words: str, user: int) -> None:
        [said] = await self.says(by, f"/invite {words}")
        token = re.search(r"start=(\S+)", said)[1]
        await self.says(user, f"/start {token}")

    async def teaches(self, union: Union) -> None:
        """The union's admin gives it what is its own."""
        await self.says(union.admin, "/learn")
        await self.sends(union.admin, f"{union.name}.txt", union.document.encode())
        assert "收下了" in "".join(await self.presses(union.admin, "keep"))
        await self.says(union.admin, "/template")
        await self.sends(union.admin, f"{union.name}.docx", union.letterhead)
        await self.says(union.admin, "按通知写", union.notice, "对的", "/share")


async def town(stack: AsyncExitStack, client, url: str, data: str, workers: int) -> Town:
    """A town at work until the stack is left."""
    endpoint = await stack.enter_async_context(Endpoint(true_words).running())
    config = read_config(environment={"BIGANZI_DATA_DIR": data})
    config = replace(config, model=replace(config.model, name="fake", base_url=endpoint.url))
    telegram, sharing = Phone(), Sharing(PARTITIONS, lease=5.0, alone=workers == 1)
    houses = [build(config, folders=in_redis(url)) for _ in range(workers)]
    at_work = [
        await stack.enter_async_context(office(house, client, telegram, sharing, access=CLOSED)) for house in houses
    ]
    return Town(client, telegram, at_work, endpoint)
