"""Draw graphs: where the nodes stand, the circles, the lines between them."""

import itertools

import numpy as np
from matplotlib.collections import LineCollection

from course_utils.draw import style

POSITIVE, NEGATIVE = "#542788", "#B35806"  # the ends of tiles.SIGNED: violet, orange


def lay_out(count, edges):
    """Return positions (count, 2) for a graph that flows from left to right.

    `edges` lists (parent, child) with parent < child. An input stands
    just left of its first child; nodes of one column never coincide.
    """
    edges = sorted((parent, child) for parent, child in edges)
    parents = {n: [p for p, c in edges if c == n] for n in range(count)}
    children = {n: [c for p, c in edges if p == n] for n in range(count)}
    column = np.zeros(count)
    for node in range(count):
        column[node] = max((column[p] + 1 for p in parents[node]), default=0)
    for node in range(count):
        if not parents[node] and children[node]:
            column[node] = min(column[c] for c in children[node]) - 1
    row = _rows(count, parents)
    for place in np.unique(column):
        _spread(row, np.flatnonzero(column == place))
    return np.column_stack([column, -(row - row.mean())])


def _rows(count, parents):
    """Give inputs rows as they are met, and other nodes their parents' mean."""
    order, seen, stack = [], set(), [count - 1]
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        if parents[node]:
            stack.extend(reversed(parents[node]))
        else:
            order.append(node)
    row = np.zeros(count)
    row[order] = np.arange(len(order))
    for node in range(count):
        if parents[node]:
            row[node] = np.mean(row[parents[node]])
    return row


def _spread(row, nodes):
    """Push the nodes of one column at least one row apart, around the same middle."""
    nodes = nodes[np.argsort(row[nodes], kind="stable")]
    before = row[nodes].mean()
    for upper, lower in itertools.pairwise(nodes):
        row[lower] = max(row[lower], row[upper] + 1)
    row[nodes] -= row[nodes].mean() - before


def plot_graph(ax, positions, edges, labels, *, size=900, colors=None):
    """Draw circles with labels and the lines between them; return the Axes."""
    positions = np.asarray(positions, dtype=float)
    lines = [positions[[parent, child]] for parent, child in edges]
    ax.add_collection(
        LineCollection(lines, colors=style.GREY, linewidths=1.2, zorder=1)
    )
    ax.scatter(
        *positions.T,
        s=size,
        facecolor="white",
        edgecolor=style.GREY if colors is None else colors,
        linewidth=1.5,
        zorder=2,
    )
    for (x, y), label in zip(positions, labels, strict=True):
        small = {"fontsize": 8.5} if len(label) > 2 else {}
        ax.text(x, y, label, ha="center", va="center", zorder=5, **small)
    fit(ax, positions)
    return ax


def fit(ax, positions, *, margin=0.55):
    """Set limits around the positions and hide everything that is not the graph."""
    low, high = positions.min(axis=0) - margin, positions.max(axis=0) + margin
    ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]))
    ax.axis("off")


def layer_positions(sizes, *, tallest=None):
    """Return a list of positions (units, 2), one for each layer of a network."""
    tallest = tallest or max(sizes)
    return [
        np.column_stack(
            [
                np.full(size, float(layer)),
                (np.arange(size)[::-1] - (size - 1) / 2)
                * (tallest / max(size, 1)) ** 0.5,
            ]
        )
        for layer, size in enumerate(sizes)
    ]


def plot_network(ax, sizes, *, weights=None, size=420):
    """Draw a fully connected network; line width follows |weight|, colour its sign.

    `weights` holds one array (out, in) per layer, or None for equal lines.
    """
    places = layer_positions(sizes)
    for layer, (left, right) in enumerate(itertools.pairwise(places)):
        lines = [(a, b) for b in right for a in left]
        if weights is None:
            look = {"colors": style.GREY, "linewidths": 0.8}
        else:
            flat = np.ravel(weights[layer])
            look = weight_look(flat)
        ax.add_collection(LineCollection(lines, zorder=1, **look))
    for place in places:
        ax.scatter(*place.T, s=size, facecolor="white", edgecolor=style.GREY, zorder=2)
    fit(ax, np.concatenate(places))
    return ax


def weight_look(weights):
    """Return colours and widths: violet lifts, orange lowers, thick is strong."""
    strength = np.abs(weights) / max(np.abs(weights).max(), 1e-12)
    colors = np.where(np.asarray(weights) >= 0, POSITIVE, NEGATIVE)
    return {"colors": list(colors), "linewidths": 0.4 + 2.6 * strength}
