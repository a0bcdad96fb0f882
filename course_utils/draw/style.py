"""The look of the course: one style sheet, and what each colour means everywhere."""

from pathlib import Path

import matplotlib.style

from course_utils import projector as projector_mode
from course_utils.translation import fonts

STYLE_SHEET = Path(__file__).with_name("course.mplstyle")
DPI = 100  # as in the style sheet

BLUE = "#0072B2"  # what is given: data, truth, class 1
ORANGE = "#D55E00"  # what is learned: model, fit, path of the descent, class 2
GREEN = "#009E73"  # what is measured on unseen data: validation, test; class 3
PINK = "#CC79A7"  # what is pointed at: a residual, a gradient, an error
YELLOW = "#E69F00"  # a second model beside the first
SKY = "#56B4E9"  # a second kind of data
GREY = "#6E6E6E"  # helpers: guide lines, the path not taken


def use():
    """Apply the course's style sheet to every figure drawn after this call."""
    matplotlib.style.use(sheets())


def context():
    """Return a context manager that applies the style sheet inside a `with` block."""
    return matplotlib.style.context(sheets())


def projector(on=True):
    """Draw figures and demos larger from now on, for the back row; `False` ends it.

    The environment variable COURSE_PROJECTOR=1 does the same from the start.
    """
    projector_mode.switch(on)
    use()


def sheets():
    """List the style sheet, and what projector mode and language change in it."""
    dpi = DPI * projector_mode.zoom()
    return [STYLE_SHEET, {"figure.dpi": dpi, "savefig.dpi": dpi}, fonts.settings()]
