"""Demos of notebook 7: Gaussians, the boundary between two of them, and estimates."""

from functools import cache

import numpy as np
from matplotlib import colormaps

from course_utils.data.points import NORMAL, WATER, make_gaussian
from course_utils.draw import style
from course_utils.draw.classes import SURENESS, class_look, ellipse
from course_utils.draw.contours import MovingContours
from course_utils.live import Choice, Demo, Preset, Seed, Slider, Toggle
from course_utils.ml import gaussian


def dots(ax, label, **options):
    """Return an empty line of markers in the look of a class, ready to be filled."""
    colors, markers = class_look(2)
    look = {"color": colors[label], "marker": markers[label], "ms": 7, "ls": ""}
    (line,) = ax.plot([], [], mec="white", mew=0.6, **(look | options))
    return line


# Class numbers are no measurements --------------------------------------------


@cache
def _easy_crowd():
    long = ((1.1, 0.85), (0.85, 1.1))
    near = make_gaussian((1.0, -1.0), long, 40, seed=1)
    other = make_gaussian((-0.9, 0.9), long, 40, seed=2)
    easy = make_gaussian((2.5, -2.0), ((0.3, 0), (0, 0.3)), 25, seed=3)
    return near, other, easy


def least_squares_line(points, labels):
    """Return w, b of the least-squares fit to +1 (label 1) and -1 (label 0)."""
    inputs = np.column_stack([points, np.ones(len(points))])
    *w, b = np.linalg.lstsq(inputs, 2.0 * labels - 1, rcond=None)[0]
    return np.array(w), b


class RegressionAsClassifier(Demo):
    """Fit +1 and -1 by least squares and watch easy points spoil the boundary."""

    name = "Regression on class numbers"
    look_for = "Why do points that are easy to classify push the line the wrong way?"
    figsize = (8.4, 4.2)
    controls = (Slider("distance", "distance of the easy group", 0.0, 10.0, 5.0, 0.1),)
    presets = (
        Preset("near", "the group lies beside the others: no mistake", distance=0),
        Preset("far", "even easier, and yet the line turns into blue", distance=10),
    )

    @staticmethod
    def compute(distance):
        near, other, far = _easy_crowd()
        far = far + distance * np.array([1, -0.6])
        points = np.concatenate([near, far, other])
        labels = np.repeat([1, 0], [len(near) + len(far), len(other)])
        w, b = least_squares_line(points, labels)
        right = (points @ w + b > 0) == labels
        reach = np.array([-5.0, 15.0])
        sharp_w, sharp_b = least_squares_line(
            np.concatenate([near, other]), np.repeat([1, 0], [len(near), len(other)])
        )
        return {
            "far": far,
            "w": w,
            "b": b,
            "line": (reach, -(w[0] * reach + b) / w[1]),
            "wrong": points[~right],
            "mistakes": int((~right).sum()),
            "score": float((far @ sharp_w + sharp_b).mean()),
        }

    def draw(self, figure, values):
        near, other, _ = _easy_crowd()
        ax = figure.subplots()
        ax.set(
            xlim=(-4, 14.5), ylim=(-9.5, 4), xlabel="x₁", ylabel="x₂", aspect="equal"
        )
        dots(ax, 1).set_data(*near.T)
        dots(ax, 0).set_data(*other.T)
        both = np.concatenate([near, other])
        w, b = least_squares_line(both, np.repeat([1, 0], [len(near), len(other)]))
        x = np.array([-5.0, 15.0])
        ax.plot(x, -(w[0] * x + b) / w[1], "--", color=style.GREY, lw=2)
        ax.plot([], [], "--", color=style.GREY, label="line without the easy group")
        ax.plot([], [], color="black", lw=4, label="line with it")
        ax.legend(loc="upper right")
        self.far = dots(ax, 1)
        (self.line,) = ax.plot([], [], color="black", lw=4)
        (self.wrong,) = ax.plot([], [], "o", ms=15, mfc="none", mec=style.PINK, mew=2.5)
        return [self.far, self.line, self.wrong]

    def update(self, result):
        self.far.set_data(*result["far"].T)
        self.line.set_data(*result["line"])
        self.wrong.set_data(*result["wrong"].T)

    @staticmethod
    def headline(result):
        return (
            f"{result['mistakes']} of 105 wrong: the dashed line scores the easy group "
            f"{result['score']:.1f}, too far from 1"
        )


