# run: a demo in one command. again: a fresh demo, told from today. test: everything, as CI does. check: the fast half. bench: figures beside their peers.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export PORT
# `make run` and the tests are never production; production starts gunicorn itself (README.md).
export DEBUG ?= 1

.PHONY: run again install test check bench clean
.DELETE_ON_ERROR:

run: .venv/ready var/static/staticfiles.json
	@DEMO=$${DEMO-1} exec $(BIN)/python manage.py serve

again: .venv/ready
	@DEMO=1 $(BIN)/python manage.py demo --again

install: .venv/ready

.venv/ready: requirements.txt
	@echo "1 of 3  Making a place for the parts (.venv)"
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "This needs Python 3.11 or newer. Say where: make run PYTHON=python3.11"; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@echo "2 of 3  Fetching the parts, each checked against its fingerprint. A minute or two, once."
	@$(BIN)/python -m pip install --no-deps --require-hashes --disable-pip-version-check --progress-bar on -q -r requirements.txt
	@touch $@

.venv/tested: .venv/ready .ci/requirements.txt
	@echo "Fetching what the tests need"
	@$(BIN)/python -m pip install --no-deps --require-hashes --disable-pip-version-check -q -r .ci/requirements.txt
	@touch $@

var/static/staticfiles.json: .venv/ready $(shell find static -type f)
	@echo "3 of 3  Packing styles and pictures"
	@mkdir -p var
	@DEMO=1 $(BIN)/python manage.py collectstatic --no-input --clear -v 0

check: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files '*.html')
	$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports
	$(BIN)/mypy .
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run

test: check
	.ci/tests

bench: .venv/tested var/static/staticfiles.json
	$(BIN)/python -m tests.bench

clean:
	rm -rf .venv var
