"""Demo: Which labellings can a line make?"""

from functools import cache

import numpy as np

from course_utils.draw import style
from course_utils.live import Choice, Demo, Preset, Slider
from course_utils.ml.generalization import capacity

ARRANGEMENTS = {
    "2 points": ((-0.5, -0.2), (0.5, 0.3)),
    "3 points": ((-0.6, -0.5), (0.6, -0.4), (0.0, 0.6)),
    "3 points in a row": ((-0.6, -0.4), (0.0, 0.0), (0.6, 0.4)),
    "4 points": ((-0.6, -0.6), (0.6, -0.6), (0.6, 0.6), (-0.6, 0.6)),
    "4 points, one inside": ((-0.7, -0.6), (0.7, -0.6), (0.0, 0.7), (0.0, -0.15)),
    "5 points": ((-0.7, 0.1), (-0.4, -0.6), (0.4, -0.6), (0.7, 0.1), (0.0, 0.7)),
}


@cache
def count_reachable(arrangement):
    """Return (labellings, reachable by a line or not) of an arrangement."""
    return capacity.reachable(np.array(ARRANGEMENTS[arrangement]))


class Shattering(Demo):
    """Ask a line for every labelling of a few points."""

    name = "Which labellings can a line make?"
    look_for = "Step through the labellings: for how many points are all of them there?"
    figsize = (9, 3.9)
    controls = (
        Choice("arrangement", "points", tuple(ARRANGEMENTS), default="3 points"),
        Slider("labelling", "labelling number", 1, 32, default=3, step=1),
    )
    presets = (
        Preset(
            "three points",
            "all 8: shattered, so the dimension is at least 3",
            arrangement="3 points",
            labelling=3,
        ),
        Preset(
            "three in a row",
            "one bad arrangement does not count against the line",
            arrangement="3 points in a row",
            labelling=3,
        ),
        Preset(
            "four points",
            "opposite corners alike (XOR): no line makes this labelling",
            arrangement="4 points",
            labelling=6,
        ),
    )

    @staticmethod
    def compute(arrangement, labelling):
        points = np.array(ARRANGEMENTS[arrangement])
        options, reachable = count_reachable(arrangement)
        chosen = (labelling - 1) % len(options)
        line = capacity.separating_line(points, options[chosen])
        return {
            "points": points,
            "labels": options[chosen],
            "line": np.zeros(3) if line is None else np.array([*line[0], line[1]]),
            "possible": line is not None,
            "reachable": reachable,
            "chosen": chosen,
        }

    def draw(self, figure, values):
        plane, right = figure.subplots(1, 2, width_ratios=[1, 1.3])
        (self.minus,) = plane.plot([], [], "s", color=style.BLUE, ms=18)
        (self.plus,) = plane.plot([], [], "o", color=style.ORANGE, ms=20)
        (self.line,) = plane.plot([], [], color="black", lw=3)
        self.no = plane.text(0, 0, "no line", size=22, ha="center", va="center")
        plane.set(xlim=(-1, 1), ylim=(-1, 1), xticks=[], yticks=[], aspect="equal")
        (self.yes_marks,) = right.plot([], [], "o", color=style.GREEN, ms=11)
        (self.no_marks,) = right.plot([], [], "X", color=style.PINK, ms=12)
        (self.here,) = right.plot([], [], "o", mfc="none", mec="black", ms=20, mew=2)
        right.set(xlim=(0.2, 8.8), ylim=(4.6, 0.2), xticks=range(1, 9))
        right.set_yticks(range(1, 5), ["1-8", "9-16", "17-24", "25-32"])
        right.set(xlabel="labelling", title="● a line exists     ✖ no line")
        return [
            self.minus,
            self.plus,
            self.line,
            self.no,
            self.yes_marks,
            self.no_marks,
            self.here,
        ]

    def update(self, result):
        points, labels = result["points"], result["labels"]
        self.minus.set_data(*points[labels < 0].T)
        self.plus.set_data(*points[labels > 0].T)
        *w, b = result["line"]
        w = np.array(w)
        size = max(float(w @ w), 1e-12)
        foot, along = -b * w / size, np.array([-w[1], w[0]]) / size**0.5
        self.line.set_data(*np.array([foot - 4 * along, foot + 4 * along]).T)
        self.line.set_visible(result["possible"] and size > 1e-6)
        self.no.set_visible(not result["possible"])
        number = np.arange(len(result["reachable"]))
        places = np.column_stack([number % 8 + 1, number // 8 + 1])
        self.yes_marks.set_data(*places[result["reachable"]].T)
        self.no_marks.set_data(*places[~result["reachable"]].T)
        self.here.set_data(*places[result["chosen"]][:, None])

    @staticmethod
    def headline(result):
        reachable, n = result["reachable"], len(result["points"])
        verdict = "shattered" if reachable.all() else "not shattered"
        return f"{reachable.sum()} of {len(reachable)} labellings: {n} points {verdict}"
