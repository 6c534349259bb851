# One command each: `make run` starts Discern, `make test` tests it. Needs Python 3.11 or later, make, and pip's network.

DATA ?= data
PORT ?= 8000
# Give PYTHON to choose the interpreter; otherwise the newest of these that works.
PYTHON ?=
PYTHONS = $(if $(PYTHON),$(PYTHON),python3.13 python3.12 python3.11 python3)
# Tests that share nothing run two at a time; journeys by files and databases, for those of one share a server, and one more of them,
# for they wait as often as they compute.
JOBS ?= 2
JOURNEY_JOBS ?= 3
PYTEST_ARGS ?=
# Files of web/e2e to run; none runs all.
SPECS ?=

VENV = .venv
BIN = $(VENV)/bin
# Many images set this. Each process that we start would compile all that it imports again: seconds for torch, hundreds of times.
unexport PYTHONDONTWRITEBYTECODE
# In CI modules are compiled when they are first imported: pip would compile all of them, which takes a minute.
INSTALL = $(BIN)/python -m pip install -qq --disable-pip-version-check $(if $(CI),--no-compile)

# Clients that no one here wrote: their pins do not fit ours.
PYTHON_CLIENTS = $(patsubst tests/clients/%.txt,.clients/%/.made,$(wildcard tests/clients/*.txt))
NODE_CLIENTS = $(patsubst %/package-lock.json,%/node_modules/.package-lock.json,$(wildcard tests/web/package-lock.json tests/web/*/package-lock.json))

# The console: built from web/ when something there has changed. `make run` tries that once for each change, and goes without.
CONSOLE = service/console/built/index.html
CONSOLE_TRIED = web/node_modules/.console-tried
CONSOLE_SOURCES = web/package.json web/package-lock.json web/tsconfig.base.json $(shell find web/console web/packages \
	\( -name node_modules -o -name dist \) -prune -o -type f ! -name '*.test.*' ! -name '*.tsbuildinfo' -print 2>/dev/null)
WEB_PACKAGES = web/node_modules/.package-lock.json
WITH_NODE = web/with-node
# Tests skip what is not there, but not in CI.
NOT_MADE = { echo "$(@D) could not be made: its tests will be skipped" >&2; test -z "$$CI"; }

.DEFAULT_GOAL = help
.PHONY: help run console test test-fast test-journeys web-test web-check web-e2e clients check format openapi docs screenshots benchmarks dist clean

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  Variables: DATA=$(DATA) PORT=$(PORT) JOBS=$(JOBS) PYTHON=$(PYTHON) PYTEST_ARGS=$(PYTEST_ARGS)"

run: $(VENV)/.runtime $(CONSOLE_TRIED) ## Start the API, its console and one worker on SQLite under DATA, at PORT
	@if test -f $(CONSOLE); then echo "The console is built: http://127.0.0.1:$(PORT)/"; \
		else echo "The console is not built; the API runs without it, and 'make console' says why."; fi
	@exec $(BIN)/discern serve --data "$(DATA)" --port "$(PORT)"

console: $(CONSOLE) ## Build the console from web/; needs Node 20.19 or later, or pip's network
	@echo "The console is built: $(dir $(CONSOLE))"

test: clients test-fast test-journeys ## Run every test, on SQLite and on PostgreSQL

test-fast: $(VENV)/.dev ## Run the tests that start no servers of ours
	$(BIN)/python -m pytest -n $(JOBS) -m "not journey" $(PYTEST_ARGS)

test-journeys: $(VENV)/.dev clients ## Run the journeys: real processes from upload to prediction
	$(BIN)/python -m pytest -n $(JOURNEY_JOBS) --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS) tests/journeys

web-test: web-check web-e2e ## Check and test everything in web/, the console in a real browser and from a wheel
	$(BIN)/python -m pytest -n 0 tests/service/console tests/journeys/test_journey_wheel.py

web-check: $(WEB_PACKAGES) $(CONSOLE)
	cd web && $(abspath $(WITH_NODE)) sh -c 'npm run -s check && npm run -s test'

web-e2e: $(VENV)/.dev $(CONSOLE)
	cd web && $(abspath $(WITH_NODE)) npm test -s -w e2e -- $(SPECS)

clients: $(PYTHON_CLIENTS) $(NODE_CLIENTS) ## Install the clients of others that tests drive, each by itself

check: $(VENV)/.dev ## Format, lint, imports, strict types: from cheap to dear
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy

