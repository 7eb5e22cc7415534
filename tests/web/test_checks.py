"""Settings that do not fit are found at the start, in one sentence that names the mend."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.config import HOME, read_config
from bot.tables import TableError
from bot.web.errors import WebError
from bot.web.front import Front
from bot.web.hook import Hook
from tests.web.stand import SECRET, SETTINGS, no_figures, well

EVERYWHERE = "0.0.0.0"  # noqa: S104  nothing is bound here


def front(secret=SECRET, **changes):
    hook = None if secret is None else Hook(secret, *(3 * [print]))
    return Front(replace(SETTINGS, **changes), hook, well, no_figures)


@pytest.mark.parametrize(
    "changes",
    [
        {"public_url": "http://10.0.0.5:88/bots/"},
        {"path": "/a/b-c_d.e~f"},
        {"host": "::1"},
        {"host": "localhost"},
        {"host": EVERYWHERE, "admin_port": 8081},
        {"secret": "x" * 256},
        {"secret": None, "public_url": "", "host": EVERYWHERE},
    ],
)
def test_settings_that_fit_are_taken(changes):
    assert front(**changes)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"secret": ""}, "TELEGRAM_WEBHOOK_SECRET"),
        ({"secret": "x" * 257}, "TELEGRAM_WEBHOOK_SECRET"),
        ({"secret": "two words"}, "TELEGRAM_WEBHOOK_SECRET"),
        ({"secret": "密钥"}, "TELEGRAM_WEBHOOK_SECRET"),
        ({"secret": f"{SECRET}\n"}, "TELEGRAM_WEBHOOK_SECRET"),
        ({"public_url": ""}, "web.public_url"),
        ({"public_url": "bot.example.org"}, "web.public_url"),
        ({"public_url": "ftp://bot.example.org"}, "web.public_url"),
        ({"public_url": "https://"}, "web.public_url"),
        ({"public_url": "https://bot.example.org?x=1"}, "web.public_url"),
        ({"public_url": "https://bot.example.org:https"}, "web.public_url"),
        ({"path": ""}, "web.path"),
        ({"path": "telegram"}, "web.path"),
        ({"path": "/"}, "web.path"),
        ({"path": "/{x}"}, "web.path"),
        ({"path": "/metrics"}, "web.path"),
        ({"host": EVERYWHERE}, "web.admin_port"),
        ({"host": "example.org"}, "web.admin_port"),
        ({"port": 65536}, "web.port"),
        ({"admin_port": -1}, "web.admin_port"),
        ({"max_body_bytes": 0}, "web.max_body_bytes"),
        ({"body_seconds": 0.0}, "web.body_seconds"),
        ({"idle_seconds": -1.0}, "web.idle_seconds"),
        ({"stop_seconds": 0.0}, "web.stop_seconds"),
    ],
)
def test_a_setting_that_does_not_fit_is_named(changes, named):
    with pytest.raises(WebError) as caught:
        front(**changes)
    assert named in str(caught.value)
    assert changes.get("secret") in (None, "") or changes["secret"].strip() not in str(caught.value)


def test_the_address_for_telegram_joins_the_public_one_and_the_path():
    assert replace(SETTINGS, public_url="https://a.example/bots/").webhook_url == "https://a.example/bots/telegram"


def test_polling_is_the_rule_and_the_environment_may_choose_the_webhook():
    assert read_config(HOME / "config.toml", {}).telegram.intake == "polling"
    chosen = read_config(
        HOME / "config.toml",
        {"BIGANZI_TELEGRAM_INTAKE": "webhook", "TELEGRAM_WEBHOOK_SECRET": SECRET, "BIGANZI_WEB_PORT": "9000"},
    )
    assert (chosen.telegram.intake, chosen.web.port, chosen.secrets.webhook_secret) == ("webhook", 9000, SECRET)
    assert SECRET not in repr(chosen)


def test_another_kind_of_intake_is_refused_with_its_line():
    with pytest.raises(TableError, match=r"第 \d+ 行：telegram\.intake 请写 polling 或 webhook"):
        read_config(HOME / "config.toml", {"BIGANZI_TELEGRAM_INTAKE": "pigeon"})
