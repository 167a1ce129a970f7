# Everything a person or CI does with Tillbridge. Each target sets itself up from nothing.

.DEFAULT_GOAL := help
.PHONY: help setup demo test chaos ratchet bench lint format lock screens deb clean

BIN := .venv/bin
STAMP := .venv/.setup-done
SETUP_INPUTS := packaging/setup.sh $(wildcard packaging/apt-*.txt) requirements-dev.lock pyproject.toml

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## make .venv and .venv/bin/tillbridge

$(STAMP): $(SETUP_INPUTS)
	sh packaging/setup.sh
	@touch $@

demo: $(STAMP) ## open a demo shop; without a screen, run its journey and leave pictures
	$(BIN)/tillbridge demo

test: $(STAMP) ## run every test, then hold coverage to its floor
	sh packaging/run_tests.sh

chaos: $(STAMP) ## kill a shop of real processes for a minute; nothing may be lost or doubled
	$(BIN)/tillbridge chaos --minutes 1

ratchet: $(STAMP) ## raise the coverage floor to what the last test run reached
	$(BIN)/python packaging/check_coverage.py --raise

bench: $(STAMP) ## measure against limits taken in the same run, into bench.json
	$(BIN)/tillbridge bench --json > bench.json
	@echo "wrote bench.json"

lint: $(STAMP) ## style, types, import directions, screens, forbidden things
	sh packaging/lint.sh

format: $(STAMP) ## rewrite the code in the one format
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format .

lock: $(STAMP) ## resolve the dependencies anew, for every platform, into both locks
	$(BIN)/uv pip compile --quiet --upgrade --no-emit-index-url --no-header --python-version 3.11 --universal \
		pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade --no-emit-index-url --no-header --python-version 3.11 --universal \
		--extra dev --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock

screens: $(STAMP) ## draw docs/screens/ anew
	for part in screens screens_more screens_counter screens_devices screens_stock screens_accounts; do \
		QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software $(BIN)/python -m proof.$$part docs/screens docs || exit 1; \
	done

deb: $(STAMP) ## make an installable package for Debian in dist/
	sh packaging/build-deb.sh

clean: ## remove what the other targets made
	rm -rf .venv build dist *.egg-info .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache demo-output bench.json
