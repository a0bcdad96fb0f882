"""A pad to draw on with mouse, pen or finger; the strokes are the value."""

import reprlib
from dataclasses import dataclass
from numbers import Integral

from matplotlib.collections import LineCollection

from course_utils.live.grips import box
from course_utils.live.points import Kept, is_number

PAD = 280  # strokes live on a square from 0 to PAD, y pointing down
MOST_STROKES, MOST_NUMBERS = 50, 4000
INK = "#222222"


@dataclass(frozen=True)
class Sketch:
    """Strokes on the Axes number `axes`, which is a pad of `PAD` by `PAD`.

    The value is a tuple of strokes, each a tuple x0, y0, x1, y1, ... of whole numbers
    from 0 to `PAD`. `brush` is the pen's width in 28ths of the pad, or names the slider
    that sets it. Draw the strokes with `Ink`.
    """

    name: str
    label: str
    default: tuple = ()
    axes: int = 0
    brush: float | str = 2.2

    def __post_init__(self):
        object.__setattr__(self, "default", self.check(self.default))

    @property
    def ends(self):
        """An empty pad, the default, and two strokes from corner to corner."""
        return (), self.default, ((0, 0, PAD, PAD), (PAD, 0, 0, PAD))

    def check(self, value):
        """Return `value` as tuples; raise ValueError unless these are strokes."""
        try:
            few = len(value) <= MOST_STROKES and sum(map(len, value)) <= MOST_NUMBERS
            strokes = tuple(tuple(map(_whole, s)) for s in value) if few else None
        except (TypeError, ValueError):
            strokes = None
        if strokes is None or not all(map(_on_pad, strokes)):
            raise ValueError(
                f"{self.name} must be at most {MOST_STROKES} strokes (x0, y0, x1, y1, "
                f"...), whole numbers from 0 to {PAD}, {MOST_NUMBERS} in all; but got "
                f"{reprlib.repr(value)}."
            )
        return strokes

    def positions(self, count=None):
        """Return some sketches; there are too many to list all."""
        return list(dict.fromkeys(self.ends))

    def draw(self, rng):
        """Return random strokes, sometimes a dot or none (`rng`: numpy Generator)."""
        lengths = rng.choice([1, 2, 9, 60], size=int(rng.integers(0, 6)))
        return tuple(
            tuple(rng.integers(0, PAD + 1, 2 * int(n)).tolist()) for n in lengths
        )

    def widget(self, value):
        """Return what keeps the value; the picture shows it."""
        return Kept(value=value)

    def counted(self, value):
        """Say how many strokes there are, as where no hand can add one."""
        return "1 stroke" if len(value) == 1 else f"{len(value) or 'no'} strokes"

    # What the front end needs ----------------------------------------------------

    def spec(self, demo):
        """Return what does not change while the hand moves."""
        return {
            "kind": "pad",
            "label": self.label,
            "box": box(demo.figure.axes[self.axes]),
            "pad": PAD,
            "ink": INK,
            "most": [MOST_STROKES, MOST_NUMBERS],
        }

    def places(self, demo):
        """Return the strokes and the width of the pen on the pad."""
        strokes = [list(stroke) for stroke in demo.values[self.name]]
        return {"strokes": strokes, "brush": self.pen(demo.values) * PAD / 28}

    def pen(self, values):
        """Return the pen's width in 28ths of the pad."""
        return values[self.brush] if isinstance(self.brush, str) else self.brush

    def from_hand(self, demo, held):
        """Return the strokes that a hand drew, without what cannot be one."""
        drawn = held.get("strokes")
        made, room = [], MOST_NUMBERS
        for stroke in drawn if isinstance(drawn, list | tuple) else ():
            stroke = _cleaned(stroke, room)
            if len(stroke) >= 2 and len(made) < MOST_STROKES:
                made.append(stroke)
                room -= len(stroke)
        return tuple(made)


class Ink(LineCollection):
    """The strokes on a pad, which it makes of an Axes: no ticks, y pointing down."""

    def __init__(self, ax):
        super().__init__([], colors=INK, capstyle="round", joinstyle="round")
        ax.set(xlim=(0, PAD), ylim=(PAD, 0), xticks=[], yticks=[])
        ax.set_aspect("equal")
        ax.grid(False)
        for spine in ax.spines.values():
            spine.set(visible=True, linewidth=0.8, color="#6E6E6E")
        ax.add_collection(self, autolim=False)

    def set_strokes(self, strokes, *, brush=2.2):
        """Show strokes (see Sketch), drawn with a pen `brush` 28ths of the pad wide."""
        lines = [list(zip(s[::2], s[1::2], strict=True)) for s in strokes]
        dots = [line if len(line) > 1 else [*line, (line[0][0] + 0.5, line[0][1])]
                for line in lines]  # fmt: skip
        self.set_segments(dots)
        pixels = self.axes.bbox.width * brush / 28
        self.set_linewidth(pixels * 72 / self.axes.figure.dpi)


def _whole(value):
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise ValueError
    return int(value)


def _on_pad(stroke):
    pairs = len(stroke) >= 2 and len(stroke) % 2 == 0
    return pairs and all(0 <= v <= PAD for v in stroke)


def _cleaned(stroke, most):
    """Return a stroke of a message as whole numbers on the pad, `most` at most."""
    if not isinstance(stroke, list | tuple):
        return ()
    numbers = stroke[: min(most, len(stroke)) // 2 * 2]
    if not all(map(is_number, numbers)):
        return ()
    return tuple(round(min(max(v, 0), PAD)) for v in numbers)
