"""Demo: Learning an edge detector."""

import math
from functools import cache

import numpy as np

from course_utils.demos.convolution_and_pooling.photographs import grey_photograph
from course_utils.draw import style
from course_utils.draw.tiles import NumberGrid, picture_axes
from course_utils.live import Choice, Demo, Preset, Slider
from course_utils.ml.vision import convolution as conv


@cache
def training_picture(kind):
    """Return a picture (40, 60) with mean 0 from which a kernel is to be learned."""
    rng = np.random.default_rng(0)
    if kind == "photograph":
        picture = grey_photograph()[:40, 10:70]
    elif kind == "rectangles":
        picture = np.zeros((40, 60))
        for _ in range(40):
            i, j, h, w = *rng.integers(0, (36, 56)), *rng.integers(2, 12, 2)
            picture[i : i + h, j : j + w] = rng.random()
    else:
        picture = (rng.random((40, 60)) > 0.5) * 1.0
    return picture - picture.mean()


@cache
def lesson(kind, kernel):
    """Return the Hessian (9, 9) of the loss, and the kernel to be learned (9,)."""
    picture, goal = training_picture(kind), conv.KERNELS[kernel].ravel()
    windows = conv.windows_of(picture, (3, 3)).reshape(-1, 9)
    hessian = 2 * windows.T @ windows / len(windows)
    return hessian, goal


def share(error, of):
    """Return the length of an error as a share of the length of the right answer."""
    return float(np.linalg.norm(error) / np.linalg.norm(of))


class LearningAKernel(Demo):
    """Let descent find the kernel that turns one picture into another."""

    name = "Learning an edge detector"
    look_for = "From which picture is the kernel learned fast, and why?"
    figsize = (9.4, 3.6)
    controls = (
        Slider("updates", "updates", 0, 200, default=20, step=1),
        Slider("rate", "learning rate η", 0.05, 1.5, default=0.8, step=0.05),
        Choice(
            "picture",
            "learn from",
            ("noise", "rectangles", "photograph"),
            default="rectangles",
        ),
        Choice(
            "kernel",
            "true kernel",
            ("vertical edges", "horizontal edges", "outline"),
            default="vertical edges",
        ),
    )
    presets = (
        Preset("start", "all nine weights are 0", updates=0),
        Preset(
            "noise", "every direction is seen: found in twenty updates", picture="noise"
        ),
        Preset(
            "photograph",
            "neighbours are alike: after twenty updates most is missing",
            picture="photograph",
        ),
        Preset("patience", "two hundred updates on rectangles", updates=200, rate=1.25),
        Preset("too fast", "η > 2/L (notebook 5)", rate=1.5),
    )
    MOST = 200

    @staticmethod
    def compute(updates, rate, picture, kernel):
        hessian, goal = lesson(picture, kernel)
        values, axes = np.linalg.eigh(hessian)
        steps = np.arange(LearningAKernel.MOST + 1)[:, None]
        with np.errstate(over="ignore"):
            left = (1 - rate * values) ** steps * (-(axes.T @ goal))
        left = np.clip(left, -1e6, 1e6)  # distance to the goal along each axis
        kernels = (goal + left @ axes.T).reshape(-1, 3, 3)
        loss = (left**2 * values).sum(axis=1) / 2
        learned = np.clip(kernels[updates], -1e6, 1e6)
        data = training_picture(picture)
        return {
            "input": data,
            "target": conv.correlate_windows(data, goal.reshape(3, 3)),
            "output": conv.correlate_windows(data, learned),
            "kernel": learned,
            "goal": goal.reshape(3, 3),
            "loss": loss,
            "updates": updates,
            "limit": 2 / values.max(),
            "rate": rate,
            "kernel_off": share(learned.ravel() - goal, goal),
            "output_off": math.sqrt(loss[updates] / loss[0]),
        }

    def draw(self, figure, values):
        axes = figure.subplots(2, 3, width_ratios=(1, 1, 1.35))
        look = {"cmap": "PuOr", "vmin": -1, "vmax": 1}
        names = ("input", "target: the true kernel's output", "", "output now")
        self.images = []
        for ax, title in zip(axes[:, :2].ravel(), names, strict=True):
            picture_axes(ax, title=title)
            if title:
                self.images.append(ax.imshow(np.zeros((40, 60)), **look))
        self.grid = NumberGrid(axes[1, 0], (3, 3), limit=1)
        axes[1, 0].set_title("the kernel now", fontsize=10)
        for ax in axes[:, 2]:
            ax.remove()
        ax = figure.add_subplot(axes[0, 2].get_gridspec()[:, 2])
        ax.set(xlim=(-4, 204), ylim=(1e-9, 30), yscale="log")
        ax.set(xlabel="update", ylabel="mean squared error", title="Loss, 2·10⁻⁹ to 20")
        (self.loss,) = ax.plot([], [], color=style.ORANGE)
        (self.here,) = ax.plot([], [], "o", color="k")
        return [*self.images, *self.grid.artists, self.loss, self.here]

    def update(self, result):
        for image, name in zip(self.images, ("input", "target", "output"), strict=True):
            image.set_data(result[name])
        self.grid.set_values(np.clip(result["kernel"], -99, 99))
        loss, now = np.clip(result["loss"], 2e-9, 20), result["updates"]
        self.loss.set_data(range(len(loss)), loss)
        self.here.set_data([now], loss[now : now + 1])

    @staticmethod
    def headline(result):
        now = result["updates"]
        if result["rate"] > result["limit"] + 1e-9 and now > 0:
            limit = result["limit"]
            return f"η = {result['rate']:g} is above 2/L = {limit:.2f}: it diverges"
        if now == 0:
            return "Before the first update: a kernel of zeros sees nothing"
        output, kernel = result["output_off"], result["kernel_off"]
        plural = "s" if now > 1 else ""
        return (
            f"{now} update{plural}: output off by {output:.1%}, kernel by {kernel:.1%}"
        )
