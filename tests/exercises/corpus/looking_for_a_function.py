"""Answers to the exercises of notebook 02, as learners write them."""

import math

import numpy as np
import torch

from course_utils.exercises import looking_for_a_function as exercises
from tests.exercises.answers import Answers

# 2.1 MAE and MSE ---------------------------------------------------------------------

errors = Answers(exercises.mae_and_mse)


@errors.right
def in_a_loop(prediction, target):
    mae = mse = 0
    for p, t in zip(prediction, target, strict=True):
        mae += abs(p - t) / len(target)
        mse += (p - t) ** 2 / len(target)
    return mae, mse


@errors.right
def with_torch(prediction, target):
    p, t = torch.tensor(prediction), torch.tensor(target)
    return [torch.nn.functional.l1_loss(p, t), torch.nn.functional.mse_loss(p, t)]


@errors.right
def as_an_array(prediction, target):
    miss = np.abs(np.float32(target) - np.float32(prediction))
    return np.array([miss.sum() / miss.size, miss @ miss / miss.size])


@errors.names("MAE: misses above and below cancel")
def signs_kept(prediction, target):
    return sum(prediction - target) / len(target), np.mean((prediction - target) ** 2)


@errors.names("MAE: some of your misses are negative")
def signs_kept_the_other_way(prediction, target):
    miss = target - prediction
    return miss.mean(), (miss**2).mean()


@errors.names("MSE: that is the MAE squared")
def mae_squared(prediction, target):
    mae = np.abs(prediction - target).mean()
    return mae, mae * mae


@errors.names("MAE: first the size of each miss")
def size_of_the_mean(prediction, target):
    miss = prediction - target
    return abs(miss.mean()), np.square(miss).mean()


@errors.names("MSE: you squared the mean miss")
def mean_squared(prediction, target):
    miss = prediction - target
    return np.abs(miss).mean(), np.square(miss.mean())


@errors.names("MSE: that is its root")
def root_too(prediction, target):
    miss = prediction - target
    return np.abs(miss).mean(), math.sqrt(np.square(miss).mean())


@errors.names("Those are sums")
def summed(prediction, target):
    miss = prediction - target
    return np.abs(miss).sum(), miss @ miss


@errors.names("Both are right, in the wrong order")
def turned_round(prediction, target):
    return in_a_loop(prediction, target)[::-1]


@errors.wrong(says="expected a tuple, got a number")
def only_one(prediction, target):
    return np.mean(np.abs(prediction - target))


# 2.2 one step downhill ---------------------------------------------------------------

step = Answers(exercises.descent_step)


@step.right
def by_autograd(x, y, w, b, learning_rate):
    x, y = torch.tensor(x), torch.tensor(y)
    theta = torch.tensor([w, b], dtype=torch.float64, requires_grad=True)
    ((theta[0] * x + theta[1] - y) ** 2).mean().backward()
    return theta.detach() - learning_rate * theta.grad


@step.right
def with_loops(x, y, w, b, learning_rate):
    slope_w = slope_b = 0.0
    for i in range(len(x)):
        slope_w += 2 * (w * x[i] + b - y[i]) * x[i] / len(x)
        slope_b += 2 * (w * x[i] + b - y[i]) / len(x)
    return [w - learning_rate * slope_w, b - learning_rate * slope_b]


@step.right
def as_a_matrix(x, y, w, b, learning_rate):
    design = np.stack([x, np.ones_like(x)])
    theta = np.array([w, b])
    return theta - 2 * learning_rate / len(x) * design @ (theta @ design - y)


def _parts(x, y, w, b):
    error = y - (w * x + b)
    return -2 * (error @ x) / len(x), -2 * error.sum() / len(x)


@step.names("That step climbs")
def plus_in_place_of_minus(x, y, w, b, learning_rate):
    dw, db = _parts(x, y, w, b)
    w += learning_rate * dw
    b += learning_rate * db
    return w, b


@step.names("You took the whole slope as the step")
def rate_forgotten(x, y, w, b, learning_rate):
    dw, db = _parts(x, y, w, b)
    return w - dw, b - db


@step.names("The slope of b was taken after w had moved")
def in_place(x, y, w, b, learning_rate):
    w -= learning_rate * _parts(x, y, w, b)[0]
    b -= learning_rate * _parts(x, y, w, b)[1]
    return w, b


