"""A demo with one of every kind of artist that the canvas must replay."""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle, Ellipse, FancyArrowPatch, Rectangle

from course_utils.draw.contours import MovingContours
from course_utils.live import Demo, Slider

GRID = np.linspace(-1, 1, 40)
X, Y = np.meshgrid(GRID, GRID)


def lines(ax, shift):
    """Solid, dashed and translucent lines, one with a gap, one far outside."""
    t = np.linspace(-1, 1, 50)
    gap = np.where(abs(t) < 0.2, np.nan, t**2)
    yield from ax.plot(t, gap + shift, lw=2)
    yield from ax.plot(t, -t + shift, "--", lw=3, alpha=0.5)
    yield from ax.plot(t, 1e6 * t, color="k")
    yield ax.axhline(shift, color="C3", dash_capstyle="round")


def markers(ax, shift):
    """Line markers of two kinds, and scatters of one and of many colours and sizes."""
    t = np.linspace(-0.9, 0.9, 9)
    yield from ax.plot(t, 0.5 * t + shift, "o", ms=9, mec="k", mfc="C1")
    yield from ax.plot(t, -0.5 * t + shift, "^-", ms=7, alpha=0.7)
    yield ax.scatter(t, t**2 - 0.9 + shift, c=t, s=60, marker="s")
    yield ax.scatter(t, 0.9 - t**2, c="k", s=10 + 90 * t**2)
    yield ax.scatter(t, 0.8 + 0 * t, facecolors="none", edgecolors="C2", s=50)


def contours(ax, shift):
    """Contour lines above filled bands."""
    bands = MovingContours(ax, GRID, GRID, np.linspace(0, 2, 9), filled=True)
    rings = MovingContours(ax, GRID, GRID, [0.2, 0.5, 1], colors=["w"], linewidths=2)
    for artist in (bands, rings):
        artist.set_values((X - shift) ** 2 + Y**2)
        yield artist
    yield ax.contour(X, Y, X * Y - shift, levels=3, colors="r")


def images(ax, shift):
    """A picture with its first row on top, beside one with its first row below."""
    picture = np.arange(12).reshape(3, 4) + 10 * shift
    ax.set_aspect("auto")
    yield ax.imshow(picture, extent=(-1, 0, -1, 1), vmin=0, vmax=12, aspect="auto")
    yield ax.imshow(
        picture,
        extent=(0.1, 0.9, -0.9, 0.9),
        origin="lower",
        cmap="gray",
        alpha=0.6,
        aspect="auto",
        vmin=0,
        vmax=12,
    )
    ax.set(xlim=(-1, 1), ylim=(-1, 1))


def shapes(ax, shift):
    """Bars, patches, an arrow, a clipped disc and a filled area."""
    yield from ax.bar([-0.8, -0.5, -0.2], [0.5 + shift, -0.4, 0.2], 0.2, color="C0")
    yield ax.add_patch(Rectangle((0, 0), 0.4, 0.3, angle=30, fc="none", ec="C1", lw=2))
    yield ax.add_patch(Ellipse((0.6, -0.5), 0.5, 0.2, angle=40, fc="C2", alpha=0.5))
    yield ax.add_patch(
        FancyArrowPatch((-0.9, -0.9), (0.2, -0.6 + shift), mutation_scale=20, color="k")
    )
    clipped = ax.add_patch(Rectangle((0.3, 0.4), 0.6, 0.5, color="C4"))
    clipped.set_clip_path(Circle((0.6, 0.6), 0.25, transform=ax.transData))
    yield clipped
    yield ax.fill_between(
        GRID, -1, -0.8 + 0.1 * np.sin(9 * GRID), alpha=0.4, color="C3"
    )


def writing(ax, shift):
    """Plain, rotated, mathematical and boxed text, and an annotation with its arrow."""
    yield ax.text(-0.9, 0.6, "loss 损 η=0.3".replace("损 ", ""), fontsize=14)
    yield ax.text(-0.8, -0.8, "rotated", rotation=50, color="C1", fontsize=13)
    yield ax.text(-0.2, 0.2, r"$\frac{\partial L}{\partial w}=\sum_i x_i$", fontsize=15)
    yield ax.text(0.1, -0.3, "boxed", bbox={"fc": "w", "ec": "C2", "boxstyle": "round"})
    yield ax.annotate("here", (0, shift), (0.5, -0.8), arrowprops={"arrowstyle": "->"})


def many(ax, shift):
    """Arrows, segments and error bars."""
    g = np.linspace(-0.8, 0.8, 6)
    u, v = np.meshgrid(g, g)
    yield ax.quiver(u, v, -v + shift, u, color="C0", pivot="mid")
    segments = [[(-1, y), (1, y + shift)] for y in g]
    yield LineCollectionOn(ax, segments)


def LineCollectionOn(ax, segments):
    """Return coloured segments added to `ax`."""
    return ax.add_collection(LineCollection(segments, colors=["C1", "C2"], lw=1.5))


def axes(ax, shift):
    """Logarithmic axes beside a twin; the twin's own axis moves as well."""
    ax.set(xscale="log", yscale="log", xlim=(1, 100), ylim=(0.01, 10))
    x = np.geomspace(1, 100, 30)
    yield from ax.plot(x, 1 / x, "o-")
    twin = ax.twinx()
    twin.set(ylim=(0, 5 + 5 * shift))
    yield from twin.plot(x, 0.04 * x, color="C1")
    yield twin.yaxis


KINDS = (lines, markers, contours, images, shapes, writing, many, axes)


class Artists(Demo):
    """Every kind of artist, moved by one slider."""

    name = "Artists"
    look_for = "Nothing is missing."
    figsize = (9, 4.6)
    controls = (Slider("shift", "shift", -0.3, 0.3, 0.0, step=0.1),)
    redraws = ("shift",)

    @staticmethod
    def compute(shift):
        return {"shift": shift}

    def draw(self, figure, values):
        moving = []
        for ax, kind in zip(figure.subplots(2, 4).flat, KINDS, strict=True):
            ax.set(xlim=(-1, 1), ylim=(-1, 1), title=kind.__name__)
            moving += list(kind(ax, values["shift"]))
        return moving

    def update(self, result):
        pass

    @staticmethod
    def headline(result):
        return f"Every artist at shift {result['shift']:.1f}"
