# make demo: set up everything, read the sample papers, show the dossier.   make test: set up and pass every test.
.DEFAULT_GOAL := help
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
DEMO := demo
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

demo: setup ## read the sample dispatches, print the dossier, write demo/dossier.html
	mkdir -p $(DEMO)
	$(BIN)/servanda read samples/vietnam-azerbaijan --html $(DEMO)/dossier.html
	@echo "The same as a page: $(DEMO)/dossier.html"

test: setup check ## every test but the long ones
	$(BIN)/python -m pytest -m "not long" -n 2

test-long: setup ## soak, kill, fuzz and scale runs
	$(BIN)/python -m pytest -m long -s

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
