"""Draw a guide as a tree of questions: yes to the left, no to the right."""

from course_utils.draw import style
from course_utils.translation.speaker import speaker


def plot_decision_tree(ax, tree, *, leaf_color=style.ORANGE):
    """Draw `tree`, from above to below, on `ax`; return the Axes.

    A tree is (question, tree if yes, tree if no), or a text: a leaf.
    """
    width = len(list(_leaves(tree)))
    _branch(ax, tree, 0, iter(range(width)), leaf_color)
    ax.set(xlim=(-0.6, width - 0.4), ylim=(-_depth(tree) - 0.4, 0.4))
    ax.axis("off")
    return ax


def _leaves(tree):
    """Yield the leaves of a tree from left to right."""
    if isinstance(tree, str):
        yield tree
    else:
        for part in tree[1:]:
            yield from _leaves(part)


def _depth(tree):
    """Return how many questions lead to the deepest leaf."""
    return 0 if isinstance(tree, str) else 1 + max(_depth(part) for part in tree[1:])


def _branch(ax, tree, level, columns_left, leaf_color):
    """Draw one tree whose root is at `level`; return the column of its root."""
    if isinstance(tree, str):
        column = next(columns_left)
        _box(ax, column, -level, tree, leaf_color)
        return column
    question, *parts = tree
    columns = [_branch(ax, p, level + 1, columns_left, leaf_color) for p in parts]
    column = sum(columns) / len(columns)
    for word, below in zip(map(speaker("words"), ("yes", "no")), columns, strict=True):
        ax.plot([column, below], [-level, -level - 1], color=style.GREY, zorder=1)
        middle = (column + below) / 2, -level - 0.5
        ax.text(
            *middle, word, ha="center", va="center", fontsize=10, color=style.GREY,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )  # fmt: skip
    _box(ax, column, -level, question, style.BLUE)
    return column


def _box(ax, x, y, text, color):
    ax.text(
        x, y, text, ha="center", va="center", fontsize=10, zorder=3,
        bbox={"facecolor": "white", "edgecolor": color, "boxstyle": "round,pad=0.35"},
    )  # fmt: skip
