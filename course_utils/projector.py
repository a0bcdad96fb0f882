"""Projector mode: the same figures and demos, larger, for the back row.

Everything in a picture grows alike, so that nothing overlaps that did not before. The
environment variable COURSE_PROJECTOR=1 switches it on, and so does `switch()`.
"""

import os

VARIABLE = "COURSE_PROJECTOR"
ZOOM = 1.5  # the widest demo, 9.5 inches, then takes 1425 of the 1920 pixels


def zoom():
    """Return how many times larger pictures are drawn now: 1.0 or `ZOOM`."""
    off = os.environ.get(VARIABLE, "").strip().lower() in (
        "",
        "0",
        "off",
        "no",
        "false",
    )
    return 1.0 if off else ZOOM


def switch(on=True):
    """Switch projector mode on or off, for what is opened from now on."""
    os.environ[VARIABLE] = "1" if on else "0"
