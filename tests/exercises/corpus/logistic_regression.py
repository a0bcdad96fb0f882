"""Answers to the exercises of notebook 08, as learners write them."""

import math
from fractions import Fraction

import numpy as np
import torch

from course_utils.exercises import logistic_regression as exercises
from tests.exercises.answers import Answers

sigmoid = Answers(exercises.sigmoid)
sigmoid.equivalent(
    "At z = 0 both forms give one half.",
    "line 7: z > 0 -> z >= 0",
)


@sigmoid.right
def number_by_number(z):
    def one(score):
        if score >= 0:
            return 1 / (1 + math.exp(-score))
        return math.exp(score) / (1 + math.exp(score))

    return np.array([one(score) for score in z.ravel()]).reshape(z.shape)


@sigmoid.right
def by_masks(z):
    p = np.empty_like(z)
    up = z >= 0
    p[up] = 1 / (1 + np.exp(-z[up]))
    powers = np.exp(z[~up])
    p[~up] = powers / (1 + powers)
    return p


@sigmoid.right
def torch_has_one(z):
    return torch.sigmoid(torch.tensor(z, requires_grad=True))


@sigmoid.right
def in_single_precision_by_torch(z):
    return torch.sigmoid(torch.tensor(z, dtype=torch.float32))


@sigmoid.right
def through_the_logarithm(z):
    return np.exp(-np.logaddexp(0, -z))


@sigmoid.right
def nested_lists(z):
    if np.ndim(z):
        return [nested_lists(part) for part in z]
    return math.exp(min(z, 0)) / (1 + math.exp(-abs(z)))


@sigmoid.names("Right for small z, but e^800")
def power_over_one_plus_power(z):
    powers = np.e**z
    return powers / (powers + 1)


@sigmoid.names("The minus in 1/(1 + e^-z)")
def falling(z):
    return torch.sigmoid(-torch.tensor(z))


@sigmoid.names("Cutting z off hides")
def cut_at_thirty(z):
    z = np.maximum(np.minimum(z, 30), -30)
    return np.exp(z) / (1 + np.exp(z))


@sigmoid.names("Cut off at ±700")
def cut_far_out(z):
    z = np.minimum(np.maximum(z, -700.0), 700.0)
    return np.exp(z) / (1 + np.exp(z))


@sigmoid.names("At −40 this is 0", name="one_minus")
def one_minus_the_other(z):
    with np.errstate(all="ignore"):
        other = 1 / (np.exp(z) + 1)
    return 1.0 - other


@sigmoid.names("That is the hyperbolic tangent")
def hyperbolic_tangent(z):
    return (1 - np.exp(-2 * np.abs(z))) / (1 + np.exp(-2 * np.abs(z))) * np.sign(z)


@sigmoid.wrong(says="`np.where`, if used, computes both branches")
def straight_from_the_formula(z):
    return 1 / (1 + np.exp(-z))


