"""Answers to the exercises of notebook 09, as learners write them."""

import math
from fractions import Fraction

import numpy as np
import torch

from course_utils.exercises import softmax_and_its_limits as exercises
from tests.exercises.answers import Answers

softmax = Answers(exercises.softmax)


@softmax.right
def row_by_row(scores):
    rows = []
    for row in scores:
        powers = [math.exp(score - max(row)) for score in row]
        rows.append([power / sum(powers) for power in powers])
    return rows


@softmax.right
def transposed_and_back(scores):
    z = scores.T - scores.max(1)
    return (np.exp(z) / np.exp(z).sum(0)).T


@softmax.right
def by_torch(scores):
    return torch.softmax(torch.tensor(scores), dim=1)


@softmax.right
def in_single_precision(scores):
    z = scores.astype(np.float32)
    z -= z.max(axis=1)[:, None]
    return np.exp(z) / np.exp(z).sum(axis=1)[:, None]


@softmax.right
def one_against_each_other(scores):
    differences = scores[:, None, :] - scores[:, :, None]
    with np.errstate(over="ignore"):
        return 1 / np.exp(differences).sum(axis=2)


@softmax.right
def through_the_logarithm(scores):
    return np.exp(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True))


@softmax.names("Right for small scores")
def straight_from_the_formula(scores):
    return np.exp(scores) / np.sum(np.exp(scores), axis=1, keepdims=True)


@softmax.names("Each *row* must sum to one, not")
def over_the_whole_array(scores):
    flat = torch.tensor(scores).flatten()
    return torch.softmax(flat, 0).reshape(scores.shape)


@softmax.names("Each *row* must sum to one; these")
def along_the_first_axis(scores):
    return torch.softmax(torch.tensor(scores), dim=0)


@softmax.names("One shift for the whole array")
def shifted_by_the_largest_of_all(scores):
    largest = scores[0, 0]
    for row in scores:
        for score in row:
            largest = max(largest, score)
    powers = np.exp(scores - largest)
    return powers / powers.sum(axis=1, keepdims=True)


@softmax.names("The exponential is missing")
def shares(scores):
    return (scores.T / scores.T.sum(axis=0)).T


@softmax.names("That is the maximum itself")
def winner_takes_all(scores):
    marks = np.zeros(scores.shape)
    for row, best in enumerate(np.argmax(scores, axis=1)):
        marks[row, best] = 1
    return marks