@step.names("Only w moved")
def b_stays(x, y, w, b, learning_rate):
    dw, _ = _parts(x, y, w, b)
    return w - learning_rate * dw, b


@step.names("That is the change alone")
def not_added(x, y, w, b, learning_rate):
    return tuple(-learning_rate * slope for slope in _parts(x, y, w, b))


@step.names("The derivative of miss² is 2·miss")
def without_the_two(x, y, w, b, learning_rate):
    miss = w * x + b - y
    return w - learning_rate * np.mean(miss * x), b - learning_rate * np.mean(miss)


@step.names("The slope along w is the mean of 2 · miss · x")
def without_x(x, y, w, b, learning_rate):
    change = learning_rate * np.mean(2 * (w * x + b - y))
    return w - change, b - change


@step.names("You added up over the examples")
def sums(x, y, w, b, learning_rate):
    miss = w * x + b - y
    return w - learning_rate * (2 * miss @ x), b - learning_rate * (2 * miss.sum())


@step.names("Both are right, in the wrong order")
def b_first(x, y, w, b, learning_rate):
    return tuple(reversed(with_loops(x, y, w, b, learning_rate)))


@step.names("The slope of w lacks its factor 2")
def two_only_in_b(x, y, w, b, learning_rate):
    miss = w * x + b - y
    return w - learning_rate * np.mean(miss * x), b - learning_rate * 2 * miss.mean()


@step.names("The slope of b lacks its factor 2")
def two_only_in_w(x, y, w, b, learning_rate):
    miss = w * x + b - y
    return w - learning_rate * 2 * np.mean(miss * x), b - learning_rate * miss.mean()


@step.names("Those are the slopes")
def slopes_alone(x, y, w, b, learning_rate):
    return _parts(x, y, w, b)


@step.wrong(says="not right yet")
def with_the_mae(x, y, w, b, learning_rate):
    sign = np.sign(w * x + b - y)
    return w - learning_rate * np.mean(sign * x), b - learning_rate * sign.mean()


# 2.3 place a step --------------------------------------------------------------------

place = Answers(exercises.place_a_step)
place.without_example("The question names its only numbers.")
place.right(-6, name="a_whole_number")
place.names("The sign", 6, name="positive")
place.names("b alone does not tell the place", -3, name="minus_the_place")
place.names("That is the place", 3, name="the_place")
place.names("You divided 3 by w", -1.5, name="divided")
place.wrong(-5.9, says="not right yet", name="nearly")

# 2.4 a hard sigmoid from two ReLUs ---------------------------------------------------

ramp = Answers(exercises.hard_sigmoid)
ramp.equivalent(
    "The maximum of two numbers does not depend on their order.",
    "line 7: np.maximum(0, x - left) -> np.maximum(x - left, 0)",
    "line 7: np.maximum(0, x - right) -> np.maximum(x - right, 0)",
)


def relu(z):
    return np.maximum(0, z)


@ramp.right
def from_the_right_end(x, left, right, height=1.0):
    slope = height / (right - left)
    return height + slope * (relu(left - x) - relu(right - x))


@ramp.right
def with_torch_relus(x, left, right, height=1.0):
    x = torch.as_tensor(x, dtype=torch.float64)
    up, down = torch.relu(x - left), torch.relu(x - right)
    return height * (up - down) / (right - left)


@ramp.right
def one_number_after_the_other(x, left, right, height=1.0):
    found = [
        height / (right - left) * (max(0, v - left) - max(0, v - right))
        for v in np.atleast_1d(x)
    ]
    return found if np.ndim(x) else found[0]


@ramp.right
def by_clip(x, left, right, height=1.0):
    return height * np.clip((x - left) / (right - left), 0, 1)


@ramp.names("One ReLU alone climbs for ever")
def never_stops(x, left, right, height=1.0):
    return relu(height * (x - left) / (right - left)) if height > 0 else -relu(
        -height * (x - left) / (right - left)
    )  # fmt: skip


@ramp.names("Your second ReLU adds to the climb")
def plus(x, left, right, height=1.0):
    slope = height / (right - left)
    return slope * relu(x - left) + slope * relu(x - right)


@ramp.names("The slope is the height divided by the width")
def height_as_slope(x, left, right, height=1.0):
    return height * relu(x - left) - height * relu(x - right)


