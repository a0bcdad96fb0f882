"""Sliders for the batch size, the heavy ball, and flat and sharp minima."""

from functools import cache, lru_cache
from math import ceil

import numpy as np

from course_utils.demos.feature_scaling import (
    EXAMPLES,
    START,
    best_line,
    line_gradient,
    line_loss,
)
from course_utils.draw import style
from course_utils.draw.contours import MovingContours
from course_utils.live import Demo, Preset, Seed, Slider, Toggle
from course_utils.ml import landscapes, momentum, sharpness
from course_utils.ml.optimizers import GradientDescent, walk_in_batches


@lru_cache(maxsize=256)
def batch_walk(batch, eta, epochs, seed):
    """Return the path (updates + 1, 2) of mini-batch descent on the 64 examples."""
    return walk_in_batches(
        GradientDescent(eta),
        line_gradient,
        START,
        EXAMPLES,
        batch_size=batch,
        epochs=epochs,
        rng=np.random.default_rng(seed),
    )


@cache
def single_gradients():
    """Return the gradient of each of the 64 examples at the start, shape (64, 2)."""
    return np.array([line_gradient(START, [n]) for n in range(EXAMPLES)])


@lru_cache(maxsize=256)
def batch_gradients(batch, seed, count=40):
    """Return the gradients (40, 2) of random batches at the start."""
    rng = np.random.default_rng(seed)
    chosen = np.array([rng.permutation(EXAMPLES)[:batch] for _ in range(count)])
    return single_gradients()[chosen].mean(axis=1)


class BatchSize(Demo):
    """Look at few or many of 64 examples before each update."""

    name = "Batch size: path, noise and time"
    look_for = "How many examples must fit at once before a large batch saves time?"
    figsize = (9.5, 3.9)
    controls = (
        Slider("batch", "batch size B", 1, EXAMPLES, default=8, step=1),
        Slider("fits", "examples handled at once", 1, EXAMPLES, default=16, step=1),
        Slider("epochs", "epochs", 1, 10, default=4, step=1),
        Slider("eta", "learning rate η", 0.01, 0.2, default=0.05, step=0.01),
        Seed("seed", label="seed of the shuffle"),
    )
    presets = (
        Preset("all examples", "one cool, long update per epoch", batch=64),
        Preset("one example", "64 restless updates per epoch", batch=1),
        Preset(
            "no parallel hardware",
            "one at a time: every batch size takes 64 units for an epoch",
            fits=1,
        ),
        Preset(
            "enough parallel hardware",
            "64 at once: a full batch costs one unit, like a single example",
            fits=64,
            batch=64,
            epochs=10,
        ),
    )

    @staticmethod
    def compute(batch, fits, epochs, eta, seed):
        path = batch_walk(batch, eta, epochs, seed)
        gradients = batch_gradients(batch, seed)
        full = single_gradients().mean(axis=0)
        miss = np.sqrt(((gradients - full) ** 2).sum(axis=1).mean())
        per_update = ceil(batch / fits)
        return {
            "path": path,
            "gradients": gradients,
            "noise": miss / np.linalg.norm(full),
            "time": per_update * np.arange(len(path)),
            "loss": BatchSize.above(path),
            "full_time": ceil(EXAMPLES / fits) * np.arange(epochs + 1),
            "full_loss": BatchSize.above(batch_walk(EXAMPLES, eta, epochs, seed)),
            "updates": ceil(EXAMPLES / batch),
            "epoch_time": per_update * ceil(EXAMPLES / batch),
        }

    @staticmethod
    def above(path):
        """Return how far the loss along a path (n, 2) lies above the lowest."""
        return np.maximum(line_loss(path) - line_loss(best_line()), 1e-5)

    def draw(self, figure, values):
        left, middle, right = figure.subplots(1, 3, width_ratios=(1.1, 1, 1.1))
        w, b = np.linspace(-1.5, 3.5, 61), np.linspace(-1.5, 3.5, 61)
        z = line_loss(np.stack(np.meshgrid(w, b), axis=-1))
        left.contour(w, b, z, np.geomspace(0.6, 14, 9), colors="#b8c4d0")
        left.plot(*best_line(), "*", color="k", ms=14)
        left.set(xlim=(-1.5, 3.5), ylim=(-1.5, 3.5), xlabel="slope w", ylabel="bias b")
        left.set_title("The path")
        (self.path,) = left.plot([], [], "o-", color=style.ORANGE, ms=4, lw=1.3)
        middle.axhline(0, color=style.GREY, lw=1)
        middle.axvline(0, color=style.GREY, lw=1)
        (self.cloud,) = middle.plot([], [], "o", color=style.PINK, ms=5, alpha=0.6)
        full = single_gradients().mean(axis=0)
        (mark,) = middle.plot(*full, "X", color="k", ms=10, zorder=5)
        middle.set(xlim=(-18, 9), ylim=(-6, 14), xlabel="∂L/∂w", ylabel="∂L/∂b")
        middle.set_title("40 batch gradients, ✖ full")
        (self.full,) = right.plot([], [], "s-", color=style.GREY, ms=4, lw=1.3)
        (self.loss,) = right.plot([], [], color=style.ORANGE)
        self.full.set_label("B = 64")
        self.loss.set_label("your B")
        right.legend(loc="lower left")
        right.set(yscale="log", ylim=(1e-4, 30), xlim=(0.7, 800), xscale="log")
        right.set(xlabel="time (units of one pass)", ylabel="loss above the lowest")
        right.set_title("Loss against time")
        return [self.path, self.cloud, mark, self.full, self.loss]

    def update(self, result):
        self.path.set_data(*result["path"].T)
        self.cloud.set_data(*result["gradients"].T)
        self.loss.set_data(result["time"][1:], result["loss"][1:])
        self.full.set_data(result["full_time"][1:], result["full_loss"][1:])

    @staticmethod
    def headline(result):
        updates, units = result["updates"], result["epoch_time"]
        return (
            f"One epoch: {updates} update{'s' * (updates > 1)} in {units} "
            f"unit{'s' * (units > 1)} of time; a gradient is off by "
            f"{result['noise']:.0%}"
        )