format: $(VENV)/.dev ## Format and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

openapi: $(VENV)/.dev ## Write openapi.json again from the routes
	$(BIN)/python -m service.openapi > openapi.json.new
	mv openapi.json.new openapi.json

docs: $(VENV)/.dev ## Write the generated pages of docs/reference again
	$(BIN)/python -m docs.generate

screenshots: $(VENV)/.dev $(CONSOLE) ## Take the pictures of docs/images again
	cd web && $(abspath $(WITH_NODE)) npm run -s screenshots

dist: $(VENV)/.dev $(CONSOLE) ## Build the source archive and the wheel, with the console in them, under dist
	@rm -rf dist && mkdir dist
	@$(BIN)/python -c 'from setuptools.build_meta import build_sdist; build_sdist("dist")' >/dev/null
	@$(BIN)/python -m pip wheel -qq --disable-pip-version-check --no-deps --no-build-isolation --no-index --wheel-dir dist dist/*.tar.gz
	@ls -l dist

benchmarks: $(VENV)/.dev ## Run every benchmark in full, and write its result beside it
	@for file in benchmarks/[a-z]*.py; do \
		name=$$(basename "$$file" .py); \
		grep -q '__name__ == "__main__"' "$$file" || continue; \
		echo "benchmarks.$$name"; \
		$(BIN)/python -m "benchmarks.$$name" --json || exit 1; \
	done
	$(BIN)/python -m benchmarks.accuracy --json
	$(BIN)/python -m benchmarks.accuracy.plot
	$(BIN)/python -m benchmarks.training --json
	$(BIN)/python -m benchmarks.training.plot

clean: ## Remove the environment, what was built, and caches; never DATA
	rm -rf $(VENV) .clients tests/web/node_modules tests/web/*/node_modules build dist *.egg-info service/console/built
	rm -rf web/node_modules web/*/node_modules web/packages/*/node_modules web/packages/*/dist web/e2e/test-results
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A version manager may put names on the path that do not run, and Debian ships Pythons without venv: so each is tried.
$(BIN)/pip:
	@for python in $(PYTHONS); do \
		if "$$python" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
			echo "Setting up $(VENV) with $$("$$python" --version) ..."; \
			"$$python" -m venv $(VENV) || exit 1; \
			exit 0; \
		fi; \
	done; \
	echo "Discern needs Python 3.11 or later with its venv module; none of these is: $(PYTHONS)." >&2; \
	echo "Install one (on Debian and Ubuntu: python3 and python3-venv), or say which: make PYTHON=/path/to/python" >&2; \
	exit 1

# Stamps: what was last installed from which pyproject.toml. Running needs no test tools.
$(VENV)/.runtime: pyproject.toml | $(BIN)/pip
	@echo "Installing Discern (the first time takes some minutes: PyTorch is large) ..."
	@$(INSTALL) -e .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/pip
	@echo "Installing Discern and its test tools ..."
	@$(INSTALL) -e '.[dev]'
	@touch $@ $(VENV)/.runtime

$(CONSOLE): $(CONSOLE_SOURCES) | $(WEB_PACKAGES)
	@echo "Building the console ..."
	@$(WITH_NODE) npm --prefix web run -s build >web/node_modules/.build.log 2>&1 || { cat web/node_modules/.build.log >&2; exit 1; }
	@touch $@

$(CONSOLE_TRIED): $(CONSOLE_SOURCES)
	@$(MAKE) --no-print-directory $(CONSOLE) || true
	@mkdir -p $(@D) && touch $@

$(WEB_PACKAGES): web/package-lock.json | $(BIN)/pip
	@echo "Installing the packages of web ..."
	@cd web && $(abspath $(WITH_NODE)) npm ci --silent --no-audit --no-fund --fetch-retries=1 --fetch-retry-mintimeout=1000
	@touch $@

.clients/%/.made: tests/clients/%.txt | $(BIN)/pip
	@echo "Installing $* for its tests ..."
	@rm -rf $(@D)
	@{ $(BIN)/python -m venv $(@D) && \
		$(@D)/bin/python -m pip install -qq --disable-pip-version-check --no-compile -r $< && touch $@; } || \
		{ rm -rf $(@D); $(NOT_MADE); }

%/node_modules/.package-lock.json: %/package-lock.json
	@echo "Installing the packages of $* ..."
	@{ command -v npm >/dev/null && cd $* && npm ci --silent --no-audit --no-fund; } || $(NOT_MADE)
