# Two commands for a newcomer: `make run` and `make test`.
# From Debian's packages: chromium, chromium-driver and fonts-noto-cjk for the browser tests, libreoffice-writer-nogui and
# fontconfig for the test that opens our files, fonts-noto-color-emoji for `make pictures`; `make fonts` takes the
# typefaces of offices out of texlive-lang-chinese.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test chaos bench eval pictures fonts lint fix lock clean

run: $(VENV)/.run
	$(BIN)/python -m bot run

test: $(VENV)/.test
	tests/install_debian_packages.sh
	$(BIN)/python -m pytest

chaos: $(VENV)/.test
	$(BIN)/python -m tests.chaos.run $(CHAOS)

bench: $(VENV)/.test
	$(BIN)/python -m tests.chaos.bench $(BENCH)

eval: $(VENV)/.test
	$(BIN)/python -m tests.eval.run $(EVAL)

pictures: $(VENV)/.test
	$(BIN)/python -m tests.documents.make_pictures
	$(BIN)/python -m tests.conversations.take_pictures

fonts:
	bot/documents/install_fonts.sh

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fix: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:
	uv pip compile --universal --no-header --no-annotate --all-extras pyproject.toml -o constraints.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.12" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/.test: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test]'
	touch $@ $(VENV)/.run
