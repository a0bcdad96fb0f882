"""Demo: log-sum-exp and the shift."""

from functools import lru_cache

import numpy as np

from course_utils.draw import style
from course_utils.live import Choice, Demo, Grip, Preset, Slider
from course_utils.ml.networks import float_limits

SHIFTS = np.linspace(-100, 1100, 241)
OFFSETS = np.array([0.0, -1.0, -3.0])  # of the three scores from the largest


@lru_cache(maxsize=512)
def shifted_sums(largest, name):
    """Return c + log Σ exp(v - c) in a float format, for all SHIFTS c."""
    with np.errstate(over="ignore", divide="ignore"):
        moved = largest + OFFSETS - SHIFTS[:, None]
        powers = float_limits.rounded_to(np.exp(moved), name)
        total = float_limits.rounded_to(powers.sum(axis=1), name)
        return SHIFTS + np.log(total)


class LogSumExp(Demo):
    """Shift three scores by c before exp, and add c again after log."""

    name = "log-sum-exp and the shift"
    look_for = "From where to where may c go before the result is inf or −inf?"
    figsize = (9.4, 3.9)
    controls = (
        Slider("largest", "largest score", 0, 1000, default=400, step=5),
        Slider("shift", "shift c", -100, 1100, default=0, step=5),
        Choice("format", "format", tuple(float_limits.FORMATS), default="float32"),
    )
    grips = (Grip("shift", axes=1, across=True),)
    presets = (
        Preset("no shift", "exp(400) is larger than any float32: inf"),
        Preset("by the maximum", "exp(0) = 1 at most: always right", shift=400),
        Preset("shifted too far", "all exponentials become 0: −inf", shift=600),
        Preset("small scores", "no shift is needed below 88", largest=40, shift=0),
        Preset(
            "float16", "ends at 65,504: exp(12) is too much", format="float16",
            largest=15, shift=0,
        ),
    )  # fmt: skip

    @staticmethod
    def compute(largest, shift, format):
        results = shifted_sums(largest, format)
        now = results[np.abs(SHIFTS - shift).argmin()]
        limits = float_limits.limits_of(format)
        right = np.isfinite(results)
        return {
            "shift": shift,
            "moved": largest + OFFSETS - shift,
            "top": np.log(limits["largest"]),
            "bottom": np.log(limits["smallest"]),
            "true": float(float_limits.log_sum_exp(largest + OFFSETS)),
            "right": SHIFTS[right],
            "values": results[right],
            "over": SHIFTS[results == np.inf],
            "under": SHIFTS[results == -np.inf],
            "state": "right" if np.isfinite(now) else str(now),
            "now": float(np.clip(now, -120, 1150)),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1, 1.2))
        self.band = left.bar([1], [1], bottom=[0], width=3.4, color=style.GREEN)[0]
        self.band.set(alpha=0.18)
        (self.moved,) = left.plot([], [], "o", color=style.ORANGE, ms=11, mec="w")
        left.axhline(0, color=style.GREY, lw=1)
        left.set(xlim=(-0.7, 2.7), xticks=range(3), ylim=(-1150, 1150))
        left.set_yscale("symlog", linthresh=20)
        left.set_yticks([-1000, -100, -10, 0, 10, 100, 1000])
        left.set_yticklabels(["−1000", "−100", "−10", "0", "10", "100", "1000"])
        left.set(xlabel="score", ylabel="score − c")
        left.set_title("green: exp() keeps all its digits")
        (self.true,) = right.plot([], [], "--", color="k", lw=1.2, label="true value")
        (self.curve,) = right.plot([], [], ".", color=style.BLUE, label="computed")
        (self.over,) = right.plot([], [], "^", color=style.PINK, ms=5, label="inf")
        (self.under,) = right.plot([], [], "v", color=style.GREY, ms=5, label="−inf")
        (self.now,) = right.plot([], [], "o", color=style.ORANGE, ms=11, mec="w")
        right.set(xlim=(-110, 1110), ylim=(-180, 1400), xlabel="shift c")
        right.set(ylabel="c + log Σ exp(score − c)", title="The result for every c")
        right.legend(loc="upper center", ncols=4, handlelength=1, columnspacing=1)
        marks = [self.curve, self.over, self.under, self.now]
        return [self.band, self.moved, self.true, *marks]

    def update(self, result):
        self.band.set(y=result["bottom"], height=result["top"] - result["bottom"])
        self.moved.set_data(range(3), result["moved"])
        self.true.set_data([-110, 1110], [result["true"]] * 2)
        self.curve.set_data(result["right"], result["values"])
        self.over.set_data(result["over"], [1150] * len(result["over"]))
        self.under.set_data(result["under"], [-120] * len(result["under"]))
        self.now.set_data([result["shift"]], [result["now"]])

    @staticmethod
    def headline(result):
        if result["state"] == "inf":
            return f"inf: exp({result['moved'][0]:.0f}) is more than the format holds"
        if result["state"] == "-inf":
            return (
                f"−inf: exp({result['moved'][0]:.0f}) is rounded to 0, and log 0 is −∞"
            )
        error = abs(result["now"] - result["true"])
        if error < 0.01:
            return f"Right: {result['true']:.2f}"
        return f"Imprecise: wrong by {error:.2f}"
