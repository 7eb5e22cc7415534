"""Redis as this room uses it: plain commands and whole scripts, their errors turned into ours."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from redis.asyncio import Redis

from bot.storage import keys, scripts
from bot.storage.client import answered
from bot.storage.errors import LostError
from bot.storage.hold import Hold

if TYPE_CHECKING:
    from redis.commands.core import AsyncScript

Arg = str | bytes | int


class Store:
    """One client and its scripts."""

    def __init__(self, client: Redis) -> None:
        self._client = client
        self._scripts: dict[str, AsyncScript] = {}

    async def run(self, script: str, names: Sequence[str], args: Sequence[Arg]) -> Any:  # noqa: ANN401  see the script
        """Run a script as one step.

        Raises:
            StorageError
        """
        if script not in self._scripts:
            self._scripts[script] = self._client.register_script(script)
        async with answered():
            return await self._scripts[script](keys=names, args=args)

    async def run_fenced(  # its answer's type follows from the script
        self, script: str, hold: Hold, names: Sequence[str], args: Sequence[Arg]
    ) -> Any:  # noqa: ANN401
        """Run a script that begins with `scripts.FENCED`, under a hold.

        Raises:
            LostError: the partition is another worker's; nothing was written.
            StorageError
        """
        if hold.gone:
            raise LostError
        answer = await self.run(script, [keys.FENCES, *names], [hold.partition, hold.fence, *args])
        if answer == scripts.LOST:
            hold.end()
            raise LostError
        return answer

    async def run_under(self, hold: Hold | None, script: str, names: Sequence[str], args: Sequence[Arg]) -> Any:  # noqa: ANN401  same
        """Run a script that writes, under a hold where it follows from a chat's effect.

        Raises:
            LostError: as from `run_fenced`.
            StorageError
        """
        if hold is None:
            return await self.run(script, names, args)
        return await self.run_fenced(scripts.UNDER_A_HOLD + script, hold, names, args)

    async def write(self, hold: Hold | None, *words: Arg) -> Any:  # noqa: ANN401  as from `ask`
        """Run one command as `run_under` runs a script."""
        return await (self.ask(*words) if hold is None else self.run_under(hold, scripts.COMMAND, [], words))

    async def ask(self, *words: Arg) -> Any:  # noqa: ANN401  the reply's type follows from the command
        """Run one command.

        Raises:
            StorageError
        """
        async with answered():
            return await self._client.execute_command(*words)  # type: ignore[no-untyped-call]  # redis leaves it so
