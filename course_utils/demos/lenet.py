"""Sliders for LeNet: its shapes, its maps, what disturbs it, and how it learned.

The demos always use the digits, whatever set the notebook runs on. Their two networks
are trained once, when the first demo that needs them is opened.
"""

import copy
from functools import cache

import numpy as np
import torch
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.patches import Rectangle

from course_utils.data.image_sets import load_images
from course_utils.draw import style
from course_utils.draw.tiles import mosaic, moving_title, picture_axes
from course_utils.live import Choice, Demo, Preset, Seed, Slider
from course_utils.ml import lenet
from course_utils.ml.convolution import conv_parameters, dense_parameters, output_size

EPOCHS = 8


@cache
def digits():
    """Return training pictures and labels, test pictures and labels, as for LeNet."""
    return lenet.prepare(load_images("digits"))


@cache
def trained(augmented=False):
    """Return LeNet and its rival, trained on the digits, and LeNet after each epoch.

    With `augmented`, both were shown copies shifted by up to three pixels.
    """
    data, seen = digits(), EPOCHS * len(digits()[1])
    model, rival = lenet.make_lenet(seed=1), lenet.make_rival(seed=1)
    snapshots = [copy.deepcopy(model.state_dict())]

    def keep(epoch, model, history):
        snapshots.append(copy.deepcopy(model.state_dict()))

    options = {"pictures_seen": seen, "progress": False, "device": "cpu"}
    if augmented:
        options["augment"] = lenet.make_shifter(3)
    lenet.train_classifier(model, data, on_epoch=keep, **options)
    lenet.train_classifier(rival, data, **options)
    return model.eval(), rival.eval(), snapshots


def example(digit, number):
    """Return one test picture (1, 1, 28, 28) of this digit."""
    *_, pictures, labels = digits()
    places = (labels == digit).nonzero()[:, 0]
    return pictures[places[number % len(places)]][None]


@torch.no_grad()
def probabilities(model, pictures):
    """Return what the model says of pictures (N, 1, 28, 28): (N, 10), rows add to 1."""
    return model(pictures).softmax(dim=1).numpy()


