# make lab        open the course in JupyterLab (LANGUAGE=zh_CN for the Chinese one)
# make test       check everything: style, code, notebooks, and the sliders in a browser
# make demos      show all demos on one page, in large type for a projector
# make class      serve the course to a class from this machine (see README)
# make notebooks  run the notebooks again and store what they show (ONLY=05 for one)
# make site       write the course as pages that need no server (TO=folder; site/)
# make bench      measure the course on this machine and print the table of the README
#
# Each sets up .venv by itself. PYTHON=... chooses the Python (3.11 or newer) to start from.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$p && break; done)
BIN := .venv/bin
READY := .venv/ready
NBVAL ?= --nbval
CHECK := OMP_NUM_THREADS=1 COURSE_PROGRESS=off
CHINESE := $(filter zh_CN,$(LANGUAGE))
ROOT := $(if $(filter 0,$(shell id -u)),--allow-root)

.PHONY: lab demos class proxy test notebooks bench site
.DEFAULT_GOAL := lab

$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check \
		-c constraints.txt -e '.[test,classroom]'
	@touch $@

lab: $(READY)
	$(if $(CHINESE),COURSE_LANGUAGE=$(CHINESE)) \
		$(BIN)/jupyter lab $(ROOT) notebooks/$(addsuffix /,$(CHINESE))00_start_here.ipynb

demos: $(READY)
	$(BIN)/python -m course_utils demos --serve

# CLASS='--learners 20 --ip 0.0.0.0' and the like; the password is in COURSE_CLASS_PASSWORD.
proxy: $(READY)
	$(BIN)/python -m course_utils.classroom.proxy

class: $(READY)
	$(BIN)/python -m course_utils class $(CLASS)

test: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(CHECK) $(BIN)/python -m pytest -q -n 2 --dist loadscope \
		$(NBVAL) --nbval-current-env --nbval-cell-timeout 120 tests notebooks

notebooks: $(READY)
	$(BIN)/python -m course_utils notebooks $(ONLY)

site: $(READY)
	$(BIN)/python -m course_utils site $(if $(TO),--to $(TO))

bench: $(READY)
	$(BIN)/python -m course_utils bench
