"""Sliders for the toolbox: transforms of a picture, dealing batches, broadcasting."""

from functools import cache

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.patches import Rectangle
from PIL import Image

from course_utils.data.images import load_photograph
from course_utils.draw import style
from course_utils.draw.tiles import NumberGrid, moving_title, picture_axes
from course_utils.live import Choice, Demo, Preset, Seed, Slider, Toggle
from course_utils.ml.toolbox import deal


@cache
def photograph():
    """Return a smaller photograph as a PIL picture: 320 wide, 214 high."""
    return Image.fromarray(load_photograph("flower")).resize((320, 214))


def resized(picture, size, *, square):
    """Return what Resize(size), or Resize((size, size)), makes of a PIL picture."""
    width, height = picture.size
    if square:
        return picture.resize((size, size), Image.Resampling.BILINEAR)
    shape = (size * width // height, size) if height <= width else None
    shape = shape or (size, size * height // width)
    return picture.resize(shape, Image.Resampling.BILINEAR)


class TransformPlayground(Demo):
    """Resize, crop and normalize a photograph, as a training would."""

    name = "Transform playground"
    look_for = "Which mean and std bring the histogram to mean 0 and deviation 1?"
    figsize = (9.4, 3.7)
    controls = (
        Slider("size", "Resize to", 64, 200, default=120, step=4),
        Toggle("square", "Resize((h, w)): both sides", default=False),
        Slider("crop", "RandomCrop, side", 16, 64, default=64, step=4),
        Seed("seed", default=3),
        Slider("mean", "Normalize: mean", 0.0, 1.0, default=0.5, step=0.02),
        Slider("std", "Normalize: std", 0.1, 1.5, default=0.5, step=0.02),
    )
    presets = (
        Preset("ToTensor alone", "bytes 0..255 become numbers 0..1", mean=0.0, std=1.0),
        Preset("half and half", "(x − 0.5) / 0.5: from −1 to 1, whatever the data"),
        Preset(
            "the data's own",
            "about mean 0 and deviation 1",
            mean=0.24,
            std=0.24,
            seed=3,
        ),
        Preset("squeezed", "Resize((h, w)) does not keep the shape", square=True),
        Preset("another crop", "each epoch sees another piece", seed=8),
    )
    BINS = np.linspace(-5, 5, 81)

    @staticmethod
    def compute(size, square, crop, seed, mean, std):
        picture = np.asarray(resized(photograph(), size, square=square)) / 255
        height, width = picture.shape[:2]
        rng = np.random.default_rng(seed)
        top = int(rng.integers(0, height - crop + 1))
        left = int(rng.integers(0, width - crop + 1))
        piece = picture[top : top + crop, left : left + crop]
        values = (piece - mean) / std
        counts, _ = np.histogram(values, TransformPlayground.BINS)
        return {
            "picture": picture,
            "piece": piece,
            "values": values,
            "counts": counts / values.size,
            "corner": np.array([left, top]),
            "mean": values.mean(),
            "std": values.std(),
        }

    def draw(self, figure, values):
        left, middle, right = figure.subplots(1, 3, width_ratios=(1.5, 1, 1.5))
        self.photo = left.imshow(np.zeros((2, 2, 3)))
        picture_axes(left, frame=False)
        left.set(xlim=(0, 300), ylim=(204, -4))
        self.size = moving_title(left)
        self.box = left.add_patch(
            Rectangle((0, 0), 1, 1, fill=False, ec=style.ORANGE, lw=2.5)
        )
        self.piece = middle.imshow(np.zeros((2, 2, 3)), extent=(0, 1, 1, 0))
        picture_axes(middle)
        self.cropped = moving_title(middle)
        right.set(xlim=(-5, 5), ylim=(0, 0.3), xlabel="value", ylabel="share")
        right.set_title("After ToTensor and Normalize", fontsize=11)
        self.bars = PolyCollection([], fc=style.BLUE, ec="none")
        right.add_collection(self.bars, autolim=False)
        self.marks = LineCollection([], colors=style.ORANGE, linewidths=2.5)
        right.add_collection(self.marks, autolim=False)
        self.words = right.text(4.9, 0.285, "", ha="right", va="top")
        moving = [self.photo, self.box, self.piece, self.bars, self.marks]
        return [*moving, self.size, self.cropped, self.words]

    def update(self, result):
        picture, piece = result["picture"], result["piece"]
        height, width = picture.shape[:2]
        self.photo.set_data(picture)
        self.photo.set_extent((0, width, height, 0))
        self.size.set_text(f"Resize: {height} high, {width} wide")
        self.box.set_xy(result["corner"])
        self.box.set_width(len(piece))
        self.box.set_height(len(piece))
        self.piece.set_data(piece)
        self.cropped.set_text(f"RandomCrop: {len(piece)} × {len(piece)}")
        edges, counts = self.BINS, np.minimum(result["counts"], 0.3)
        self.bars.set_verts(
            [
                [(a, 0), (b, 0), (b, n), (a, n)]
                for a, b, n in zip(edges[:-1], edges[1:], counts, strict=True)
                if n
            ]
        )
        mean, std = result["mean"], result["std"]
        low, high = np.clip([mean - std, mean + std], -5, 5)
        self.marks.set_segments(
            [[(mean, 0), (mean, 0.22)], [(low, 0.22), (high, 0.22)]]
        )
        self.words.set_text(f"mean {mean:.2f}\nstd {std:.2f}".replace("-", "−"))

    @staticmethod
    def headline(result):
        mean, std = result["mean"], result["std"]
        low, high = result["values"].min(), result["values"].max()
        if abs(mean) < 0.1 and abs(std - 1) < 0.1:
            return "Mean 0, deviation 1: mean and std were those of the data"
        span = f"from {low:.1f} to {high:.1f}".replace("-", "−")
        return f"Values {span}, with the mean and std that were given"


COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")


class DealingCards(Demo):
    """Deal twenty samples into batches, epoch after epoch."""

    name = "A DataLoader deals cards"
    look_for = "Which samples does drop_last leave out, and are they always the same?"
    figsize = (9.4, 3.9)
    CARDS = 20
    controls = (
        Slider("batch_size", "batch_size", 1, 20, default=6, step=1),
        Slider("epoch", "epoch", 0, 9, default=0, step=1),
        Toggle("shuffle", "shuffle", default=True),
        Toggle("drop_last", "drop_last", default=False),
        Seed("seed", default=0),
    )
    presets = (
        Preset("no shuffle", "the same batches in every epoch", shuffle=False),
        Preset("next epoch", "all cards again, in another order", epoch=1),
        Preset(
            "drop_last", "20 = 3·6 + 2: two are left out of this epoch", drop_last=True
        ),
        Preset("one by one", "20 updates in an epoch", batch_size=1),
        Preset("all at once", "one update in an epoch", batch_size=20),
    )

    @staticmethod
    def compute(batch_size, epoch, shuffle, drop_last, seed):
        batches = deal(
            DealingCards.CARDS,
            batch_size,
            epoch=epoch,
            seed=seed,
            shuffle=shuffle,
            drop_last=drop_last,
        )
        order = np.concatenate(batches)
        return {
            "order": order,
            "sizes": np.array([len(batch) for batch in batches]),
            "left_out": np.setdiff1d(np.arange(DealingCards.CARDS), order),
            "batch_size": batch_size,
        }

    def draw(self, figure, values):
        ax = figure.subplots()
        ax.set(xlim=(-0.4, 20.4), ylim=(-2.5, 2.8))
        ax.set_axis_off()
        ax.text(-0.2, 2.55, "the data set", fontsize=11, weight="bold")
        ax.text(-0.2, 0.75, "batches of this epoch", fontsize=11, weight="bold")
        ax.text(-0.2, -1.15, "left out", fontsize=11, weight="bold")
        for card in range(self.CARDS):
            ax.add_patch(
                Rectangle((card, 1.5), 0.86, 0.9, fc="#dfe6ec", ec="k", lw=0.8)
            )
            ax.text(card + 0.43, 1.95, card, ha="center", va="center")
        self.cards = PolyCollection([], ec="k", lw=0.8)
        ax.add_collection(self.cards, autolim=False)
        self.numbers = [
            ax.text(0, 0, "", ha="center", va="center", color="w", weight="bold")
            for _ in range(self.CARDS)
        ]
        self.braces = LineCollection([], colors="k", linewidths=1.5)
        ax.add_collection(self.braces, autolim=False)
        return [self.cards, self.braces, *self.numbers]

    def update(self, result):
        places, colors, braces, place = [], [], [], 0
        for batch, size in enumerate(result["sizes"]):
            places += [(place + k, -0.45) for k in range(size)]
            colors += [COLORS[batch % len(COLORS)]] * size
            braces.append([(place, -0.6), (place + size - 0.14, -0.6)])
            place += size
        places += [(k, -2.35) for k in range(len(result["left_out"]))]
        colors += ["#6E6E6E"] * len(result["left_out"])
        self.cards.set_verts(
            [
                [(x, y), (x + 0.86, y), (x + 0.86, y + 0.9), (x, y + 0.9)]
                for x, y in places
            ]
        )
        self.cards.set_facecolor(colors)
        self.braces.set_segments(braces)
        cards = [*result["order"], *result["left_out"]]
        for text, card, (x, y) in zip(self.numbers, cards, places, strict=True):
            text.set_text(str(card))
            text.set_position((x + 0.43, y + 0.45))

    @staticmethod
    def headline(result):
        batches, last = len(result["sizes"]), result["sizes"][-1]
        out = len(result["left_out"])
        words = f"{batches} batch{'es' if batches > 1 else ''}"
        if out:
            return f"{words}; {out} of 20 samples are not seen in this epoch"
        if last < result["batch_size"]:
            return f"{words}, the last with {last}; every sample once"
        return f"{words}, all of the same size; every sample once"


SHAPES = {
    "(4, 3)": (4, 3),
    "(3,)": (3,),
    "(1, 3)": (1, 3),
    "(4, 1)": (4, 1),
    "(4,)": (4,),
    "()": (),
}


class Broadcasting(Demo):
    """Combine two tensors of different shapes, and see what is repeated."""

    name = "Broadcasting explorer"
    look_for = "Why does (4, 3) take (3,) but refuse (4,)?"
    figsize = (9.4, 3.9)
    controls = (
        Choice("a", "shape of a", tuple(SHAPES), default="(4, 3)"),
        Choice("b", "shape of b", tuple(SHAPES), default="(3,)"),
        Choice("operation", "operation", ("a + b", "a * b"), default="a + b"),
    )
    presets = (
        Preset("row", "(3,) counts as (1, 3): the row is repeated", b="(3,)"),
        Preset("column", "(4, 1): the column is repeated", b="(4, 1)"),
        Preset("both", "(4, 1) with (1, 3) gives a table", a="(4, 1)", b="(1, 3)"),
        Preset("refused", "(4,) counts as (1, 4), and 4 is not 3", b="(4,)"),
        Preset("number", "a single number goes everywhere", b="()", operation="a * b"),
    )

    @staticmethod
    def compute(a, b, operation):
        shapes = SHAPES[a], SHAPES[b]
        first = np.arange(1, 1 + np.prod(shapes[0], dtype=int)).reshape(shapes[0])
        second = 10 * np.arange(1, 1 + np.prod(shapes[1], dtype=int)).reshape(shapes[1])
        try:
            wide = np.broadcast_arrays(first, second)
            together = wide[0] + wide[1] if operation == "a + b" else wide[0] * wide[1]
            fits = True
        except ValueError:
            wide, together, fits = (first, second), np.zeros(()), False
        return {
            "a": first,
            "b": second,
            "wide_a": np.array(wide[0]),
            "wide_b": np.array(wide[1]),
            "result": together,
            "fits": fits,
            "sign": operation[2],
        }

    def draw(self, figure, values):
        axes = figure.subplots(1, 3)
        self.grids, self.titles = [], []
        for ax, limit in zip(axes, (12, 120, 480), strict=True):
            grid = NumberGrid(ax, (4, 4), limit=limit, signed=True, digits=0)
            picture_axes(ax, frame=False)
            ax.set(xlim=(-0.6, 3.6), ylim=(3.6, -0.6))
            self.grids.append(grid)
            self.titles.append(moving_title(ax, fontsize=11))
        self.frames = [
            ax.add_patch(Rectangle((0, 0), 1, 1, fill=False, ec=style.ORANGE, lw=2.5))
            for ax in axes[:2]
        ]
        moving = [artist for grid in self.grids for artist in grid.artists]
        return [*moving, *self.frames, *self.titles]

    def update(self, result):
        names = ("wide_a", "wide_b", "result")
        for grid, name in zip(self.grids, names, strict=True):
            values = np.atleast_2d(result[name])
            if name == "result" and not result["fits"]:
                values = np.zeros((0, 0))
            grid.set_table(values)
        for frame, name in zip(self.frames, ("a", "b"), strict=True):
            rows, columns = np.atleast_2d(result[name]).shape
            frame.set_bounds(-0.5, -0.5, columns, rows)
        words = [
            f"a, shape {result['a'].shape}",
            f"{result['sign']} b, shape {result['b'].shape}",
            f"= shape {result['result'].shape}" if result["fits"] else "does not fit",
        ]
        for title, text in zip(self.titles, words, strict=True):
            title.set_text(text)

    @staticmethod
    def headline(result):
        if not result["fits"]:
            return (
                f"{result['a'].shape} and {result['b'].shape}: from the right, "
                "sizes must be equal or 1"
            )
        repeated = [
            name for name in "ab" if result[name].shape != result["result"].shape
        ]
        if not repeated:
            return "Same shapes: number by number, nothing is repeated"
        plural = " are" if len(repeated) > 1 else " is"
        return f"{' and '.join(repeated)}{plural} repeated, without being copied"