@ramp.names("Your ramp always ends at 1")
def height_forgotten(x, left, right, height=1.0):
    return relu(x - left) / (right - left) - relu(x - right) / (right - left)


@ramp.names("A ReLU that starts at `left`")
def signs_inside(x, left, right, height=1.0):
    slope = height / (right - left)
    return slope * relu(left + x) - slope * relu(right + x)


@ramp.names("Both ReLUs need the same slope")
def second_one_steeper(x, left, right, height=1.0):
    return relu(x - left) * height / (right - left) - relu(x - right) * height


@ramp.names("A negative height inside the ReLU")
def height_inside(x, left, right, height=1.0):
    slope = height / (right - left)
    return np.maximum(0, slope * x - slope * left) - relu(slope * (x - right))


@ramp.wrong(says="not right yet")
def upside_down(x, left, right, height=1.0):
    slope = height / (right - left)
    return slope * relu(x - right) - slope * relu(x - left)


# 2.5 the forward pass in matrix form -------------------------------------------------

forward = Answers(exercises.forward_pass)
forward.equivalent(
    "c has one axis, so transposing it changes nothing.", "line 8: a @ c -> a @ c.T"
)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


@forward.right
def example_by_example(x, W, b, c, constant):
    return [constant + c @ sigmoid(b + W @ row) for row in x]


@forward.right
def columns(x, W, b, c, constant):
    a = sigmoid(W @ x.T + b[:, None])
    return constant + c @ a


@forward.right
def by_torch(x, W, b, c, constant):
    x, W, b, c = map(torch.tensor, (x, W, b, c))
    return torch.nn.functional.linear(x, W, b).sigmoid() @ c + constant


@forward.right
def with_sums(x, W, b, c, constant):
    r = (x[:, None, :] * W).sum(axis=2) + b
    return (sigmoid(r) * c).sum(axis=1) + constant


@forward.names("The b inside is missing")
def without_b(x, W, b, c, constant):
    return sigmoid(x @ W.T) @ c + constant


@forward.names("The constant at the end is missing")
def without_constant(x, W, b, c, constant):
    return sigmoid(x @ W.T + b) @ c


@forward.names("Without the sigmoid all this is one straight line")
def linear(x, W, b, c, constant):
    return (x @ W.T + b) @ c + constant


@forward.names("The minus belongs to the exponent")
def without_the_minus(x, W, b, c, constant):
    return 1 / (1 + np.exp(x @ W.T + b)) @ c + constant


@forward.names("The sigmoid belongs on r")
def sigmoid_at_the_end(x, W, b, c, constant):
    return sigmoid((x @ W.T + b) @ c + constant)


@forward.names("Each sigmoid has its own height")
def heights_forgotten(x, W, b, c, constant):
    return sigmoid(x @ W.T + b).sum(axis=1) + constant


@forward.wrong(says="matmul")
def not_transposed(x, W, b, c, constant):
    return constant + sigmoid(x @ W + b) @ c


@forward.wrong(says="shape")
def a_column(x, W, b, c, constant):
    return constant + sigmoid(x @ W.T + b) @ c[:, None]


# 2.6 updates per epoch ---------------------------------------------------------------

updates = Answers(exercises.updates_per_epoch)


@updates.right
def by_ceil(examples, batch_size):
    return math.ceil(examples / batch_size)


@updates.right
def counted(examples, batch_size):
    return len(range(0, examples, batch_size))


@updates.right
def one_added_first(examples, batch_size):
    return np.int64((examples + batch_size - 1) // batch_size)


@updates.names("The examples left over make one more")
def rounded_down(examples, batch_size):
    return int(examples / batch_size)


@updates.names("When the batches come out even")
def always_one_more(examples, batch_size):
    return int(examples / batch_size) + 1


@updates.names("`round` drops a last batch")
def rounded(examples, batch_size):
    return int(examples / batch_size + 0.5)


@updates.names("A part of a batch is still one update")
def not_rounded(examples, batch_size):
    return np.float32(examples) / np.float32(batch_size)


@updates.names("That would be one update for each example")
def every_example(examples, batch_size):
    return len(range(examples))


@updates.names("That is the number of examples in a batch")
def size_of_a_batch(examples, batch_size):
    return batch_size * 1
