# Everything that a person types here installs what it needs first.
.DEFAULT_GOAL := help
PYTHON ?= python3
UV := .uv/bin/uv
RUN := .venv/bin
AGAIN = echo "Once more, with nothing beside them:" \
	&& $(RUN)/pytest -v --last-failed --last-failed-no-failures none --maxfail 1

# What dozens of processes of the tests import is compiled once, even for those who keep
# no bytecode elsewhere.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: bench bench-quick chaos help playground install install-postgres install-metrics
.PHONY: install-decks
.PHONY: check test lint screenshots clean

help: ## list what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

playground: .venv/.plays ## start the bot on an emulated Slack and OpenAI, no account needed
	@$(RUN)/darkroom playground

check: .venv/.tests lint ## the fast checks and tests, under half a minute
	$(RUN)/pytest -n 2 -m "not slow" tests/core tests/handlers tests/storage

# Six at a time for two cores: tests wait for seconds that belong to what they show. Each
# begins elsewhere, so that those that wait run beside those that compute.
# Where a busy machine made a few tests too late, they are tried once more by themselves.
# Each of them is named, and is to be made steady: only a second failure fails the whole.
test: .venv/.tests ## every check and every test
	@$(MAKE) --no-print-directory -j 2 lint compiled
	$(RUN)/pytest -n 6 --dist worksteal || { [ $$? = 1 ] && $(AGAIN); }

# Those who run tests at once would all compile them, if nobody had before. It is done
# beside the checks, which keep one core busy.
.PHONY: compiled
compiled: .venv/.tests
	@$(RUN)/pytest --collect-only -qq > /dev/null

lint: .venv/.tests
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/lint-imports
	$(RUN)/mypy

screenshots: .venv/.tests ## make the README's pictures anew, from the running page
	$(RUN)/python -m playground.page.screenshots
	$(RUN)/python -m tests.theme_sheet

chaos: .venv/.tests ## ten storms on each engine, a quarter of an hour: kills, cut streams, full disks
	@$(RUN)/python -m tests.chaos

bench: .venv/.tests ## what the bot adds to the model's and Slack's time, against rivals
	@$(RUN)/python -m bench

bench-quick: .venv/.tests ## the same with smaller numbers, in two or three minutes
	@$(RUN)/python -m bench --plan quick

install: .venv/.runs ## install the program `darkroom` into .venv

install-postgres: .venv/.runs ## the same, with what several processes on PostgreSQL need
	@$(UV) sync --quiet --locked --inexact --no-dev --extra postgres --no-python-downloads --python $(PYTHON)

install-metrics: .venv/.runs ## the same, with what Prometheus reads
	@$(UV) sync --quiet --locked --inexact --no-dev --extra metrics --no-python-downloads --python $(PYTHON)

install-decks: .venv/.runs ## the same, with what makes PowerPoint files
	@$(UV) sync --quiet --locked --inexact --no-dev --extra decks --no-python-downloads --python $(PYTHON)

clean: ## remove what was installed here
	rm -rf .venv .uv

$(UV): uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Darkroom needs Python 3.11 or newer; set PYTHON=python3.11 or the like.")'
	$(PYTHON) -m venv .uv
	.uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r uv.txt
	@touch $@

.venv/.runs: $(UV) pyproject.toml uv.lock
	$(UV) sync --quiet --locked --inexact --no-dev --no-python-downloads --python $(PYTHON)
	@touch $@

.venv/.plays: $(UV) pyproject.toml uv.lock
	$(UV) sync --quiet --locked --inexact --no-dev --extra playground --extra decks --no-python-downloads --python $(PYTHON)
	@touch $@ .venv/.runs

.venv/.tests: $(UV) pyproject.toml uv.lock
	$(UV) sync --quiet --locked --inexact --all-extras --no-python-downloads --python $(PYTHON)
	@touch $@ .venv/.runs .venv/.plays
