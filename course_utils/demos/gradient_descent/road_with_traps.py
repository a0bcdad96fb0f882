"""Demo: Where descent stops."""

import numpy as np

from course_utils.draw import style
from course_utils.live import Demo, Grip, Idle, Preset, Slider
from course_utils.ml.optimization import landscapes
from course_utils.ml.optimization.descent import descend_until


class RoadWithTraps(Demo):
    """Start anywhere on a road with a plateau and a trap; see where descent stops."""

    name = "Where descent stops"
    look_for = "Which starts reach the deep valley, and what stops the others?"
    controls = (
        Slider("start", "start w⁰", -7.0, 6.0, default=-3.0, step=0.1),
        Slider("eta", "learning rate η", 0.02, 0.6, default=0.1, step=0.02),
        Slider("log_tolerance", "stop when |g| < 10 to the", -6, -1, -3, step=1),
    )
    grips = (
        Grip("start", at=lambda v, r: (v["start"], r["height"][0]), label="the start"),
    )
    idle = (
        Idle(
            "eta",
            "descent stops before its first step",
            lambda v, r: len(r["path"]) == 1,
        ),
    )
    presets = (
        Preset(
            "plateau",
            "so flat that the stopping rule fires at once",
            start=-6.5,
            eta=0.1,
            log_tolerance=-3,
        ),
        Preset(
            "local minimum",
            "a shallow trap on the way",
            start=-1.5,
            eta=0.1,
            log_tolerance=-3,
        ),
        Preset(
            "global minimum",
            "started in the right basin",
            start=5.5,
            eta=0.1,
            log_tolerance=-3,
        ),
        Preset(
            "never settles",
            "the trap is too narrow for this η",
            start=-1.5,
            eta=0.56,
            log_tolerance=-3,
        ),
    )

    PLACES = ((0.51, "in the local minimum"), (4.0, "in the deepest valley"))

    @staticmethod
    def compute(start, eta, log_tolerance):
        path, reason = descend_until(
            landscapes.road_slope, start, eta, tolerance=10.0**log_tolerance, most=500
        )
        return {
            "path": path,
            "height": landscapes.road(path),
            "slope": abs(landscapes.road_slope(path)),
            "reason": reason,
            "tolerance": 10.0**log_tolerance,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.4, 1))
        x = np.linspace(-8, 7, 400)
        left.plot(x, landscapes.road(x), color=style.BLUE)
        left.set(xlim=(-8, 7), ylim=(-2.4, 3.6), xlabel="weight w", ylabel="loss")
        left.set_title("Plateau, trap and valley")
        (self.path,) = left.plot([], [], "o-", color=style.ORANGE, ms=5, lw=1)
        (self.end,) = left.plot([], [], "*", color="k", ms=15)
        right.set_xscale("function", functions=(np.sqrt, np.square))
        right.set(yscale="log", ylim=(1e-7, 10), xlim=(0, 520))
        right.set_xticks([0, 10, 50, 100, 200, 500])
        right.set(xlabel="update", ylabel="|gradient|", title="Size of the gradient")
        (self.slope,) = right.plot([], [], "o-", color=style.PINK, ms=4, lw=1.5)
        self.rule = right.axhline(1, color=style.GREY, ls="--", label="stop below")
        right.legend(loc="lower left")
        return [self.path, self.end, self.slope, self.rule]

    def update(self, result):
        self.path.set_data(result["path"], result["height"])
        self.end.set_data(result["path"][-1:], result["height"][-1:])
        self.slope.set_data(range(len(result["slope"])), result["slope"])
        self.rule.set_ydata([result["tolerance"]] * 2)

    @staticmethod
    def headline(result):
        end, updates = float(result["path"][-1]), len(result["path"]) - 1
        after = f"after {updates} update{'' if updates == 1 else 's'}"
        if result["reason"] == "out of steps":
            return f"Still moving {after}"
        for place, name in RoadWithTraps.PLACES:
            if abs(end - place) < 0.3:
                return f"Stopped {name} {after}"
        if end < -2.5:
            return f"Stopped on the plateau {after}: no minimum at all"
        return f"Stopped near the hilltop {after}: no minimum"
