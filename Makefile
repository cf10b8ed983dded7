# Xporter. `make` alone tells what there is.
.DEFAULT_GOAL := help
.PHONY: help setup run test check package bench sample clean

# The Functions host of `make run`: stand-in, or func (Azure Functions Core Tools).
HOST = stand-in
# What pytest is asked for, e.g. make test TESTS=tests/local
TESTS =
# The server whose databases `make test` and `make bench` make and drop, as an administrator's ODBC
# connection string without DATABASE: PostgreSQL or SQL Server. By default a private PostgreSQL.
DATABASE ?=
export XPORTER_TEST_SERVER ?= $(DATABASE)
# What the benchmark is asked for, e.g. make bench BENCH=--quick
BENCH =
PYTHON := .venv/bin/python

help: ## Tell what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install what is missing on this machine, and .venv (run and test do it themselves)
	@local/setup

run: setup ## Serve the API on http://localhost:8080 with a sample school; Ctrl-C stops it
	@$(PYTHON) -m local --host $(HOST)

test: setup check ## Check the style and the types, and run all tests
	@$(PYTHON) -m pytest $(TESTS)

check: setup ## Style, types and T-SQL; templates, containers, package and dependencies
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@$(PYTHON) -m tests.sqlserver.syntax
	@$(PYTHON) -m deploy.check

package: ## Pack both tiers for deployment: dist/functions and dist/web, folders and ZIPs
	@python3 -m deploy.package

bench: setup ## Measure, and print the README's table
	@$(PYTHON) -m bench $(BENCH)

sample: setup ## Generate samples/secondary-school anew
	@$(PYTHON) -m samples.generate_school

clean: ## Remove the private database, .venv and all caches
	@local/clean
