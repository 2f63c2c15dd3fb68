# Everything runs in .venv, made on first use and again when the requirements change.
PYTHON ?= python3
BIN := .venv/bin
PACKAGE := .venv/.package
TOOLS := .venv/.tools

.PHONY: demo examples test soak own-tests lint bench clean

demo: $(PACKAGE)
	$(BIN)/lianzheng-risk demo --out demo-out

examples: demo
	cp demo-out/register.xlsx demo-out/register-previous.xlsx demo-out/assessment.* examples/

test: $(TOOLS)
	$(BIN)/python -m pytest -n auto tests/core tests/metadata
	$(BIN)/python -m tests.site.run

soak: $(TOOLS)
	nice $(BIN)/python -m tests.soak
	LIANZHENG_MUTANTS=120 nice $(BIN)/python -m tests.site.run tests/site/test_import_mutations.py tests/site/test_import_list_mutations.py

# ERPNext's own tests without and with the app; half an hour.
own-tests: $(TOOLS)
	$(BIN)/python -m tests.erpnext_own

lint: $(TOOLS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

bench: $(PACKAGE)
	$(BIN)/python -m benchmarks.check_workbook
	$(BIN)/python -m benchmarks.assess_frames
	$(BIN)/python -m benchmarks.export_workbook
	$(BIN)/python -m benchmarks.import_site
	$(BIN)/python -m benchmarks.watching
	$(BIN)/python -m benchmarks.province_desk

clean:
	rm -rf .venv build dist *.egg-info demo-out bench-out .pytest_cache .ruff_cache .hypothesis
	find lianzheng_risk tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

$(PACKAGE): requirements.txt pyproject.toml setup.py
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(TOOLS): $(PACKAGE)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test,lint]"
	touch $@
