"""What a hand can do in the picture of a demo: grips, points, a pad to draw on."""

import math
from zlib import crc32

from course_utils.live.grips import box
from course_utils.live.points import Points
from course_utils.live.sketch import Sketch

CURSORS = {"x": "ew-resize", "y": "ns-resize", "both": "move"}
NO_WIDTH = "Nothing moves here: the axis under the hand has no width."


def in_picture(control):
    """Say whether a control lives in the picture and has no widget beside it."""
    return isinstance(control, Points | Sketch)


class Hands:
    """The places of a demo's picture that a hand can move, and what it moves there.

    Each has a number: first the controls that live in the picture, then the grips.
    """

    def __init__(self, demo):
        self.demo = demo
        self.controls = [c for c in demo.controls if in_picture(c)]
        self.grips = list(demo.grips)
        for grip in self.grips:
            for name in grip.controls:
                demo.control(name)

    def specs(self):
        """Return for each place what stays while the still picture stays."""
        controls = [self._said(control.spec(self.demo)) for control in self.controls]
        return [*controls, *map(self._spec, self.grips)]

    def places(self):
        """Return for each place where it is, in pixels, in the state in view."""
        demo, idle = self.demo, self.demo.idle_now()
        controls = [control.places(demo) for control in self.controls]
        return controls + [
            grip.place(demo.figure.axes[grip.axes], demo.values, demo.result)
            if set(grip.controls) - set(idle)
            else None
            for grip in self.grips
        ]

    def places_now(self, otherwise):
        """Return the places in a state that could not be shown, if they can be told.

        What a hand made there is not lost.
        """
        try:
            return self.places()
        except Exception:  # the result is not that of this state
            return otherwise

    def axes(self):
        """Return a text that changes when any Axes shows another range or place.

        A place is in pixels; where two layouts differ by rounding it is the same.
        """
        seen = [
            (a.get_xscale(), a.get_yscale(), *a.viewLim.bounds, *box(a))
            for a in self.demo.figure.axes
        ]
        return f"{crc32(repr(seen).encode()):x}"

    def take(self, held):
        """Return the values that a hand asks for, and a sentence where none can be.

        `held` is the message of the front end: the number of the place, and there its
        pixels, points or strokes. What makes no sense moves nothing.
        """
        number = held.get("hand")
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            return {}, ""
        if number < len(self.controls):
            control = self.controls[number]
            return {control.name: control.from_hand(self.demo, held)}, ""
        number -= len(self.controls)
        at = held.get("at")
        if number >= len(self.grips) or not _is_place(at):
            return {}, ""
        values = self.grips[number].values(self.demo, *at)
        return ({}, NO_WIDTH) if values is None else (values, "")

    def _spec(self, grip):
        return {
            "kind": "grip",
            "label": self.demo._say(grip.label) or self._labels(grip),
            "cursor": CURSORS[grip.direction],
            "across": grip.direction if grip.across else "",
            "box": box(self.demo.figure.axes[grip.axes]),
        }

    def _said(self, spec):
        """Return what a control says of itself in the reader's language."""
        classes = [self.demo._say(name) for name in spec.get("classes", ())]
        named = {"classes": classes} if classes else {}
        return {**spec, "label": self.demo._say(spec["label"]), **named}

    def _labels(self, grip):
        labels = (self.demo.control(name).label for name in grip.controls)
        return ", ".join(map(self.demo._say, labels))


def _is_place(at):
    return (
        isinstance(at, list)
        and len(at) == 2
        and all(isinstance(v, int | float) and math.isfinite(v) for v in at)
    )
