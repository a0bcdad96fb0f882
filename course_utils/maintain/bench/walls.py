"""What a sandbox costs: one learner with and one without, who take turns.

Both do the same, now the one, now the other, so that whatever else the machine does
meets both alike. What is told is the middle of the differences within the turns, and
between which values the middle half of them lies.
"""

import os
import time
from contextlib import ExitStack, closing
from statistics import median, quantiles

from course_utils.classroom.settings import NOTEBOOKS
from course_utils.maintain.bench.class_bench import NOTEBOOK, SHOWN, code_up_to_demo
from course_utils.maintain.bench.classmate import MOVING
from course_utils.maintain.bench.crowd import Crowd
from course_utils.maintain.bench.room import served
from course_utils.maintain.browser import sliders


def rows(*, starts=8, drags=16):
    """Yield the rows on a sandbox's cost: at the start, and behind the hand."""
    load = f"load before: {os.getloadavg()[0]:.1f}"
    with ExitStack() as stack:
        pair = [one_learner(stack, walls=walls) for walls in (True, False)]
        pairs = in_turns(pair, started, starts)
        yield (
            "a sandbox: JupyterLab is there after the login",
            f"{compared(pairs, 's', 2)}, in {starts} turns",
            load,
        )
        for crowd in pair:
            crowd.all(prepare)
        pairs = in_turns(pair, behind_the_hand, drags)
        yield (
            f"a sandbox: dragging {slider().name} of `{SHOWN.__name__}`, alone",
            f"{compared(pairs, 'ms', 1)} behind the hand, in {drags} turns",
            f"turns of {MOVING:.0f} s",
        )


def one_learner(stack, *, walls):
    """Serve a class of one, with or without sandbox; return its Crowd."""
    settings = stack.enter_context(served(1, walls=walls))
    crowd = Crowd(settings.url, ["learner"], settings.password)
    stack.enter_context(closing(crowd))
    return crowd


def in_turns(pair, measure, turns):
    """Return a list of `measure` of both of a pair; who begins alternates."""
    found = []
    for turn in range(turns):
        order = pair if turn % 2 == 0 else pair[::-1]
        values = [measure(crowd) for crowd in order]
        found.append(values if order is pair else values[::-1])
    return found


def started(crowd):
    """Return the seconds from the login to JupyterLab; the server is ended before."""
    crowd.all(lambda mate: mate.knock())
    crowd.all(lambda mate: mate.logout())
    start = time.perf_counter()
    crowd.all(lambda mate: mate.enter())
    return time.perf_counter() - start


async def prepare(mate):
    """Let a learner open the notebook and run it up to the demo."""
    sources = await mate.open(NOTEBOOK)
    for source in sources[: len(code_up_to_demo(NOTEBOOKS / NOTEBOOK))]:
        await mate.kernel.execute(source)
    await mate.greet()


def behind_the_hand(crowd):
    """Return the middle of the milliseconds behind the hand of one short drag."""
    control = slider()
    (drags,) = crowd.all(
        lambda mate: mate.drag(
            control.label, control.positions(), seconds=MOVING / 2, later=0
        )
    )
    return median(drags.delays)


def compared(pairs, unit, digits):
    """Say both middles, and the difference, of a list of (with, without)."""
    both = [median(values) for values in zip(*pairs, strict=True)]
    low, middle, high = quantiles([a - b for a, b in pairs], n=4, method="inclusive")
    return (
        f"{both[0]:.{digits}f} {unit}, without {both[1]:.{digits}f}; "
        f"the difference is {middle:+.{digits}f} {unit} "
        f"({low:+.{digits}f} to {high:+.{digits}f})"
    )


def slider():
    """Return the control that is dragged."""
    return sliders.first_slider(SHOWN)
