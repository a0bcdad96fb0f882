"""Answers to the exercises of notebook 00, as learners write them."""

import math

import numpy as np
import torch

from course_utils.exercises import start_here as exercises
from tests.exercises.answers import Answers

height = Answers(exercises.height_of_a_line)


@height.right
def start_at_b_and_walk(x, w, b):
    y = b
    y += x * w
    return y


@height.right
def as_a_dot_product(x, w, b):
    return np.dot([w, b], [x, 1])


@height.right
def with_torch(x, w, b):
    x, w, b = torch.tensor([x, w, b], requires_grad=True)
    return torch.addcmul(b, w, x)


@height.right
def in_single_precision(x, w, b):
    return np.float32(x) * np.float32(w) + np.float32(b)


@height.right
def as_an_array_without_axes(x, w, b):
    return np.array(w * x + b)


@height.names("w and b have changed places")
def arguments_mixed_up(x, w, b):
    slope, start = b, w
    return slope * x + start


@height.names("Your slope multiplies b as well")
def brackets_around_the_sum(x, w, b):
    shifted = x + b
    return shifted * w


@height.names("Your line always goes through 0")
def forgot_b(x, w, b):
    return np.prod([x, w])


@height.names("A positive b lifts the line")
def subtracted(x, w, b):
    return -b + x * w


@height.wrong(says="NameError: name 'slope' is not defined")
def other_names(x, w, b):
    return slope * x + b  # noqa: F821


@height.wrong(says="did you forget `return`?")
def printed_only(x, w, b):
    y = w * x + b
    print(y)


@height.wrong(says="expected a number, got a text")
def as_a_sentence(x, w, b):
    return f"{w * x + b}"


@height.wrong(says="not right yet")
def three_added(x, w, b):
    return x + w + b


@height.wrong(says="expected a number, got a list")
def in_a_list(x, w, b):
    return [w * x + b]


@height.wrong(says="not right yet")
def all_multiplied(x, w, b):
    return math.prod((x, w, b))


@height.wrong(says="do `//`, `int` or `round` cut it off?")
def cut_off(x, w, b):
    return int(w * x + b)


squares = Answers(exercises.sum_of_squares)


@squares.right
def by_a_loop(values):
    total = 0
    for value in values:
        total = total + value * value
    return total


@squares.right
def by_numpy(values):
    return (np.array(values) ** 2).sum()


@squares.right
def by_a_dot_product(values):
    row = np.array(values, dtype=np.float32)
    return row @ row


@squares.right
def by_torch(values):
    return torch.square(torch.tensor(values, dtype=torch.float64)).sum()


@squares.right
def by_recursion(values):
    if len(values) == 0:
        return 0
    return values[0] ** 2 + by_recursion(values[1:])


@squares.right
def by_map_and_pow(values):
    return math.fsum(map(lambda value: pow(value, 2), values))


@squares.names("You squared the sum.")
def squared_at_the_end(values):
    total = 0
    for value in values:
        total += value
    return total * total


@squares.names("That is the sum of the numbers themselves")
def forgot_to_square(values):
    return np.sum(values)


@squares.names("That adds the sizes of the numbers")
def absolute_values(values):
    return np.linalg.norm(values, 1)


@squares.names("That is the mean of the squares")
def mean_of_squares(values):
    squared = [value * value for value in values]
    return sum(squared) / len(squared) if squared else 0.0


@squares.names("Your `return` stands inside the loop, so")
def returns_at_once(values):
    total = 0
    for value in values:
        total += value**2
        return total
    return total


@squares.names("Your `return` stands inside the loop: move")
def returns_in_the_loop_only(values):
    total = 0
    for value in values:
        total += value * value
        return total


@squares.names("Only the last square is left")
def starts_anew_each_time(values):
    total = 0
    for value in values:
        total = 0
        total += value**2
    return total


@squares.names("`value * 2` is twice the number")
def doubled(values):
    return 2 * sum(values)


@squares.names("In Python `^` works on bits")
def with_a_hat(values):
    total = 0
    for value in values:
        total += value ^ 2
    return total


@squares.names("That is the root of the sum")
def length_of_the_vector(values):
    return np.hypot.reduce(values) if values else 0.0


@squares.wrong(says="stopped with an error")
def a_list_times_itself(values):
    return sum(values * values)


@squares.wrong(says="expected a number, got a list")
def squares_not_added(values):
    return [value**2 for value in values]


@squares.wrong(says="not right yet")
def skips_the_first(values):
    total = 0
    for i in range(1, len(values)):
        total += values[i] ** 2
    return total


@squares.wrong(says="not right yet")
def keeps_the_sign(values):
    return sum(value * abs(value) for value in values)


@squares.wrong(says="IndexError")
def one_too_far(values):
    total, i = 0, 0
    while i <= len(values):
        total += values[i] ** 2
        i += 1
    return total


@squares.wrong(says="NaN")
def mean_times_count(values):
    with np.errstate(all="ignore"):
        return np.divide(sum(v * v for v in values), len(values)) * len(values)