def shape_walk(side, kernel, padding):
    """Return (name, shape, parameters, multiply-adds) of the nine stages of a LeNet."""
    first = output_size(side, kernel, padding=padding)
    second = output_size(first // 2, kernel)
    flat = 16 * (second // 2) ** 2
    dense = [(flat, 120), (120, 84), (84, 10)]
    return [
        ("input", (1, side, side), 0, 0),
        (
            "conv 1",
            (6, first, first),
            conv_parameters(1, 6, kernel),
            6 * first**2 * kernel**2,
        ),
        ("pool 1", (6, first // 2, first // 2), 0, 0),
        (
            "conv 2",
            (16, second, second),
            conv_parameters(6, 16, kernel),
            16 * second**2 * 6 * kernel**2,
        ),
        ("pool 2", (16, second // 2, second // 2), 0, 0),
        ("flatten", (flat,), 0, 0),
        *[
            (f"linear {i}", (b,), dense_parameters(a, b), a * b)
            for i, (a, b) in enumerate(dense, start=1)
        ],
    ]


class ShapeWalker(Demo):
    """Walk through LeNet: the shape after each layer, and what the layer costs."""

    name = "The shape walk"
    look_for = "Where do the multiply-adds happen, and where do the parameters sit?"
    figsize = (9.4, 4.8)
    controls = (
        Slider("stage", "layer in view", 0, 8, default=3, step=1),
        Slider("side", "side of the picture", 16, 48, default=28, step=2),
        Choice("kernel", "window k × k, k =", (3, 5), default=5),
        Slider("padding", "padding of conv 1", 0, 2, default=2, step=1),
    )
    presets = (
        Preset("LeNet", "28 × 28 with padding 2: 61,706 parameters"),
        Preset("flatten", "400 numbers, and no place any more", stage=5),
        Preset("the heavy layer", "most parameters are fully connected", stage=6),
        Preset("larger picture", "only linear 1 pays for it", side=48, stage=6),
        Preset(
            "small window", "3 × 3: fewer weights, larger maps", kernel=3, padding=1
        ),
    )

    @staticmethod
    def compute(stage, side, kernel, padding):
        names, shapes, parameters, adds = zip(
            *shape_walk(side, kernel, padding), strict=True
        )
        return {
            "names": names,
            "shapes": dict(enumerate(shapes)),
            "parameters": np.array(parameters),
            "multiply_adds": np.array(adds),
            "stage": stage,
            "kernel": kernel,
            "padding": padding,
        }

    def draw(self, figure, values):
        upper, lower = figure.subplots(2, 1, height_ratios=(1.35, 1))
        upper.set(xlim=(-0.75, 8.6), ylim=(-0.32, 1.32))
        upper.set_axis_off()
        self.squares = PolyCollection([], ec="w", lw=0.7)
        upper.add_collection(self.squares, autolim=False)
        self.labels = [
            upper.text(x - 0.02, -0.04, "", ha="center", va="top", fontsize=9)
            for x in range(9)
        ]
        lower.set(xlim=(-0.75, 8.6), yscale="log", ylim=(50, 2e6))
        lower.set_xticks(range(9), [name for name, *_ in shape_walk(28, 5, 2)])
        lower.set(ylabel="count", title="What each layer costs")
        self.bars = []
        for color, label in (
            (style.BLUE, "parameters"),
            (style.ORANGE, "multiply-adds"),
        ):
            bars = LineCollection([], colors=color, linewidths=11, label=label)
            bars.set_capstyle("butt")
            lower.add_collection(bars, autolim=False)
            self.bars.append(bars)
        lower.legend(loc="upper right", ncols=2)
        return [self.squares, *self.labels, *self.bars]

    def update(self, result):
        polygons, colors = [], []
        for x, shape in result["shapes"].items():
            mine = style.ORANGE if x == result["stage"] else "#9FC3DA"
            for polygon in self.blocks(x, shape):
                polygons.append(polygon)
                colors.append(mine)
        self.squares.set_verts(polygons)
        self.squares.set_facecolor(colors)
        for label, name, shape in zip(
            self.labels, result["names"], result["shapes"].values(), strict=True
        ):
            label.set_text(f"{name}\n{'×'.join(map(str, shape))}")
        for shift, bars, name in zip(
            (-0.16, 0.16), self.bars, ("parameters", "multiply_adds"), strict=True
        ):
            bars.set_segments(
                [
                    [(x + shift, 1), (x + shift, max(n, 1))]
                    for x, n in enumerate(result[name])
                ]
            )

    @staticmethod
    def blocks(x, shape):
        """Return the corners of the sheets, or the column, that stand for a shape."""
        if len(shape) == 1:
            height = 0.12 + 0.9 * np.log10(shape[0]) / np.log10(3000)
            return [
                [(x - 0.07, 0), (x + 0.07, 0), (x + 0.07, height), (x - 0.07, height)]
            ]
        channels, side, _ = shape
        wide, high = 0.62 * side / 48, 0.85 * side / 48
        sheets = []
        for k in reversed(range(channels)):
            left = x - 0.4 + 0.018 * k
            low = 0.022 * k
            sheets.append(
                [
                    (left, low),
                    (left + wide, low),
                    (left + wide, low + high),
                    (left, low + high),
                ]
            )
        return sheets

    @staticmethod
    def headline(result):
        stage, kernel = result["stage"], result["kernel"]
        name, shape = result["names"][stage], result["shapes"][stage]
        before = result["shapes"][max(stage - 1, 0)]
        count = f"{result['parameters'][stage]:,} parameters"
        if name.startswith("conv"):
            padding = result["padding"] if name == "conv 1" else 0
            size = f"({before[1]} + 2·{padding} − {kernel})/1 + 1 = {shape[1]}"
            weights = f"{shape[0]}·({before[0]}·{kernel}·{kernel} + 1)"
            return f"{name}: {size}; {weights} = {count}"
        if name.startswith("linear"):
            return f"{name}: {shape[0]}·({before[0]} + 1) = {count}"
        if name == "flatten":
            return (
                f"flatten: {'·'.join(map(str, before))} = {shape[0]} numbers in a row"
            )
        if name == "input":
            return f"input: one channel of {shape[1]} × {shape[2]} pixels"
        return f"{name}: windows of 2 × 2, side by side; nothing to learn"


LAYERS = {"conv 1 + ReLU": 2, "pool 1": 3, "conv 2 + ReLU": 5, "pool 2": 6}


class FeatureMaps(Demo):
    """Look at every map that LeNet makes of a digit."""

    name = "What LeNet sees in a digit"
    look_for = "Which maps still look like the digit, and which only answer yes or no?"
    figsize = (9.4, 3.5)
    controls = (
        Slider("digit", "digit", 0, 9, default=5, step=1),
        Slider("number", "which example", 0, 39, default=0, step=1),
        Choice("layer", "layer", tuple(LAYERS), default="conv 1 + ReLU"),
        Slider("channel", "channel", 0, 15, default=2, step=1),
    )
    presets = (
        Preset("first layer", "six maps: strokes and their sides"),
        Preset("after pooling", "half as many rows and columns", layer="pool 1"),
        Preset("second layer", "sixteen maps: pieces of digits", layer="conv 2 + ReLU"),
        Preset("last maps", "5 × 5: what is where, roughly", layer="pool 2"),
        Preset("a seven", "the same maps, other answers", digit=7, layer="pool 2"),
    )

    @staticmethod
    def compute(digit, number, layer, channel):
        model, *_ = trained()
        picture = example(digit, number)
        with torch.no_grad():
            maps = model.features[: LAYERS[layer]](picture)[0].numpy()
        channel = min(channel, len(maps) - 1)
        return {
            "picture": picture[0, 0].numpy(),
            "maps": maps,
            "map": maps[channel],
            "channel": channel,
            "probabilities": probabilities(model, picture)[0],
            "layer": layer,
            "digit": digit,
        }

    def draw(self, figure, values):
        axes = figure.subplots(1, 4, width_ratios=(1, 1.7, 1, 1.1))
        zeros = np.zeros((28, 28))
        looks = ({"cmap": "gray"}, {"cmap": "cividis"}, {"cmap": "cividis"})
        titles = ("the picture", None, None)
        self.images = []
        for ax, look, title in zip(axes, looks, titles, strict=False):
            picture_axes(ax, title=title or "", frame=title is not None)
            self.images.append(
                ax.imshow(zeros, extent=(0, 1, 1, 0), vmin=-1, vmax=3, **look)
            )
            ax.set(xlim=(0, 1), ylim=(1, 0))
        axes[1].set_facecolor("w")
        self.titles = [moving_title(ax) for ax in axes[1:3]]
        self.box = axes[1].add_patch(
            Rectangle((0, 0), 1, 1, fill=False, ec=style.ORANGE, lw=2.5)
        )
        ax = axes[3]
        ax.set(xlim=(0, 1.05), ylim=(9.6, -0.6), yticks=range(10))
        ax.set(xlabel="probability", ylabel="class")
        ax.set_title("LeNet's answer", fontsize=10)
        self.bars = LineCollection([], colors=style.ORANGE, linewidths=11)
        self.bars.set_capstyle("butt")
        ax.add_collection(self.bars, autolim=False)
        return [*self.images, self.box, *self.titles, self.bars]

    def update(self, result):
        maps, channel = result["maps"], result["channel"]
        n, side, _ = maps.shape
        columns = 3 if n == 6 else 4
        top = max(float(maps.max()), 1e-6)
        sheet = mosaic(maps, columns, gap=1, value=np.nan)
        width, height = (
            sheet.shape[1] / max(sheet.shape),
            sheet.shape[0] / max(sheet.shape),
        )
        self.images[0].set_data(result["picture"])
        self.images[1].set_data(np.ma.masked_invalid(sheet))
        self.images[1].set_extent((0, width, height, 0))
        self.images[2].set_data(result["map"])
        for image in self.images[1:]:
            image.set_clim(0, top)
        unit = 1 / max(sheet.shape)
        place = (
            channel % columns * (side + 1) * unit,
            channel // columns * (side + 1) * unit,
        )
        self.box.set_xy(place)
        self.box.set_width(side * unit)
        self.box.set_height(side * unit)
        self.titles[0].set_text(f"{result['layer']}: {n} maps of {side} × {side}")
        self.titles[1].set_text(f"channel {channel}")
        self.bars.set_segments(
            [[(0, i), (p, i)] for i, p in enumerate(result["probabilities"])]
        )

    @staticmethod
    def headline(result):
        answer = int(result["probabilities"].argmax())
        sure = result["probabilities"][answer]
        if answer == result["digit"]:
            return f"LeNet reads {answer}, with probability {sure:.3f}"
        return f"LeNet reads {answer} ({sure:.3f}), but it is a {result['digit']}"


SHIFTS = np.arange(-6, 7)


@cache
def shift_accuracies(augmented=False):
    """Return the test accuracy of LeNet and of its rival for each of SHIFTS."""
    *_, pictures, labels = digits()
    moved = [lenet.disturb(pictures, right=float(by)) for by in SHIFTS]
    return np.array(
        [
            [(lenet.predict(model, m) == labels).float().mean().item() for m in moved]
            for model in trained(augmented)[:2]
        ]
    )


class Disturbed(Demo):
    """Shift, turn and spoil a digit, and ask LeNet and its rival what it is."""

    name = "Shift, rotation, noise"
    look_for = "What helps more against a shift: convolution, or shifted copies?"
    figsize = (9.4, 3.6)
    controls = (
        Slider("digit", "digit", 0, 9, default=6, step=1),
        Slider("right", "shift to the right (pixels)", -6, 6, default=3, step=1),
        Slider("degrees", "rotation (degrees)", -60, 60, default=0, step=5),
        Slider("noise", "noise σ", 0.0, 2.0, default=0.0, step=0.1),
        Choice(
            "copies",
            "trained on",
            ("digits as they are", "shifted copies"),
            default="digits as they are",
        ),
        Slider("number", "which example", 0, 39, default=15, step=1),
        Seed("seed", default=0),
    )
    presets = (
        Preset("as trained", "both are right", right=0),
        Preset(
            "shifted", "three pixels: every weight of the rival meets another pixel"
        ),
        Preset(
            "shifted copies",
            "both have seen shifts; LeNet makes more of it",
            copies="shifted copies",
        ),
        Preset("turned", "LeNet knows shifts, not rotations", right=0, degrees=45),
        Preset(
            "noisy",
            "σ = 1: hard for the eye, not for either of them",
            right=0,
            noise=1.0,
        ),
        Preset("everything", "nobody was trained for this", degrees=30, noise=1.0),
    )

    @staticmethod
    def compute(digit, right, degrees, noise, copies, number, seed):
        picture = lenet.disturb(
            example(digit, number),
            right=float(right),
            degrees=float(degrees),
            noise=noise,
            seed=seed,
        )
        augmented = copies == "shifted copies"
        model, rival, _ = trained(augmented)
        return {
            "picture": picture[0, 0].numpy(),
            "lenet": probabilities(model, picture)[0],
            "rival": probabilities(rival, picture)[0],
            "accuracies": shift_accuracies(augmented),
            "right": right,
            "digit": digit,
        }

    def draw(self, figure, values):
        left, middle, right = figure.subplots(1, 3, width_ratios=(1, 1.5, 1.3))
        self.image = left.imshow(np.zeros((28, 28)), cmap="gray", vmin=-1, vmax=3)
        picture_axes(left, title="the picture")
        middle.set(xlim=(-0.6, 9.6), ylim=(0, 1.18), xticks=range(10))
        middle.set(xlabel="class", ylabel="probability")
        middle.set_title("Both answers", fontsize=11)
        looks = ((style.ORANGE, "LeNet"), (style.YELLOW, "fully connected"))
        self.bars = []
        for color, label in looks:
            bars = LineCollection([], colors=color, linewidths=8, label=label)
            bars.set_capstyle("butt")
            middle.add_collection(bars, autolim=False)
            self.bars.append(bars)
        middle.legend(loc="upper right", ncols=2, handlelength=0.8)
        right.set(xlim=(-6.4, 6.4), ylim=(0, 1.04), xticks=range(-6, 7, 2))
        right.set(xlabel="shift alone (pixels)", ylabel="test accuracy")
        right.set_title("All test digits, shifted", fontsize=11)
        self.curves = [
            right.plot([], [], mark + "-", color=color, ms=4)[0]
            for (color, _), mark in zip(looks, "os", strict=True)
        ]
        (self.here,) = right.plot([], [], "--", color=style.GREY, lw=1.5)
        return [self.image, *self.bars, *self.curves, self.here]

    def update(self, result):
        self.image.set_data(result["picture"])
        for bars, name, aside in zip(
            self.bars, ("lenet", "rival"), (-0.19, 0.19), strict=True
        ):
            bars.set_segments(
                [[(i + aside, 0), (i + aside, p)] for i, p in enumerate(result[name])]
            )
        for line, curve in zip(self.curves, result["accuracies"], strict=True):
            line.set_data(SHIFTS, curve)
        self.here.set_data([result["right"]] * 2, [0, 1.04])

    @staticmethod
    def headline(result):
        answers = [int(result[name].argmax()) for name in ("lenet", "rival")]
        sure = [result[name].max() for name in ("lenet", "rival")]
        return (
            f"It is a {result['digit']}. LeNet: {answers[0]} ({sure[0]:.0%}); "
            f"fully connected: {answers[1]} ({sure[1]:.0%})"
        )


@cache
def report(epoch):
    """Return filters, training and test errors and the wrong pictures of one epoch."""
    train_pictures, train_labels, pictures, labels = digits()
    model = lenet.make_lenet()
    model.load_state_dict(trained()[2][epoch])
    guesses = lenet.predict(model, pictures)
    wrong = (guesses != labels).nonzero()[:, 0]
    return {
        "filters": model.features[0].weight[:, 0].detach().numpy().copy(),
        "train_error": float(
            (lenet.predict(model, train_pictures) != train_labels).float().mean()
        ),
        "test_error": len(wrong) / len(labels),
        "wrong": wrong.numpy(),
        "guesses": guesses.numpy(),
    }


class LearningEpochs(Demo):
    """Follow LeNet from chance to its last errors: filters, curve, wrong digits."""

    name = "Filters and errors, epoch by epoch"
    look_for = "Do the filters change much, and which digits stay wrong to the end?"
    figsize = (9.4, 4.0)
    controls = (
        Slider("epoch", "epoch", 0, EPOCHS, default=2, step=1),
        Slider("page", "page of wrong digits", 0, 5, default=0, step=1),
    )
    presets = (
        Preset("untrained", "random filters, nine of ten wrong", epoch=0),
        Preset("one epoch", "27 updates", epoch=1),
        Preset("the end", "what is left is hard for you, too", epoch=EPOCHS),
    )
    SHOWN = 10

    @staticmethod
    def compute(epoch, page):
        reports = [report(e) for e in range(EPOCHS + 1)]
        now = reports[epoch]
        wrong = now["wrong"]
        pages = max(1, -(-len(wrong) // LearningEpochs.SHOWN))
        start = min(page, pages - 1) * LearningEpochs.SHOWN
        shown = wrong[start : start + LearningEpochs.SHOWN]
        *_, pictures, labels = digits()
        return {
            "filters": now["filters"],
            "first_filters": reports[0]["filters"],
            "train_errors": np.array([r["train_error"] for r in reports]),
            "test_errors": np.array([r["test_error"] for r in reports]),
            "pictures": pictures[shown, 0].numpy(),
            "labels": labels[shown].numpy(),
            "guesses": now["guesses"][shown],
            "wrong": len(wrong),
            "epoch": epoch,
        }

    def draw(self, figure, values):
        upper, lower = figure.subfigures(2, 1, height_ratios=(1.5, 1))
        left, right = upper.subplots(1, 2, width_ratios=(1.2, 1))
        left.set(yscale="log", ylim=(3e-4, 1.5), xlim=(-0.3, EPOCHS + 0.3))
        left.set(xlabel="epoch", ylabel="share wrong", xticks=range(EPOCHS + 1))
        left.set_title("Errors", fontsize=11)
        shown = self.compute(**values)
        for name, color, mark in (
            ("train", style.ORANGE, "o"),
            ("test", style.GREEN, "s"),
        ):
            curve = np.clip(shown[f"{name}_errors"], 5e-4, 1)
            left.plot(curve, mark + "-", color=color, label=name, ms=4)
        left.legend(loc="upper right", ncols=2)
        (self.here,) = left.plot([], [], "--", color=style.GREY, lw=1.5)
        self.filters = right.imshow(
            np.zeros((11, 17)), cmap="PuOr", vmin=-0.45, vmax=0.45
        )
        picture_axes(right, title="the six 5 × 5 filters of conv 1", frame=False)
        axes = lower.subplots(1, self.SHOWN)
        words = "Wrong on the test digits: what it is → what LeNet reads"
        lower.suptitle(words, x=0.012, ha="left", fontsize=11)
        self.tiles, self.titles = [], []
        for ax in axes:
            self.tiles.append(
                ax.imshow(np.zeros((28, 28)), cmap="gray", vmin=-1, vmax=3)
            )
            picture_axes(ax, frame=False)
            self.titles.append(moving_title(ax))
        return [self.here, self.filters, *self.tiles, *self.titles]

    def update(self, result):
        self.here.set_data([result["epoch"]] * 2, [3e-4, 1.5])
        self.filters.set_data(np.ma.masked_invalid(mosaic(result["filters"], 3)))
        pairs = zip(result["labels"], result["guesses"], strict=True)
        words = [f"{label} → {guess}" for label, guess in pairs]
        for k, (tile, title) in enumerate(zip(self.tiles, self.titles, strict=True)):
            there = k < len(result["labels"])
            tile.set_data(result["pictures"][k] if there else np.full((28, 28), 3.0))
            title.set_text(words[k] if there else "")

    @staticmethod
    def headline(result):
        wrong, moved = result["wrong"], result["filters"] - result["first_filters"]
        share = np.linalg.norm(moved) / np.linalg.norm(result["first_filters"])
        return (
            f"Epoch {result['epoch']}: {wrong} of 450 test digits wrong; "
            f"filters moved by {share:.0%}"
        )
