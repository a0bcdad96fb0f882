"""Walk with a few examples at a time, and see what the scale of a feature does."""

from functools import cache, lru_cache

import numpy as np

from course_utils.draw import style
from course_utils.draw.contours import MovingContours
from course_utils.live import Choice, Demo, Preset, Seed, Slider, Toggle
from course_utils.ml import optimizers
from course_utils.ml.scaling import MinMaxScaler, Standardizer

EXAMPLES = 64
SIZES = (1, 4, 16, 64)
START = np.array([-0.6, 2.6])


@cache
def make_examples():
    """Return 64 points x, y near the line y = 1.5·x + 0.5."""
    rng = np.random.default_rng(4)
    x = rng.uniform(-1.5, 1.5, EXAMPLES)
    return x, 1.5 * x + 0.5 + rng.normal(0, 0.7, EXAMPLES)


def line_loss(weights):
    """Return the mean squared error of lines (..., 2) with slope w and bias b."""
    x, y = make_examples()
    w, b = np.moveaxis(np.asarray(weights), -1, 0)
    return np.mean((w[..., None] * x + b[..., None] - y) ** 2, axis=-1)


def line_gradient(weights, chosen):
    """Return the gradient (2,) of the mean squared error of the chosen examples."""
    x, y = (values[chosen] for values in make_examples())
    error = weights[0] * x + weights[1] - y
    return 2 * np.array([error @ x, error.sum()]) / len(x)


@lru_cache(maxsize=256)
def noisy_walk(size, eta, decay, epochs, seed):
    """Return the path (updates + 1, 2) of mini-batch descent, held within ±100."""
    schedule = optimizers.inverse_root(eta) if decay else eta
    path = optimizers.walk_in_batches(
        optimizers.GradientDescent(schedule),
        lambda w, chosen: line_gradient(np.clip(w, -100, 100), chosen),
        START,
        EXAMPLES,
        batch_size=size,
        epochs=epochs,
        rng=np.random.default_rng(seed),
    )
    return np.clip(path, -100, 100)


class BatchSizeAndPath(Demo):
    """Take each step after looking at 1, 4, 16 or all 64 examples."""

    name = "Batch size and path"
    look_for = "Who is nearer after one epoch, and who is nearer after ten?"
    figsize = (9.4, 4.0)
    controls = (
        Choice("size", "examples per update", SIZES, default=1),
        Slider("eta", "learning rate η", 0.01, 0.6, default=0.05, step=0.01),
        Slider("epochs", "epochs", 1, 10, default=3, step=1),
        Toggle("decay", "let η shrink as η/√(t+1)"),
        Seed("seed", label="seed of the shuffle"),
    )
    presets = (
        Preset(
            "all 64 examples",
            "one calm update per epoch",
            size=64,
            eta=0.05,
            epochs=3,
            decay=False,
        ),
        Preset(
            "one example",
            "64 restless updates per epoch",
            size=1,
            eta=0.05,
            epochs=3,
            decay=False,
        ),
        Preset(
            "mini-batch of 16",
            "between the two, and what is used",
            size=16,
            eta=0.05,
            epochs=3,
            decay=False,
        ),
        Preset(
            "one, η decayed",
            "starts bold and comes to rest",
            size=1,
            eta=0.3,
            decay=True,
            epochs=10,
        ),
        Preset(
            "one, η too large",
            "noise, not the slope, decides",
            size=1,
            eta=0.4,
            epochs=10,
            decay=False,
        ),
    )

    @staticmethod
    def compute(size, eta, epochs, decay, seed):
        path = noisy_walk(size, eta, decay, epochs, seed)
        per_epoch = EXAMPLES // size
        loss = line_loss(path) - line_loss(best_line())
        return {
            "path": path,
            "epoch": np.arange(len(path)) / per_epoch,
            "loss": np.maximum(loss, 1e-12),
            "updates": len(path) - 1,
            "size": size,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=[1.15, 1])
        w, b = np.linspace(-1.5, 3.5, 61), np.linspace(-1.5, 3.5, 61)
        z = line_loss(np.stack(np.meshgrid(w, b), axis=-1))
        left.contour(w, b, z, np.geomspace(0.6, 14, 9), colors="#b8c4d0")
        left.plot(*best_line(), "*", color=style.GREEN, ms=20, mec="white")
        left.set(xlim=(-1.5, 3.5), ylim=(-1.5, 3.5), xlabel="slope w", ylabel="bias b")
        left.grid(False)
        (self.path,) = left.plot([], [], color=style.ORANGE, lw=1.5)
        (self.head,) = left.plot([], [], "o", color=style.ORANGE, ms=14, mec="white")
        (self.loss,) = right.plot([], [], color=style.ORANGE)
        (self.last,) = right.plot([], [], "o", color=style.ORANGE, ms=10)
        right.set(yscale="log", xlim=(0, 10.2), ylim=(1e-6, 30))
        right.set(xlabel="epochs", ylabel="loss above the lowest")
        return [self.path, self.head, self.loss, self.last]

    def update(self, result):
        self.path.set_data(*result["path"].T)
        self.head.set_data(*result["path"][-1:].T)
        self.loss.set_data(result["epoch"], result["loss"])
        self.last.set_data(result["epoch"][-1:], result["loss"][-1:])

    @staticmethod
    def headline(result):
        updates, loss = result["updates"], result["loss"][-1]
        plural = "update" if updates == 1 else "updates"
        return (
            f"{updates} {plural} of {result['size']}: {loss:.2g} above the lowest loss"
        )