class HeavyBall(Demo):
    """Roll a ball over a road with a trap, or let it walk without momentum."""

    name = "The heavy ball"
    look_for = (
        "With which λ does the ball roll through the trap and stay in the valley?"
    )
    figsize = (9.4, 3.9)
    controls = (
        Slider("lam", "momentum λ", 0.0, 0.98, default=0.9, step=0.01),
        Slider("eta", "learning rate η", 0.01, 0.3, default=0.08, step=0.01),
        Slider("start", "start w⁰", -4.0, 6.0, default=-2.5, step=0.1),
        Slider("t", "update in view t", 0, 150, default=11, step=1),
        Toggle("nesterov", "look ahead (Nesterov)"),
    )
    presets = (
        Preset("no momentum", "λ = 0: caught in the first trap", lam=0.0, t=150),
        Preset("uphill", "the kept step is stronger than the slope", t=11),
        Preset("rolls through", "λ = 0.9: comes to rest in the deep valley", t=150),
        Preset("too light", "λ = 0.8: does not get over the hump", lam=0.8, t=150),
        Preset("too heavy", "λ = 0.97: rolls out of the valley, too", lam=0.97, t=80),
    )
    UPDATES = 150

    @staticmethod
    def compute(lam, eta, start, t, nesterov):
        path, steps = momentum.heavy_ball(
            landscapes.road_slope,
            start,
            learning_rate=eta,
            momentum=lam,
            updates=HeavyBall.UPDATES,
            nesterov=nesterov,
        )
        path = np.clip(path, -1e3, 1e3)
        carried = lam * steps[t]
        felt = path[t] + carried if nesterov else path[t]
        push = -eta * landscapes.road_slope(felt)
        return {
            "path": path[: t + 1],
            "height": landscapes.road(path[: t + 1]),
            "carried": carried,
            "push": push,
            "whole": path,
            "t": t,
            "lam": lam,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.5, 1))
        x = np.linspace(-8, 12, 500)
        left.plot(x, landscapes.road(x), color=style.BLUE)
        left.set(xlim=(-5, 8), ylim=(-2.6, 4.2), xlabel="weight w", ylabel="loss")
        left.set_title("The road")
        (self.path,) = left.plot([], [], "-", color=style.ORANGE, lw=1)
        (self.ball,) = left.plot([], [], "o", color=style.ORANGE, mec="k", ms=13)
        (self.dots,) = left.plot([], [], ".", color=style.ORANGE, ms=6)
        names = (
            "−ηg: push of\nthe slope",
            "λm: kept from\nthe last step",
            "their sum:\nnext step",
        )
        colors = (style.PINK, style.GREY, style.ORANGE)
        self.bars = right.barh(range(3), [0, 0, 0], color=colors, height=0.6)
        right.set(xlim=(-0.55, 0.55), ylim=(2.6, -0.6), yticks=range(3))
        right.set_yticklabels(names)
        right.axvline(0, color="k", lw=1)
        right.set(xlabel="← step to the left    to the right →")
        right.set_title("What makes the next step")
        return [self.path, self.dots, self.ball, *self.bars]

    def update(self, result):
        self.path.set_data(result["path"], result["height"])
        self.dots.set_data(result["path"], result["height"])
        self.ball.set_data(result["path"][-1:], result["height"][-1:])
        parts = (result["push"], result["carried"], result["push"] + result["carried"])
        for bar, length in zip(self.bars, parts, strict=True):
            bar.set_width(np.clip(length, -0.55, 0.55))

    @staticmethod
    def headline(result):
        t, where = result["t"], float(result["path"][-1])
        step = abs(result["carried"] + result["push"])
        if not -5 < where < 8:
            return f"After {t} updates the ball has left the picture"
        if step > 0.02:
            against = result["carried"] * result["push"] < 0
            how = ", uphill against the slope" if against else ""
            return f"After {t} updates the ball moves on by {step:.2f}{how}"
        if abs(where - 0.5) < 1:
            return f"After {t} updates it rests in the shallow trap"
        if abs(where - 4) < 1:
            return f"After {t} updates it rests in the deep valley"
        return f"After {t} updates it hardly moves, on the slope or the plateau"


