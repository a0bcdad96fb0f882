"""A data set under the hand: click adds a point, drag moves it, Delete removes it."""

import math
import reprlib
from dataclasses import dataclass
from itertools import islice
from numbers import Real

import numpy as np
import traitlets as t

from course_utils.live.grips import box, figure_height, to_data, to_pixels

COLORS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7")


class Kept(t.HasTraits):
    """The value of a control that lives in the picture, where others have a widget."""

    value = t.Any()


@dataclass(frozen=True)
class Points:
    """Points that a hand puts into the Axes number `axes`, at most `most` of them.

    The value is a tuple of (x, y), or of (x, y, class number) where `classes` names
    classes, with x and y between the ends of `xs` and `ys`; by hand they are set in
    steps of `step`. `colors` are those of the classes. Presets are ready-made sets.
    """

    name: str
    label: str
    xs: tuple = (-1.0, 1.0)
    ys: tuple = (-1.0, 1.0)
    default: tuple = ()
    classes: tuple = ()
    colors: tuple = COLORS
    axes: int = 0
    step: float = 0.01
    most: int = 200

    def __post_init__(self):
        object.__setattr__(self, "default", self.check(self.default))

    @property
    def ends(self):
        """No point, the default, and as many points as may be in one place."""
        middle = (sum(self.xs) / 2, sum(self.ys) / 2, 0)[: self.width]
        return (), self.default, (middle,) * self.most

    @property
    def width(self):
        """How many numbers describe a point: 2, or 3 with its class."""
        return 3 if self.classes else 2

    def check(self, value):
        """Return `value` as tuples; raise ValueError unless these are such points."""
        try:
            few = len(value) <= self.most
            points = tuple(map(self._point, value)) if few else None
        except (TypeError, ValueError):
            points = None
        if points is None:
            last = f", class from 0 to {len(self.classes) - 1}" if self.classes else ""
            raise ValueError(
                f"{self.name} must be at most {self.most} points: x from "
                f"{self.xs[0]:g} to {self.xs[1]:g}, y from {self.ys[0]:g} to "
                f"{self.ys[1]:g}{last}; but got {reprlib.repr(value)}."
            )
        return points

    def positions(self, count=None):
        """Return some sets of points; there are too many to list all."""
        return list(dict.fromkeys(self.ends))

    def draw(self, rng):
        """Return a random set, sometimes an awkward one (`rng`: numpy Generator)."""
        count = int(rng.choice([0, 1, 2, 3, 20, self.most]))
        kind = rng.choice(["spread", "one place", "one class", "one line"])
        places = rng.uniform(0, 1, (count, 2))
        if kind == "one place":
            places[:] = places[:1]
        elif kind == "one line":
            places[:, 0] = 0.5
        xy = np.round(
            [self.xs[0], self.ys[0]] + places * [np.ptp(self.xs), np.ptp(self.ys)], 4
        )
        labels = rng.integers(0, max(len(self.classes), 1), count)
        if kind == "one class":
            labels[:] = labels[:1]
        rows = zip(*xy.T.tolist(), labels.tolist(), strict=True)
        return self.check(tuple(row[: self.width] for row in rows))

    def widget(self, value):
        """Return what keeps the value; the picture shows it."""
        return Kept(value=value)

    def counted(self, value):
        """Say how many points there are, as where no hand can add one."""
        return "1 point" if len(value) == 1 else f"{len(value) or 'no'} points"

    # What the front end needs ----------------------------------------------------

    def spec(self, demo):
        """Return what does not change while the hand moves."""
        ax = demo.figure.axes[self.axes]
        corners = [to_pixels(ax, self.xs[i], self.ys[i]) for i in (0, 1)]
        area = box(ax)
        if None not in corners:
            low, high = np.min(corners, axis=0), np.max(corners, axis=0)
            area = [round(float(v), 1) for v in (*low, *(high - low))]
        pixels = area[2] * self.step / np.ptp(self.xs)
        return {
            "kind": "points",
            "label": self.label,
            "box": area,
            "classes": list(self.classes),
            "colors": list(self.colors),
            "most": self.most,
            "stride": round(max(float(pixels), 2.0), 2),
        }

    def places(self, demo):
        """Return a row for each point: x, y, class, and its place in pixels."""
        ax, points = demo.figure.axes[self.axes], demo.values[self.name]
        left, top, width, height = box(ax)
        with np.errstate(all="ignore"):
            at = ax.transData.transform(np.reshape([p[:2] for p in points], (-1, 2)))
        at[:, 1] = figure_height(ax) - at[:, 1]
        at = at.clip((left, top), (left + width, top + height)).round(1).tolist()
        return [
            [x, y, *(label or [0]), *place]
            for (x, y, *label), place in zip(points, at, strict=True)
            if all(map(math.isfinite, place))
        ]

    def from_hand(self, demo, held):
        """Return the set that a hand made, without what cannot be a point."""
        ax = demo.figure.axes[self.axes]
        rows = held.get("points")
        made = (self._by_hand(ax, row) for row in (rows if _is_row(rows) else ()))
        return tuple(islice((p for p in made if p is not None), self.most))

    def _by_hand(self, ax, row):
        """Return one point: [x, y, class], or pixels, class and a fourth number."""
        if not _is_row(row) or len(row) < 3 or not all(map(is_number, row)):
            return None
        x, y, label = row[:3]
        place = (x, y) if len(row) == 3 else to_data(ax, x, y)
        if place is None:
            return None
        if len(row) > 3:
            place = [
                self._on_step(*p) for p in zip(place, (self.xs, self.ys), strict=True)
            ]
        try:
            return self._point((*place, label)[: self.width])
        except ValueError:
            return None

    def _on_step(self, value, ends):
        value = min(max(value, ends[0]), ends[1])  # before: it may be huge
        value = float(f"{round(value / self.step) * self.step:.10g}")
        return min(max(value, ends[0]), ends[1])

    def _point(self, row):
        """Return a row as numbers; ValueError unless it is a point of this set."""
        x, y, *label = row
        inside = all(
            is_number(v) and low <= v <= high
            for v, (low, high) in ((x, self.xs), (y, self.ys))
        )
        right = not label and not self.classes
        if self.classes and len(label) == 1 and is_number(label[0]):
            right = label[0] in range(len(self.classes))
        if not inside or not right:
            raise ValueError
        return float(x), float(y), *map(int, label)


def is_number(value):
    """Say whether a value is a finite number, and none too large for a float."""
    number = isinstance(value, Real) and not isinstance(value, bool)
    try:
        return number and math.isfinite(value)
    except OverflowError:
        return False


def _is_row(value):
    return isinstance(value, list | tuple)