@cache
def best_line():
    """Return the (slope, bias) with the smallest loss."""
    return np.polyfit(*make_examples(), 1)


SCALINGS = {"none": None, "min-max": MinMaxScaler, "standardise": Standardizer}
OFFSET = np.array([-1.2, 1.2])  # the start, seen from the best weights
UPDATES = 40
VIEW = np.linspace(-1.5, 1.5, 41)


@cache
def make_two_features():
    """Return two features between 0 and 1, shape (60, 2)."""
    return np.random.default_rng(7).uniform(0, 1, (60, 2))


@lru_cache(maxsize=512)
def curvature(scale, scaling):
    """Return the second derivatives (2, 2) of the squared error, largest set to 1.

    x₂ is multiplied by `scale` first, as by another unit. The bias takes its best
    value for each pair of weights, so only the spread of the features counts.
    """
    features = make_two_features() * [1.0, scale]
    if SCALINGS[scaling] is not None:
        features = SCALINGS[scaling]().fit(features).transform(features)
    hessian = np.cov(features.T)
    return hessian / np.linalg.eigvalsh(hessian).max()


class FeatureScale(Demo):
    """Measure one feature in another unit, and watch the bowl become a gutter."""

    name = "The scale of a feature"
    look_for = "What does the unit of x₂ do to the contours, and what undoes it?"
    figsize = (9.4, 4.0)
    controls = (
        Slider("scale", "scale of x₂", 0.1, 100, default=10, step=0.1, log=True),
        Choice("scaling", "scaling", tuple(SCALINGS), default="none"),
        Slider("share", "η / largest stable η", 0.05, 1.05, default=0.45, step=0.05),
    )
    presets = (
        Preset(
            "the same unit",
            "nearly a circle: the arrow points at the middle",
            scale=1,
            scaling="none",
            share=0.45,
        ),
        Preset(
            "x₂ ten times as large",
            "an ellipse, and a detour",
            scale=10,
            scaling="none",
            share=0.45,
        ),
        Preset(
            "x₂ a hundred times",
            "a gutter: w₁ hardly moves",
            scale=100,
            scaling="none",
            share=0.45,
        ),
        Preset(
            "standardised",
            "whatever the unit was: a circle again",
            scale=100,
            scaling="standardise",
            share=0.45,
        ),
        Preset(
            "min-max",
            "much the same",
            scale=100,
            scaling="min-max",
            share=0.45,
        ),
        Preset(
            "on the edge",
            "η just above the largest stable one",
            scale=10,
            share=1.05,
            scaling="none",
        ),
    )

    @staticmethod
    def compute(scale, scaling, share):
        hessian = curvature(scale, scaling)
        path = optimizers.walk(
            optimizers.GradientDescent(2 * share),
            lambda w: hessian @ w,
            OFFSET,
            UPDATES,
        )
        values = np.linalg.eigvalsh(hessian)
        grid = np.stack(np.meshgrid(VIEW, VIEW), axis=-1)
        distance = np.linalg.norm(path, axis=1)
        return {
            "path": path,
            "left": np.maximum(distance / distance[0], 1e-12),
            "condition": float(values[-1] / values[0]),
            "surface": np.einsum("...i,ij,...j->...", grid, hessian, grid),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=[1, 1.2])
        self.contours = MovingContours(
            left, VIEW, VIEW, np.geomspace(0.01, 4, 8), colors="#8fa3b5"
        )
        left.plot(0, 0, "*", color=style.GREEN, ms=20, mec="white")
        left.set(xlim=(-1.5, 1.5), ylim=(-1.5, 1.5), aspect="equal")
        left.set(xlabel="w₁, from its best value", ylabel="w₂, from its best value")
        left.grid(False)
        (self.path,) = left.plot([], [], "o-", color=style.ORANGE, lw=1, ms=7)
        (self.left,) = right.plot([], [], "o-", color=style.ORANGE, ms=5)
        right.set(yscale="log", xlim=(0, UPDATES), ylim=(1e-6, 10))
        right.set(xlabel="updates", ylabel="share of the distance that is left")
        return [self.contours, self.path, self.left]

    def update(self, result):
        self.contours.set_values(result["surface"])
        self.path.set_data(*result["path"].T)
        self.left.set_data(np.arange(UPDATES + 1), result["left"])

    @staticmethod
    def headline(result):
        left = result["left"][-1]
        says = f"{left:.0%} of the way is left"
        if left < 0.005:
            says = "it has arrived"
        elif left >= 1 or result["left"][-1] > result["left"][-2]:
            says = "it is on its way out"
        condition = result["condition"]
        ratio = f"{condition:.3g}" if condition < 100 else f"{condition:,.0f}"
        return f"Condition number {ratio}: after {UPDATES} updates {says}"
