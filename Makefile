# Thin names for what kokousmuisti.py and the modules do; needs a POSIX make, nothing else does.
PYTHON ?= python3
VENV ?= .venv
# A release is taken only after it has been out for this long: most bad ones are found and withdrawn within days.
COOLDOWN ?= 2 weeks
COMPILE = UV_NO_CONFIG=1 $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--exclude-newer "$(COOLDOWN)" --custom-compile-command "make lock"

.PHONY: serve index check fuzz mutate lock eval judge claims bench clean

serve:
	$(PYTHON) kokousmuisti.py serve

index:
	$(PYTHON) kokousmuisti.py kb index corpus

check:
	$(PYTHON) kokousmuisti.py check

# The tests that draw examples, with other and many more examples than `check` has; takes long.
fuzz:
	KB_FUZZ=1 $(VENV)/bin/python -m pytest -q -m hypothesis

# What changed files and minutes break: ten minutes for each reader and for the interpretation.
mutate:
	$(VENV)/bin/python -m tests.mutation

# How well meaning is found in the golden and the shared minutes.
eval:
	$(VENV)/bin/python -m tests.golden.evaluate

# How well the search answers the judged queries.
judge:
	$(VENV)/bin/python -m tests.judgements.judge

# How true what the pages claim is, on annotated real minutes; docs/claims.md keeps the table.
claims:
	$(VENV)/bin/python -m tests.judgements.claims

# How long builds, pages and queries take here on generated corpora, beside other engines (docs/decisions/0015).
bench:
	$(VENV)/bin/python -m bench --size 100 --size 1000

# The locks, for Python 3.11–3.13 on Linux, macOS and Windows. UPGRADE=--upgrade takes new releases; without it pins stay.
lock:
	$(VENV)/bin/python -m pip install --quiet --require-hashes --only-binary :all: --no-deps -r requirements/lock.txt
	$(COMPILE) $(UPGRADE) pyproject.toml requirements/build.in -o requirements/run.txt
	$(COMPILE) $(UPGRADE) pyproject.toml requirements/build.in requirements/check.in -c requirements/run.txt -o requirements/check.txt
	$(COMPILE) $(UPGRADE) requirements/lock.in -o requirements/lock.txt

clean:
	rm -rf build .bench .kb .kb-claims .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info
