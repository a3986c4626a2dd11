# Fact sheets in RAW become tables in PROCESSED. `make` alone says what there is.

RAW ?= raw
PROCESSED ?= processed
WORKERS ?=
CONFIG ?=
PYTHON ?= python3
VENV ?= .venv

STAGES := $(patsubst pipeline/stages/%.py,%,$(filter-out %/__init__.py,$(wildcard pipeline/stages/*.py)))
BIN := $(VENV)/bin
PIPELINE := $(BIN)/python -m pipeline
PLACES = --raw "$(RAW)" --processed "$(PROCESSED)" $(if $(CONFIG),--config "$(CONFIG)")
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e

.PHONY: help all $(STAGES) status report docs test lint format bench clean distclean

help: ## this list
	@echo "make all [RAW=raw] [PROCESSED=processed] [WORKERS=n] [CONFIG=pipeline.toml]"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1@\2/p' Makefile | awk -F@ '{ printf "%-18s %s\n", $$1, $$2 }'
	@echo "  make STAGE       run up to one stage: $(STAGES)"

all: $(VENV)/.installed ## bring the tables up to date with the documents
	@$(PIPELINE) run $(PLACES) $(if $(WORKERS),--workers $(WORKERS))

$(STAGES): $(VENV)/.installed
	@$(PIPELINE) run $@ $(PLACES) $(if $(WORKERS),--workers $(WORKERS))

status: $(VENV)/.installed ## what a run would do, by stage, and why
	@$(PIPELINE) status $(PLACES)

report: $(VENV)/.installed ## pages that show what was read and found, beside the documents
	@$(PIPELINE) report $(PLACES)

docs: $(VENV)/.installed ## make the reference pages in docs/ again from the declarations
	@$(PIPELINE) docs

test: lint ## everything that must hold: lint, types, tests
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.installed-dev ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.installed-dev ## put the code into its form
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(VENV)/.installed-dev ## measure
	$(BIN)/python -m bench

clean: ## remove what runs have written
	@test ! -d "$(PROCESSED)" || find "$(PROCESSED)" -mindepth 1 -maxdepth 1 \
		\( -name '_parts' -o -name '_tables*' -o -name .lock -o -type l -lname '_tables/*' \) -exec rm -rf {} +

distclean: clean ## also remove the environment
	rm -rf $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed: make all PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Installing into $(VENV) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(INSTALL) .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(INSTALL) '.[dev]'
	@touch $@
