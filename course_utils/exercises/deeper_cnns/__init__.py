"""Exercises of notebook 19: VGG block, receptive field, Inception, 1×1, global mean."""

from course_utils.exercises.deeper_cnns.blocks import (
    global_average,
    inception,
    vgg_block,
)
from course_utils.exercises.deeper_cnns.sizes import (
    bottleneck,
    heaviest,
    receptive_field,
)

__all__ = [
    "bottleneck",
    "global_average",
    "heaviest",
    "inception",
    "receptive_field",
    "vgg_block",
]
