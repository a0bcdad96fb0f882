"""Exercises of notebook 02: losses, one step downhill, ramps, updates, a network."""

from course_utils.exercises.looking_for_a_function.loss_and_descent import (
    descent_step,
    hand_one_in,
    mae_and_mse,
    updates_per_epoch,
)
from course_utils.exercises.looking_for_a_function.pieces import (
    forward_pass,
    hard_sigmoid,
    place_a_step,
)

__all__ = [
    "descent_step",
    "forward_pass",
    "hand_one_in",
    "hard_sigmoid",
    "mae_and_mse",
    "place_a_step",
    "updates_per_epoch",
]
