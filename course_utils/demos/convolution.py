"""Sliders for convolution: window, channels, pooling, learning, receptive field."""

from functools import cache

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from course_utils.data.images import load_digits, load_photograph
from course_utils.draw import style
from course_utils.draw.tiles import NumberGrid, moving_title, number, picture_axes
from course_utils.live import Choice, Demo, Preset, Slider
from course_utils.ml import convolution as conv


@cache
def small_photograph(name="china", block=8):
    """Return a photograph (3, H, W) in 0..1, each pixel the mean of `block`² pixels."""
    picture = load_photograph(name) / 255
    height, width = (side // block * block for side in picture.shape[:2])
    blocks = picture[:height, :width].reshape(
        height // block, block, width // block, block, 3
    )
    return blocks.mean(axis=(1, 3)).transpose(2, 0, 1)


@cache
def grey_photograph():
    """Return the temple (53, 80) in grey values 0..1."""
    return small_photograph("china").mean(axis=0)


class WindowOverAPhotograph(Demo):
    """Slide a 3×3 window over a photograph; each place gives one output pixel."""

    name = "A window over a photograph"
    look_for = "Where is the output far from zero, and where is it zero?"
    figsize = (9.4, 5.0)
    controls = (
        Slider("row", "output row i", 0, 54, default=16, step=1),
        Slider("column", "output column j", 0, 81, default=37, step=1),
        Choice("kernel", "kernel", tuple(conv.KERNELS), default="vertical edges"),
        Slider("padding", "padding p, each side", 0, 2, default=0, step=1),
        Slider("stride", "stride s", 1, 4, default=1, step=1),
    )
    presets = (
        Preset(
            "sky", "a flat place: the kernel's numbers add up to 0", row=3, column=9
        ),
        Preset("an edge", "light on the left, dark on the right", row=17, column=13),
        Preset(
            "keep the size", "p = (k − 1) / 2 = 1 gives as many as came in", padding=1
        ),
        Preset(
            "halve the size",
            "s = 2 skips every other place",
            padding=1,
            stride=2,
            row=8,
            column=7,
        ),
        Preset("blur", "nine equal weights: the mean of the window", kernel="blur"),
    )

    @staticmethod
    def compute(row, column, kernel, padding, stride):
        picture, weights = grey_photograph(), conv.KERNELS[kernel]
        padded = conv.pad(picture, padding)
        output = conv.correlate_windows(padded, weights)[::stride, ::stride]
        i = min(row, output.shape[0] - 1)
        j = min(column, output.shape[1] - 1)
        top, left = i * stride, j * stride
        window = padded[top : top + 3, left : left + 3]
        return {
            "padded": padded,
            "output": output,
            "window": window,
            "weights": weights,
            "product": window * weights,
            "place": np.array([i, j]),
            "corner": np.array([top - padding, left - padding]),
            "padding": padding,
            "stride": stride,
            "signed": abs(weights.sum()) < 1e-9,
        }

    def draw(self, figure, values):
        upper, lower = figure.subfigures(2, 1, height_ratios=(1.75, 1))
        left, right = upper.subplots(1, 2)
        for ax in (left, right):
            picture_axes(ax, frame=False)
            ax.set(xlim=(-3, 83), ylim=(56, -3), aspect="equal", facecolor="#eef1f4")
        moving_title(left, fontsize=11).set_text("Input, 53 × 80, with its padding")
        self.size = moving_title(right, fontsize=11)
        self.photo = left.imshow(np.zeros((2, 2)), cmap="gray", vmin=0, vmax=1)
        self.map = right.imshow(np.zeros((2, 2)), cmap="gray", vmin=-1, vmax=1)
        frame = {"fill": False, "ec": style.ORANGE, "lw": 2}
        self.window = left.add_patch(Rectangle((0, 0), 3, 3, **frame))
        self.pixel = right.add_patch(Rectangle((0, 0), 1, 1, **frame))
        for ax in (left, right):
            ax.set(xlim=(-3, 83), ylim=(56, -3))
        grids = lower.subplots(1, 5, width_ratios=(1, 1, 1, 0.12, 1.1))
        titles = ("window of the input", "× kernel", "= product")
        self.grids = []
        for ax, title, signed in zip(grids, titles, (False, True, True), strict=False):
            self.grids.append(NumberGrid(ax, (3, 3), limit=1, signed=signed))
            ax.set_title(title, fontsize=10)
        grids[3].set_axis_off()
        grids[4].set_axis_off()
        self.sum = grids[4].text(0, 0.75, "", fontsize=11, va="center")
        self.formula = grids[4].text(0, 0.3, "", fontsize=11, va="center")
        moving = [self.photo, self.map, self.window, self.pixel, self.size]
        moving += [artist for grid in self.grids for artist in grid.artists]
        return [*moving, self.sum, self.formula]

    def update(self, result):
        padded, output, p = result["padded"], result["output"], result["padding"]
        self.photo.set_data(padded)
        self.photo.set_extent(
            (-p, padded.shape[1] - p, padded.shape[0] - p, -p),
        )
        self.map.set_data(output)
        self.map.set_extent((0, output.shape[1], output.shape[0], 0))
        self.map.set_clim(
            -0.7 if result["signed"] else 0, 0.7 if result["signed"] else 1
        )
        self.window.set_xy(result["corner"][::-1])
        self.pixel.set_xy(result["place"][::-1])
        for grid, name in zip(
            self.grids, ("window", "weights", "product"), strict=True
        ):
            grid.set_values(result[name])
        rows, columns = output.shape
        i, j = result["place"]
        self.size.set_text(f"Output, {rows} × {columns}")
        self.sum.set_text(
            f"the nine products add up to\noutput[{i}, {j}] = {number(output[i, j])}"
        )
        self.formula.set_text(
            "size ⌊(n + 2p − k)/s⌋ + 1 =\n"
            f"⌊(53 + 2·{p} − 3)/{result['stride']}⌋ + 1 = {rows}"
        )

    @staticmethod
    def headline(result):
        i, j = result["place"]
        value = result["output"][i, j]
        if not result["signed"]:
            return f"A weighted sum of nine pixels: output[{i}, {j}] = {number(value)}"
        if abs(value) < 0.05:
            return f"Nothing changes in this window: output[{i}, {j}] = {number(value)}"
        return f"The window has found a change: output[{i}, {j}] = {number(value)}"


CHANNEL_KERNELS = {
    "one pixel (1×1)": np.ones((1, 1)),
    "blur 3×3": conv.KERNELS["blur"],
    "vertical edges 3×3": conv.KERNELS["vertical edges"],
}


ONE_PIXEL, EDGES = {"kernel": "one pixel (1×1)"}, {"kernel": "vertical edges 3×3"}
LIGHT = {"red": 0.3, "green": 0.3, "blue": 0.3}
RED_NOT_GREEN = {"red": 1.0, "green": -1.0, "blue": 0.0}


class Channels(Demo):
    """Look at three input channels at once; their sum is one output channel."""

    name = "Several channels, one output"
    look_for = (
        "Which weights make the red and yellow of the flower stand out from green?"
    )
    figsize = (9.4, 4.0)
    controls = (
        Choice(
            "kernel", "kernel", tuple(CHANNEL_KERNELS), default="vertical edges 3×3"
        ),
        Slider("red", "weight of red", -1.0, 1.0, default=1.0, step=0.1),
        Slider("green", "weight of green", -1.0, 1.0, default=-1.0, step=0.1),
        Slider("blue", "weight of blue", -1.0, 1.0, default=0.0, step=0.1),
        Slider("bias", "bias b", -1.0, 1.0, default=0.0, step=0.1),
    )
    presets = (
        Preset("grey", "a third of each", **ONE_PIXEL, **LIGHT),
        Preset("red against green", "1×1: no neighbour", **ONE_PIXEL, **RED_NOT_GREEN),
        Preset(
            "edges of colour", "red changes, green does not", **EDGES, **RED_NOT_GREEN
        ),
        Preset("edges of light", "all channels with the same sign", **EDGES, **LIGHT),
        Preset("bias", "one number added everywhere", **EDGES, **LIGHT, bias=0.5),
    )

    @staticmethod
    def compute(kernel, red, green, blue, bias):
        picture = small_photograph("flower", 10)
        base = CHANNEL_KERNELS[kernel]
        weights = np.array([red, green, blue])
        kernels = weights[:, None, None] * base
        parts = np.stack(
            [
                conv.correlate_windows(channel, one)
                for channel, one in zip(picture, kernels, strict=True)
            ]
        )
        return {
            "parts": parts,
            "output": parts.sum(axis=0) + bias,
            "weights": weights,
            "kernels": kernels,
            "bias": bias,
        }

    def draw(self, figure, values):
        axes = figure.subplots(2, 4)
        picture = small_photograph("flower", 10)
        names = ("red", "green", "blue")
        for ax, channel, name in zip(axes[0], picture, names, strict=False):
            ax.imshow(channel, cmap="gray", vmin=0, vmax=1)
            picture_axes(ax, title=f"input channel: {name}")
        axes[0, 3].imshow(picture.transpose(1, 2, 0))
        picture_axes(axes[0, 3], title="what we see")
        look = {"cmap": "PuOr", "vmin": -0.7, "vmax": 0.7}
        self.images = [ax.imshow(picture[0], **look) for ax in axes[1]]
        self.titles = [moving_title(picture_axes(ax)) for ax in axes[1]]
        return [*self.images, *self.titles]

    def update(self, result):
        pictures = [*result["parts"], result["output"]]
        for image, picture in zip(self.images, pictures, strict=True):
            image.set_data(picture)
        names = ("red", "green", "blue")
        for title, name, weight in zip(
            self.titles, names, result["weights"], strict=False
        ):
            title.set_text(f"{number(weight, 1)} × kernel on {name}")
        self.titles[3].set_text(f"sum + b, b = {number(result['bias'], 1)}")

    @staticmethod
    def headline(result):
        used = int((result["weights"] != 0).sum())
        size = result["kernels"].shape[1]
        if used == 0:
            return "All weights are 0: only the bias is left"
        window = "one pixel" if size == 1 else f"{size} × {size} pixels"
        plural = "s" if used > 1 else ""
        return f"One output = {used} input channel{plural}, {window} of each, added up"


@cache
def wide_digit(label=3):
    """Return the first digit of this label (36, 36), enlarged, with room around."""
    from PIL import Image

    pictures, labels = load_digits(channels=False)
    small = pictures[labels == label][0]
    large = Image.fromarray(small).resize((24, 24), Image.Resampling.BICUBIC)
    return conv.pad(np.clip(np.asarray(large, float), 0, 1), 6)


def edge_map(picture):
    """Return the size of the vertical edges of a picture, as large as the picture."""
    return abs(
        conv.correlate_windows(conv.pad(picture, 1), conv.KERNELS["vertical edges"])
    )


def change(after, before):
    """Return how much two maps differ, as a share of the size of the first."""
    return float(np.linalg.norm(after - before) / np.linalg.norm(before))


class PoolingAndShift(Demo):
    """Shift a digit by a pixel: how much do the map and the pooled map change?"""

    name = "Pooling and small shifts"
    look_for = "At which shifts does the pooled map change as much as the map itself?"
    figsize = (9.4, 3.5)
    controls = (
        Slider("shift", "shift to the right (pixels)", 0, 6, default=1, step=1),
        Slider("size", "pooling window", 1, 6, default=4, step=1),
        Choice("kind", "pooling", ("max", "average"), default="max"),
        Slider("digit", "digit", 0, 9, default=3, step=1),
    )
    presets = (
        Preset("no pooling", "a window of 1: the map just moves along", size=1),
        Preset("a small shift", "one pixel, within a window of 4"),
        Preset("average", "spread evenly, the answer changes least", kind="average"),
        Preset("a large shift", "further than the window is wide", shift=6, size=3),
    )
    SHIFTS = np.arange(7)

    @staticmethod
    def compute(shift, size, kind, digit):
        pooled, plain = [], []
        for right in PoolingAndShift.SHIFTS:
            plain.append(edge_map(conv.shift(wide_digit(digit), int(right))))
            pooled.append(conv.pool(plain[-1], size, kind=kind))
        return {
            "picture": conv.shift(wide_digit(digit), shift),
            "map": plain[shift],
            "pooled": pooled[shift],
            "map_changes": np.array([change(m, plain[0]) for m in plain]),
            "pooled_changes": np.array([change(m, pooled[0]) for m in pooled]),
            "shift": shift,
            "size": size,
        }

    def draw(self, figure, values):
        axes = figure.subplots(1, 4, width_ratios=(1, 1, 1, 1.5))
        titles = ("the digit, shifted", "map: vertical edges", "pooled map")
        self.images = []
        for ax, title in zip(axes, titles, strict=False):
            image = ax.imshow(np.zeros((36, 36)), cmap="gray", vmin=0, vmax=1)
            picture_axes(ax, title=title)
            self.images.append(image)
        ax = axes[3]
        ax.set(xlim=(-0.3, 6.3), ylim=(-0.05, 1.35), xticks=self.SHIFTS)
        ax.set(xlabel="shift (pixels)", ylabel="change / size")
        ax.set_title("Change by the shift", fontsize=11)
        (self.plain,) = ax.plot([], [], "o-", color=style.GREY, label="map")
        (self.pooled,) = ax.plot([], [], "o-", color=style.ORANGE, label="pooled")
        (self.here,) = ax.plot([], [], "o", color="k", ms=10, mfc="none", mew=2)
        ax.legend(loc="upper left", ncols=2)
        return [*self.images, self.plain, self.pooled, self.here]

    def update(self, result):
        for image, name in zip(self.images, ("picture", "map", "pooled"), strict=True):
            image.set_data(result[name])
        self.images[2].set_extent(self.images[1].get_extent())
        self.plain.set_data(self.SHIFTS, result["map_changes"])
        self.pooled.set_data(self.SHIFTS, result["pooled_changes"])
        place = result["shift"]
        self.here.set_data([place], result["pooled_changes"][place : place + 1])

    @staticmethod
    def headline(result):
        place, size = result["shift"], result["size"]
        before, after = result["map_changes"][place], result["pooled_changes"][place]
        if place == 0:
            return "No shift yet: move the first slider"
        if size == 1:
            return (
                f"No pooling: {place} px to the right changes the map by {before:.0%}"
            )
        moved = f"{place} px to the right"
        return f"{moved}: map changes by {before:.0%}, pooled by {after:.0%}"


class ReceptiveField(Demo):
    """Stack layers and see how much of the input one output pixel sees."""

    name = "What one output pixel sees"
    look_for = "How many 3×3 layers see as much as one 7×7 layer?"
    figsize = (9.4, 3.9)
    controls = (
        Slider("layers", "number of layers", 1, 5, default=3, step=1),
        Slider("half", "kernel 2h + 1, h =", 0, 3, default=1, step=1),
        Slider("stride", "stride of each layer", 1, 2, default=1, step=1),
    )
    presets = (
        Preset("two 3×3", "sees 5 × 5", layers=2),
        Preset("three 3×3", "sees 7 × 7", layers=3),
        Preset("one 7×7", "the same square, more weights", layers=1, half=3),
        Preset("stride 2", "each layer doubles the step of all before", stride=2),
        Preset("1×1", "mixes channels, never looks aside", half=0),
    )
    WIDTH, MOST = 35, 5

    @staticmethod
    def compute(layers, half, stride):
        kernel = 2 * half + 1
        spans = [1]  # pixels seen in each layer, from the output back to the input
        paths = np.ones(1)
        for _ in range(layers):
            paths = ReceptiveField.back(paths, kernel, stride)
            spans.append(len(paths))
        square = np.outer(paths, paths)
        return {
            "spans": np.array(spans),
            "paths": square / square.max(),
            "field": conv.receptive_field([(kernel, stride)] * layers),
            "steps": np.array([stride ** (layers - i) for i in range(layers + 1)]),
            "weights": layers * kernel**2,
            "layers": layers,
            "kernel": kernel,
        }

    @staticmethod
    def back(paths, kernel, stride):
        """Count the paths from each pixel one layer further down."""
        spread = np.zeros((len(paths) - 1) * stride + kernel)
        for offset in range(kernel):
            spread[offset : offset + (len(paths) - 1) * stride + 1 : stride] += paths
        return spread

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.9, 1))
        half = self.WIDTH / 2
        left.set(xlim=(-half, half), ylim=(-0.5, self.MOST + 0.6))
        left.set(xlabel="place (input pixels)", ylabel="layer (0: the input)")
        left.set_title("Side view: the pixels one output pixel rests on", fontsize=11)
        left.grid(False)
        self.cone = LineCollection([], colors=style.ORANGE, linewidths=0.7, alpha=0.6)
        left.add_collection(self.cone, autolim=False)
        (self.dots,) = left.plot([], [], "s", color=style.BLUE, ms=5)
        self.field = right.imshow(np.zeros((2, 2)), cmap="cividis", vmin=0, vmax=1)
        picture_axes(right, frame=True)
        right.set(xlim=(-half, half), ylim=(-half, half), facecolor="#eef1f4")
        right.set_title("From above: number of paths", fontsize=11)
        return [self.cone, self.dots, self.field]

    def update(self, result):
        layers, steps = result["layers"], result["steps"]
        places = [  # of the pixels seen, from the output back to the input
            (np.arange(span) - (span - 1) / 2) * step
            for span, step in zip(result["spans"], steps, strict=True)
        ]
        segments = []
        for depth in range(layers):
            reach = (result["kernel"] - 1) / 2 * steps[depth + 1]
            height = layers - depth
            for x in places[depth][abs(places[depth]) < self.WIDTH]:
                segments.append([(x, height), (x - reach, height - 1)])
                segments.append([(x, height), (x + reach, height - 1)])
        self.cone.set_segments(segments)
        x = np.concatenate(places)
        y = np.concatenate(
            [np.full(len(p), layers - depth) for depth, p in enumerate(places)]
        )
        inside = abs(x) <= self.WIDTH / 2
        self.dots.set_data(x[inside], y[inside])
        half = result["field"] / 2
        self.field.set_data(result["paths"])
        self.field.set_extent((-half, half, -half, half))

    @staticmethod
    def headline(result):
        field, kernel, layers = result["field"], result["kernel"], result["layers"]
        name = f"{layers} layer{'s' if layers > 1 else ''} of {kernel}×{kernel}"
        beyond = ", more than the picture" if field > ReceptiveField.WIDTH else ""
        return f"{name}: one output pixel sees {field} × {field}{beyond}"


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
    """Return Hessian (9, 9), its product with the goal (9,), and the loss at zero."""
    picture, goal = training_picture(kind), conv.KERNELS[kernel].ravel()
    windows = conv.windows_of(picture, (3, 3)).reshape(-1, 9)
    hessian = 2 * windows.T @ windows / len(windows)
    return hessian, goal


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
        Preset("noise", "every direction is seen: learned at once", picture="noise"),
        Preset(
            "photograph",
            "neighbours are alike: hardly anything to learn from",
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
        ax.set(xlabel="update", ylabel="mean squared error", title="Loss (cut at 10⁻⁹)")
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
        now, wrong = result["updates"], abs(result["kernel"] - result["goal"]).max()
        if result["rate"] > result["limit"] + 1e-9 and now > 0:
            limit = result["limit"]
            return f"η = {result['rate']:g} is above 2/L = {limit:.2f}: it diverges"
        if now == 0:
            return "Before the first update: a kernel of zeros sees nothing"
        bound = "0.01" if wrong < 0.01 else f"{wrong + 0.005:.2f}"
        return f"After {now} updates no weight is off by more than {bound}"
