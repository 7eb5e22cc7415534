"""Who may do what: officers write, reviewers answer what is sent to them, admins look after the bot."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The values are stored, and typed behind /invite."""

    OFFICER = "officer"
    REVIEWER = "reviewer"
    ADMIN = "admin"
