# make run    install what is missing, start the app, print its address
# make test   install what the tests need, then lint, types and every test
# make soak   the long versions of the crash tests
# make lock   resolve the locks again after a change in pyproject.toml

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode

.PHONY: run test soak lint lock clean
.DELETE_ON_ERROR:

run: $(VENV)/.installed
	@$(BIN)/python app.py

test: $(VENV)/.installed-test
	@bash scripts/install-test-tools.sh
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest --numprocesses 3 --dist loadfile

soak: $(VENV)/.installed-test
	@bash scripts/install-test-tools.sh
	@$(BIN)/python -m pytest -m soak --timeout 7200

lint: $(VENV)/.installed-test
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo --cache-dir $(VENV)/.import-linter

$(VENV)/.uv:
	@bash scripts/make-venv.sh "$(PYTHON)" $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.uv requirements.txt pyproject.toml
	@echo "Installing the packages of requirements.txt (the first time takes a minute) ..."
	@$(INSTALL) --require-hashes -r requirements.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed requirements-test.txt
	@$(INSTALL) --require-hashes -r requirements-test.txt
	@touch $@

lock: $(VENV)/.uv
	@printf 'hatchling==1.28.0\neditables==0.5\n' > $(VENV)/build.in
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-header --no-annotate pyproject.toml $(VENV)/build.in -o requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-header --no-annotate --extra test pyproject.toml -c requirements.txt -o requirements-test.txt

clean:
	rm -rf $(VENV)
