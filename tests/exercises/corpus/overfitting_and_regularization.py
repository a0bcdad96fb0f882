"""Answers to the exercises of notebook 03, as learners write them."""

import numpy as np
import torch

from course_utils.exercises import overfitting_and_regularization as exercises
from tests.exercises.answers import Answers

# 3.1 powers as features --------------------------------------------------------------

powers = Answers(exercises.polynomial_features)


@powers.right
def column_by_column(x, degree):
    return np.column_stack([x**power for power in range(1, degree + 1)])


@powers.right
def number_by_number(x, degree):
    return [[v**power for power in range(1, degree + 1)] for v in x]


@powers.right
def vandermonde(x, degree):
    return np.vander(x, degree + 1, increasing=True)[:, 1:]


@powers.right
def by_multiplying_on(x, degree):
    repeated = torch.tensor(x)[:, None].repeat(1, degree)
    return repeated.cumprod(dim=1)


@powers.right
def in_single_precision(x, degree):
    return np.float32(x)[:, None] ** np.arange(1, degree + 1)


@powers.names("Your first column is x⁰ = 1")
def with_ones(x, degree):
    return np.vander(x, degree + 1, increasing=True)


@powers.names("The last power is missing")
def up_to_before(x, degree):
    return np.array([[v**p for p in range(1, degree)] for v in x]).reshape(len(x), -1)


@powers.names("Those are multiples of x")
def multiples(x, degree):
    return np.outer(x, range(1, degree + 1))


@powers.names("One *row* for each x")
def rows_of_powers(x, degree):
    return np.array([x**power for power in range(1, degree + 1)])


@powers.names("The powers begin with x¹")
def falling(x, degree):
    return np.vander(x, degree + 1)[:, :-1]


@powers.names("All powers up to `degree`")
def highest_alone(x, degree):
    return (x**degree).reshape(-1, 1)


@powers.wrong(says="should be")
def exponentials(x, degree):
    return np.arange(1, degree + 1) ** x[:, None]


# 3.2 ridge in closed form ------------------------------------------------------------

ridge = Answers(exercises.ridge)
ridge.equivalent(
    "The target has one axis, so transposing it changes nothing.",
    "line 9: A.T @ target -> A.T @ target.T",
)


def _table(features):
    return np.hstack([np.ones((len(features), 1)), features])


@ridge.right
def by_centring(features, target, strength):
    x, y = features - features.mean(axis=0), target - target.mean()
    gram = x.T @ x + strength * np.eye(x.shape[1])
    weights = np.linalg.inv(gram) @ x.T @ y
    return target.mean() - features.mean(axis=0) @ weights, weights


@ridge.right
def by_more_rows(features, target, strength):
    d = features.shape[1]
    extra = np.hstack([np.zeros((d, 1)), np.sqrt(strength) * np.eye(d)])
    rows = np.vstack([_table(features), extra])
    theta, *_ = np.linalg.lstsq(rows, np.append(target, np.zeros(d)), rcond=None)
    return [theta[0], theta[1:]]


@ridge.right
def by_torch(features, target, strength):
    A = torch.tensor(_table(features))
    P = torch.diag(torch.tensor([0.0] + [strength] * features.shape[1])).double()
    theta = torch.linalg.solve(A.T @ A + P, A.T @ torch.tensor(target))
    return theta[0], theta[1:]


@ridge.right
def by_descent(features, target, strength):
    A, theta = _table(features), np.zeros(features.shape[1] + 1)
    charged = strength * np.array([0.0] + [1.0] * features.shape[1])
    step = 1 / (np.linalg.norm(A.T @ A, 2) + strength)
    for _ in range(3000):
        theta -= step * (A.T @ (A @ theta - target) + charged * theta)
    return theta[0], theta[1:].tolist()


def _solved(features, target, P):
    A = _table(features)
    theta = np.linalg.pinv(A.T @ A + P) @ (A.T @ target)
    return theta[0], theta[1:]


@ridge.names("The bias is being penalised")
def corner_charged(features, target, strength):
    return _solved(features, target, strength * np.eye(features.shape[1] + 1))


