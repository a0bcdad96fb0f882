"""Measure a class at work: learners who all at once open a notebook, drag and save.

All of it runs on this machine: the hub, its proxy, a server and a kernel for each
learner, one of the learners in a browser, the others as in `classmate.py`. In the end a
server and the hub are killed while all save, and it is looked up whether work is lost.
"""

import asyncio
import os
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from statistics import mean, median, quantiles

import aiohttp
import nbformat
from playwright.sync_api import Error as PlaywrightError

from course_utils.classroom.settings import NOTEBOOKS
from course_utils.demos.gradient_descent.valley import Valley
from course_utils.maintain.bench import kept
from course_utils.maintain.bench.classmate import MOVING, RATE, RESTING
from course_utils.maintain.bench.room import IN_BROWSER, classroom, megabytes
from course_utils.maintain.browser import sliders

NOTEBOOK = "05_gradient_descent.ipynb"
SHOWN = Valley
PATIENCE = 240  # seconds for whatever a class does at once
SAVING = 3.0  # seconds from one save to the next while all drag


class Broken(Exception):
    """The class did not hold; the message says where, as half a sentence."""


@dataclass
class Seen:
    """What a class saw: milliseconds from the hand to the picture, and how often.

    `page` is the Following of the learner in a browser, `rate` pictures a second of
    moving, `unanswered` the values sent that brought no picture.
    """

    delays: list
    page: sliders.Following
    rate: float
    unanswered: int


def rows(learners, *, seconds=12.0):
    """Yield the rows of the table: the class with our demo, then with `interact`.

    Where it breaks, a row says so, and the last one still counts what is lost.
    """
    load = f"load before: {os.getloadavg()[0]:.1f}"
    with classroom(learners) as room:
        try:
            yield from lesson(room, load, seconds)
        except Broken as broken:
            yield f"{learners} learners at once", f"broke: {broken}", load
        yield kept.what_is_lost(room, NOTEBOOK)


def lesson(room, load, seconds):
    """Yield the rows of a class that logs in, opens a notebook and drags; or Broken."""
    slider = sliders.first_slider(SHOWN)
    start = time.perf_counter()
    with unless("not everybody was let in"):
        entering = room.crowd.begin(lambda mate: mate.enter(seconds=PATIENCE))
        room.page.enter(seconds=PATIENCE)
        entering.result(PATIENCE)
    inside = time.perf_counter() - start
    start = time.perf_counter()
    with unless("not everybody's demo came"):
        cell = open_demo(room)
    ready = time.perf_counter() - start
    hub, server, kernel, disk = megabytes(room)
    yield (
        f"{len(room.works)} learners at once log in to JupyterHub on this machine",
        f"everybody has JupyterLab after {inside:.0f} s, and the demo of notebook 05 "
        f"after {ready:.0f} s more; {server:.0f} MB a server, {kernel:.0f} MB a "
        f"kernel, {disk:.0f} MB on disk each; {hub:.0f} MB hub and proxy",
        load,
    )
    with unless("not everybody could drag"):
        seen = drag(room, cell, slider, seconds)
    yield from told(f"all drag {slider.name} of `{SHOWN.__name__}` at once", seen)
    setup = sliders.SETUP.format(module=SHOWN.__module__, name=SHOWN.__name__)
    usual = sliders.USUAL.format(control=slider.name)
    with unless("not everybody's `interact` came"):
        running = room.crowd.begin(lambda mate: run(mate, [setup, usual]))
        for source in (setup, usual):
            cell = room.page.add_cell(source)
            room.page.run_cell(cell, seconds=PATIENCE)
        running.result(PATIENCE)
    with unless("not everybody could drag with `interact`"):
        seen = drag(room, cell, slider, seconds)
    yield from told("the same with `interact` and `plt.show()`", seen)


@contextmanager
def unless(what):
    """Turn what goes wrong in the block into Broken, with `what` happened."""
    problems = (OSError, RuntimeError, aiohttp.ClientError, PlaywrightError)
    try:
        yield
    except problems as problem:
        said = str(problem).partition("\n")[0] or type(problem).__name__
        raise Broken(f"{what} ({said})") from problem


def open_demo(room):
    """Let everybody open the notebook, save it, and run it up to the demo.

    Returns the place of the demo's cell.
    """
    cells = code_up_to_demo(NOTEBOOKS / NOTEBOOK)

    async def study(mate):
        sources = await mate.open(NOTEBOOK)
        await kept.save(mate, room.works[mate.name])
        await kept.save(mate, room.works[mate.name], NOTEBOOK)
        await run(mate, sources[: len(cells)])
        await mate.greet()

    studying = room.crowd.begin(study)
    room.page.open(NOTEBOOK, seconds=PATIENCE)
    save_page(room)
    for number in cells:
        room.page.run_cell(number, seconds=PATIENCE)
    studying.result(PATIENCE)
    return number


async def run(mate, sources):
    """Let a learner run cells."""
    for source in sources:
        await mate.kernel.execute(source, seconds=PATIENCE)


def save_page(room):
    """Let the learner in the browser save the next version of the notebook."""
    work = room.works[IN_BROWSER]
    number, text = work.next_version(NOTEBOOK)
    room.page.save(text)
    work.confirm(NOTEBOOK, number)


def drag(room, cell, slider, seconds):
    """Let everybody drag, and save now and then; Seen."""
    label, positions = slider.label, slider.positions()

    async def drag_and_save(mate):
        work = room.works[mate.name]
        saving = asyncio.create_task(kept.save_now_and_then(mate, work, every=SAVING))
        try:
            drags = await mate.drag(label, positions, seconds=seconds)
        finally:
            saving.cancel()
            with suppress(asyncio.CancelledError):
                await saving
        await kept.save(mate, work, NOTEBOOK)
        return drags

    dragging = room.crowd.begin(drag_and_save)
    followed = sliders.follow(room.page, cell, slider, seconds=seconds)
    drags = dragging.result(PATIENCE)
    save_page(room)
    return Seen(
        delays=[delay for drag in drags for delay in drag.delays],
        page=followed,
        rate=mean(len(drag.delays) / drag.seconds for drag in drags),
        unanswered=sum(drag.unanswered for drag in drags),
    )


def told(what, seen):
    """Yield the rows on one way to draw (see Seen)."""
    late = seen.page.latencies()
    yield (
        what,
        f"{median(seen.delays):.0f} ms behind the hand, 95 % within "
        f"{worst(seen.delays):.0f} ms; {few(seen.rate)} pictures a second each"
        + (f"; {seen.unanswered} values without picture" if seen.unanswered else ""),
        f"hands take {RATE} values a second for {MOVING:.0f} s, rest {RESTING:.0f} s; "
        f"each saves every {SAVING:.0f} s",
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
    """Return the 95th percentile; nan where there are fewer than two."""
    if len(delays) < 2:
        return float("nan")
    return quantiles(delays, n=20, method="inclusive")[-1]


def code_up_to_demo(path):
    """Return {place: code cell} of a notebook, up to the one that opens the demo."""
    cells = dict(enumerate(nbformat.read(path, 4).cells))
    last = next(n for n, c in cells.items() if f"{SHOWN.__name__}(" in c.source)
    return {n: c for n, c in cells.items() if n <= last and c.cell_type == "code"}
