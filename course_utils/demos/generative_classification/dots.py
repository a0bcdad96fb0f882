"""Points of two classes, drawn so that they can move."""

from course_utils.draw.classes import class_look


def dots(ax, label, **options):
    """Return an empty line of markers in the look of a class, ready to be filled."""
    colors, markers = class_look(2)
    look = {"color": colors[label], "marker": markers[label], "ms": 7, "ls": ""}
    (line,) = ax.plot([], [], mec="white", mew=0.6, **(look | options))
    return line
