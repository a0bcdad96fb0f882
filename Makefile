# make lab        open the course in JupyterLab (LANGUAGE=zh_CN for the Chinese one)
# make slides     the same, with the button that makes a slideshow of a notebook
# make test       check everything: style, code, notebooks, and the sliders in a browser
#                 (WORKERS=8 on a larger machine than two cores)
# make demos      show all demos on one page, in large type for a projector
# make class      serve the course to a class from this machine (see README)
# make notebooks  run the notebooks again and store what they show (ONLY=05 for one)
# make site       write the course as pages that need no server (TO=folder; site/)
# make bench      measure the course on this machine and print the table of the README
#
# Each sets up .venv by itself: `make lab` installs what opening the course needs, the
# others add the extra of their name in pyproject.toml when they are first called.
# PYTHON=... chooses the Python (3.11 or newer) to start from.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$p && break; done)
BIN := .venv/bin
READY := .venv/ready
PIP := $(BIN)/python -m pip install -q --disable-pip-version-check --no-compile \
	-c constraints.txt
NBVAL ?= --nbval
# Two cores are busy all the time with three: tests in a browser wait a good deal.
WORKERS ?= 3
# Without PYTHONDONTWRITEBYTECODE, kernels and workers share what one has compiled.
CHECK := OMP_NUM_THREADS=1 COURSE_PROGRESS=off PYTHONDONTWRITEBYTECODE=
CHINESE := $(filter zh_CN,$(LANGUAGE))
ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)

.PHONY: lab slides demos class proxy test notebooks bench site
.DEFAULT_GOAL := lab

# A mark is set when its install is through, so one that was cut off is made again.
$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed."; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	$(PIP) -e .
	@touch $@

$(READY)-%: $(READY)
	$(PIP) -e '.[$*]'
	@touch $@

lab: $(READY)
	$(if $(CHINESE),COURSE_LANGUAGE=$(CHINESE)) \
		$(BIN)/python -m course_utils lab $(ROOT) notebooks/$(addsuffix /,$(CHINESE))00_start_here.ipynb

slides: $(READY)-slides lab

demos: $(READY)-demos
	$(BIN)/python -m course_utils demos --serve

# CLASS='--learners 20 --ip 0.0.0.0' and the like; the password is in COURSE_CLASS_PASSWORD.
proxy: $(READY)-class
	$(BIN)/python -m course_utils.classroom.proxy

class: $(READY)-class
	$(BIN)/python -m course_utils class $(CLASS)

test: $(READY)-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(CHECK) $(BIN)/python -m pytest -q -n $(WORKERS) --dist loadscope --no-loadscope-reorder \
		$(NBVAL) --nbval-current-env --nbval-cell-timeout 120 tests notebooks

notebooks: $(READY)-notebooks
	$(BIN)/python -m course_utils notebooks $(ONLY)

site: $(READY)-site
	$(BIN)/python -m course_utils site $(if $(TO),--to $(TO))

bench: $(READY)-bench
	$(BIN)/python -m course_utils bench
