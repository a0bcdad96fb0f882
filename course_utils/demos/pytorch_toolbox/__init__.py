"""Sliders for the toolbox: transforms of a picture, dealing batches, broadcasting."""

from course_utils.demos.pytorch_toolbox.broadcasting import Broadcasting
from course_utils.demos.pytorch_toolbox.dealing_cards import DealingCards
from course_utils.demos.pytorch_toolbox.transform_playground import TransformPlayground

# The demos in the order of the page.
__all__ = [
    "Broadcasting",
    "TransformPlayground",
    "DealingCards",
]
