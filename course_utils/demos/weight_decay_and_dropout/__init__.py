"""Sliders for weight decay and dropout: boundaries, masks, and learning curves."""

from course_utils.demos.weight_decay_and_dropout.curves import Curves
from course_utils.demos.weight_decay_and_dropout.dropout_masks import DropoutMasks
from course_utils.demos.weight_decay_and_dropout.weight_decay import WeightDecay

# The demos in the order of the page.
__all__ = [
    "WeightDecay",
    "DropoutMasks",
    "Curves",
]