@ridge.names("The strength belongs on the diagonal only")
def strength_everywhere(features, target, strength):
    d = features.shape[1]
    P = np.pad(np.ones((d, d)), ((1, 0), (1, 0)))
    return _solved(features, target, strength * P)


@ridge.names("That is plain least squares")
def without_penalty(features, target, strength):
    return _solved(features, target, 0.0)


def _diagonal(features, value):
    return np.diag([0.0] + [value] * features.shape[1])


@ridge.names("You squared the strength")
def strength_squared(features, target, strength):
    return _solved(features, target, _diagonal(features, strength * strength))


@ridge.names("There is no bias")
def through_the_origin(features, target, strength):
    d = features.shape[1]
    gram = features.T @ features + strength * np.identity(d)
    return 0, np.linalg.inv(gram) @ features.T @ target


@ridge.names("You subtract the penalty")
def minus(features, target, strength):
    return _solved(features, target, -_diagonal(features, strength))


@ridge.names("Take the solution apart")
def all_in_one(features, target, strength):
    A = _table(features)
    return np.linalg.solve(A.T @ A + _diagonal(features, strength), A.T @ target)


@ridge.names("Both are right, in the wrong order")
def weights_then_bias(features, target, strength):
    bias, weights = by_centring(features, target, strength)
    return weights, bias


@ridge.names("The loss is a sum over the examples")
def of_the_mean(features, target, strength):
    return _solved(features, target, _diagonal(features, len(target) * strength))


@ridge.wrong(says="should be")
def half_the_penalty(features, target, strength):
    return _solved(features, target, _diagonal(features, strength / 2))


# 3.3 gradient of the regularised loss ------------------------------------------------

slopes = Answers(exercises.gradient)
slopes.equivalent(
    "Weights and errors have one axis, so transposing them changes nothing.",
    "line 3: features @ weights -> features @ weights.T",
    "line 4: 2 * features.T @ error -> 2 * features.T @ error.T",
)


@slopes.right
def by_autograd(bias, weights, features, target, strength):
    b = torch.tensor(float(bias), dtype=torch.float64, requires_grad=True)
    w = torch.tensor(weights, requires_grad=True)
    miss = torch.tensor(features) @ w + b - torch.tensor(target)
    (miss.square().sum() + strength * w.square().sum()).backward()
    return b.grad, w.grad


@slopes.right
def with_loops(bias, weights, features, target, strength):
    down, along = 0.0, [2 * strength * w for w in weights]
    for row, y in zip(features, target, strict=True):
        miss = bias + sum(w * v for w, v in zip(weights, row, strict=True)) - y
        down += 2 * miss
        along = [a + 2 * miss * v for a, v in zip(along, row, strict=True)]
    return [down, along]


@slopes.right
def by_differences(bias, weights, features, target, strength):
    def loss(theta):
        miss = theta[0] + features @ theta[1:] - target
        return miss @ miss + strength * theta[1:] @ theta[1:]

    theta = np.array([bias, *weights])
    rises = [loss(theta + u) - loss(theta - u) for u in np.eye(len(theta))]
    return rises[0] / 2, np.array(rises[1:]) / 2  # exact: the loss is a parabola


@slopes.right
def as_a_matrix(bias, weights, features, target, strength):
    A = np.column_stack([np.ones(len(target)), features])
    theta = np.array([bias, *weights])
    all_slopes = 2 * (A.T @ A @ theta - A.T @ target)
    all_slopes[1:] += 2 * strength * theta[1:]
    return all_slopes[0], all_slopes[1:]


def _parts(bias, weights, features, target):
    miss = features @ weights + bias - target
    return 2 * miss.sum(), 2 * miss @ features


@slopes.names("You put the penalty on the bias as well")
def bias_charged(bias, weights, features, target, strength):
    down, along = _parts(bias, weights, features, target)
    return down + 2 * strength * bias, along + 2 * strength * weights


@slopes.names("The penalty is missing")
def errors_only(bias, weights, features, target, strength):
    return _parts(bias, weights, features, target)


