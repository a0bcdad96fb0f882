"""Demo: The error surface of a line."""

import functools

import numpy as np

from course_utils.data.series import make_channel_views
from course_utils.draw import style
from course_utils.draw.contours import MovingContours
from course_utils.live import Choice, Demo, Grip, Idle, Preset, Slider, Toggle
from course_utils.ml.regression import linear

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
        Slider(
            "updates", "number of updates", 0, 100, default=30, step=1, playable=True
        ),
        Choice("loss", "loss", ("MSE", "MAE"), default="MSE"),
        Toggle("centred", "count yesterday's views from their mean"),
    )
    grips = (Grip("w", "b", axes=1, label="the start"),)
    idle = (Idle("eta", "no step is taken yet", lambda v, r: v["updates"] == 0),)
    presets = (
        Preset("first step", "one update takes most of the loss away", updates=1),
        Preset(
            "patience", "quickly into the valley, slowly along it", eta=0.1, updates=100
        ),
        Preset(
            "timid", "η too small: 100 updates, still far away", eta=0.005, updates=100
        ),
        Preset(
            "too bold",
            "η above 0.135: here every update makes the loss larger",
            eta=0.145,
            updates=8,
        ),
        Preset(
            "by MAE",
            "the first seven steps are all of one length",
            loss="MAE",
            updates=60,
        ),
        Preset(
            "rounder bowl",
            "yesterday counted from its mean: 40 updates reach the bottom",
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
            "left_the_map": bool(len(gone)),
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
        updates = "1 update" if count == 1 else f"{count} updates"
        first, last = f"{losses[0]:.2f}", f"{losses[-1]:.2f}"
        if first == last:
            return f"{updates}: the {loss} is {first}, as before"
        if result["left_the_map"]:
            return f"{updates}: the {loss} grew from {first} to {last}, off the map"
        verb = "grew" if losses[-1] > losses[0] else "fell"
        return f"{updates}: the {loss} {verb} from {first} to {last}"