# Maximum likelihood in one dimension ------------------------------------------


@cache
def _defences():
    return np.sort(make_gaussian(WATER.mean, WATER.covariance, 15, seed=4)[:, 0])


@cache
def _likelihood_map():
    means, spreads = np.linspace(20, 130, 56), np.linspace(8, 80, 49)
    values = gaussian.log_normal(
        _defences()[:, None, None], means, spreads[:, None]
    ).sum(axis=0)
    return means, spreads, values


class WhichGaussian(Demo):
    """Slide a bell curve over fifteen numbers until they are as likely as can be."""

    name = "Maximum likelihood"
    look_for = "Which mean and which spread make all points likely at the same time?"
    figsize = (9, 3.9)
    controls = (
        Slider("mean", "mean μ", 20.0, 130.0, 100.0, 0.5),
        Slider("spread", "standard deviation σ", 8.0, 80.0, 16.0, 0.5),
    )
    presets = (
        Preset("too narrow", "a few points are nearly impossible", mean=73, spread=9),
        Preset(
            "too wide", "every point is possible, none is likely", mean=73, spread=80
        ),
        Preset("best", "the data's own mean and deviation", mean=67, spread=31.5),
    )

    @staticmethod
    def compute(mean, spread):
        data = _defences()
        x = np.linspace(-20, 170, 200)
        return {
            "x": x,
            "curve": np.exp(gaussian.log_normal(x, mean, spread)),
            "heights": np.exp(gaussian.log_normal(data, mean, spread)),
            "log_likelihood": gaussian.log_normal(data, mean, spread).sum(),
            "best": gaussian.log_normal(data, data.mean(), data.std()).sum(),
            "mean": mean,
            "spread": spread,
        }

    def draw(self, figure, values):
        data = _defences()
        left, right = figure.subplots(1, 2)
        left.set(xlim=(-20, 170), ylim=(-0.003, 0.054), xlabel="defence")
        left.set_ylabel("density")
        left.plot(
            data, np.full(len(data), -0.0012), "|", color=style.BLUE, ms=14, mew=2
        )
        (self.curve,) = left.plot([], [], color=style.ORANGE, lw=4)
        (self.stems,) = left.plot([], [], color=style.PINK, lw=1.5)
        (self.tops,) = left.plot([], [], "o", color=style.PINK, ms=7)
        means, spreads, height = _likelihood_map()
        best = height.max()
        levels = best - np.array([150, 60, 30, 16, 8, 4, 1.5, 0.4])
        bands = [-1e9, *levels, best + 1]
        colors = colormaps["cividis"](np.linspace(0, 1, len(bands) - 1))
        right.contourf(means, spreads, height, bands, colors=colors)
        right.plot(data.mean(), data.std(), "*", color="white", ms=20, mec="black")
        right.set(xlabel="mean μ", ylabel="standard deviation σ")
        right.set_title("log-likelihood (★ best)")
        (self.here,) = right.plot([], [], "o", color=style.ORANGE, ms=13, mec="white")
        return [self.curve, self.stems, self.tops, self.here]

    def update(self, result):
        data, heights = _defences(), result["heights"]
        nothing = np.full(len(data), np.nan)
        self.curve.set_data(result["x"], result["curve"])
        self.stems.set_data(
            np.stack([data, data, nothing], axis=1).ravel(),
            np.stack([0 * data, heights, nothing], axis=1).ravel(),
        )
        self.tops.set_data(data, heights)
        self.here.set_data([result["mean"]], [result["spread"]])

    @staticmethod
    def headline(result):
        short = result["best"] - result["log_likelihood"]
        value = f"{result['log_likelihood']:.1f}".replace("-", "−")
        if short < 0.05:
            return f"Log-likelihood {value}: as good as it gets"
        return f"Log-likelihood {value}: {short:.1f} below the best Gaussian"


# The covariance matrix --------------------------------------------------------


@cache
def _round_crowd():
    points = make_gaussian((0, 0), ((1, 0), (0, 1)), 300, seed=5)
    points = points - points.mean(axis=0)
    root = np.linalg.cholesky(gaussian.estimate_covariance(points))
    return np.linalg.solve(root, points.T).T  # covariance exactly the identity


