"""The menus of commands, each where it belongs: everybody's, what groups see, the chats of other roles."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from telegram import BotCommandScopeAllGroupChats, BotCommandScopeChat, BotCommandScopeDefault

from bot.core.roles import Role
from bot.telegram.messenger import RefusedError, TryLaterError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from telegram import BotCommandScope

    from bot.catalog.words import Words

log = logging.getLogger(__name__)


class Registry(Protocol):
    """Where menus are registered."""

    async def set_menu(self, scope: BotCommandScope, commands: Mapping[str, str]) -> None:
        """Register commands with their descriptions where they are to be seen."""


class Menus:
    """Not worth failing for: an older menu does its work as well."""

    def __init__(self, words: Words, registry: Registry) -> None:
        self._words = words
        self._registry = registry

    async def everywhere(self, others: Iterable[tuple[int, Role]]) -> None:
        """Register all menus; `others` are the users who have a role beside the officers'."""
        await self._set(BotCommandScopeDefault(), self._words.command)
        await self._set(BotCommandScopeAllGroupChats(), self._words.group_command)
        for user, role in others:
            await self.show(user, role)

    async def show(self, user: int, role: Role) -> None:
        """Register the menu of a user's private chat with the bot; an officer's is everybody's."""
        if role is not Role.OFFICER:
            await self._set(BotCommandScopeChat(user), self.of(role))

    def of(self, role: Role) -> dict[str, str]:
        """The commands that somebody's private chat with the bot shows. All may write reports."""
        own = {Role.REVIEWER: self._words.reviewer_command}.get(role, {})
        more = {Role.ADMIN: self._words.admin_command}.get(role, {})
        return {**own, **self._words.command, **more}

    async def _set(self, scope: BotCommandScope, commands: Mapping[str, str]) -> None:
        try:
            await self._registry.set_menu(scope, commands)
        except (RefusedError, TryLaterError) as error:  # such as to a chat that was never begun
            log.warning("a menu of commands is left as it is: %s", error)
