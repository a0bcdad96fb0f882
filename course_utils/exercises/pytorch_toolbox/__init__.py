"""Exercises of notebook 1: views, HWC and CHW, a Dataset, batches, a Module."""

from course_utils.exercises.pytorch_toolbox.batches_and_modules import (
    normalize,
    number_of_batches,
    two_layers,
)
from course_utils.exercises.pytorch_toolbox.tensors_and_pictures import (
    folder_dataset,
    opencv_to_torch,
    which_view,
)

__all__ = [
    "folder_dataset",
    "normalize",
    "number_of_batches",
    "opencv_to_torch",
    "two_layers",
    "which_view",
]
