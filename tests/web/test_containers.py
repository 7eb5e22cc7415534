"""Dockerfile and compose.yaml: whatever in them runs without Docker is run."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest

from bot.config import HOME, Config, read_config
from bot.storage.binary import candidates
from tests.web.image import all_of, compose, context, copied, environment, instructions, listed
from tests.web.stand import free_port, standing

SECRETS = {"TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "OPENAI_API_KEY", "REDIS_URL"}
SETTINGS = {
    f"BIGANZI_{section}_{setting.name}".upper()
    for section, form in get_type_hints(Config).items()
    if section != "secrets"
    for setting in fields(form)
}
PIP = {"PIP_NO_CACHE_DIR", "PIP_DISABLE_PIP_VERSION_CHECK"}
PYTHON = {"PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}
OURS = re.compile(r"\b(?:BIGANZI|TELEGRAM|OPENAI|REDIS)_[A-Z_]+\b")


def python(*words, cwd, **given):
    """What runs in the image, with this Python and nothing of the tests' environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, *words]
    return subprocess.run(  # noqa: S603  what our own Dockerfile says
        command, cwd=cwd, env=kept | given, capture_output=True, text=True, timeout=30, check=False
    )


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("image") / "app"
    folder.mkdir()
    context(folder)
    return folder


def test_every_instruction_is_known_and_the_order_holds():
    names = [name for name, _ in instructions()]
    assert set(names) <= {
        *("FROM", "ENV", "RUN", "WORKDIR", "COPY", "USER", "VOLUME", "EXPOSE"),
        *("STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD"),
    }
    assert names.index("USER") < names.index("ENTRYPOINT")
    assert not {"COPY", "RUN"} & set(names[names.index("USER") :])


def test_the_image_is_named_without_a_registry_and_runs_as_nobody_special():
    (base,) = all_of("FROM")
    assert re.fullmatch(r"python:3\.\d+-slim", base)
    assert all_of("USER") == ["biganzi"]
    assert any("useradd" in run and "biganzi" in run for run in all_of("RUN"))
    assert all_of("STOPSIGNAL") == ["SIGTERM"]
    text = (HOME / "Dockerfile").read_text(encoding="utf-8") + (HOME / "compose.yaml").read_text(encoding="utf-8")
    assert not re.search(r"https?://|--index|--extra-index|--trusted-host|PIP_INDEX", text)


def test_the_libraries_are_those_of_the_lock():
    (install,) = [run for run in all_of("RUN") if "pip install" in run]
    assert "--constraint constraints.txt" in install
    before = [rest for name, rest in instructions()][: instructions().index(("RUN", install))]
    assert any("constraints.txt" in rest and "pyproject.toml" in rest for rest in before)


def test_all_that_is_copied_exists_and_holds_no_data(app):
    assert {source.removeprefix("./") for source, _ in copied()} >= {"bot", "knowledge", "prompts", "config.toml"}
    assert sorted(path.name for path in app.iterdir()) == sorted(
        ["LICENSE", "README.md", "bot", "config.toml", "constraints.txt", "knowledge", "prompts", "pyproject.toml"]
    )
    assert not list(app.rglob("__pycache__"))


def test_the_command_of_the_image_runs_from_what_is_copied(app, tmp_path):
    entry, command = listed("ENTRYPOINT"), listed("CMD")
    assert entry[0] == "python"
    known = python(*entry[1:], *command, "--help", cwd=app)
    assert (known.returncode, known.stderr) == (0, "")
    assert "run" in known.stdout
    assert python("-c", "import bot; print(bot.__file__)", cwd=app).stdout.startswith(str(app))
    found = python(*entry[1:], "search", "送温暖", "--json", cwd=app, BIGANZI_DATA_DIR=str(tmp_path))
    assert found.returncode == 0, found.stderr
    assert '"text"' in found.stdout


async def probed(app, **given):
    words = listed("HEALTHCHECK")
    assert words[0] == "python"
    return await asyncio.to_thread(python, *words[1:], cwd=app, **(environment() | given))


async def test_the_health_check_of_the_image_tells_well_from_unwell(app):
    ill = False

    async def health():
        return {"store": not ill}

    assert environment()["BIGANZI_WEB_ADMIN_PORT"] != "0"
    port = free_port()
    async with standing(None, health, admin_port=port):
        answered = await probed(app, BIGANZI_WEB_ADMIN_PORT=str(port), http_proxy="http://127.0.0.1:1")
        assert (answered.returncode, answered.stdout) == (0, '{"store": true}\n')
        ill = True
        answered = await probed(app, BIGANZI_WEB_ADMIN_PORT=str(port))
        assert (answered.returncode, answered.stdout) == (1, '{"store": false}\n')
    answered = await probed(app, BIGANZI_WEB_ADMIN_PORT=str(port))
    assert answered.returncode == 1
    assert "Traceback" not in answered.stderr


