"""Where kept texts lie in tests: in memory."""

from __future__ import annotations


class Drawer(dict):
    """Keeps texts."""

    async def get(self, key):
        return super().get(key)

    async def put(self, key, text):
        self[key] = text


class Drawers(Drawer):
    """Finished texts, and beside them the replies of the work under way until it is `over`."""

    def __init__(self):
        super().__init__()
        self.replies = Drawer()

    def over(self):
        self.replies.clear()


class BrokenOff(Drawers):
    """A piece of work that is killed before any text is finished."""

    async def put(self, key, text):
        pass
