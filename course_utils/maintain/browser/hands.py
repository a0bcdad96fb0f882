"""Measure in real JupyterLab how a picture follows a hand in it: grip, points, pad."""

import math
import tempfile
import time
from contextlib import closing
from pathlib import Path

from course_utils.maintain.browser.lab import jupyterlab, write_notebook
from course_utils.maintain.browser.page import Hand
from course_utils.maintain.browser.sliders import RATE, Following, follow

WATCH = Path(__file__).with_name("watch_hand.js").read_text(encoding="utf-8")
TARGETS = {
    "grip": ".course-grip .course-ring",
    "points": ".course-points",
    "pad": ".course-pad",
}
AROUND, WIDE = 1.5, 40  # seconds of one turn of the hand, and its radius in pixels


def follow_hand(page, cell, kind, *, seconds=4.0):
    """Move a hand in circles on the demo in a cell; return what was seen (Following).

    `kind` is "grip", "points" or "pad"; the first of its kind is taken.
    """
    output = page.show(cell)
    target = output.locator(TARGETS[kind]).first
    target.wait_for()
    page.tab.wait_for_timeout(500)
    box = target.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.tab.evaluate(
        "([output, watch]) => eval(watch)({ output })", [output.element_handle(), WATCH]
    )
    page.tab.mouse.move(x, y)
    page.tab.mouse.down()
    circle(page, x, y, int(RATE * seconds))
    page.tab.wait_for_timeout(500)
    watch = page.tab.evaluate("(courseWatch.stop(), courseWatch)")
    inputs, frames = watch["inputs"], watch["frames"]
    took = (inputs[-1][0] - inputs[0][0]) / 1000 if len(inputs) > 1 else seconds
    return Following(inputs, frames, took)


def circle(page, x, y, moves):
    """Move the pressed mouse in circles that begin at a point, and let go there."""
    with closing(Hand(page.tab, page._port)) as hand:
        start = time.perf_counter()
        for number in range(moves):
            time.sleep(max(start + number / RATE - time.perf_counter(), 0))
            turn = 2 * math.pi * number / (RATE * AROUND)
            hand.move(x + WIDE * math.sin(turn), y + WIDE * (1 - math.cos(turn)) / 2)
        hand.arrive(x, y)
    page.tab.mouse.move(x, y)
    page.tab.mouse.up()


def measure_hands(source, demos, *, repeats=3, seconds=4.0):
    """Return {name: (Following of the hand, of the slider)}, measured in turns.

    `source` is a cell that defines what `demos` needs: {name: (call, kind, control)}
    with the call that opens a demo, the hand (see `follow_hand`), one of its sliders.
    """
    cells = [source, *(call for call, *_ in demos.values())]
    with (
        tempfile.TemporaryDirectory() as folder,
        jupyterlab(folder) as lab,
        lab.page(height=1300) as page,
    ):
        page.open(write_notebook(folder, "hands.ipynb", *cells))
        page.run_all()
        seen = {name: [Following(), Following()] for name in demos}
        for _ in range(repeats):
            for cell, (name, (_, kind, control)) in enumerate(demos.items(), start=1):
                by_hand = follow_hand(page, cell, kind, seconds=seconds)
                by_slider = follow(page, cell, control, seconds=seconds)
                seen[name] = [seen[name][0] + by_hand, seen[name][1] + by_slider]
                reset = page.show(cell).get_by_role("button", name="reset", exact=True)
                reset.click()
    return seen


def rows(seen):
    """Yield a row of the table for each demo measured by `measure_hands`."""
    for name, (by_hand, by_slider) in seen.items():
        yield (
            f"{name} by hand; by slider",
            f"{by_hand.rate:.0f} pictures a second for {by_hand.changes:.0f} moves, "
            f"{by_hand.latency:.0f} ms behind the hand; {by_slider.rate:.0f} for "
            f"{by_slider.changes:.0f}, {by_slider.latency:.0f} ms",
            "30 a second, 50 ms, no slower than the slider",
        )
