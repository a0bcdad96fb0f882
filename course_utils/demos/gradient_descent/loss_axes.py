"""Axes for a loss that falls or explodes, from floor to ceiling."""

import numpy as np

CEILING = 1e6  # where a diverging loss is cut off, so that it stays drawable
FLOOR = 1e-8


def shown(loss):
    """Return `loss` within what a logarithmic axis shows."""
    return np.clip(np.nan_to_num(loss, nan=CEILING, posinf=CEILING), FLOOR, CEILING)


def loss_axes(ax, steps):
    """Prepare the axes on which the loss falls, or rises, with the updates."""
    ax.set(yscale="log", xlim=(-0.5, steps + 0.5), ylim=(FLOOR / 3, CEILING * 3))
    ax.set(
        xlabel="update",
        ylabel="loss (cut at 10⁻⁸ and 10⁶)",
        title="Loss at each update",
    )
