"""All that an officer can ask the bot to do, by button, command or typed word."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """The value is what a button carries, and a command's name where there is one."""

    START = "start"
    NEW = "new"
    RESUME = "resume"
    MENU = "menu"
    EXAMPLES = "examples"
    DRAFT = "draft"
    DRAFT_AFTER = "draft_after"
    DRAFT_NOW = "draft_now"
    TEXT = "text"
    FILES = "files"
    PROFILE = "profile"
    HELP = "help"
    SKIP = "skip"
    BACK = "back"
    NEXT = "next"
    PAUSE = "pause"
    CANCEL = "cancel"
    EVIDENCE = "evidence"
    REVISE = "revise"

    REWRITE = "rewrite"
    NONE = "none"
    UNKNOWN = "unknown"
    KIND = "kind"
    PERIOD = "period"
    JUMP = "jump"
    PICK = "pick"
    PUT = "put"
    TAKE = "take"
    CHECK = "check"
    CARRY = "carry"
    POINT = "point"

    NOTICE = "notice"
    AGREE = "agree"
    ADD = "add"
    DROP = "drop"
    PURPOSE = "purpose"
    IMPORT = "import"
    LEARN = "learn"
    KEEP = "keep"
    UNLEARN = "unlearn"
    UNLEARN_SURE = "unlearn_sure"
    TEMPLATE = "template"
    SHARE = "share"
    SHARED = "shared"
    UNSHARE = "unshare"

    CHARTS = "charts"
    CHART = "chart"
    NO_CHARTS = "no_charts"

    LEAVE_OUT = "leave_out"
    READ_PHOTO = "read_photo"

    REPORTS = "reports"
    REPORT = "report"
    TAKE_UP = "take_up"
    SEND_AGAIN = "send_again"
    COPY = "copy"
    REMOVE = "remove"
    REMOVE_SURE = "remove_sure"

    REVIEW = "review"
    REVIEW_BY = "review_by"
    REVIEWS = "reviews"
    CHANGES = "changes"
    APPROVE = "approve"
    RETURN = "return"

    REMIND = "remind"
    SNOOZE = "snooze"
    QUIET = "quiet"

    INVITE = "invite"
    MEMBERS = "members"
    REVOKE = "revoke"
    USAGE = "usage"
    UNIT = "unit"
    MYDATA = "mydata"
    DELETE = "delete"
    FORGET = "forget"
    STAY = "stay"
    FULL_NAMES = "full_names"
    MASK_NAMES = "mask_names"


COMMANDS = frozenset(
    {
        Act.START,
        Act.NEW,
        Act.RESUME,
        Act.MENU,
        Act.EXAMPLES,
        Act.DRAFT,
        Act.TEXT,
        Act.FILES,
        Act.PROFILE,
        Act.HELP,
        Act.SKIP,
        Act.BACK,
        Act.PAUSE,
        Act.CANCEL,
        Act.EVIDENCE,
        Act.REVISE,
        Act.NOTICE,
        Act.IMPORT,
        Act.LEARN,
        Act.TEMPLATE,
        Act.SHARE,
        Act.SHARED,
        Act.REPORTS,
        Act.REVIEW,
        Act.REVIEWS,
        Act.CHANGES,
        Act.APPROVE,
        Act.RETURN,
        Act.REMIND,
        Act.INVITE,
        Act.MEMBERS,
        Act.REVOKE,
        Act.USAGE,
        Act.UNIT,
        Act.MYDATA,
        Act.DELETE,
    }
)
"""Acts that are done at a /command, https://core.telegram.org/bots/features#commands. What is left belongs to buttons:
typed, it would do without asking what its button does after it was asked."""
TIED_TO_QUESTION = frozenset(
    {
        Act.SKIP,
        Act.BACK,
        Act.NEXT,
        Act.REWRITE,
        Act.NONE,
        Act.UNKNOWN,
        Act.PICK,
        Act.TAKE,
        Act.CHECK,
        Act.CARRY,
    }
)
"""Acts that mean the question they stand under: pressed under an older one, they are refused."""
