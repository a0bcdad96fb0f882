"""Measure in real JupyterLab how high each demo stands on a small laptop's screen."""

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass

from course_utils.gallery.catalogue import entries
from course_utils.maintain.browser.lab import jupyterlab, write_notebook

SCREEN = {"width": 1366, "height": 768}
LEFT = 600  # CSS pixels that JupyterLab leaves of it for a notebook
DARK = "JupyterLab Dark"
PARTS = """demo => {
  const height = (name) => [...demo.querySelectorAll(name)].reduce(
    (sum, part) => sum + part.getBoundingClientRect().height, 0);
  const whole = demo.getBoundingClientRect();
  const picture = demo.querySelector(".course-stage").getBoundingClientRect();
  return { width: whole.width, height: whole.height, above: picture.top - whole.top,
    picture: picture.height, below: whole.bottom - picture.bottom };
}"""
THEME = """name => window.jupyterapp.commands.execute(
  "apputils:change-theme", { theme: name })"""


@dataclass(frozen=True)
class Height:
    """What a demo takes of the screen, in CSS pixels: in all, and part by part.

    `above` are its buttons and controls, `below` the note and the state line.
    """

    name: str
    width: float
    height: float
    above: float
    picture: float
    below: float


@contextmanager
def opened(names=None, *, page=None, **size):
    """Open demos, all or those of these classes, on one page of JupyterLab.

    Gives the page and the list of entries; demo number i is the output of cell i.
    """
    chosen = [e for e in entries() if names is None or e.title in names]
    cells = [f"{entry.statement}\n{entry.title}()" for entry in chosen]
    with (
        tempfile.TemporaryDirectory() as folder,
        jupyterlab(folder) as lab,
        lab.page(**SCREEN | size) as page,
    ):
        page.open(write_notebook(folder, "demos.ipynb", *cells))
        page.run_all(seconds=900)
        yield page, chosen


def show(page, cell):
    """Scroll to the demo in a cell; return its locator when it is painted."""
    demo = page.show(cell).locator(".course-demo")
    demo.locator('canvas[role="img"]:not([data-frames="0"])').wait_for()
    return demo


def heights(page, chosen):
    """Yield the Height of each demo on a page (see `opened`)."""
    for cell, entry in enumerate(chosen):
        parts = show(page, cell).evaluate(PARTS)
        yield Height(entry.title, **{k: round(v, 1) for k, v in parts.items()})
