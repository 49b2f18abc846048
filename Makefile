# Everything here is a line of csg_monitor/bootstrap.py, which also runs without make.
PYTHON ?= python3
PORT ?= 8000
# The stages of `make test` or the options of `make bench`, as in: make test ARGS="lint types"
ARGS ?=
BOOTSTRAP = $(PYTHON) csg_monitor/bootstrap.py
export PORT

.DEFAULT_GOAL := help
.PHONY: help run install test check bench lock clean

help: ## List what make can do here
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Without any Python there is nothing that could say what is missing.
ifeq ($(shell command -v $(PYTHON)),)
BOOTSTRAP = echo "There is no $(PYTHON) here: install Python 3.11 or later, or name the one to use, as in PYTHON=/path/to/python3.12 make run." >&2; exit 1;
endif

run: ## Set up, load the example contracts and serve on http://127.0.0.1:8000/ (PORT=8001 for another port)
	@$(BOOTSTRAP) run

install: ## Set up without starting anything
	@$(BOOTSTRAP) install

test: ## Run every check: format, lint, types, migrations, settings, tests (ARGS="lint types" for some)
	@$(BOOTSTRAP) test $(ARGS)

check: ## Run the quick checks only: format, lint and types
	@$(BOOTSTRAP) test format lint types

bench: ## Measure speed on one contract (ARGS="--contracts 1000" for more of them)
	@$(BOOTSTRAP) bench $(ARGS)

lock: ## Compile requirements*.in into requirements*.txt, with hashes
	@$(BOOTSTRAP) lock

clean: ## Remove what was installed and measured; what was entered (var/) stays
	rm -rf .venv node_modules .coverage htmlcov test-results .hypothesis .mypy_cache .pytest_cache .ruff_cache