@sigmoid.wrong(says="`np.where`, if used, computes both branches")
def both_branches(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


@sigmoid.names("At −40 this is 0", name="half_a_tangent")
def half_a_tangent(z):
    return 0.5 * np.tanh(z / 2) + 0.5


@sigmoid.wrong(says="numbers differ")
def cut_at_thirty_six(z):
    return 1 / (1 + np.exp(-np.clip(z, -36, 36)))


@sigmoid.wrong(says="numbers differ")
def hard(z):
    return np.clip(0.25 * z + 0.5, 0, 1)


@sigmoid.wrong(says="OverflowError")
def power_of_a_python_number(z):
    return np.vectorize(lambda score: 1 / (1 + math.exp(-score)))(z)


@sigmoid.wrong(says="expected shape (2,), got ()")
def one_number_for_all(z):
    return 1 / (1 + np.exp(-abs(z).max()))


cross_entropy = Answers(exercises.cross_entropy)
cross_entropy.equivalent(
    "log(e^0 + e^z) is the same as log(e^z + e^0).",
    "line 6: np.logaddexp(0, logits) -> np.logaddexp(logits, 0)",
)


@cross_entropy.right
def term_by_term(logits, targets):
    total = 0
    for z, t in zip(logits, targets, strict=True):
        signed = z if t == 1 else -z
        total += max(-signed, 0) + math.log1p(math.exp(-abs(signed)))
    return total / len(logits)


@cross_entropy.right
def torch_has_one_too(logits, targets):
    return torch.nn.functional.binary_cross_entropy_with_logits(
        torch.tensor(logits), torch.tensor(targets, dtype=torch.float64)
    )


@cross_entropy.right
def float32_then_a_number(logits, targets):
    z, t = torch.tensor(logits).float(), torch.tensor(targets).float()
    return (torch.nn.functional.softplus(z) - t * z).mean().item()


@cross_entropy.right
def with_signs(logits, targets):
    return np.average(np.logaddexp(0, (1 - 2 * targets) * logits))


@cross_entropy.right
def both_logarithms(logits, targets):
    log_p, log_other = -np.logaddexp(0, -logits), -np.logaddexp(0, logits)
    return -sum(targets * log_p + (1 - targets) * log_other) / len(targets)


@cross_entropy.names("Right for small scores, but at a score of 900 the")
def through_the_probability(logits, targets):
    p = torch.sigmoid(torch.tensor(logits)).numpy()
    with np.errstate(all="ignore"):
        surprise = targets * np.log(p) + (1 - targets) * np.log(1 - p)
    return -surprise.mean()


@cross_entropy.names("Right for small scores, but at a score of 900 for")
def probability_of_the_right_class(logits, targets):
    p = torch.sigmoid(torch.tensor(logits)).tolist()
    chosen = [q if t else 1 - q for q, t in zip(p, targets, strict=True)]
    with np.errstate(all="ignore"):
        return -np.log(chosen).mean()


@cross_entropy.names("Clipping p avoids")
def clipped(logits, targets):
    p = torch.sigmoid(torch.tensor(logits)).clamp(1e-12, 1 - 1e-12).numpy()
    return -np.where(targets == 1, np.log(p), np.log(1 - p)).mean()


@cross_entropy.names("The small number inside")
def guarded_logarithm(logits, targets):
    p = torch.sigmoid(torch.tensor(logits)).numpy()
    logs = targets * np.log(p + 1e-15) + (1 - targets) * np.log(1 - p + 1e-15)
    return -np.average(logs)


@cross_entropy.names("The formula is right, but e^900")
def softplus_by_hand(logits, targets):
    with np.errstate(over="ignore"):
        soft = np.log(1 + np.exp(logits))
        return np.where(targets == 1, soft - logits, soft).mean()


@cross_entropy.names("The sigmoid was taken twice")
def probabilities_as_scores(logits, targets):
    p = torch.sigmoid(torch.tensor(logits)).numpy()
    return np.mean(np.log(1 + np.exp(p)) - targets * p)


@cross_entropy.names("This is the sum")
def added(logits, targets):
    return np.sum(np.logaddexp(0, logits)) - np.dot(targets, logits)


@cross_entropy.names("The examples of class 2")
def class_one_only(logits, targets):
    surprise = np.logaddexp(0, -logits)
    return sum(s for s, t in zip(surprise, targets, strict=True) if t) / len(targets)


@cross_entropy.names("The classes are swapped")
def swapped(logits, targets):
    return np.mean(np.logaddexp(0, logits) - (1 - targets) * logits)


@cross_entropy.names("This is the log-likelihood")
def to_be_maximised(logits, targets):
    return np.mean(targets * logits - np.logaddexp(0, logits))


@cross_entropy.names("That is the squared error")
def squared(logits, targets):
    p = torch.sigmoid(torch.tensor(logits)).numpy()
    return np.square(p - targets).mean()


@cross_entropy.wrong(says="expected a number, got a numpy array of shape (2,)")
def not_averaged(logits, targets):
    return np.logaddexp(0, logits) - targets * logits


@cross_entropy.wrong(says="not right yet")
def absolute_difference(logits, targets):
    p = torch.sigmoid(torch.tensor(logits)).numpy()
    return np.abs(p - targets).mean()


@cross_entropy.wrong(says="not right yet")
def of_the_average_score(logits, targets):
    return np.logaddexp(0, np.mean(logits)) - np.mean(targets * logits)


@cross_entropy.wrong(says="times the expected one")
def in_bits(logits, targets):
    return np.mean(np.logaddexp(0, logits) - targets * logits) / np.log(2)


@cross_entropy.wrong(says="not right yet")
def targets_left_out(logits, targets):
    return np.logaddexp(0, -logits).mean()


gradient = Answers(exercises.gradient)
gradient.equivalent(
    "w and the errors have one axis, so transposing them changes nothing.",
    "line 6: points @ w -> points @ w.T",
    "line 8: points.T @ error -> points.T @ error.T",
)


def _probability(w, b, points):
    return torch.sigmoid(torch.tensor(points @ w + b)).numpy()


@gradient.right
def example_by_example(w, b, points, targets):
    slope_w, slope_b = [0.0] * len(w), 0.0
    for x, t in zip(points, targets, strict=True):
        z = b + sum(wi * xi for wi, xi in zip(w, x, strict=True))
        error = 1 / (1 + math.exp(-z)) - t
        for i, xi in enumerate(x):
            slope_w[i] += error * xi / len(points)
        slope_b += error / len(points)
    return slope_w, slope_b


@gradient.right
def by_autograd(w, b, points, targets):
    w = torch.tensor(w, requires_grad=True)
    b = torch.tensor(float(b), dtype=torch.float64, requires_grad=True)
    z = torch.tensor(points) @ w + b
    t = torch.tensor(targets, dtype=torch.float64)
    torch.nn.functional.binary_cross_entropy_with_logits(z, t).backward()
    return w.grad, b.grad


@gradient.right
def as_a_list_of_two(w, b, points, targets):
    error = _probability(w, b, points) - targets
    return [(error[:, None] * points).mean(axis=0), np.average(error)]


@gradient.right
def with_a_column_of_ones(w, b, points, targets):
    inputs = np.column_stack([points, np.ones(len(points))])
    p = 1 / (1 + np.exp(-inputs @ np.append(w, b)))
    both = (p - targets) @ inputs / len(inputs)
    return both[:-1], both[-1]


@gradient.right
def in_float32(w, b, points, targets):
    error = np.float32(_probability(w, b, points)) - np.float32(targets)
    return np.float32(points).T @ error / np.float32(len(points)), error.mean()


@gradient.names("The factor p(1 − p) belongs")
def of_the_squared_error(w, b, points, targets):
    p = _probability(w, b, points)
    error = 2 * (p - targets) * (p - p**2)
    return error @ points / len(points), np.average(error)


@gradient.names("The sign is turned")
def target_minus_prediction(w, b, points, targets):
    error = targets - _probability(w, b, points)
    return np.mean(error[:, None] * points, axis=0), np.mean(error)


@gradient.names("The examples were added")
def sums(w, b, points, targets):
    error = _probability(w, b, points) - targets
    return error @ points, sum(error)


@gradient.names("The prediction is the *sigmoid*")
def of_linear_regression(w, b, points, targets):
    error = np.dot(points, w) + b - targets
    return error @ points / len(error), np.average(error)


@gradient.names("The prediction is a probability")
def of_the_perceptron(w, b, points, targets):
    called = np.where(np.dot(points, w) > -b, 1, 0)
    return (called - targets) @ points / len(points), np.average(called - targets)


@gradient.names("Each error must be multiplied")
def the_same_for_each_weight(w, b, points, targets):
    error = np.average(_probability(w, b, points) - targets)
    return [error for _ in w], error


@gradient.wrong(says="not right yet")
def errors_and_inputs_averaged_apart(w, b, points, targets):
    error = (_probability(w, b, points) - targets).mean()
    return error * points.mean(axis=0), error


@gradient.wrong(says="expected shape (2,), got (1, 2)")
def one_row_for_each_example(w, b, points, targets):
    error = _probability(w, b, points) - targets
    return error[:, None] * points, error.mean()


@gradient.wrong(says="not right yet")
def without_the_bias(w, b, points, targets):
    error = _probability(w, 0, points) - targets
    return error @ points / len(points), error.mean()


@gradient.wrong(says="not right yet")
def averaged_over_the_features(w, b, points, targets):
    error = _probability(w, b, points) - targets
    return error @ points / points.size, error.mean()


@gradient.wrong(says="expected")
def only_the_weights(w, b, points, targets):
    return (_probability(w, b, points) - targets) @ points / len(points)


@gradient.wrong(says="not right yet")
def bias_first(w, b, points, targets):
    error = _probability(w, b, points) - targets
    return error.mean(), error @ points / len(points)


@gradient.wrong(says="not right yet")
def summed_for_the_bias(w, b, points, targets):
    error = _probability(w, b, points) - targets
    return error @ points / len(points), error.sum()


puzzle = Answers(exercises.puzzle)
puzzle.right(Fraction(3, 7), name="a_fraction")
puzzle.right(3 / 7, name="a_quotient")
puzzle.right(0.43, name="two_digits")
puzzle.right(np.float32(3 / 7), name="float32")
puzzle.right(
    (1 / 13) / (1 / 13 + 12 / 13 * (4 / 12) * (4 / 12)), name="with_the_priors"
)
puzzle.names("That is what the data say", 1, name="certain")
puzzle.names("The priors are missing", 1 / (1 + 1 / 9), name="equal_priors")
puzzle.names("That is the probability of class 2", Fraction(4, 7), name="the_other")
puzzle.names("That is the prior", 0.0769, name="prior")
puzzle.names("Both features count", (1 / 13) / (1 / 13 + 4 / 13), name="one_feature")
puzzle.names("That is P(x₁ = 1)", 4 / 12, name="an_ingredient")
puzzle.names("That is in percent", 42.9, name="percent")
puzzle.names("That is with one imagined", 0.225, name="smoothed")
puzzle.names("Those are the odds", 0.75, name="odds")
puzzle.wrong(0.5, says="0.5 is not it", name="half")
puzzle.wrong(7 / 3, says="2.33333 is not it", name="upside_down")
puzzle.wrong("3/7", says="expected a number, got a text", name="a_text")
puzzle.wrong((3, 7), says="expected a number, got a tuple", name="a_pair")
puzzle.wrong(1 / 117, says="is not it", name="not_normalised")
