# Thin: every target is one or two commands that a person could type.
PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready

.PHONY: run test faults bench docs sample clean

run: $(READY)
	@$(VENV)/bin/chronoterm

test: $(READY)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/pytest --numprocesses=4 --dist=loadfile

# Kills, writers at once, full disks and damaged files by the ten thousand; some ten minutes.
faults: $(READY)
	$(VENV)/bin/python -m tests.faults.long

# Against other programs, on a million records; some twelve minutes. docs/performance.md tells of BENCH.
bench: $(READY)
	$(VENV)/bin/python -m bench $(BENCH)

# The key tables of the README and the screenshot, from the program itself.
docs: $(READY)
	$(VENV)/bin/python docs/generate.py

# The sample store, from its readable form in data/chronology.toml.
sample: $(READY)
	$(VENV)/bin/python data/build.py

# A virtual environment in the checkout, made again when what it is made from changes.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
