# The two main targets are `make serve` and `make test`; `make help` lists all.
PYTHON ?= python3
BIN := .venv/bin
DATA ?= data
PORT ?= 8000
SHARED ?= ../shared
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --constraint constraints.txt
BROWSER_TOOLS := .venv/browser
# The Nu Html Checker is downloaded only if Java is installed.
HTML_CHECKER := $(if $(shell command -v java),$(BROWSER_TOOLS)/vnu.jar)

.DEFAULT_GOAL := help
.PHONY: help serve test check lint format types contracts docs reference coverage package browser cluster nodes bench bench-full metadata-report clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /  make \1\t/' | expand -t 20

serve: .venv/installed ## start the front end on 127.0.0.1:$(PORT); the first start indexes the sample articles
	@test -e $(DATA)/CURRENT || $(BIN)/dateline index --data $(DATA) seeds
	@$(BIN)/dateline serve --data $(DATA) --port $(PORT)

test: .venv/testing ## run every test that needs no server, on all cores
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not package and not vnu and not cluster" --ignore tests/browser

check: lint types contracts docs test package browser cluster ## run everything that must pass before a change is merged

lint: .venv/checking ## check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: .venv/checking ## fix style and formatting
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: .venv/checking ## check types with mypy and pyright, strict
	$(BIN)/mypy
	$(BIN)/pyright

contracts: .venv/checking ## check which room may import which, and the contracts themselves
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/packaging/test_contracts.py

docs: .venv/checking ## build the documentation in site/; broken links and requests to other hosts fail
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs --quiet build --strict
	$(BIN)/python -m tools.site site

reference: .venv/testing ## write the pages of docs/reference/ that are generated from the program
	$(BIN)/python -m tools.reference

coverage: .venv/testing ## run the tests and list the lines they do not reach
	$(BIN)/coverage run -m pytest -m "not package and not vnu and not cluster" --ignore tests/browser
	$(BIN)/coverage report

package: .venv/checking ## build wheel and sdist, install each into an empty environment, and run it
	$(BIN)/python -m pytest tests/packaging -m package

browser: .venv/checking $(BROWSER_TOOLS)/axe.min.js $(HTML_CHECKER) ## test the pages in Chromium and with the Nu Html Checker
	$(BIN)/python -m pytest tests/browser tests/web/test_markup.py -m "(browser or vnu) and not cluster"

cluster: .venv/checking .venv/cluster/installed ## test the OpenSearch engine on three nodes, one of which is killed; needs Java 17 and Maven
	$(BIN)/python -m pytest -m cluster

nodes: .venv/checking .venv/cluster/installed ## start three OpenSearch nodes for experiments, until Ctrl-C; prints their addresses
	@$(BIN)/python -m tests.cluster.nodes

bench: .venv/checking ## run all benchmarks on a few thousand articles, in a few minutes
	$(BIN)/python -m benchmarks small

bench-full: .venv/checking ## run all benchmarks on 100,000 and 1,000,000 articles, in hours; resumes where it was stopped
	$(BIN)/python -m benchmarks full

metadata-report: .venv/checking ## compare metadata with the labels in $(SHARED) and tests/metadata/labels; lists every error
	$(BIN)/python -m benchmarks.metadata_report $(SHARED) --errors

clean: ## remove all generated files except the archive
	rm -rf .venv build dist site *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Each stamp file represents one set of installed packages; make reinstalls the set when pyproject.toml or constraints.txt is newer.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dateline needs Python 3.11 or later: make PYTHON=python3.11 ..."; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing Dateline into .venv ..."
	@$(PIP) --editable .
	@touch $@

.venv/testing: pyproject.toml constraints.txt | .venv/bin/python
	@$(PIP) --editable '.[test,opensearch]'
	@touch $@ .venv/installed

.venv/checking: pyproject.toml constraints.txt | .venv/bin/python
	@$(PIP) --editable '.[test,check,docs,bench,opensearch]'
	@touch $@ .venv/testing .venv/installed

# axe-core checks the accessibility of the pages; it comes from the npm registry and is used only in tests.
$(BROWSER_TOOLS)/axe.min.js:
	@mkdir -p $(BROWSER_TOOLS)
	@cd $(BROWSER_TOOLS) && npm pack --silent axe-core@4.14.1 >/dev/null && tar -xzf axe-core-4.14.1.tgz --strip-components=1 package/axe.min.js

# The Nu Html Checker checks the markup of the pages; it also comes from the npm registry, and needs Java.
$(BROWSER_TOOLS)/vnu.jar:
	@mkdir -p $(BROWSER_TOOLS)
	@cd $(BROWSER_TOOLS) && npm pack --silent vnu-jar@26.9.27 >/dev/null && tar -xzf vnu-jar-26.9.27.tgz --strip-components=3 package/build/dist/vnu.jar

# A real OpenSearch for the tests of its engine, assembled from the jars on Maven Central. 2.19 is the newest version
# that runs on Java 17. The folder is deleted first, because a node refuses to start with two versions of a jar.
CLUSTER_SOURCES := tests/cluster/pom.xml $(wildcard tests/cluster/modules/*/*)
.venv/cluster/installed: $(CLUSTER_SOURCES)
	@command -v mvn >/dev/null && command -v java >/dev/null || { echo "A cluster of OpenSearch needs Java 17 and Maven (apt-get install openjdk-17-jre-headless maven)"; exit 1; }
	@echo "Fetching OpenSearch into .venv/cluster ..."
	@rm -rf .venv/cluster
	@mvn --quiet --batch-mode -Dstyle.color=never --file $< package || { rm -rf .venv/cluster; echo "Maven could not fetch OpenSearch; see above"; exit 1; }
	@touch $@