class CovarianceEllipse(Demo):
    """Set two spreads and a correlation, and see the matrix and the cloud they make."""

    name = "What a covariance matrix looks like"
    look_for = "Which number tilts the ellipse, and which ones only stretch it?"
    figsize = (8.4, 4.4)
    controls = (
        Slider("std_1", "spread σ₁", 0.2, 3.0, 2.0, 0.05),
        Slider("std_2", "spread σ₂", 0.2, 3.0, 1.0, 0.05),
        Slider("correlation", "correlation ρ", -0.95, 0.95, 0.6, 0.05),
    )
    presets = (
        Preset(
            "round",
            "equal spreads, no correlation",
            std_1=1.5,
            std_2=1.5,
            correlation=0,
        ),
        Preset(
            "stretched", "unequal spreads stretch it", std_1=3, std_2=0.8, correlation=0
        ),
        Preset("up together", "ρ > 0: both rise together", correlation=0.9),
        Preset(
            "one up, one down", "ρ < 0: one rises, the other falls", correlation=-0.9
        ),
    )

    @staticmethod
    def compute(std_1, std_2, correlation):
        matrix = gaussian.covariance_matrix(std_1, std_2, correlation)
        values, vectors = np.linalg.eigh(matrix)
        return {
            "matrix": matrix,
            "points": _round_crowd() @ np.linalg.cholesky(matrix).T,
            "ellipse": ellipse((0, 0), matrix),
            "values": values,
            "axes": vectors * np.sqrt(values),
            "correlation": correlation,
        }

    def draw(self, figure, values):
        ax, side = figure.subplots(1, 2, width_ratios=(1.7, 1))
        ax.set(xlim=(-9, 9), ylim=(-7, 7), xlabel="x₁", ylabel="x₂", aspect="equal")
        side.set_axis_off()
        side.set(xlim=(0, 1), ylim=(0, 1))
        (self.points,) = ax.plot([], [], "o", color=style.BLUE, ms=4, alpha=0.6)
        (self.ellipse,) = ax.plot([], [], color=style.ORANGE, lw=4)
        self.arms = [ax.plot([], [], color="black", lw=2.5)[0] for _ in range(2)]
        side.text(0.5, 0.86, "covariance matrix Σ", ha="center", size=13)
        for x, bend in ((0.02, 0.05), (0.98, -0.05)):
            side.plot([x + bend, x, x, x + bend], [0.8, 0.8, 0.42, 0.42], "k", lw=2)
        colors = (style.BLUE, style.PINK, style.PINK, style.BLUE)
        places = ((0.27, 0.69), (0.73, 0.69), (0.27, 0.5), (0.73, 0.5))
        self.entries = [
            side.text(
                x, y, "", ha="center", va="center", size=19, color=c, weight="bold"
            )
            for (x, y), c in zip(places, colors, strict=True)
        ]
        self.note = side.text(0.5, 0.26, "", ha="center", va="center", size=12)
        return [self.points, self.ellipse, *self.arms, *self.entries, self.note]

    def update(self, result):
        self.points.set_data(*result["points"].T)
        self.ellipse.set_data(*result["ellipse"].T)
        for arm, axis in zip(self.arms, result["axes"].T, strict=True):
            arm.set_data([-2 * axis[0], 2 * axis[0]], [-2 * axis[1], 2 * axis[1]])
        for text, entry in zip(self.entries, result["matrix"].ravel(), strict=True):
            text.set_text(f"{entry + 0:.2f}".replace("-", "−"))
        small, large = result["values"]
        self.note.set_text(f"eigenvalues {large:.2f} and {small:.2f},\nnone below zero")

    @staticmethod
    def headline(result):
        rho = result["correlation"]
        if abs(rho) < 1e-9:
            return "Zeros off the diagonal: the ellipse lies along the axes"
        if rho > 0:
            return "Off-diagonal above zero: large x₁ goes with large x₂"
        return "Off-diagonal below zero: large x₁ goes with small x₂"


# Two classes ------------------------------------------------------------------

SHAPES = {
    "as in the lecture": (NORMAL.covariance, WATER.covariance),
    "equal": (((700, 350), (350, 700)), ((700, 350), (350, 700))),
    "small inside large": (((150, 0), (0, 150)), ((1200, 0), (0, 1200))),
    "crossed": (((900, 800), (800, 900)), ((900, -800), (-800, 900))),
}
AXIS = np.linspace(-40, 180, 56)
GRID = np.stack(np.meshgrid(AXIS, AXIS), axis=-1)
BANDS = np.array([0, 0.02, 0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9, 0.98, 1])


