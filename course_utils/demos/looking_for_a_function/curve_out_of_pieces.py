"""Demo: A curve out of many pieces."""

import functools

import numpy as np

from course_utils.draw import style
from course_utils.experiments import days_of_history
from course_utils.live import Choice, Demo, Preset, Slider
from course_utils.ml.regression import sigmoids

X_CURVE = np.linspace(0, 10, 201)
DOUBLINGS = np.array([1, 2, 4, 8, 16, 32, 64])


def _polyline(x):
    return np.interp(x, [0, 2, 4.5, 6, 8, 10], [0.4, 2.2, 0.6, 1.0, 2.8, 1.4])


CURVES = {
    "polyline": _polyline,
    "wave": lambda x: 1.5 + np.sin(1.1 * x) * np.exp(-0.05 * x) + 0.3 * np.cos(3 * x),
    "bump": lambda x: 0.5 + 2 * np.exp(-((x - 6) ** 2) / 1.5),
    "jump": lambda x: np.where(x < 4.99, 0.7, 2.3),
}


@functools.cache
def errors_when_doubling(curve, kind):
    """Return the typical error of 1, 2, 4 … 64 pieces, shape (7,)."""
    return np.array([_approximate(curve, int(n), kind)["error"] for n in DOUBLINGS])


def _approximate(curve, n, kind):
    y = CURVES[curve](X_CURVE)
    constant, heights = sigmoids.fit_pieces(X_CURVE, y, n, kind=kind)
    shares = sigmoids.pieces(X_CURVE, n, kind=kind) * heights
    made = constant + shares.sum(axis=1)
    error = days_of_history.typical_error(made, y)
    return {"made": made, "shares": shares, "constant": constant, "error": error}


class CurveOutOfPieces(Demo):
    """Add up n sigmoids or ReLUs until they follow a curve."""

    name = "A curve out of many pieces"
    look_for = "Double n again and again: what happens to the error?"
    figsize = (9.4, 4.0)
    controls = (
        Slider("n", "number of pieces n", 1, 64, default=5, step=1),
        Choice("kind", "pieces", sigmoids.KINDS, default="sigmoid"),
        Choice("curve", "curve to imitate", tuple(CURVES), default="wave"),
    )
    presets = (
        Preset("one piece", "a single step cannot follow a wave", n=1),
        Preset("three", "a quarter of the error of one is gone", n=3),
        Preset("sixteen", "off by less than a fiftieth of the height", n=16),
        Preset(
            "exact",
            "a polyline with its knots in place is hard sigmoids, exactly",
            n=20,
            kind="hard sigmoid",
            curve="polyline",
        ),
        Preset("ReLU", "each piece bends the curve once, for good", kind="ReLU", n=8),
        Preset(
            "jump",
            "pieces that hang together jump badly: the error falls slowly",
            curve="jump",
            n=32,
        ),
    )

    @staticmethod
    def compute(n, kind, curve):
        result = _approximate(curve, n, kind)
        result["doubled"] = _approximate(curve, 2 * n, kind)["error"]
        result["errors"] = np.maximum(errors_when_doubling(curve, kind), 1e-4)
        return result | {"n": n, "kind": kind, "curve": CURVES[curve](X_CURVE)}

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(2, 1))
        (self.curve,) = left.plot([], [], color=style.BLUE, lw=5, alpha=0.4)
        (self.shares,) = left.plot([], [], color=style.GREY, lw=0.8, alpha=0.7)
        (self.made,) = left.plot([], [], color=style.ORANGE)
        left.set(xlim=(0, 10), ylim=(-1.2, 3.8), xlabel="x", ylabel="y")
        left.legend(
            [self.curve, self.made, self.shares],
            ["the curve", "constant + pieces", "the pieces"],
            loc="upper left",
            ncols=3,
        )
        (self.errors,) = right.plot([], [], ".-", color=style.GREY)
        (self.here,) = right.plot([], [], "o", color=style.ORANGE, ms=9)
        right.set(xscale="log", yscale="log", xlim=(0.9, 72), ylim=(7e-5, 1.2))
        right.set_xticks(DOUBLINGS, [str(n) for n in DOUBLINGS])
        right.minorticks_off()
        right.set(xlabel="number of pieces n", ylabel="typical error (cut at 10⁻⁴)")
        return [self.curve, self.shares, self.made, self.errors, self.here]

    def update(self, result):
        self.curve.set_data(X_CURVE, result["curve"])
        self.made.set_data(X_CURVE, result["made"])
        gap = np.full((1, result["n"]), np.nan)
        curves = np.vstack([result["shares"], gap]).T.ravel()
        self.shares.set_data(np.tile([*X_CURVE, np.nan], result["n"]), curves)
        self.errors.set_data(DOUBLINGS, result["errors"])
        self.here.set_data([result["n"]], [max(result["error"], 1e-4)])

    @staticmethod
    def headline(result):
        n, error, doubled = result["n"], result["error"], result["doubled"]
        pieces = f"{n} {result['kind']}{'s' if n > 1 else ''}"
        if error < 1e-9:
            return f"{pieces}: not near the curve, but exactly on it"
        miss = "miss" if n > 1 else "misses"
        return f"{pieces} {miss} by {error:.3f}; twice as many by {doubled:.3f}"