def test_every_name_in_the_environment_is_one_that_is_known():
    worker = compose()["services"]["worker"]
    given = {*environment(), *worker["environment"]}
    ours = {name for name in given if OURS.fullmatch(name)}
    assert {"REDIS_URL", "TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "BIGANZI_DATA_DIR"} <= ours
    assert ours <= SECRETS | SETTINGS
    assert given - ours <= PIP | PYTHON
    mentioned = set(OURS.findall((HOME / "compose.yaml").read_text(encoding="utf-8")))
    assert mentioned <= SECRETS | SETTINGS


def test_the_image_s_own_settings_are_taken_by_the_config():
    config = read_config(HOME / "config.toml", environment())
    assert str(config.data_dir) in all_of("VOLUME")
    assert str(config.web.port) in all_of("EXPOSE")
    assert config.web.admin_port not in (0, config.web.port)


def test_no_secret_is_baked_in():
    assert not SECRETS & set(environment())
    assert not all_of("ARG")
    for service in compose()["services"].values():
        for name, value in service.get("environment", {}).items():
            assert name not in SECRETS - {"REDIS_URL"} or value is None or value.startswith(f"${{{name}:?")
        assert "@" not in service.get("environment", {}).get("REDIS_URL", "")


def test_the_parts_of_compose_refer_to_each_other():
    parts = compose()
    for name, service in parts["services"].items():
        for needed, how in service.get("depends_on", {}).items():
            assert how == {"condition": "service_healthy"}
            assert needed == "worker" or "healthcheck" in parts["services"][needed]
        for volume in service["volumes"]:
            source, target = volume.split(":")[:2]
            assert source in parts["volumes"] or (HOME / source).is_file()
            assert target.startswith("/"), name
        assert set(service["networks"]) <= set(parts["networks"])
    worker, gate = parts["services"]["worker"], parts["services"]["gate"]
    assert f"data:{environment()['BIGANZI_DATA_DIR']}" in worker["volumes"]
    assert gate["profiles"] == ["webhook"]
    assert f"worker:{environment()['BIGANZI_WEB_PORT']}" in gate["command"]
    assert set(gate["networks"]) & set(worker["networks"])
    assert worker["environment"]["REDIS_URL"].startswith("redis://redis:")
    assert set(worker["networks"]) & set(parts["services"]["redis"]["networks"])
    assert "ports" not in parts["services"]["redis"]
    assert parts["networks"]["store"] == {"internal": True}


def test_compose_gives_a_worker_longer_to_end_than_it_takes():
    web = read_config(HOME / "config.toml", environment()).web
    assert int(compose()["services"]["worker"]["stop_grace_period"].removesuffix("s")) > 2 * web.stop_seconds


class Store:
    """The store of compose.yaml as a process of this machine, on a free port of loopback."""

    def __init__(self, folder):
        self._service = compose()["services"]["redis"]
        self._server = next(candidates())
        self._caller = shutil.which("redis-cli") or str(Path(self._server).with_name("redis-cli"))
        self._port = str(free_port())
        self._folder = str(folder)
        self._process = None

    def call(self, *words):
        return self._run([self._caller, "-p", self._port, *words]).stdout.split()

    def is_well(self):
        kind, test = self._service["healthcheck"]["test"]
        assert kind == "CMD-SHELL"
        line = test.replace("redis-cli", f"{self._caller} -p {self._port}", 1)
        return self._run(["/bin/sh", "-c", line]).returncode == 0

    def start(self):
        name, *words = self._service["command"]
        assert name == "redis-server"
        here = ["--port", self._port, "--bind", "127.0.0.1", "--dir", self._folder]
        self._process = subprocess.Popen([self._server, *words, *here], stdout=subprocess.DEVNULL)  # noqa: S603  ours
        deadline = time.monotonic() + 5
        while not self.is_well():
            assert time.monotonic() < deadline, "the store did not start"
            time.sleep(0.02)

    def kill(self):
        if self._process:
            self._process.kill()
            self._process.wait()

    def _run(self, command):
        return subprocess.run(command, capture_output=True, text=True, timeout=5, check=False)  # noqa: S603  ours


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path)
    yield store
    store.kill()


def test_the_store_of_compose_is_found_well_and_keeps_what_it_acknowledged(store):
    assert compose()["services"]["redis"]["volumes"] == ["redis:/data"]
    assert not store.is_well()
    store.start()
    assert store.call("SET", "answer", "kept") == ["OK"]
    store.kill()
    assert not store.is_well()
    store.start()
    assert store.call("GET", "answer") == ["kept"]
    assert store.call("CONFIG", "GET", "maxmemory-policy") == ["maxmemory-policy", "noeviction"]
    assert store.call("CONFIG", "GET", "appendfsync") == ["appendfsync", "always"]