@cache
def _crowds(shapes):
    """Return the two classes' points around zero: label 0 (61, 2), label 1 (79, 2)."""
    normal, water = SHAPES[shapes]
    return (
        make_gaussian((0, 0), normal, NORMAL.count, seed=1008),
        make_gaussian((0, 0), water, WATER.count, seed=8),
    )


class TwoGaussians(Demo):
    """Move one of two Gaussian classes and see the boundary between them."""

    name = "The boundary between two Gaussian classes"
    look_for = "When is the black line straight, and what does the prior do to it?"
    figsize = (8.4, 5.2)
    controls = (
        Choice("kind", "covariance", ("own", "shared", "diagonal"), "own"),
        Choice("shapes", "true shapes", tuple(SHAPES), "as in the lecture"),
        Slider("mean_1", "defence of water", 20.0, 130.0, 75.0, 1.0),
        Slider("mean_2", "special defence of water", 20.0, 130.0, 71.5, 0.5),
        Slider("prior", "prior P(water)", 0.02, 0.98, 0.56, 0.02),
    )
    presets = (
        Preset("own covariances", "each class its own ellipse: the boundary is curved"),
        Preset("one shared", "one ellipse for both: a straight line", kind="shared"),
        Preset("water is rare", "a small prior pushes the line into water", prior=0.1),
        Preset(
            "island",
            "a small class inside a large one: the boundary closes",
            shapes="small inside large",
            mean_1=56,
            mean_2=60,
        ),
        Preset("crossed", "two branches", shapes="crossed", mean_1=56, mean_2=60),
        Preset(
            "naive and blind",
            "without correlation, crossed classes look the same",
            shapes="crossed",
            mean_1=56,
            mean_2=60,
            kind="diagonal",
        ),
    )

    @staticmethod
    def compute(kind, shapes, mean_1, mean_2, prior):
        normal, water = _crowds(shapes)
        normal, water = normal + NORMAL.mean, water + np.array([mean_1, mean_2])
        points = np.concatenate([normal, water])
        labels = np.repeat([0, 1], [len(normal), len(water)])
        model = gaussian.fit_gaussians(
            points, labels, kind=kind, priors=(1 - prior, prior)
        )
        joint = model.log_joint(GRID)
        odds = joint[..., 1] - joint[..., 0]
        ellipses = zip(model.means, model.covariances, strict=True)
        return {
            "kind": kind,
            "normal": normal,
            "water": water,
            "odds": odds,
            "posterior": 0.5 * (1 + np.tanh(odds / 2)),
            "ellipses": [ellipse(*pair) for pair in ellipses],
            "accuracy": float((model.predict(points) == labels).mean()),
            "prior": prior,
        }

    def draw(self, figure, values):
        ax = figure.subplots()
        ax.set(xlim=(-40, 180), ylim=(-40, 180), aspect="equal")
        ax.set(xlabel="defence", ylabel="special defence")
        ax.grid(False)
        middles = (BANDS[1:] + BANDS[:-1]) / 2
        self.shade = MovingContours(
            ax, AXIS, AXIS, BANDS, filled=True, colors=SURENESS(middles), zorder=2
        )
        colors, markers = class_look(2)
        self.crowds = [dots(ax, label, ms=7, zorder=3) for label in (0, 1)]
        self.rings = [ax.plot([], [], color=c, lw=3, zorder=4)[0] for c in colors]
        self.edge = MovingContours(
            ax, AXIS, AXIS, [0], colors=["black"], linewidths=5, zorder=5
        )
        names = ("normal", "water")
        for label in (1, 0):
            ax.plot(
                [], [], markers[label], color=colors[label], label=names[label], ms=9
            )
        ax.plot([], [], color="black", lw=5, label="boundary")
        for sure, name in ((1.0, "water"), (0.0, "normal")):
            ax.fill([], [], color=SURENESS(sure), label=f"surely {name}")
        ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1), fontsize=13)
        return [self.shade, *self.crowds, *self.rings, self.edge]

    def update(self, result):
        # Exactly 0 and 1 lie on the rim of the outer bands.
        self.shade.set_values(np.clip(result["posterior"], 1e-9, 1 - 1e-9))
        self.edge.set_values(result["odds"])
        self.crowds[0].set_data(*result["normal"].T)
        self.crowds[1].set_data(*result["water"].T)
        for ring, points in zip(self.rings, result["ellipses"], strict=True):
            ring.set_data(*points.T)

    @staticmethod
    def headline(result):
        shape = {
            "own": "Own covariances: a curved boundary",
            "shared": "One shared covariance: a straight boundary",
            "diagonal": "Diagonal covariances: ellipses along the axes",
        }[result["kind"]]
        if abs(result["prior"] - 79 / 140) < 0.1:
            return f"{shape}, {result['accuracy']:.0%} of 140 right"
        side = "water" if result["prior"] < 0.5 else "normal"
        return f"{shape}, pushed into {side}"


