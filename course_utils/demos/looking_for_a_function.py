"""The sliders of notebook 02: an error surface, sigmoids, and days of history."""

import functools

import numpy as np

from course_utils.data.series import make_channel_views
from course_utils.draw import style
from course_utils.draw.contours import MovingContours
from course_utils.live import Choice, Demo, Preset, Slider, Toggle
from course_utils.ml import forecast, linear, sigmoids

# 1. The error surface ------------------------------------------------------------

FIRST_YEAR = 365
W_GRID = np.linspace(-0.5, 1.5, 61)
B_GRID = np.linspace(-1.0, 4.0, 61)
FAR_AWAY = 50.0  # a descent that leaves the map this far is not followed further


@functools.cache
def yesterday_and_today(centred):
    """Return the views of each day and of the day after, in thousands (364,)."""
    views = make_channel_views().thousands[:FIRST_YEAR]
    yesterday, today = views[:-1], views[1:]
    return yesterday - yesterday.mean() if centred else yesterday, today


@functools.cache
def surface_of_views(loss, centred):
    """Return the loss at every (w, b) of the map, shape (61, 61)."""
    x, y = yesterday_and_today(centred)
    return linear.error_surface(x, y, W_GRID, B_GRID, loss=loss)


@functools.cache
def map_of_views(loss, centred):
    """Return (heights between 0 and 1, shape (61, 61), and the best (w, b)) of a map.

    Heights are roots of the loss above its smallest value, so that steps of equal
    height are finer where the loss is small.
    """
    surface = surface_of_views(loss, centred)
    root = 3 if loss == "MSE" else 1.5
    heights = ((surface - surface.min()) / np.ptp(surface)) ** (1 / root)
    if loss == "MSE":
        return heights, np.array(linear.least_squares(*yesterday_and_today(centred)))
    b, w = np.unravel_index(surface.argmin(), surface.shape)
    return heights, np.array([W_GRID[w], B_GRID[b]])


@functools.cache
def largest_stable_rate(centred):
    """Return 2 / L, L the largest curvature of the MSE: any larger rate diverges."""
    x, _ = yesterday_and_today(centred)
    curvature = 2 * np.array([[np.mean(x**2), x.mean()], [x.mean(), 1.0]])
    return float(2 / np.linalg.eigvalsh(curvature)[-1])