@slopes.names("The derivative of strength · w² is")
def penalty_without_two(bias, weights, features, target, strength):
    down, along = _parts(bias, weights, features, target)
    return down, along + strength * weights


@slopes.names("You took the mean over the examples")
def mean_in_place_of_sum(bias, weights, features, target, strength):
    down, along = _parts(bias, weights, features, target)
    return down / len(target), along / len(target) + 2 * strength * weights


@slopes.names("The error is prediction minus target")
def target_minus_prediction(bias, weights, features, target, strength):
    miss = target - bias - features @ weights
    return 2 * miss.sum(), 2 * features.T @ miss + 2 * strength * weights


@slopes.names("The derivative of a square is twice")
def no_twos(bias, weights, features, target, strength):
    miss = features @ weights + bias - target
    return np.sum(miss), miss @ features + strength * weights


@slopes.names("The penalty has its 2")
def two_in_the_penalty_alone(bias, weights, features, target, strength):
    miss = features @ weights + bias - target
    return np.sum(miss), miss @ features + 2 * strength * weights


@slopes.names("That is the slope of strength · |w|")
def as_lasso(bias, weights, features, target, strength):
    down, along = _parts(bias, weights, features, target)
    return down, along + strength * weights / np.abs(weights)


@slopes.names("Both are right, in the wrong order")
def weights_first(bias, weights, features, target, strength):
    return tuple(reversed(with_loops(bias, weights, features, target, strength)))


@slopes.wrong(says="should be")
def penalty_subtracted(bias, weights, features, target, strength):
    down, along = _parts(bias, weights, features, target)
    return down, along - 2 * strength * weights


# 3.5 choose λ from a table -----------------------------------------------------------

choice = Answers(exercises.choose_strength)
choice.without_example("The table is the example.")
choice.right(np.float32(0.1), name="in_single_precision")
choice.names("The training error is always smallest", 0, name="by_training")
choice.names("You chose by the test error", 1, name="by_test")
choice.names("Better than none", 0.01, name="too_small")
choice.names("Too smooth", 10, name="too_large")
choice.names("That is the validation error", 33.8, name="the_error_itself")
choice.wrong(0.11, says="not", name="beside_it")

# 3.6 how L1 makes zeros --------------------------------------------------------------

soft = Answers(exercises.soft_threshold)
soft.equivalent(
    "The maximum of two numbers does not depend on their order.",
    "line 6: np.maximum(np.abs(value) - amount, 0) -> "
    "np.maximum(0, np.abs(value) - amount)",
)


@soft.right
def less_what_is_taken(value, amount):
    return value - np.clip(value, -amount, amount)


@soft.right
def one_after_the_other(value, amount):
    moved = []
    for v in value:
        if v > amount:
            moved.append(v - amount)
        elif v < -amount:
            moved.append(v + amount)
        else:
            moved.append(0)
    return moved


@soft.right
def torch_softshrink(value, amount):
    return torch.nn.functional.softshrink(torch.tensor(value), amount)


@soft.right
def two_relus(value, amount):
    value = np.float32(value)
    return np.maximum(value - amount, 0) - np.maximum(-value - amount, 0)


@soft.names("Small values are zero, as they should be")
def hard_threshold(value, amount):
    return value * (abs(value) > amount)


@soft.names("Small values jump past zero")
def no_stop(value, amount):
    return np.where(value > 0, value - amount, np.where(value < 0, value + amount, 0))


@soft.names("Negative values are lost")
def relu(value, amount):
    return (value - amount) * (value > amount)


@soft.names("The sizes are right")
def without_signs(value, amount):
    return np.abs(less_what_is_taken(value, amount))


@soft.names("That multiplies, as L2 does")
def as_l2(value, amount):
    return value * (1 / (1 + amount))


@soft.names("That is what is taken away")
def taken_away(value, amount):
    return np.minimum(np.maximum(value, -amount), amount)


@soft.wrong(says="should be")
def downwards(value, amount):
    return np.where(np.abs(value) <= amount, 0.0, value - amount)