CEILING, FLOOR = 1e4, 1e-8


@cache
def valley_map():
    """Return the coordinates (61,), (37,) and points (37, 61, 2) of the map."""
    x, y = np.linspace(-5, 5, 61), np.linspace(-3, 3, 37)
    return x, y, np.stack(np.meshgrid(x, y), axis=-1)


class HeavyBallInAValley(Demo):
    """Send a plain walk and a heavy ball down a narrow valley."""

    name = "Momentum in a narrow valley"
    look_for = "What happens to the zigzag, and which λ is too much?"
    figsize = (9.4, 3.8)
    controls = (
        Slider("lam", "momentum λ", 0.0, 0.98, default=0.7, step=0.01),
        Slider("eta", "learning rate η", 0.005, 0.3, default=0.08, step=0.005),
        Slider("kappa", "condition number κ", 1, 50, default=20, step=1),
        Toggle("nesterov", "look ahead (Nesterov)"),
    )
    presets = (
        Preset("no momentum", "λ = 0: the two walks are one", lam=0.0),
        Preset("the zigzag cancels", "kept steps add up along, not across", lam=0.7),
        Preset("too heavy", "λ = 0.95: swings through the minimum", lam=0.95),
        Preset(
            "past 2/κ",
            "η is too large for the plain walk, the heavy ball bears 2(1+λ)/κ",
            eta=0.15,
        ),
        Preset(
            "Nesterov", "looks ahead, and brakes in time", lam=0.95, nesterov=True,
            eta=0.03,
        ),
    )  # fmt: skip
    UPDATES = 80

    @staticmethod
    def compute(lam, eta, kappa, nesterov):
        hessian = np.array([1.0, kappa])
        paths = [
            momentum.heavy_ball(
                hessian.__mul__,
                (-4.0, 2.0),
                learning_rate=eta,
                momentum=value,
                updates=HeavyBallInAValley.UPDATES,
                nesterov=nesterov and value > 0,
            )[0]
            for value in (0.0, lam)
        ]
        loss = [0.5 * (path**2 @ hessian) for path in paths]
        return {
            "paths": np.clip(paths, -1e3, 1e3),
            "loss": np.clip(loss, FLOOR, CEILING),
            "surface": 0.5 * valley_map()[2] ** 2 @ hessian,
            "eta": eta,
            "plain_limit": 2 / kappa,
            "limit": momentum.largest_stable_rate(kappa, lam),
            "nesterov": nesterov,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.4, 1))
        left.set(xlim=(-5, 5), ylim=(-3, 3), xlabel="weight w₁", ylabel="weight w₂")
        left.set_title("The paths on the contour map")
        x, y, _ = valley_map()
        self.contours = MovingContours(
            left, x, y, np.geomspace(0.15, 200, 12), colors=style.BLUE, alpha=0.5
        )
        left.plot(0, 0, "*", color="k", ms=14)
        right.set(yscale="log", xlim=(0, self.UPDATES), ylim=(FLOOR / 3, CEILING * 3))
        right.set(xlabel="update", ylabel="loss (cut at 10⁻⁸)", title="Loss")
        self.lines = []
        for name, color, mark in (
            ("plain, λ = 0", style.GREY, "s-"),
            ("heavy ball", style.ORANGE, "o-"),
        ):
            self.lines += left.plot([], [], mark, color=color, ms=4, lw=1.3)
            self.lines += right.plot([], [], color=color, label=name)
        right.legend(loc="lower left")
        return [self.contours, *self.lines]

    def update(self, result):
        self.contours.set_values(result["surface"])
        for n in range(2):
            self.lines[2 * n].set_data(*result["paths"][n].T)
            self.lines[2 * n + 1].set_data(
                range(len(result["loss"][n])), result["loss"][n]
            )

    @staticmethod
    def headline(result):
        plain, ball = result["loss"][:, -1]
        if ball >= CEILING:
            return "η is too large, even for the heavy ball"
        if plain >= CEILING:
            return "The plain walk is thrown out; the heavy ball bears this η"
        if abs(np.log(plain / ball)) < 1e-6:
            return "Both end at the same loss"
        if ball < plain:
            return f"The heavy ball ends at a loss {_times(plain / ball)} smaller"
        return f"Too heavy for this valley: a loss {_times(ball / plain)} larger"


