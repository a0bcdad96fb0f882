"""Demo: A window over a photograph."""

import numpy as np
from matplotlib.patches import Rectangle

from course_utils.demos.convolution_and_pooling.photographs import grey_photograph
from course_utils.draw import style
from course_utils.draw.tiles import NumberGrid, moving_title, number, picture_axes
from course_utils.live import Choice, Demo, Grip, Preset, Slider
from course_utils.ml.vision import convolution as conv

ALIKE = 0.05
EDGES = {"kernel": "vertical edges"}
SEEN = {  # what a negative output says, one near zero, and a positive one
    "vertical edges": (
        "Brighter on the left",
        "Left and right about equal",
        "Brighter on the right",
    ),
    "horizontal edges": (
        "Brighter above",
        "Above and below about equal",
        "Brighter below",
    ),
    "outline": (
        "The middle is darker than its neighbours",
        "The middle is about as bright as its neighbours",
        "The middle is brighter than its neighbours",
    ),
}


class WindowOverAPhotograph(Demo):
    """Slide a 3×3 window over a photograph; each place gives one output pixel."""

    name = "A window over a photograph"
    look_for = "Where is the output far from zero, and where is it zero?"
    figsize = (9.4, 4.3)
    controls = (
        Slider("row", "output row i", 0, 54, default=16, step=1),
        Slider("column", "output column j", 0, 81, default=37, step=1),
        Choice("kernel", "kernel", tuple(conv.KERNELS), default="vertical edges"),
        Slider("padding", "padding p, each side", 0, 2, default=0, step=1),
        Slider("stride", "stride s", 1, 4, default=1, step=1),
    )
    telling = ("row", "column")
    grips = (
        Grip(
            at=lambda v, r: (r["corner"][1] + 1.5, r["corner"][0] + 1.5),
            size=lambda v, r: (3, 3),
            take=lambda x, y, v: {
                "column": (x - 1.5 + v["padding"]) / v["stride"],
                "row": (y - 1.5 + v["padding"]) / v["stride"],
            },
            moves=("row", "column"),
            label="the window",
        ),
    )
    presets = (
        Preset(
            "sky",
            "a flat place: the kernel's numbers add up to 0",
            row=3,
            column=9,
            **EDGES,
        ),
        Preset(
            "an edge",
            "light on the left, dark on the right",
            row=17,
            column=13,
            **EDGES,
        ),
        Preset(
            "keep the size",
            "p = (k − 1) / 2 = 1 gives as many as came in",
            padding=1,
            **EDGES,
        ),
        Preset(
            "halve the size",
            "s = 2 skips every other place",
            padding=1,
            stride=2,
            row=8,
            column=7,
            **EDGES,
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
            "kernel": kernel,
            "signed": abs(weights.sum()) < 1e-9,
        }

    def draw(self, figure, values):
        upper, lower = figure.subfigures(2, 1, height_ratios=(1.75, 1))
        left, right = upper.subplots(1, 2)
        for ax in (left, right):
            picture_axes(ax, frame=False)
            ax.set(xlim=(-3, 83), ylim=(56, -3), aspect="equal", facecolor="#eef1f4")
        self.padding = moving_title(left, fontsize=11)
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
        moving.append(self.padding)
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
        around = f", and {p} pixel{'s' * (p > 1)} of padding" if p else ""
        self.padding.set_text(f"Input, 53 × 80{around}")
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
            says = "A weighted sum of nine pixels"
        else:
            less, equal, more = SEEN[result["kernel"]]
            says = equal if abs(value) < ALIKE else more if value > 0 else less
        return f"{says}: output[{i}, {j}] = {number(value)}"
