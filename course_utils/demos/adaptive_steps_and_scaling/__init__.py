"""Give each weight a step of its own: the best step, and optimisers in a race."""

from course_utils.demos.adaptive_steps_and_scaling.batch_size_and_path import (
    BatchSizeAndPath,
)
from course_utils.demos.adaptive_steps_and_scaling.best_step import BestStep
from course_utils.demos.adaptive_steps_and_scaling.feature_scale import FeatureScale
from course_utils.demos.adaptive_steps_and_scaling.optimizer_race import OptimizerRace

# The demos in the order of the page.
__all__ = [
    "BestStep",
    "OptimizerRace",
    "BatchSizeAndPath",
    "FeatureScale",
]
