"""Demo: Broadcasting explorer."""

import numpy as np
from matplotlib.patches import Rectangle

from course_utils.draw import style
from course_utils.draw.tiles import NumberGrid, moving_title, picture_axes
from course_utils.live import Choice, Demo, Preset

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
    look_for = "Compare from the right: where does it fit, and what is repeated?"
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
        repeated = [n for n in "ab" if result[n].size < result["result"].size]
        if not repeated:
            return "As many numbers on both sides: nothing is repeated"
        plural = " are" if len(repeated) > 1 else " is"
        return f"{' and '.join(repeated)}{plural} repeated, without being copied"
