"""A deep stack of layers, and what becomes of numbers and gradients on the way."""

from functools import lru_cache

import numpy as np

from course_utils.draw import style
from course_utils.live import Slider
from course_utils.ml.networks import stability

DEEPEST, WIDTH, BATCH = 50, 100, 16
LOW, HIGH = 1e-16, 1e16  # what the axes show
KINDS = tuple(stability.ACTIVATIONS)


@lru_cache(maxsize=8)
def standard_stack(seed):
    """Return weights (50, 100, 100) of deviation 1/√100 and inputs (16, 100)."""
    rng = np.random.default_rng(seed)
    weights = stability.make_stack(DEEPEST, WIDTH, WIDTH**-0.5, rng=rng)
    return weights, rng.normal(size=(BATCH, WIDTH)), rng.normal(size=(BATCH, WIDTH))


@lru_cache(maxsize=256)
def spreads(depth, scale, activation, residual, seed):
    """Return the spread of outputs and of gradients, (depth + 1,) each."""
    weights, x, last = standard_stack(seed)
    weights = scale * weights[:depth]
    before, after = stability.forward(
        weights, x, activation=activation, residual=residual
    )
    gradients = stability.backward(
        weights, before, last, activation=activation, residual=residual
    )
    return tuple(
        np.maximum(stability.spread(values), 1e-99) for values in (after, gradients)
    )


def layer_axes(ax, title):
    """Prepare axes for the spread of every layer, on a logarithmic scale."""
    ax.set(yscale="log", xlim=(-0.5, DEEPEST + 0.5), ylim=(LOW / 5, HIGH * 5))
    ax.set(xlabel="layer", ylabel="spread (root mean square)", title=title)
    ax.axhspan(0.1, 10, color=style.GREEN, alpha=0.12, lw=0)


DEPTH = Slider("depth", "depth", 2, DEEPEST, default=30, step=1)
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def factor(ratio):
    """Return a ratio in words that fit a title: two digits, or a power of ten."""
    if 0.01 <= ratio < 100:
        return f"{ratio:.2g}"
    return "10" + f"{np.log10(ratio):.0f}".translate(SUPERSCRIPTS)
