# Two commands do it all: `make run` shows Tidings with news in it, `make test` tests it.
# Both set up by themselves. Python 3.11 or newer is all that must be there.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LIBRARY ?= library/sample.sqlite
SETUP := $(VENV)/.setup
DEV := $(VENV)/.dev

.PHONY: run setup test check texts bench lock clean

run: $(SETUP)
	TIDINGS_LIBRARY=$${TIDINGS_LIBRARY:-$(LIBRARY)} $(BIN)/tidings serve --sample

setup: $(SETUP)

test: $(DEV)
	$(BIN)/python tools/browser.py
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

check: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/check_docs.py
	$(BIN)/python tools/texts.py --check

# Bring the catalogues of the interface's texts up to date.
texts: $(DEV)
	$(BIN)/python tools/texts.py

bench: $(DEV)
	$(BIN)/python -m bench

# Choose versions anew and write them down with their hashes.
lock: $(DEV)
	$(BIN)/python tools/lock.py

clean:
	rm -rf $(VENV) library build dist

$(SETUP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Tidings needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { echo "this Python can't make environments: install its venv package (python3-venv)"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): $(SETUP) requirements-dev.lock requirements-clients.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
	  --ignore-requires-python -r requirements-clients.lock
	@touch $@
