"""Reads Dockerfile, .dockerignore and compose.yaml as far as the tests need: Docker itself is not there."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from fnmatch import fnmatch

import yaml

from bot.config import HOME


def instructions():
    """Every instruction of the Dockerfile: its name and the rest of its line."""
    text = re.sub(r"(?m)^\s*#.*\n", "", (HOME / "Dockerfile").read_text(encoding="utf-8"))
    lines = text.replace("\\\n", " ").splitlines()
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in lines) if name]


def all_of(wanted):
    return [rest for name, rest in instructions() if name == wanted]


def listed(wanted):
    """The words of an instruction in its JSON form; what stands before them is left out."""
    (rest,) = all_of(wanted)
    return json.loads(rest[rest.index("[") :])


def environment():
    """What ENV sets."""
    return dict(pair.split("=", 1) for rest in all_of("ENV") for pair in shlex.split(rest))


def copied():
    """What is copied into the image, as pairs of source and target."""
    pairs = []
    for rest in all_of("COPY"):
        *sources, target = rest.split()
        pairs += [(source, target if len(sources) == 1 and target != "./" else source) for source in sources]
    return pairs


def context(folder):
    """Copy what the image would hold of the project into a folder, as .dockerignore lets it."""
    rules = (HOME / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_in = {rule[1:] for rule in rules if rule.startswith("!")}
    kept_out = [rule.removeprefix("**/") for rule in rules if rule.startswith("**/")]
    assert "*" in rules

    def ignored(_, names):
        return [name for name in names if any(fnmatch(name, rule) for rule in kept_out)]

    for source, target in copied():
        assert source in let_in, f"{source} is kept out by .dockerignore"
        if (HOME / source).is_dir():
            shutil.copytree(HOME / source, folder / target, ignore=ignored)
        else:
            shutil.copy(HOME / source, folder / target)


def compose():
    return yaml.safe_load((HOME / "compose.yaml").read_text(encoding="utf-8"))
