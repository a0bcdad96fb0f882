"""Measure in real JupyterLab how a picture follows the slider that moves it."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from course_utils.live import Slider
from course_utils.maintain.browser.lab import jupyterlab, write_notebook

RATE = 60  # moves of the hand a second
WATCH = (Path(__file__).parent / "watch.js").read_text(encoding="utf-8")
SETUP = """
import matplotlib.pyplot as plt
from ipywidgets import interact
from {module} import {name} as Shown
plt.style.use("course_utils.draw.course")
"""
LIVE = "Shown()"
# What courses do: the same picture drawn anew by `interact` and shown by pyplot.
USUAL = """
def redraw(**given):
    values = Shown.defaults() | given
    figure = plt.figure(figsize=Shown.figsize, dpi=100)
    demo, result = Shown.__new__(Shown), Shown.compute(**values)
    demo.draw(figure, values)
    demo.update(result)
    figure.suptitle(demo.headline(result), x=0.012, ha="left", weight="bold")
    print("{control}={{{control}!r}}".format(**given))
    plt.show()

slider = Shown.control("{control}").widget(Shown.defaults()["{control}"])
interact(redraw, {control}=slider)
"""


@dataclass
class Following:
    """What was seen while dragging: times in ms of changes and of painted pictures.

    `inputs` and `frames` are lists of (milliseconds, value as text).
    """

    inputs: list = field(default_factory=list)
    frames: list = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self):
        """Pictures painted a second."""
        return len(self.frames) / self.seconds

    @property
    def changes(self):
        """Values that the slider took a second: no picture can follow more."""
        return len(self.inputs) / self.seconds

    @property
    def latency(self):
        """Median milliseconds from the hand's move to the picture that shows it."""
        return median(self.latencies() or [float("nan")])

    def latencies(self):
        """List for each picture how long ago the slider took the value it shows."""
        delays = []
        for painted, value in self.frames:
            moved = [t for t, v in self.inputs if t <= painted and same(v, value)]
            if moved:
                delays.append(painted - moved[-1])
        return delays

    def __add__(self, other):
        return Following(
            self.inputs + other.inputs,
            self.frames + other.frames,
            self.seconds + other.seconds,
        )


def same(readout, value):
    """Say whether a slider's readout shows `value`, both given as text."""
    readout = readout.replace("\N{MINUS SIGN}", "-")
    try:
        number = float(value)
        digits = len(readout.partition(".")[2])
        return float(readout) in (round(number, digits), float(f"{number:.2g}"))
    except (TypeError, ValueError):
        return False


def follow(page, cell, control, *, seconds=4.0):
    """Drag a control of the demo or `interact` in a cell there and back; Following."""
    output = page.show(cell)
    slider = page.slider(control.label, within=output)
    slider.wait_for()
    page.tab.wait_for_timeout(500)
    page.tab.evaluate(
        "([slider, output, name, watch]) => eval(watch)({ slider, output, name })",
        [slider.element_handle(), output.element_handle(), control.name, WATCH],
    )
    page.drag(slider, there_and_back(len(control.positions()), int(RATE * seconds)))
    page.tab.wait_for_timeout(500)
    watch = page.tab.evaluate("(courseWatch.stop(), courseWatch)")
    inputs, frames = watch["inputs"], watch["frames"]
    took = (inputs[-1][0] - inputs[0][0]) / 1000 if len(inputs) > 1 else seconds
    return Following(inputs, frames, took)


def there_and_back(positions, moves):
    """List `moves` fractions of a track, as quick as gives each move a new position.

    No sweep is quicker than half a second, and none slower than two.
    """
    way = min(max(positions, RATE // 2), 2 * RATE)
    there = [i / way for i in range(way)]
    around = [*there, 1.0, *reversed(there[1:])]
    return [around[i % len(around)] for i in range(1, moves + 1)]


def measure(demo, control=None, *, usual=True, repeats=3, seconds=4.0):
    """Return Following for a Demo class, and for `interact` with the same picture.

    The two take turns on one page. Without `usual` only the first is measured, and
    the second is None.
    """
    control = first_slider(demo) if control is None else demo.control(control)
    sources = [
        SETUP.format(module=demo.__module__, name=demo.__name__),
        LIVE,
        *([USUAL.format(control=control.name)] if usual else []),
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        jupyterlab(folder) as lab,
        lab.page() as page,
    ):
        page.open(write_notebook(folder, "measure.ipynb", *sources))
        page.run_all()
        turns = [
            [follow(page, cell, control, seconds=seconds) for cell in cells]
            for cells in [range(1, len(sources))] * repeats
        ]
    totals = [sum(turn, Following()) for turn in zip(*turns, strict=True)]
    return (*totals, None)[:2]


def first_slider(demo):
    """Return the demo's slider with the most positions; None if it has no slider."""
    sliders = [c for c in demo.controls if isinstance(c, Slider)]
    return max(sliders, key=lambda slider: len(slider.positions()), default=None)
