# make demo: set up everything, read the sample papers, serve them as a register.   make test: set up and pass every test.
.DEFAULT_GOAL := help
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
DEMO := demo
SERVE ?= 1
PORT ?= 8000
LOCKER := .lock-venv/bin

.PHONY: help setup demo test test-long check lint types contracts evaluate bench lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(STAMP) ## create .venv with the command at .venv/bin/servanda

$(STAMP): requirements/lock.txt pyproject.toml
	test -x $(BIN)/python || $$(command -v $(PYTHON) || command -v python3) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lock.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: setup ## read the samples (demo/dossier.html), load them into a fresh register and serve it (SERVE=0 ends before, PORT=8000)
	rm -rf $(DEMO)/register
	mkdir -p $(DEMO)
	$(BIN)/servanda read samples/vietnam-azerbaijan --html $(DEMO)/dossier.html
	@echo "The same as a page: $(DEMO)/dossier.html"
	SERVANDA_HOME=$(DEMO)/register SERVANDA_LOG_LEVEL=WARNING $(BIN)/servanda load samples/vietnam-azerbaijan
	@echo "The same as a register: $(DEMO)/register; serve it with: SERVANDA_HOME=$(DEMO)/register $(BIN)/servanda serve --port $(PORT)"
	test "$(SERVE)" = 0 || SERVANDA_HOME=$(DEMO)/register SERVANDA_LOG_LEVEL=WARNING $(BIN)/servanda serve --port $(PORT)

test: setup check ## every test but the long ones; those of the site once more on PostgreSQL, where it is installed
	$(BIN)/python -m pytest -m "not long" -n 2
	$(BIN)/python tests/site/clusters.py $(BIN)/python -m pytest -m "not long and not browser" -n 2 tests/site || test $$? = 77

test-long: setup ## soak, kill, fuzz and scale runs (some twenty minutes on two cores)
	$(BIN)/python -m pytest -m long -s
	$(BIN)/python -m benchmarks --long

check: lint types contracts ## style, types, import contracts

lint: setup
	$(BIN)/ruff check src tests benchmarks

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

evaluate: setup ## the figures on our own gold
	$(BIN)/servanda evaluate evaluation/gold

bench: setup ## time and memory, as ratios to the bare parser
	$(BIN)/python -m benchmarks

lock: ## write requirements/lock.txt anew from pyproject.toml (with pip-tools in an environment of its own)
	test -x $(LOCKER)/pip-compile || ($(PYTHON) -m venv .lock-venv && $(LOCKER)/pip install --quiet --disable-pip-version-check pip-tools)
	$(LOCKER)/pip-compile --quiet --extra dev --extra site --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header -o requirements/lock.txt pyproject.toml

clean: ## remove the environment and what runs left
	rm -rf $(VENV) .lock-venv $(DEMO) build dist .pytest_cache .mypy_cache .ruff_cache
