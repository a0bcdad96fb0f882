"""Line texts up where all letters are as wide as each other, and Chinese twice that."""

import unicodedata


def columns(text):
    """Return how many columns a text takes."""
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)


def padded(text, width, *, right=False):
    """Return a text with blanks behind it, or before it if `right`, `width` wide."""
    blanks = " " * (width - columns(text))
    return blanks + text if right else text + blanks
