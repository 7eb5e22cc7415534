"""Parts of the work that go on until the end, each in a task of its own."""

from __future__ import annotations

import asyncio


async def first_to_end(*tasks: asyncio.Task[None]) -> None:
    """Wait for the first; what it raises is raised.

    A part that stands still unseen would leave officers without an answer: a process that ends is started again.
    """
    ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in ended:
        task.result()


async def stop(task: asyncio.Task[None]) -> None:
    """Cancel a task, and wait until it is over."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