# How much data for a good estimate? -------------------------------------------

SIZES = np.array([3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 300])


@cache
def _crowd(seed):
    return make_gaussian(WATER.mean, WATER.covariance, 300, seed=seed)


def distance_to_truth(points):
    """Return how far the mean of `points` is from water's, in standard deviations."""
    offset = points.mean(axis=-2) - WATER.mean
    return np.sqrt((offset**2 / np.diag(WATER.covariance)).mean(axis=-1))


@cache
def _average_distance():
    """Return the average distance to the truth of 100 samples, for each of `SIZES`."""
    many = np.stack([_crowd(seed) for seed in range(100)])
    return np.array([distance_to_truth(many[:, :n]).mean() for n in SIZES])


class SampleAndEstimate(Demo):
    """Draw more and more points and see the estimated Gaussian find the true one."""

    name = "Sample size against estimate"
    look_for = "How many more points does it take to halve the error?"
    figsize = (9, 4.2)
    controls = (
        Slider("n", "number of points n", 3, 300, 10, 1),
        Toggle("unbiased", "divide by n − 1 instead of n", False),
        Seed(label="seed"),
    )
    presets = (
        Preset("5 points", "two spreads, a tilt and a centre from five points", n=5),
        Preset("20 points", "four times as many: about half the error", n=20),
        Preset("80 points", "and half again", n=80),
    )

    @staticmethod
    def compute(n, unbiased, seed):
        points = _crowd(seed)[:n]
        covariance = gaussian.estimate_covariance(points)
        if unbiased:
            covariance = covariance * n / (n - 1)
        return {
            "points": points,
            "covariance": covariance,
            "ellipse": ellipse(points.mean(axis=0), covariance),
            "center": points.mean(axis=0),
            "distance": float(distance_to_truth(points)),
            "average": float(np.interp(np.log(n), np.log(SIZES), _average_distance())),
            "n": n,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        left.set(xlim=(-30, 180), ylim=(-30, 180), aspect="equal")
        left.set(xlabel="defence", ylabel="special defence")
        left.plot(*ellipse(WATER.mean, WATER.covariance).T, color=style.GREY, lw=5)
        left.plot(*WATER.mean, "+", color=style.GREY, ms=16, mew=4)
        left.plot([], [], color=style.GREY, lw=5, label="true")
        left.plot([], [], color=style.ORANGE, lw=3, label="estimated")
        left.legend(loc="lower right")
        (self.points,) = left.plot([], [], "o", color=style.BLUE, ms=5, mec="white")
        (self.ring,) = left.plot([], [], color=style.ORANGE, lw=3)
        (self.center,) = left.plot([], [], "P", color=style.ORANGE, ms=11, mec="white")
        right.loglog(SIZES, _average_distance(), color=style.GREEN, lw=3)
        right.text(4.4, 0.56, "average of 100 samples", color=style.GREEN)
        right.set(xlim=(2.7, 340), ylim=(0.006, 1.6), xlabel="number of points n")
        right.set_ylabel("error of the mean (in σ)")
        right.set_xticks([3, 10, 30, 100, 300], ["3", "10", "30", "100", "300"])
        right.set_yticks([0.01, 0.1, 1], ["0.01", "0.1", "1"])
        right.minorticks_off()
        (self.here,) = right.plot([], [], "o", color=style.ORANGE, ms=13, mec="white")
        return [self.points, self.ring, self.center, self.here]

    def update(self, result):
        self.points.set_data(*result["points"].T)
        self.ring.set_data(*result["ellipse"].T)
        self.center.set_data(*result["center"][:, None])
        self.here.set_data([result["n"]], [result["distance"]])

    @staticmethod
    def headline(result):
        return (
            f"{result['n']} points: this mean is {result['distance']:.2f} σ off, "
            f"{result['average']:.2f} σ on average"
        )
