"""A hand on the picture of a demo: mouse and fingers, and where things are."""

import ast
import json
from contextlib import contextmanager
from pathlib import Path

from tests.browser.test_demos_in_lab import View

SOURCE = (Path(__file__).parents[1] / "live" / "handy.py").read_text(encoding="utf-8")


class Scene(View):
    """The demo in the output of one cell, or in another part of a page.

    A place is in pixels of the recorded picture, as the engine gives them.
    """

    def __init__(self, page, cell=None, output=None):
        self.page, self.tab = page, page.tab
        self.output = output or page.show(cell)
        self.canvas = self.output.locator(".course-stage canvas[role=img]")
        self.canvas.wait_for()
        self.settle()
        self.box = self.output.locator(".course-stage")

    def on_screen(self, x, y):
        """Return a place of the picture in CSS pixels of the window."""
        seen = self.box.bounding_box()
        width, height = (float(self.box.get_attribute(f"data-{k}")) for k in "wh")
        return seen["x"] + x * seen["width"] / width, (
            seen["y"] + y * seen["height"] / height
        )

    def slider(self, label):
        """Return the number that a slider shows."""
        return self.page.value(self.page.slider(label, within=self.output))

    def grip(self, number=0):
        """Return the middle of a grip's ring in CSS pixels of the window."""
        ring = self.output.locator(".course-grip .course-ring").nth(number)
        return middle(ring)

    def ghost(self):
        """Return how much the pale ghost covers; None when there is none."""
        return self.box.evaluate(
            """box => {
              const veil = box.querySelector(".course-ghost");
              if (!veil) return null;
              const { width, height } = veil;
              const { data } = veil.getContext("2d").getImageData(0, 0, width, height);
              return data.reduce((sum, v, i) => sum + (i % 4 === 3 ? v : 0), 0);
            }"""
        )

    def said(self):
        """Return the words beside the buttons below the picture."""
        return self.output.locator(".course-said").inner_text()

    def drag(self, *places, up=True):
        """Press the mouse at the first place and move along the others."""
        self.tab.mouse.move(*places[0])
        self.tab.mouse.down()
        for place in places[1:]:
            self.tab.mouse.move(*place)
        if up:
            self.tab.mouse.up()
            self.settle()

    def touch(self, *places, up=True):
        """Put a finger on the first place and move along the others."""
        with fingers(self.tab) as put:
            put("touchStart", places[0])
            for place in places[1:]:
                put("touchMove", place)
            if up:
                put("touchEnd")
        self.settle()


def strokes(scene):
    """Return the strokes in the call that a demo shows."""
    call = ast.parse(scene.state(), mode="eval").body
    given = {word.arg: word.value for word in call.keywords}
    return ast.literal_eval(given["strokes"]) if "strokes" in given else ()


@contextmanager
def fingers(tab):
    """Give a function that sends touch events with a finger on each of some places."""
    session = tab.context.new_cdp_session(tab)

    def put(kind, *places):
        points = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(places)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    try:
        yield put
    finally:
        session.detach()


def middle(locator):
    """Return the middle of an element in CSS pixels of the window."""
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def shifted(place, right, down):
    """Return a place so many pixels away."""
    return place[0] + right, place[1] + down


def send_pointers(locator, events):
    """Dispatch pointer events (kind, {properties}) on an element, all at once."""
    locator.evaluate(
        """(element, events) => {
          const common = { bubbles: true, button: 0, buttons: 1, pointerId: 1,
            pointerType: "mouse", isPrimary: true };
          for (const [kind, given] of events)
            element.dispatchEvent(new PointerEvent(kind, { ...common, ...given }));
        }""",
        json.loads(json.dumps(events)),
    )
