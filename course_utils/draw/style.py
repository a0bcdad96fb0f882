"""The look of the course: one style sheet, and what each colour means everywhere."""

from pathlib import Path

import matplotlib.style

STYLE_SHEET = Path(__file__).with_name("course.mplstyle")

BLUE = "#0072B2"  # what is given: data, truth, class 1
ORANGE = "#D55E00"  # what is learned: model, fit, path of the descent, class 2
GREEN = "#009E73"  # what is measured on unseen data: validation, test; class 3
PINK = "#CC79A7"  # what is pointed at: a residual, a gradient, an error
YELLOW = "#E69F00"  # a second model beside the first
SKY = "#56B4E9"  # a second kind of data
GREY = "#6E6E6E"  # helpers: guide lines, the path not taken


def use():
    """Apply the course's style sheet to every figure drawn after this call."""
    matplotlib.style.use(STYLE_SHEET)


def context():
    """Return a context manager that applies the style sheet inside a `with` block."""
    return matplotlib.style.context(STYLE_SHEET)
