"""Measure a class at work: learners who all at once open a notebook and drag.

All of it runs on this machine: the hub, its proxy, a server and a kernel for each
learner, one of the learners in a browser, the others as in `classmate.py`.
"""

import os
import secrets
import tempfile
import time
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median, quantiles

import nbformat
import psutil

from course_utils.classroom.serve import serving
from course_utils.classroom.settings import NOTEBOOKS, Settings, free_port
from course_utils.demos.gradient_descent.valley import Valley
from course_utils.maintain.bench.classmate import MOVING, RATE, RESTING
from course_utils.maintain.bench.crowd import Crowd
from course_utils.maintain.browser import sliders
from course_utils.maintain.browser.hub_page import hub_page
from course_utils.maintain.browser.lab import write_notebook

NOTEBOOK = "05_gradient_descent.ipynb"
USUAL = "usual.ipynb"
SHOWN = Valley
IN_BROWSER = "browser"


@dataclass
class Seen:
    """What a class saw, and what it took.

    `delays` are milliseconds from the hand to the picture, `page` the Following of the
    learner in a browser, `rate` pictures a second of moving, `memory` MB of one
    learner's server and kernel, `ready` seconds until everybody's demo was there,
    `unanswered` the values sent that brought no picture.
    """

    delays: list
    page: sliders.Following
    rate: float
    memory: float
    ready: float
    unanswered: int


def rows(learners, *, seconds=15.0):
    """Yield the rows of the table: the class with our demo, then with `interact`."""
    slider = sliders.first_slider(SHOWN)
    load = os.getloadavg()[0]
    with classroom(learners) as (folder, crowd, page):
        start = time.perf_counter()
        entering = crowd.begin(lambda mate: mate.enter(seconds=600))
        page.enter(seconds=600)
        entering.result()
        yield (
            f"{learners} learners at once log in to JupyterHub on this machine",
            f"everybody has JupyterLab after {time.perf_counter() - start:.0f} s; "
            f"hub and proxy take {memory(at_work_in(folder / '.hub')):.0f} MB",
            f"load before: {load:.1f}",
        )
        cells = code_up_to_demo(NOTEBOOKS / NOTEBOOK)
        seen = lesson(crowd, page, NOTEBOOK, cells, slider, folder, seconds)
        yield from told(f"all drag {slider.name} of `{SHOWN.__name__}` at once", seen)

        before = [cell.source for cell in cells.values()][:-1]
        setup = sliders.SETUP.format(module=SHOWN.__module__, name=SHOWN.__name__)
        usual = sliders.USUAL.format(control=slider.name)
        for name in everybody(crowd):
            write_notebook(folder / name, USUAL, *before, setup, usual)
            (folder / name / USUAL).chmod(0o644)
        cells = range(len(before) + 2)
        seen = lesson(crowd, page, USUAL, cells, slider, folder, seconds)
        yield from told("the same with `interact` and `plt.show()`", seen)


def wall_rows(*, turns=4, seconds=6.0):
    """Yield the row on a sandbox's cost: one learner with, one without, in turns."""
    slider = sliders.first_slider(SHOWN)
    cells = code_up_to_demo(NOTEBOOKS / NOTEBOOK)
    starts, delays = ([], []), ([], [])
    load = os.getloadavg()[0]
    with ExitStack() as stack:
        crowds = []
        for walls in (True, False):
            _, url, password = stack.enter_context(served(1, walls=walls))
            crowd = stack.enter_context(closing(Crowd(url, ["learner"], password)))
            crowd.all(lambda mate: mate.knock())
            crowds.append(crowd)
        for _ in range(turns):
            for crowd, found in zip(crowds, starts, strict=True):
                begun = time.perf_counter()
                crowd.all(lambda mate: mate.enter())
                found.append(time.perf_counter() - begun)
            for crowd, found in zip(crowds, delays, strict=True):
                crowd.all(lambda mate: prepared(mate, len(cells)))
                drag = crowd.all(
                    lambda mate: mate.drag(
                        slider.label, slider.positions(), seconds=seconds
                    )
                )
                found += drag[0].delays
                crowd.all(lambda mate: mate.shut())
            for crowd in crowds:
                crowd.all(lambda mate: mate.logout())  # ends the server
    (with_start, bare_start), (with_hand, bare_hand) = (
        [median(found) for found in both] for both in (starts, delays)
    )
    yield (
        "a sandbox: one learner with, one without, in turns",
        f"JupyterLab after {with_start:.1f} s (without {bare_start:.1f} s); "
        f"{with_hand:.1f} ms behind the hand (without {bare_hand:.1f} ms)",
        f"load before: {load:.1f}",
    )


