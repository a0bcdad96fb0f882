"""Answers to the exercises of notebook 16, as learners write them."""

import math

import numpy as np
import torch

from course_utils.exercises import numerical_stability as exercises
from tests.exercises.answers import Answers

# 16.1 log-sum-exp --------------------------------------------------------------------

lse = Answers(exercises.log_sum_exp)
lse.equivalent(
    "In a table with two axes the last one is number 1.",
    "line 6: -1 -> 1",
    "line 7: -1 -> 1",
)
lse.equivalent("The axis that was kept has a single place.", "line 7: 0 -> -1")


@lse.right
def by_torch(values):
    return torch.tensor(values).logsumexp(dim=-1)


@lse.right
def by_logaddexp(values):
    return np.logaddexp.reduce(values, axis=-1)


@lse.right
def row_by_row(values):
    found = []
    for row in values:
        largest = max(row)
        found.append(largest + math.log(sum(math.exp(v - largest) for v in row)))
    return found


@lse.right
def sorted_first(values):
    ordered = np.sort(values, axis=-1)
    rest = np.exp(ordered[..., :-1] - ordered[..., -1:]).sum(axis=-1)
    return ordered[..., -1] + np.log1p(rest)


@lse.names("exp(1000) is inf even in float64")
def as_it_is_written(values):
    with np.errstate(all="ignore"):
        return np.log(np.sum(np.exp(values), axis=1))


@lse.names("You took the maximum away before exp")
def not_added_again(values):
    shifted = values - np.max(values, axis=1)[:, None]
    return np.log(np.exp(shifted).sum(axis=1))


@lse.names("You used one maximum for all rows")
def one_shift(values):
    largest = np.max(values)
    with np.errstate(all="ignore"):
        return largest + np.log(np.exp(values - largest).sum(axis=1))


@lse.names("exp turns sums into products")
def times_the_maximum(values):
    largest = np.max(values, axis=1)
    return largest * np.log(np.exp(values - largest[:, None]).sum(axis=1))


@lse.names("Shifted by the smallest")
def from_below(values):
    smallest = np.min(values, axis=1)
    with np.errstate(all="ignore"):
        return smallest + np.log(np.exp(values - smallest[:, None]).sum(axis=1))


@lse.names("The maximum is close")
def winner_takes_all(values):
    return np.array([max(row) for row in values])


@lse.wrong(says="shape")
def with_its_axis(values):
    top = values.max(axis=-1, keepdims=True)
    return top + np.log(np.exp(values - top).sum(axis=-1, keepdims=True))


@lse.wrong(says="not right yet")
def mean_for_sum(values):
    top = values.max(axis=-1, keepdims=True)
    return top[..., 0] + np.log(np.exp(values - top).mean(axis=-1))


# 16.3 Xavier's variance --------------------------------------------------------------

xavier = Answers(exercises.xavier_variance)


@xavier.right
def one_over_the_mean(fan_in, fan_out):
    return 1 / np.mean([fan_in, fan_out])


@xavier.right
def deviation_squared(fan_in, fan_out):
    return math.sqrt(2 / (fan_in + fan_out)) ** 2


@xavier.right
def of_torch_s_uniform(fan_in, fan_out):
    bound = torch.tensor(6 / (fan_in + fan_out)).sqrt()
    return bound**2 / 3


@xavier.names("That is the standard deviation")
def the_deviation(fan_in, fan_out):
    return (2 / (fan_in + fan_out)) ** 0.5


@xavier.names("That serves the forward pass only")
def forwards(fan_in, fan_out):
    return fan_in**-1.0


@xavier.names("That serves the backward pass only")
def backwards(fan_in, fan_out):
    return fan_out**-1.0


@xavier.names("That is He's variance")
def he(fan_in, fan_out):
    return 2.0 / fan_in


@xavier.names("One over the *mean* of both")
def over_the_sum(fan_in, fan_out):
    return 1.0 / (fan_out + fan_in)


@xavier.wrong(says="not right yet")
def mean_of_both_demands(fan_in, fan_out):
    return (1 / fan_in + 1 / fan_out) / 2


# 16.4 what is left after ten layers --------------------------------------------------

left = Answers(exercises.left_after_ten)
left.without_example("The question names its only numbers.")
left.right(0.5**10, name="a_power")
left.names("That is the spread", 2**-5, name="the_spread")
left.names("That holds for a linear stack", 1, name="all_of_it")
left.names("The halves multiply", 0.05, name="added_up")
left.names("ReLU takes away", 2**10, name="grown")
left.wrong(0.5, says="not right yet", name="one_layer")

# 16.5 a residual block ---------------------------------------------------------------

block = Answers(exercises.residual_block)
block.equivalent(
    "The maximum of two numbers does not depend on their order.",
    "line 6: np.maximum(x @ first, 0) -> np.maximum(0, x @ first)",
)


@block.right
def in_torch(x, first, second):
    x, first, second = map(torch.tensor, (x, first, second))
    return torch.relu(x @ first) @ second + x


@block.right
def masked(x, first, second):
    hidden = x @ first
    hidden[hidden < 0] = 0
    return x + hidden @ second


@block.right
def row_after_row(x, first, second):
    return [row + np.maximum(row @ first, 0) @ second for row in x]


@block.names("The straight path is missing")
def only_the_branch(x, first, second):
    hidden = x @ first
    return (hidden * (hidden > 0)) @ second


@block.names("You apply ReLU after the sum")
def relu_at_the_end(x, first, second):
    total = x + (np.clip(x @ first, 0, None) @ second)
    return total * (total > 0)


@block.names("A product of many factors")
def multiplied(x, first, second):
    return (np.clip(x @ first, 0, None) @ second) * x


@block.names("Without the ReLU the branch")
def without_relu(x, first, second):
    return x + x @ (first @ second)


@block.names("The branch is added")
def subtracted(x, first, second):
    return x - np.clip(x @ first, 0, None) @ second


@block.wrong(says="not right yet")
def relu_on_both(x, first, second):
    return x + np.maximum(np.maximum(x @ first, 0) @ second, 0)
