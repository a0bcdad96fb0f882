"""Measure in real JupyterLab how high each demo stands on a small laptop's screen."""

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

from course_utils.gallery.catalogue import entries
from course_utils.maintain.browser.lab import jupyterlab, write_notebook

SCREEN = {"width": 1366, "height": 768}
ROOM = 600  # CSS pixels of it that JupyterLab leaves for a demo
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
WEAR = """name => window.jupyterapp.commands.execute(
  "apputils:change-theme", { theme: name })"""
MEASURE = """demo => {
  const whole = demo.getBoundingClientRect();
  const picture = demo.querySelector(".course-stage").getBoundingClientRect();
  return { width: whole.width, height: whole.height, above: picture.top - whole.top,
    picture: picture.height, below: whole.bottom - picture.bottom };
}"""


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

    def row(self):
        """Return a row of the table."""
        parts = (self.height, self.above, self.picture, self.below)
        return f"| {self.name} | {' | '.join(f'{part:.0f}' for part in parts)} |"


def open_all(page, folder, names=None):
    """Open demos, all or those of these classes, on a page of the Lab on `folder`.

    Returns their entries; demo number i is the output of cell i.
    """
    chosen = [e for e in entries() if names is None or e.title in names]
    cells = [f"{entry.statement}\n{entry.title}()" for entry in chosen]
    page.open(write_notebook(folder, "heights.ipynb", *cells))
    page.run_all(seconds=900)
    return chosen


def seen(page, cell):
    """Scroll to the demo in a cell; return its locator when it is painted."""
    demo = page.show(cell).locator(".course-demo")
    demo.locator('canvas[role="img"]:not([data-frames="0"])').wait_for()
    return demo


def heights(page, chosen):
    """Yield the Height of each of the demos that `open_all` opened."""
    for cell, entry in enumerate(chosen):
        parts = seen(page, cell).evaluate(MEASURE)
        yield Height(entry.title, **{k: round(v, 1) for k, v in parts.items()})


def take_pictures(page, chosen, folder, theme):
    """Write a picture of each demo in a theme, "light" or "dark", into `folder`."""
    page.tab.evaluate(WEAR, THEMES[theme])
    page.tab.wait_for_timeout(1500)  # the theme's style sheet comes over the wire
    Path(folder).mkdir(parents=True, exist_ok=True)
    for cell, entry in enumerate(chosen):
        demo = seen(page, cell)
        page.tab.wait_for_timeout(100)
        demo.screenshot(path=Path(folder) / f"{theme}_{cell:02d}_{entry.title}.png")


def main(arguments):
    """Print the heights of demos as a table, the highest first; take pictures."""
    parser = argparse.ArgumentParser(
        prog="python -m course_utils heights", description=main.__doc__
    )
    parser.add_argument("demos", nargs="*", help="classes of demos; default: all")
    parser.add_argument("--pictures", metavar="FOLDER", help="write pictures there")
    parser.add_argument("--theme", nargs="+", choices=THEMES, default=["light"])
    parser.add_argument("--width", type=int, default=SCREEN["width"])
    options = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory() as folder,
        jupyterlab(folder) as lab,
        lab.page(width=options.width, height=SCREEN["height"]) as page,
    ):
        chosen = open_all(page, folder, options.demos or None)
        found = sorted(heights(page, chosen), key=lambda h: -h.height)
        for theme in options.theme if options.pictures else ():
            take_pictures(page, chosen, options.pictures, theme)
        trouble = [*page.failures(), *page.errors]
    print("| demo | height | buttons, controls | picture | below |")
    print("|---|---|---|---|---|")
    print(*(height.row() for height in found), sep="\n")
    high = sum(height.height > ROOM for height in found)
    print(f"\n{len(found)} demos, {high} higher than {ROOM} pixels", *trouble, sep="\n")
    return 1 if trouble else 0
