# Each recipe is one line: the work is in start.py and in the kit itself.
PYTHON ?= python3

.PHONY: start test check bench lock

start:  ## make the environment, a demonstration workspace, and open the kit
	@$(PYTHON) start.py

test:  ## every test, browser tests included
	@$(PYTHON) start.py test

check:  ## the content against every rule
	@$(PYTHON) start.py check

bench:  ## side-by-side benchmarks; each prints a ratio
	@$(PYTHON) start.py bench

lock:  ## compile the two lock files again (needs uv); UPGRADE=-U takes the newest versions
	@uv pip compile -q $(UPGRADE) --universal --generate-hashes --no-header --no-annotate --group build pyproject.toml -o requirements.lock
	@uv pip compile -q $(UPGRADE) --universal --generate-hashes --no-header --no-annotate --group build --extra test pyproject.toml -o requirements-test.lock