@softmax.wrong(says="NaN")
def shifted_by_the_largest_size(scores):
    powers = np.exp(scores - np.abs(scores).max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


@softmax.wrong(says="NaN")
def shifted_by_the_first_column(scores):
    powers = np.exp(scores - scores[:, :1])
    return powers / powers.sum(axis=1, keepdims=True)


@softmax.wrong(says="NaN")
def shifted_by_the_mean(scores):
    powers = np.exp(scores - scores.mean(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


@softmax.wrong(says="not right yet")
def clipped(scores):
    powers = np.exp(np.clip(scores, -700, 700))
    return powers / powers.sum(axis=1, keepdims=True)


@softmax.wrong(says="not right yet")
def not_divided(scores):
    return np.exp(scores - scores.max(axis=1, keepdims=True))


@softmax.wrong(says="not right yet")
def base_two(scores):
    powers = 2 ** (scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


@softmax.wrong(says="ValueError: operands could not be broadcast")
def forgot_keepdims(scores):
    powers = np.exp(scores - scores.max(axis=1))
    return powers / powers.sum(axis=1)


@softmax.wrong(says="is something rounded")
def rounded(scores):
    return np.round(torch.softmax(torch.tensor(scores), dim=1).numpy(), 4)


@softmax.wrong(says="changed its argument `scores`")
def shifted_in_place(scores):
    scores -= scores.max(axis=1, keepdims=True)
    powers = np.exp(scores)
    return powers / powers.sum(axis=1, keepdims=True)


one_hot = Answers(exercises.one_hot)


@one_hot.right
def mark_by_mark(labels, classes):
    table = np.zeros((len(labels), classes), dtype=int)
    for row, label in enumerate(labels):
        table[row, label] = 1
    return table


@one_hot.right
def all_at_once(labels, classes):
    table = np.zeros((len(labels), classes))
    table[np.arange(len(labels)), labels] = 1
    return table


@one_hot.right
def from_whole_number_rows(labels, classes):
    return np.eye(classes, dtype=np.uint8)[labels]


@one_hot.right
def by_comparing(labels, classes):
    return (labels[:, None] == np.arange(classes)).astype(np.float32)


@one_hot.right
def torch_has_one(labels, classes):
    return torch.nn.functional.one_hot(torch.tensor(labels), classes)


@one_hot.right
def lists_of_numbers(labels, classes):
    return [[int(k == label) for k in range(classes)] for label in labels]


@one_hot.names("Label 0 is the *first* column")
def counted_from_one(labels, classes):
    table = np.zeros((len(labels), classes))
    for row, label in enumerate(labels):
        if label > 0:
            table[row, label - 1] = 1
    return table


@one_hot.names("One row for each example")
def columns_for_examples(labels, classes):
    return [[int(label == k) for label in labels] for k in range(classes)]


@one_hot.names("As many columns as `classes` says")
def as_many_as_occur(labels, classes):
    table = np.zeros((len(labels), max(labels) + 1))
    table[range(len(labels)), labels] = 1
    return table


@one_hot.names("The mark is a 1")
def the_label_itself(labels, classes):
    table = torch.zeros(len(labels), classes)
    for row, label in enumerate(labels):
        table[row, label] = label
    return table


@one_hot.wrong(says="expected shape (2, 3), got (3, 3)")
def not_indexed(labels, classes):
    return np.eye(classes)


@one_hot.wrong(says="wrong dtype")
def true_and_false(labels, classes):
    return labels.reshape(-1, 1) == np.arange(classes)


@one_hot.wrong(says="not right yet")
def ones_up_to_the_label(labels, classes):
    return (np.arange(classes) <= labels[:, None]).astype(int)


@one_hot.wrong(says="not right yet")
def all_but_one(labels, classes):
    return 1 - np.eye(classes)[labels]


@one_hot.wrong(says="not right yet")
def whole_columns(labels, classes):
    table = np.zeros((len(labels), classes))
    table[:, labels] = 1
    return table


@one_hot.wrong(says="IndexError")
def a_column_too_few(labels, classes):
    table = np.zeros((len(labels), classes - 1))
    table[np.arange(len(labels)), labels] = 1
    return table


cross_entropy = Answers(exercises.cross_entropy)


@cross_entropy.right
def example_by_example(logits, labels):
    total = 0.0
    for row, label in zip(logits, labels, strict=True):
        largest = max(row)
        log_sum = largest + math.log(sum(math.exp(z - largest) for z in row))
        total += log_sum - row[label]
    return total / len(labels)


@cross_entropy.right
def torch_has_one_too(logits, labels):
    return torch.nn.functional.cross_entropy(torch.tensor(logits), torch.tensor(labels))


@cross_entropy.right
def float32_and_then_a_number(logits, labels):
    logits = torch.tensor(logits, dtype=torch.float32)
    return torch.nn.functional.cross_entropy(logits, torch.tensor(labels)).item()


@cross_entropy.right
def with_marks(logits, labels):
    logs = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    return -(np.eye(logits.shape[1])[labels] * logs).sum(axis=1).mean()


@cross_entropy.right
def through_the_differences(logits, labels):
    right = np.take_along_axis(logits, labels[:, None], axis=1)
    return np.average(np.logaddexp.reduce(logits - right, axis=1))


@cross_entropy.names("Right for ordinary scores")
def through_the_probabilities(logits, labels):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    misses = [
        -np.log(share[label]) for share, label in zip(shares, labels, strict=True)
    ]
    return sum(misses) / len(misses)


@cross_entropy.names("The small number inside the logarithm")
def with_a_tiny_number(logits, labels):
    shares = torch.softmax(torch.tensor(logits), dim=1)
    chosen = shares[range(len(labels)), torch.tensor(labels)]
    return -(chosen + 1e-15).log().mean()


@cross_entropy.names("Softmax was taken twice")
def probabilities_into_torch(logits, labels):
    shares = torch.softmax(torch.tensor(logits), dim=1)
    return torch.nn.functional.cross_entropy(shares, torch.tensor(labels))


@cross_entropy.names("This is the sum")
def not_averaged(logits, labels):
    logits, labels = torch.tensor(logits), torch.tensor(labels)
    return torch.nn.functional.cross_entropy(logits, labels, reduction="sum")


@cross_entropy.names("Divided by N·K")
def average_of_all_entries(logits, labels):
    logs = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    return -(np.eye(logits.shape[1])[labels] * logs).mean()


@cross_entropy.names("The minus is missing")
def log_likelihood(logits, labels):
    logs = torch.log_softmax(torch.tensor(logits), dim=1)
    return logs[range(len(labels)), labels.tolist()].mean()


@cross_entropy.names("Take the probability of the *right* class")
def of_the_largest_probability(logits, labels):
    logs = torch.log_softmax(torch.tensor(logits), dim=1)
    return -logs.max(dim=1).values.mean()


@cross_entropy.names("`[:, labels]` takes whole columns")
def columns_of_labels(logits, labels):
    logs = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    return -np.mean([logs[:, label] for label in labels])


@cross_entropy.names("These are scores")
def scores_as_they_are(logits, labels):
    chosen = [-row[label] for row, label in zip(logits, labels, strict=True)]
    return np.mean(chosen)


@cross_entropy.wrong(says="expected a number, got a numpy array of shape (1,)")
def one_for_each_example(logits, labels):
    logs = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    return -logs[np.arange(len(labels)), labels]


@cross_entropy.wrong(says="times the expected one")
def in_bits(logits, labels):
    logs = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    return -logs[np.arange(len(labels)), labels].mean() / np.log(2)


@cross_entropy.wrong(says="not right yet")
def through_clipped_probabilities(logits, labels):
    shares = torch.softmax(torch.tensor(logits), dim=1).clamp(1e-7, 1 - 1e-7)
    return -shares[range(len(labels)), labels.tolist()].log().mean()


@cross_entropy.wrong(says="not right yet")
def log_of_a_naive_sum(logits, labels):
    log_sums = np.log(np.exp(logits).sum(axis=1))
    return (log_sums - logits[np.arange(len(labels)), labels]).mean()


@cross_entropy.wrong(says="not right yet")
def the_entropy(logits, labels):
    shares = torch.softmax(torch.tensor(logits), dim=1)
    return -(shares * torch.log_softmax(torch.tensor(logits), dim=1)).sum(dim=1).mean()


@cross_entropy.wrong(says="not right yet")
def squared_error(logits, labels):
    shares = torch.softmax(torch.tensor(logits), dim=1).numpy()
    return ((shares - np.eye(logits.shape[1])[labels]) ** 2).mean()


forecast = Answers(exercises.equal_forecast)
forecast.right(3 / 2)
forecast.right(Fraction(3, 2), name="a_fraction")
forecast.right(-sum(p * math.log2(p) for p in (0.5, 0.25, 0.25)), name="computed")
forecast.right(torch.tensor(1.5), name="a_tensor")
forecast.names("That is the KL divergence", 0, name="nothing")
forecast.names("That is the entropy of three", 1.585, name="three_equal")
forecast.names("That is in nats", 1.0397, name="nats")
forecast.names("Average the surprises", 1 + 2 + 2, name="added")
forecast.names("Surprise is never negative", Fraction(-3, 2), name="negative")
forecast.wrong(1, says="1 is not it", name="one")
forecast.wrong(0.75, says="0.75 is not it", name="half")
forecast.wrong("1.5 bits", says="expected a number, got a text", name="with_a_unit")
forecast.wrong((0.5, 0.5, 0.5), says="expected a number, got a tuple", name="parts")
forecast.wrong(150, says="150 is not it", name="percent")

xor = Answers(exercises.separate_xor)
xor.without_example(
    "Any transformation that works is right; the statement names corners."
)
xor.equivalent(
    "Mirrored points are separated by the mirrored line.",
    "line 7: return np.column_stack([first + second, firs ... -> "
    "return -np.column_stack([first + second, fir ...",
)


@xor.right
def size_of_the_difference(points):
    return [[abs(a - b), a] for a, b in points]


@xor.wrong(says="the distances to (0, 0) and (1, 1) from above: find another")
def distances_to_two_corners(points):
    first = np.linalg.norm(points, axis=1)
    second = np.linalg.norm(points - 1, axis=1)
    return np.stack([first, second], axis=1)


@xor.wrong(says="find another")
def distances_the_other_way_round(points):
    return [[math.dist(p, (1, 1)), math.dist(p, (0, 0))] for p in points.tolist()]


@xor.right
def distances_to_the_blue_corners(points):
    return [[math.dist(p, (0, 1)), math.dist(p, (1, 0))] for p in points.tolist()]


@xor.right
def square_of_the_difference(points):
    points = torch.tensor(points, requires_grad=True)
    difference = points[:, 0] - points[:, 1]
    return torch.stack([difference, difference**2], dim=1)


@xor.right
def two_hidden_units(points):
    weights = np.array([[20.0, -20.0], [20.0, -20.0]])
    hidden = 1 / (1 + np.exp(-(points @ weights + [-10.0, 30.0])))
    return hidden.astype(np.float32)


@xor.right
def kinks(points):
    total = points.sum(axis=1)
    return np.column_stack([np.maximum(total, 0), np.maximum(total - 1, 0)])


@xor.right
def rounded_and_compared(points):
    one, other = (points > 0.5).T
    return np.array([one ^ other, one], dtype=int).T


@xor.wrong(says="This map is straight")
def turned_by_45_degrees(points):
    return np.stack([points[:, 0] - points[:, 1], points[:, 0] + points[:, 1]], axis=1)


@xor.wrong(says="This map is straight")
def unchanged(points):
    return points


@xor.wrong(says="This map is straight")
def all_in_one_place(points):
    return np.zeros_like(points)


@xor.wrong(says="x₁ and x₂ have to come together")
def each_axis_bent(points):
    return np.sin(3 * points)


@xor.wrong(says="x₁ and x₂ have to come together")
def one_sigmoid_and_its_mirror(points):
    total = 20 * points.sum(axis=1)
    return np.column_stack([1 / (1 + np.exp(-total)), 1 / (1 + np.exp(total))])


@xor.wrong(says="x₁ and x₂ have to come together")
def apart_by_rounding_only(points):
    total = 20 * points.sum(axis=1)
    mirrored = np.column_stack([1 / (1 + np.exp(-total)), 1 / (1 + np.exp(total))])
    return mirrored.astype(np.float32)


@xor.wrong(says="two new features for each point: shape (40, 2)")
def one_feature(points):
    return np.abs(points[:, 0] - points[:, 1])


@xor.wrong(says="two new features for each point")
def three_features(points):
    return np.column_stack([points, points[:, 0] * points[:, 1]])


@xor.wrong(says="two new features for each point")
def on_its_side(points):
    return np.array([points[:, 0] * points[:, 1], points[:, 0]])


@xor.wrong(says="not finite")
def divided_by_zero(points):
    return np.log(points)


@xor.wrong(says="not right yet")
def looks_at_the_place_in_the_list(points):
    marks = np.array([0, 1, 1, 0])[np.arange(len(points)) % 4]
    return np.column_stack([marks, marks])[::-1] * np.array([1.0, 0.0]) + points * 0.9


@xor.wrong(says="changed its argument `points`")
def works_in_place(points):
    points[:, 0] = np.abs(points[:, 0] - points[:, 1])
    return points.copy()