class DescentOnTheErrorSurface(Demo):
    """Walk from a guessed line downhill on the error surface of w and b."""

    name = "The error surface of a line"
    look_for = "Every point of the map is a line: does the path end where it is best?"
    figsize = (9.4, 4.2)
    controls = (
        Slider("w", "weight w at the start", -0.5, 1.5, default=0.0, step=0.05),
        Slider("b", "bias b at the start", -1.0, 4.0, default=0.0, step=0.1),
        Slider("eta", "learning rate η", 0.005, 0.16, default=0.03, step=0.005),
        Slider("updates", "number of updates", 0, 100, default=30, step=1),
        Choice("loss", "loss", ("MSE", "MAE"), default="MSE"),
        Toggle("centred", "count yesterday's views from their mean"),
    )
    presets = (
        Preset("first step", "one update, straight across the contours", updates=1),
        Preset(
            "patience", "quickly into the valley, slowly along it", eta=0.1, updates=100
        ),
        Preset(
            "timid", "η too small: 100 updates, still far away", eta=0.005, updates=100
        ),
        Preset(
            "too bold",
            "η above 0.135: every step overshoots more",
            eta=0.145,
            updates=8,
        ),
        Preset("by MAE", "steps of nearly equal length", loss="MAE", updates=60),
        Preset(
            "rounder bowl",
            "yesterday counted from its mean: straight to the bottom",
            centred=True,
            eta=0.1,
            updates=40,
        ),
    )

    @staticmethod
    def compute(w, b, eta, updates, loss, centred):
        x, y = yesterday_and_today(centred)
        path = linear.descend(
            x, y, start=(w, b), learning_rate=eta, steps=updates, loss=loss
        )
        gone = np.flatnonzero(np.abs(path).max(axis=1) > FAR_AWAY)
        path = path[: gone[0] + 1] if len(gone) else path
        losses = np.array([linear.LOSSES[loss](linear.predict(x, *p), y) for p in path])
        heights, best = map_of_views(loss, centred)
        ends = np.array([x.min(), x.max()])
        return {
            "path": path,
            "losses": losses,
            "line_x": ends,
            "first_line": linear.predict(ends, *path[0]),
            "last_line": linear.predict(ends, *path[-1]),
            "x": x,
            "y": y,
            "heights": heights,
            "best": best,
            "stable": eta < largest_stable_rate(centred),
            "loss": loss,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        left.set(xlim=(-1.6, 4), ylim=(-0.2, 5), title="364 days and two lines")
        left.set(xlabel="yesterday's views, as the line gets them (thousands)")
        left.set(ylabel="today's views (thousands)")
        (self.days,) = left.plot([], [], ".", color=style.BLUE, ms=4, alpha=0.6)
        (self.first,) = left.plot([], [], color=style.GREY, ls="--", label="start")
        (self.last,) = left.plot([], [], color=style.ORANGE, label="after the updates")
        left.legend(loc="upper left", ncols=2)
        self.map = MovingContours(
            right, W_GRID, B_GRID, np.linspace(0, 1, 13), filled=True, cmap="cividis"
        )
        (self.path,) = right.plot([], [], ".-", color=style.ORANGE, lw=1.2)
        (self.best,) = right.plot([], [], "*", color="white", ms=14, mec="black")
        (self.start,) = right.plot([], [], "s", color=style.GREY, ms=9, mec="white")
        (self.end,) = right.plot([], [], "o", color=style.ORANGE, ms=9, mec="white")
        right.set(xlim=W_GRID[[0, -1]], ylim=B_GRID[[0, -1]])
        right.set(xlabel="weight w", ylabel="bias b", xticks=np.arange(-0.5, 1.6, 0.5))
        right.set_title("Loss of every line: dark is small, ★ best")
        right.grid(visible=False)
        lines = [self.days, self.first, self.last, self.path, self.best]
        return [self.map, *lines, self.start, self.end]

    def update(self, result):
        path = result["path"]
        self.map.set_values(result["heights"])
        self.best.set_data(*result["best"][:, None])
        self.days.set_data(result["x"], result["y"])
        self.first.set_data(result["line_x"], result["first_line"])
        self.last.set_data(result["line_x"], result["last_line"])
        self.path.set_data(*path.T)
        self.start.set_data(*path[:1].T)
        self.end.set_data(*path[-1:].T)

    @staticmethod
    def headline(result):
        losses, loss = result["losses"], result["loss"]
        count = len(losses) - 1
        if count == 0:
            return f"This line's {loss} is {losses[0]:.2f}"
        if losses[-1] > losses[0]:
            return f"Each step overshoots: after {count} updates the {loss} has grown"
        updates = "1 update" if count == 1 else f"{count} updates"
        return f"{updates}: the {loss} fell from {losses[0]:.2f} to {losses[-1]:.2f}"


# 2. One sigmoid ------------------------------------------------------------------

X_STEP = np.linspace(-6, 6, 241)


class OneSigmoid(Demo):
    """Shape one soft step c · σ(b + w·x) with its three numbers."""

    name = "One sigmoid"
    look_for = "Which number moves the step, which one steepens it, which one lifts it?"
    figsize = (8, 3.6)
    controls = (
        Slider("w", "weight w", -6.0, 6.0, default=1.0, step=0.1),
        Slider("b", "bias b", -6.0, 6.0, default=0.0, step=0.1),
        Slider("c", "height c", -3.0, 3.0, default=2.0, step=0.1),
        Toggle("ramp", "show the hard sigmoid with the same slope", default=False),
    )
    presets = (
        Preset("steep", "a larger w squeezes the step", w=5),
        Preset("mirrored", "a negative w makes it fall", w=-1.5),
        Preset("shifted right", "b = −3 with w = 1: the middle sits at 3", b=-3),
        Preset(
            "shifted less", "the same b, but w = 2: the middle sits at 1.5", w=2, b=-3
        ),
        Preset("hanging", "a negative c turns it upside down", c=-2),
        Preset("soft and hard", "a straight ramp with the same slope", w=2, ramp=True),
    )

    @staticmethod
    def compute(w, b, c, ramp):
        middle = np.array([-b / w]) if w else np.array([])
        hard = np.full_like(X_STEP, c * sigmoids.sigmoid(b))
        if w:  # the slope in the middle is c·w/4, so the ramp is 4/|w| wide
            left, right = middle[0] - 2 / abs(w), middle[0] + 2 / abs(w)
            start, height = (0, c) if w > 0 else (c, -c)
            hard = start + sigmoids.hard_sigmoid(X_STEP, left, right, height)
        return {
            "y": sigmoids.soft_step(X_STEP, w, b, c),
            "hard": hard,
            "ramp": ramp,
            "middle": middle,
            "half": np.full_like(middle, c / 2),
            "w": w,
            "b": b,
            "c": c,
        }

    def draw(self, figure, values):
        ax = figure.subplots()
        ax.plot(
            X_STEP,
            sigmoids.sigmoid(X_STEP),
            color=style.GREY,
            ls=":",
            label="σ(x) alone",
        )
        (self.hard,) = ax.plot(
            [], [], color=style.YELLOW, ls="--", label="hard sigmoid"
        )
        (self.curve,) = ax.plot([], [], color=style.ORANGE, label="c · σ(b + w·x)")
        (self.guide,) = ax.plot([], [], color=style.GREY, lw=1)
        (self.middle,) = ax.plot([], [], "o", color=style.PINK, label="middle, −b/w")
        ax.set(xlim=(-6, 6), ylim=(-3.3, 3.3), xlabel="x", ylabel="output")
        ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
        return [self.hard, self.curve, self.guide, self.middle]

    def update(self, result):
        self.curve.set_data(X_STEP, result["y"])
        self.hard.set_data(X_STEP, result["hard"])
        self.hard.set_visible(result["ramp"])
        middle, half = result["middle"], result["half"]
        self.middle.set_data(middle, half)
        self.guide.set_data(np.repeat(middle, 2), [-3.3, *half] if len(half) else [])

    @staticmethod
    def headline(result):
        w, b, c = result["w"], result["b"], result["c"]
        if w == 0 or c == 0:
            return "Without a weight and a height there is no step, only a flat line"
        way = "rises" if w * c > 0 else "falls"
        return f"The step {way} by {abs(c):.1f}; its middle lies at {-b / w + 0:.2f}"


# 3. A curve out of many pieces ---------------------------------------------------

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
    error = forecast.typical_error(made, y)
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
        Preset("three", "the first hills appear", n=3),
        Preset("sixteen", "hardly to be told apart", n=16),
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


# 4. Days of history --------------------------------------------------------------

LONGEST = 56
SHOWN = 56  # days of the unseen year in the picture


@functools.cache
def fitted_forecasts():
    """Return one fitted forecast for every number of days, 1 to 56."""
    views = make_channel_views().thousands
    return [forecast.fit_forecast(views, days) for days in range(1, LONGEST + 1)]


class DaysOfHistory(Demo):
    """Forecast tomorrow's views from the last n days."""

    name = "Days of history"
    look_for = "Where does the error fall most, and which days get the large weights?"
    figsize = (9.4, 5.6)
    controls = (Slider("days", "days of history", 1, LONGEST, default=1, step=1),)
    presets = (
        Preset("one day", "yesterday alone knows nothing of weekends", days=1),
        Preset(
            "a week", "the model sees the same weekday: the error nearly halves", days=7
        ),
        Preset("four weeks", "four looks at each weekday: a little better", days=28),
        Preset("eight weeks", "better on the past, hardly on the future", days=56),
    )

    @staticmethod
    def compute(days):
        fits = fitted_forecasts()
        fit = fits[days - 1]
        weights = np.zeros(LONGEST)
        weights[:days] = fit["w"][::-1]
        return {
            "days": days,
            "weights": weights,
            "forecast": fit["forecast_unseen"][:SHOWN],
            "train": np.array([one["train"] for one in fits]),
            "unseen": np.array([one["unseen"] for one in fits]),
        }

    def draw(self, figure, values):
        grid = figure.add_gridspec(2, 2, height_ratios=(1.1, 1))
        self._draw_forecast(figure.add_subplot(grid[0, :]))
        self._draw_errors(figure.add_subplot(grid[1, 0]))
        self._draw_weights(figure.add_subplot(grid[1, 1]))
        return [self.forecast, self.here_train, self.here_unseen, *self.bars]

    def _draw_forecast(self, ax):
        labels = fitted_forecasts()[0]["labels_unseen"][:SHOWN]
        ax.plot(np.arange(SHOWN), labels, ".-", color=style.BLUE, label="real views")
        (self.forecast,) = ax.plot([], [], color=style.ORANGE, label="forecast")
        ax.set(xlim=(0, SHOWN - 1), ylim=(0, 7.5), xlabel="day of the unseen year")
        ax.set(ylabel="views (thousands)", xticks=range(0, SHOWN, 7))
        ax.legend(loc="lower right", ncols=2)

    def _draw_errors(self, ax):
        days, fits = np.arange(1, LONGEST + 1), fitted_forecasts()
        for name, color in (("train", style.ORANGE), ("unseen", style.GREEN)):
            ax.plot(days, [one[name] for one in fits], color=color, label=name)
        (self.here_train,) = ax.plot([], [], "o", color=style.ORANGE, ms=8)
        (self.here_unseen,) = ax.plot([], [], "o", color=style.GREEN, ms=8)
        ax.set(xlim=(0, 57), ylim=(0, 1.3), xticks=range(0, 57, 7))
        ax.set(xlabel="days of history", ylabel="typical error (thousands)")
        ax.legend(loc="upper right")

    def _draw_weights(self, ax):
        self.bars = ax.bar(np.arange(1, LONGEST + 1), 0.0, color=style.ORANGE)
        ax.axhline(0, color=style.GREY, lw=0.8)
        ax.set(xlim=(0, 57), ylim=(-0.35, 1.0), xticks=range(0, 57, 7))
        ax.set(xlabel="days ago", ylabel="weight")

    def update(self, result):
        days = result["days"]
        self.forecast.set_data(np.arange(SHOWN), result["forecast"])
        self.here_train.set_data([days], [result["train"][days - 1]])
        self.here_unseen.set_data([days], [result["unseen"][days - 1]])
        for bar, weight in zip(self.bars, result["weights"], strict=True):
            bar.set_height(weight)

    @staticmethod
    def headline(result):
        days = result["days"]
        train, unseen = result["train"][days - 1], result["unseen"][days - 1]
        history = "1 day" if days == 1 else f"{days} days"
        errors = f"off by {train:.2f} on seen days, by {unseen:.2f} on new ones"
        return f"{history} of history: {errors}"