async def prepared(mate, cells):
    """Let a learner open the notebook and run its first `cells` code cells."""
    for source in (await mate.open(NOTEBOOK))[:cells]:
        await mate.kernel.execute(source)
    await mate.greet()


def lesson(crowd, page, notebook, cells, slider, folder, seconds):
    """Let everybody open a notebook, run `cells`, and drag the last one's; Seen."""

    async def study(mate):
        sources = await mate.open(notebook)
        for source in sources[: len(cells)]:
            await mate.kernel.execute(source)
        await mate.greet()

    start = time.perf_counter()
    studying = crowd.begin(study)
    page.open(notebook, seconds=240)
    for number in cells:
        page.run_cell(number, seconds=240)
    studying.result()
    ready = time.perf_counter() - start
    label, positions = slider.label, slider.positions()
    dragging = crowd.begin(lambda mate: mate.drag(label, positions, seconds=seconds))
    followed = sliders.follow(page, list(cells)[-1], slider, seconds=seconds)
    drags = dragging.result()
    megabytes = mean(memory(belonging_to(name)) for name in everybody(crowd))
    crowd.all(lambda mate: mate.shut())
    page.shut()
    return Seen(
        delays=[delay for drag in drags for delay in drag.delays],
        page=followed,
        rate=mean(len(drag.delays) / drag.seconds for drag in drags),
        memory=megabytes,
        ready=ready,
        unanswered=sum(drag.unanswered for drag in drags),
    )


def everybody(crowd):
    """List the names of all learners, the one in a browser first."""
    return [IN_BROWSER, *(mate.name for mate in crowd.mates)]


def told(what, seen):
    """Yield the rows on one way to draw (see Seen)."""
    late = seen.page.latencies()
    yield (
        what,
        f"{median(seen.delays):.0f} ms behind the hand, 95 % within "
        f"{worst(seen.delays):.0f} ms; {few(seen.rate)} pictures a second each; "
        f"{seen.memory:.0f} MB each; demos there after {seen.ready:.0f} s"
        + (f"; {seen.unanswered} values without picture" if seen.unanswered else ""),
        f"hands take {RATE} values a second for {MOVING:.0f} s, rest {RESTING:.0f} s",
    )
    yield (
        "– of these, the one in a browser",
        f"{seen.page.latency:.0f} ms, 95 % within {worst(late):.0f} ms until painted; "
        f"{few(seen.page.rate)} pictures a second",
        f"its hand takes {sliders.RATE} values a second without rest",
    )


def few(rate):
    """Return a rate as text, with a decimal where it matters."""
    return f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}"


def worst(delays):
    """Return the 95th percentile."""
    return quantiles(delays, n=20, method="inclusive")[-1]


@contextmanager
def classroom(learners):
    """Serve a class in a temporary folder; give the folder, a Crowd and a page."""
    names = [f"learner{number}" for number in range(1, learners)]
    with (
        served(learners) as (folder, url, password),
        hub_page(url, IN_BROWSER, password, folder) as page,
        closing(Crowd(url, names, password)) as crowd,
    ):
        yield folder, crowd, page


@contextmanager
def served(learners, *, walls=True):
    """Serve a class in a temporary folder; give the folder, address and password."""
    with tempfile.TemporaryDirectory() as place, open(f"{place}/log", "w") as log:
        settings = Settings(
            Path(place) / "class",
            port=free_port(),
            learners=learners,
            password=secrets.token_hex(8),
            walls=walls,
        )
        with serving(settings, log) as url:
            yield settings.folder, url, settings.password


def code_up_to_demo(path):
    """Return {place: code cell} of a notebook, up to the one that opens the demo."""
    cells = dict(enumerate(nbformat.read(path, 4).cells))
    last = next(n for n, c in cells.items() if f"{SHOWN.__name__}(" in c.source)
    return {n: c for n, c in cells.items() if n <= last and c.cell_type == "code"}


def at_work_in(folder):
    """List the processes whose folder is `folder`."""
    return those(lambda process: Path(process.cwd()) == folder)


def belonging_to(name):
    """List the processes of a learner."""
    return those(lambda process: process.environ().get("JUPYTERHUB_USER") == name)


def those(true):
    """List the processes for which something is true, as far as it can be seen."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            found += [process] if true(process) else []
    return found


def memory(processes):
    """Return the MB of processes; a page that several share counts in parts."""
    total = 0
    for process in processes:
        with suppress(psutil.Error):
            full = process.memory_full_info()
            total += getattr(full, "pss", full.uss)
    return total / 2**20
