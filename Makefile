# Two commands: `make build` sets everything up and runs the main job on raw/; `make test` passes the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: build test ui lint docs score lock clean help

help: ## show the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Duibiao needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; say PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

build: $(READY) ## set up .venv from the lock, compile the core if there is a C compiler, build the warehouse from raw/
	$(BIN)/python -m pipelines.native
	$(BIN)/duibiao build

test: $(READY) ## run the tests
	$(BIN)/python -m pytest

ui: $(READY) ## open the Dagster UI on 127.0.0.1
	$(BIN)/duibiao ui

lint: $(READY) ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(READY) ## write docs/DATA_DICTIONARY.md anew from the comments in sql/
	$(BIN)/python -m pipelines.warehouse.dictionary

score: $(READY) ## score the reading of the shared corpus against its gold; skipped where it is absent
	$(BIN)/duibiao score

lock: ## write requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --no-emit-index-url --no-header --no-strip-extras --generate-hashes --extra dev pyproject.toml -o requirements.lock
	@# pip 23 cannot meet lxml[html-clean] asked for twice; what the extra brings is in the lock by its own name
	sed -i.bak 's/^lxml\[html-clean\]==/lxml==/' requirements.lock && rm requirements.lock.bak

clean: ## remove what make build made
	rm -rf $(VENV) .cache .dagster
	find warehouse -mindepth 1 ! -name README.md -delete
