"""Sliders for LeNet: its shapes, its maps, what disturbs it, and how it learned.

The demos always use the digits, whatever set the notebook runs on. Their networks were
trained ahead and are kept in `data/`.
"""

from course_utils.demos.lenet.disturbed import Disturbed
from course_utils.demos.lenet.feature_maps import FeatureMaps
from course_utils.demos.lenet.learning_epochs import LearningEpochs
from course_utils.demos.lenet.shape_walker import ShapeWalker
from course_utils.demos.lenet.your_digit import YourDigit

# The demos in the order of the page.
__all__ = [
    "ShapeWalker",
    "Disturbed",
    "FeatureMaps",
    "LearningEpochs",
    "YourDigit",
]
