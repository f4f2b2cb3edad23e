# Everything a newcomer needs: `make demo` and `make test` set themselves up.
PYTHON ?= python3.11
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: demo test test-all lint types walls unit score bench golden format clean

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $(STAMP)

demo: $(STAMP)
	$(BIN)/mahdar demo

test: lint types walls unit

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

walls: $(STAMP)
	$(BIN)/lint-imports

unit: $(STAMP)
	$(BIN)/pytest -n 2 -m "not slow"

# The slow suite: reads the bundled samples many times over and fuzzes the reader for longer.
test-all: $(STAMP)
	$(BIN)/pytest -n 2 -m slow

score: $(STAMP)
	$(BIN)/mahdar score

bench: $(STAMP)
	$(BIN)/python benchmarks/read.py

# Writes tests/golden anew from the sample reports; look at the difference before you commit it.
golden: $(STAMP)
	$(BIN)/python tests/golden/regenerate.py

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
