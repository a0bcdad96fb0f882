"""Demo: Transform playground."""

from functools import cache

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.patches import Rectangle
from PIL import Image

from course_utils.data.images import load_photograph
from course_utils.draw import style
from course_utils.draw.tiles import moving_title, picture_axes
from course_utils.live import Demo, Idle, Preset, Seed, Slider, Toggle


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
    idle = (
        Idle(
            "seed",
            "the crop fits in one place only",
            lambda v, r: r["piece"].shape == r["picture"].shape,
        ),
    )
    presets = (
        Preset("ToTensor alone", "bytes 0..255 become numbers 0..1", mean=0.0, std=1.0),
        Preset("half and half", "(x − 0.5) / 0.5: within −1 and 1, whatever the data"),
        Preset(
            "the data's own",
            "mean and deviation come within 0.1 of 0 and 1",
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
        right.set(xlim=(-5, 5), ylim=(0, 0.3), xlabel="value, from −5 to 5")
        right.set_ylabel("share, cut at 0.3")
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
            said = f"Mean {mean:.2f}, deviation {std:.2f}".replace("-", "−")
            return f"{said}: what was given is nearly the crop's own mean and std"
        span = f"from {low:.1f} to {high:.1f}".replace("-", "−")
        return f"Values {span}, with the mean and std that were given"