def _times(ratio):
    return f"{ratio:.1f} times" if ratio < 10 else f"{float(f'{ratio:.1g}'):,.0f} times"


STARTS = np.repeat([-1.5, 1.5], 100)


@lru_cache(maxsize=512)
def scattered(width, noise, eta, seed):
    """Return where 200 walkers with noisy gradients end after 300 updates.

    The first 100 start in the left, sharp minimum, the others in the right one.
    """
    return sharpness.noisy_walkers(
        lambda w: sharpness.two_valleys_slope(w, width=width),
        STARTS,
        learning_rate=eta,
        noise=noise,
        updates=300,
        rng=np.random.default_rng(seed),
    )


class FlatAndSharp(Demo):
    """Compare two equally deep minima on a test loss that is shifted a little."""

    name = "Flat and sharp minima"
    look_for = "Which minimum forgives a shift, and who is shaken out of the other?"
    figsize = (9.4, 3.8)
    controls = (
        Slider("shift", "test loss shifted by", 0.0, 0.6, default=0.25, step=0.01),
        Slider("width", "width of the sharp one", 0.2, 1.2, default=0.35, step=0.05),
        Slider("noise", "noise of the gradient", 0.0, 3.0, default=1.2, step=0.1),
        Slider("eta", "learning rate η", 0.01, 0.2, default=0.2, step=0.01),
        Seed("seed"),
    )
    presets = (
        Preset("large batch", "no noise: nobody leaves any minimum", noise=0.0),
        Preset("small batch", "noise shakes them out of the narrow one", noise=1.2),
        Preset(
            "as wide as the other",
            "with equal widths there is nothing to choose",
            width=1.2,
        ),
        Preset("too much noise", "they leave the flat one as well", noise=3.0),
        Preset("no shift", "if test and training agree, sharp is no worse", shift=0.0),
    )

    @staticmethod
    def compute(shift, width, noise, eta, seed):
        grid = np.linspace(-4, 4, 241)
        ends = np.clip(scattered(width, noise, eta, seed), -50, 50)
        return {
            "train": sharpness.two_valleys(grid, width=width),
            "test": sharpness.two_valleys(grid - shift, width=width),
            "rise": sharpness.two_valleys(np.array([-1.5, 1.5]) - shift, width=width),
            "ends": ends,
            "heights": sharpness.two_valleys(ends, width=width),
            "left_sharp": float((ends[:100] > 0).mean()),
            "left_flat": float((ends[100:] < 0).mean()),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.6, 1))
        grid = np.linspace(-4, 4, 241)
        (self.train,) = left.plot(grid, grid, color=style.BLUE, label="training loss")
        (self.test,) = left.plot(grid, grid, "--", color=style.GREEN, label="test loss")
        (self.ends,) = left.plot(
            [], [], "o", color=style.ORANGE, ms=6, alpha=0.4, label="200 walkers"
        )
        left.set(xlim=(-4, 4), ylim=(-0.06, 1.15), xlabel="weight w", ylabel="loss")
        left.set_title("Two minima of equal depth")
        left.legend(loc="upper center", ncols=3)
        self.bars = right.bar(range(4), [0, 0, 0, 0], width=0.6)
        colors = (style.GREEN, style.GREEN, style.ORANGE, style.ORANGE)
        for bar, color in zip(self.bars, colors, strict=True):
            bar.set_facecolor(color)
        right.set(ylim=(0, 1), xticks=range(4), ylabel="test loss, or share of walkers")
        names = ("test loss\nsharp", "test loss\nflat", "left\nsharp", "left\nflat")
        right.set_xticklabels(names, fontsize=10)
        right.set_title("What a shift and noise do")
        return [self.train, self.test, self.ends, *self.bars]

    def update(self, result):
        self.train.set_ydata(result["train"])
        self.test.set_ydata(result["test"])
        self.ends.set_data(result["ends"], result["heights"])
        for bar, height in zip(
            self.bars,
            (*result["rise"], result["left_sharp"], result["left_flat"]),
            strict=True,
        ):
            bar.set_height(height)

    @staticmethod
    def headline(result):
        sharp, flat = result["rise"]
        if result["left_sharp"] or result["left_flat"]:
            return (
                f"Noise drives {result['left_sharp']:.0%} out of the sharp minimum, "
                f"{result['left_flat']:.0%} out of the flat one"
            )
        if sharp < 0.005:
            return "Where test and training agree, sharp is no worse than flat"
        return (
            f"The shift costs {sharp:.2f} in the left, {flat:.2f} in the right minimum"
        )
