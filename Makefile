# make run        opens sci-tui (ARGS="--plain" are its arguments); the first time sets it up
# make test       runs every check
# make bench      measures it (ARGS="--sizes 1000,100000" also in libraries of such sizes)
# make bench-needs  installs what it is compared with
# make kiosk      gathers in dist/kiosk what a kiosk is installed from
# make data       builds data.db from src/sci_tui/content
# make format     puts the code in order
# make lock       pins the newest allowed packages again
#
# Everything lives in .venv. Only the first run, the first test and a changed lock use the network.
# A set-up that was interrupted starts afresh the next time.

PYTHON ?= python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
WHEELS := $(VENV)/wheels

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PIP_USER := 0
unexport PYTHONPATH PYTHONHOME

LOCKED := --require-hashes --only-binary :all:
HERE := --no-index --no-build-isolation --no-deps --editable .
ONLINE := { echo "The packages could not be installed. This step needs the network, once." >&2; exit 1; }

.PHONY: help run test bench bench-needs kiosk data format lock clean
.NOTPARALLEL:
.DELETE_ON_ERROR:

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

run: $(VENV)/installed
	@$(BIN)/sci-tui $(ARGS)

test: $(VENV)/installed $(VENV)/test.txt $(WHEELS)/run.txt
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy --strict src tests bench
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 4 --dist loadgroup $(ARGS)

bench: $(VENV)/installed $(VENV)/test.txt
	$(BIN)/python -m bench $(ARGS)

# The programs that make bench compares with.
bench-needs: $(VENV)/installed $(VENV)/test.txt
	apt-get install -y newsboat lynx ripgrep
	$(BIN)/python -m pip install -q $(LOCKED) -r requirements/bench.txt || $(ONLINE)

# One folder to carry to a machine without network: docs/kiosk.md says what to do there.
kiosk: $(VENV)/installed $(WHEELS)/run.txt
	@set -e; \
	rm -rf dist/kiosk; \
	mkdir -p dist/kiosk; \
	cp deploy/* docs/kiosk.md dist/kiosk; \
	cp -R $(WHEELS) dist/kiosk/wheels; \
	$(BIN)/python -m pip wheel -q --no-index --no-build-isolation --no-deps -w dist/kiosk .; \
	cd dist/kiosk; \
	find . -type f ! -name SHA256SUMS -exec sha256sum {} + >SHA256SUMS; \
	echo "Carry the folder dist/kiosk to the machine."

# The library may be missing or broken here, so this does not wait for the package to be installed.
data: $(VENV)/run.txt
	PYTHONPATH=src $(BIN)/python -m sci_tui library build $(ARGS)

format: $(VENV)/test.txt
	$(BIN)/ruff check --fix-only --exit-zero
	$(BIN)/ruff format

clean:
	rm -rf $(VENV) build dist

# ---------------------------------------------------------------- the set-up
#
# Each step leaves a copy of what it installed, written last. A step whose source has a newer time
# but the same text is not done again, so changing branches back and forth stays offline.

# A checkout that was moved, or whose Python is gone, starts afresh: .venv holds absolute paths.
ifneq ($(wildcard $(VENV)/place),)
ifneq ($(file <$(VENV)/place)|$(shell { $(BIN)/python -c 'print("works")'; } 2>/dev/null),$(CURDIR)|works)
$(shell rm -rf $(VENV))
endif
endif

$(VENV)/run.txt: requirements/run.txt
	@if cmp -s $< $@; then touch $@; exit; fi; \
	refuse() { echo "$$1" >&2; exit 1; }; \
	$(PYTHON) -c '' 2>/dev/null || \
	    refuse "There is no $(PYTHON) here: install Python 3.11 or later (Debian: apt install python3 python3-venv), or name one with PYTHON=."; \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    refuse "$(PYTHON) is older than Python 3.11: install a newer one, or name one with PYTHON=."; \
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	    refuse "$(PYTHON) cannot make environments: install its venv module (Debian: apt install python3-venv)."; \
	set -e; \
	echo "Setting up in $(VENV), once." >&2; \
	rm -rf $(VENV); \
	$(PYTHON) -m venv $(VENV); \
	printf %s "$(CURDIR)" >$(VENV)/place; \
	$(BIN)/python -m pip install -q $(LOCKED) -r $< || $(ONLINE); \
	cp $< $@

$(VENV)/installed: pyproject.toml src/sci_tui/__init__.py $(VENV)/run.txt
	@$(BIN)/python -m pip install -q $(HERE)
	@$(BIN)/python -m compileall -q src/sci_tui
	@touch $@

# A half-written package would count as installed, so after an interruption all are written again.
$(VENV)/test.txt: requirements/test.txt $(VENV)/run.txt
	@if cmp -s $< $@; then touch $@; exit; fi; set -e; \
	echo "Adding what the checks need." >&2; \
	if [ -e $(VENV)/unfinished ]; then again=--force-reinstall; fi; \
	touch $(VENV)/unfinished; \
	$(BIN)/python -m pip install -q $(LOCKED) $$again -r $< || $(ONLINE); \
	rm $(VENV)/unfinished; \
	cp $< $@

# Every wheel that an installation from nothing needs, for the test that installs without network.
$(WHEELS)/run.txt: requirements/run.txt $(VENV)/run.txt
	@if cmp -s $< $@; then touch $@; exit; fi; set -e; \
	rm -rf $(WHEELS); \
	$(BIN)/python -m pip download -q $(LOCKED) --dest $(WHEELS) -r $< || $(ONLINE); \
	cp $< $@

# ---------------------------------------------------------------- the locks
#
# Made with the oldest Python we support, as it needs the most packages. pip's own configuration is
# put aside, so that no hash of a local mirror gets in; PIP_INDEX_URL in the environment still counts.

LOCK_PYTHON ?= python3.11

lock:
	@set -e; tools=$$(mktemp -d); trap 'rm -rf "$$tools"' EXIT; \
	unset PIP_FIND_LINKS PIP_EXTRA_INDEX_URL; export PIP_CONFIG_FILE=/dev/null; \
	export CUSTOM_COMPILE_COMMAND="make lock"; \
	$(LOCK_PYTHON) -m venv "$$tools"; \
	"$$tools/bin/python" -m pip install -q "pip-tools>=7.6,<8"; \
	cd requirements; \
	for name in run test bench; do \
	    "$$tools/bin/pip-compile" -q --upgrade --generate-hashes --strip-extras --allow-unsafe \
	        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	        --output-file $$name.txt $$name.in; \
	done
