"""Measure in real JupyterLab how a picture follows a hand in it: grip, points, pad."""

import math
import tempfile
import time
from contextlib import closing
from importlib import import_module
from pathlib import Path

from course_utils.live.grips import box
from course_utils.maintain.browser.lab import jupyterlab, write_notebook
from course_utils.maintain.browser.page import Hand
from course_utils.maintain.browser.sliders import RATE, Following, follow

WATCH = Path(__file__).with_name("watch_hand.js").read_text(encoding="utf-8")
TARGETS = {
    "grip": ".course-grip .course-ring",
    "points": ".course-points",
    "pad": ".course-pad",
}
MEASURED = {  # the demo: its topic, what the hand does, the slider beside it
    "Valley": ("gradient_descent", "grip", "w1"),
    "TaylorCircle": ("gradient_descent", "grip", "x"),
    "TwoGaussians": ("generative_classification", "grip", "mean_1"),
    "YourOwnCurve": ("overfitting_and_regularization", "points", "degree"),
    "LineBetweenYourPoints": ("logistic_regression", "points", "strength"),
    "TrainOnYourPoints": ("neural_networks", "points", "update"),
    "YourDigit": ("lenet", "pad", "pen"),
}
AROUND, CIRCLE = 1.5, 70  # seconds of one turn of the hand; its radius in pixels


def follow_hand(page, cell, kind, middle=None, *, seconds=4.0):
    """Move a hand round on the demo in a cell; return what was seen (Following).

    `kind` is "grip", "points" or "pad"; the first of its kind is taken. The way leads
    about `middle`, shares of the picture's width and height, or, near it, in a circle.
    """
    output = page.show(cell)
    target = output.locator(TARGETS[kind]).first
    target.wait_for()
    page.tab.wait_for_timeout(500)
    start = place_on(target)
    centre, narrow = start - CIRCLE, 1
    if middle is not None:
        about = place_on(output.locator("canvas[role=img]"), *middle)
        if abs(start - about) > CIRCLE:
            centre, narrow = about, 0.3
    page.tab.evaluate(
        "([output, watch]) => eval(watch)({ output })", [output.element_handle(), WATCH]
    )
    page.tab.mouse.move(start.real, start.imag)
    page.tab.mouse.down()
    go_round(page, start, centre, narrow, int(RATE * seconds))
    page.tab.wait_for_timeout(500)
    watch = page.tab.evaluate("(courseWatch.stop(), courseWatch)")
    inputs, frames = watch["inputs"], watch["frames"]
    took = (inputs[-1][0] - inputs[0][0]) / 1000 if len(inputs) > 1 else seconds
    return Following(inputs, frames, took)


def place_on(target, across=0.5, down=0.5):
    """Return a place on an element of the page, its middle: x + y i in pixels."""
    box = target.bounding_box()
    x, y = box["x"] + box["width"] * across, box["y"] + box["height"] * down
    return complex(x, y)


def go_round(page, start, centre, narrow, moves):
    """Move the pressed mouse from `start` round `centre`, and let go where it began.

    The way is an ellipse, `narrow` times as wide as it is long.
    """
    radius = start - centre
    with closing(Hand(page.tab, page._port)) as hand:
        begun = time.perf_counter()
        for number in range(moves):
            time.sleep(max(begun + number / RATE - time.perf_counter(), 0))
            turn = 2 * math.pi * number / (RATE * AROUND)
            place = centre + radius * complex(math.cos(turn), narrow * math.sin(turn))
            hand.move(place.real, place.imag)
        hand.arrive(start.real, start.imag)
    page.tab.mouse.move(start.real, start.imag)
    page.tab.mouse.up()


def middle_of_axes(demo, grip):
    """Return the middle of the Axes of a grip, as shares of the picture's size."""
    left, top, width, height = box(demo.figure.axes[grip.axes])
    across, down = demo.stage.size
    return (left + width / 2) / across, (top + height / 2) / down


def measure(demos=MEASURED, *, repeats=3, seconds=4.0):
    """Return {name: (Following of the hand, of the slider)}, measured in turns.

    `demos` is {name: (topic, what the hand does (see `follow_hand`), a slider)}.
    """
    cells = [
        f"from course_utils.demos.{topic} import {name}\n{name}()"
        for name, (topic, *_) in demos.items()
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        jupyterlab(folder) as lab,
        lab.page(height=1300) as page,
    ):
        page.open(write_notebook(folder, "hands.ipynb", *cells))
        page.run_all()
        seen = {name: [Following(), Following()] for name in demos}
        for _ in range(repeats):
            for cell, (name, (topic, kind, control)) in enumerate(demos.items()):
                demo = getattr(import_module(f"course_utils.demos.{topic}"), name)
                slider = demo.control(control)
                held = kind == "grip"
                middle = middle_of_axes(demo(), demo.grips[0]) if held else None
                by_hand = follow_hand(page, cell, kind, middle, seconds=seconds)
                by_slider = follow(page, cell, slider, seconds=seconds)
                seen[name] = [seen[name][0] + by_hand, seen[name][1] + by_slider]
                reset = page.show(cell).get_by_role("button", name="reset", exact=True)
                reset.click()
    return seen


def rows():
    """Yield a row of the table for each of MEASURED."""
    for name, (by_hand, by_slider) in measure().items():
        _, kind, control = MEASURED[name]
        yield (
            f"`{name}`: {kind}; {control} by its slider",
            f"{by_hand.rate:.0f} pictures a second for {by_hand.changes:.0f} moves, "
            f"{by_hand.latency:.0f} ms behind the hand; {by_slider.rate:.0f} for "
            f"{by_slider.changes:.0f}, {by_slider.latency:.0f} ms",
            "30 a second, 50 ms, no slower than the slider",
        )
