"""What the tests put into lanes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    id: str
    chat: int


class Passing(Exception):  # noqa: N818  stands for a store that is away
    pass


def items(chats: list[int]) -> list[Item]:
    return [Item(str(number), chat) for number, chat in enumerate(chats)]
