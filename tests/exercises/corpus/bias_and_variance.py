"""Answers to the exercises of notebook 04, as learners write them."""

import math
from collections import Counter
from fractions import Fraction
from itertools import pairwise

import numpy as np
import torch
from sklearn.model_selection import KFold
from sklearn.preprocessing import StandardScaler

from course_utils.exercises import bias_and_variance as exercises
from tests.exercises.answers import Answers

# 4.1 bias² and variance --------------------------------------------------------------

parts = Answers(exercises.decompose)


@parts.right
def with_loops(predictions, truth):
    universes, points = predictions.shape
    bias_squared = variance = 0.0
    for j in range(points):
        mean = sum(predictions[:, j]) / universes
        bias_squared += (mean - truth[j]) ** 2 / points
        for i in range(universes):
            variance += (predictions[i, j] - mean) ** 2 / (universes * points)
    return [bias_squared, variance]


@parts.right
def what_is_left(predictions, truth):
    bias_squared = np.square(np.mean(predictions, axis=0) - truth).mean()
    return bias_squared, np.mean((predictions - truth) ** 2) - bias_squared


@parts.right
def with_torch(predictions, truth):
    fits, truth = torch.tensor(predictions), torch.tensor(truth)
    bias = fits.mean(dim=0) - truth
    return bias.square().mean(), fits.var(dim=0, unbiased=False).mean()


@parts.right
def in_single_precision(predictions, truth):
    fits = np.float32(predictions)
    middle = fits.mean(0)
    return np.array([((middle - truth) ** 2).mean(), ((fits - middle) ** 2).mean()])


def _scatter(predictions):
    return np.mean(predictions.var(axis=0))


@parts.names("You took the mean over the points")
def mean_of_each_universe(predictions, truth):
    mean = predictions.mean(axis=1)[:, None]
    return np.mean((mean - truth) ** 2), np.mean((predictions - mean) ** 2)


@parts.names("The bias is to be squared")
def bias_as_distance(predictions, truth):
    bias = abs(predictions.mean(axis=0) - truth)
    return bias.mean(), _scatter(predictions)


@parts.names("You averaged the bias over the points")
def squared_at_the_end(predictions, truth):
    return (predictions - truth).mean() ** 2, _scatter(predictions)


@parts.names("Those are sums over the points")
def sums(predictions, truth):
    bias = predictions.mean(axis=0) - truth
    return bias @ bias, predictions.var(axis=0).sum()


@parts.names("Right at each point")
def point_by_point(predictions, truth):
    return np.square(predictions.mean(axis=0) - truth), np.var(predictions, axis=0)


@parts.names("That is the standard deviation")
def deviation(predictions, truth):
    bias = predictions.mean(axis=0) - truth
    return np.mean(bias * bias), math.sqrt(_scatter(predictions))


@parts.names("Your bias² compares every fit")
def all_distances(predictions, truth):
    return np.square(predictions - truth).mean(), _scatter(predictions)


@parts.names("Your variance is the scatter around the truth")
def around_the_truth(predictions, truth):
    bias = predictions.mean(axis=0) - truth
    return np.mean(bias**2), np.square(predictions - truth).mean()


@parts.names("You divided by one less")
def of_a_sample(predictions, truth):
    bias = predictions.mean(axis=0) - truth
    return np.mean(bias**2), predictions.var(axis=0, ddof=1).mean()


@parts.wrong(says="should be")
def in_the_wrong_order(predictions, truth):
    return what_is_left(predictions, truth)[::-1]


# 4.4 indices of k folds --------------------------------------------------------------

folds = Answers(exercises.fold_indices)


@folds.right
def by_scikit_learn(n, k):
    return list(KFold(k).split(np.zeros(n)))


@folds.right
def number_by_number(n, k):
    pairs, start = [], 0
    for i in range(k):
        end = start + n // k + (1 if i < n % k else 0)
        held = list(range(start, end))
        pairs.append(([j for j in range(n) if j not in held], held))
        start = end
    return pairs


@folds.right
def by_masks(n, k):
    fold = np.sort(np.arange(n) % k)
    return [(np.where(fold != i)[0], np.where(fold == i)[0]) for i in range(k)]


@folds.right
def as_tensors(n, k):
    parts = torch.tensor_split(torch.arange(n), k)
    return [
        (torch.cat([*parts[:i], *parts[i + 1 :]]), part) for i, part in enumerate(parts)
    ]


@folds.names("When k does not divide n")
def some_left_out(n, k):
    size, everything = n // k, np.arange(n)
    pairs = []
    for start in range(0, k * size, size):
        held = everything[start : start + size]
        pairs.append((np.delete(everything, held), held))
    return pairs


@folds.names("Those folds take every k-th example")
def dealt_like_cards(n, k):
    everything = set(range(n))
    held = [np.arange(i, n, k) for i in range(k)]
    return [(np.array(sorted(everything - set(h.tolist()))), h) for h in held]


@folds.names("What is left over makes the *first* folds larger")
def last_one_larger(n, k):
    size = n // k
    starts = [i * size for i in range(k)] + [n]
    return [(np.r_[0:a, b:n], np.arange(a, b)) for a, b in pairwise(starts)]


@folds.names("k pairs are wanted")
def one_split(n, k):
    held = np.array_split(np.arange(n), k)[0]
    return [(np.arange(len(held), n), held)]


@folds.names("The order in each pair")
def held_out_first(n, k):
    return [(held, train) for train, held in by_masks(n, k)]


@folds.names("The held-out examples are also in the training part")
def leaking(n, k):
    return [(np.arange(n), held) for held in np.array_split(range(n), k)]


@folds.wrong(says="not right yet")
def parts_alone(n, k):
    return np.array_split(np.arange(n), k)


# 4.5 standardise without a leak ------------------------------------------------------

scaling = Answers(exercises.standardize)


@scaling.right
def by_a_scaler(train, test):
    scaler = StandardScaler().fit(train)
    return scaler.transform(train), scaler.transform(test)


@scaling.right
def column_by_column(train, test):
    a, b = np.empty(train.shape), np.empty(test.shape)
    for j in range(train.shape[1]):
        mean = sum(train[:, j]) / len(train)
        deviation = math.sqrt(sum((train[:, j] - mean) ** 2) / len(train))
        a[:, j] = (train[:, j] - mean) / deviation
        b[:, j] = (test[:, j] - mean) / deviation
    return [a.tolist(), b.tolist()]


@scaling.right
def scaled_with_torch(train, test):
    train, test = torch.tensor(train), torch.tensor(test)
    deviation, mean = torch.std_mean(train, dim=0, correction=0)
    return (train - mean) / deviation, (test - mean) / deviation


@scaling.right
def scaled_in_single_precision(train, test):
    mean, deviation = np.float32(train.mean(0)), np.float32(train.std(0))
    return tuple((np.float32(part) - mean) / deviation for part in (train, test))


def _by(mean, deviation, *parts):
    return tuple((part - mean) / deviation for part in parts)


@scaling.names("You took the mean and deviation of all data")
def of_all_data(train, test):
    both = np.vstack([train, test])
    return _by(both.mean(axis=0), both.std(axis=0), train, test)


@scaling.names("You scaled the test part by its own")
def each_by_itself(train, test):
    with np.errstate(invalid="ignore"):
        scaled = [(part - part.mean(0)) / part.std(0) for part in (train, test)]
    return scaled[0], np.nan_to_num(scaled[1])


@scaling.names("Divide by the standard deviation")
def by_variance(train, test):
    return _by(train.mean(axis=0), train.var(axis=0), train, test)


@scaling.names("Each column has its own mean")
def one_mean_for_all(train, test):
    return _by(np.mean(train), np.std(train), train, test)


@scaling.names("The test part must be scaled")
def test_forgotten(train, test):
    return *_by(train.mean(axis=0), train.std(axis=0), train), test


@scaling.names("`ddof=1` divides by one less")
def as_a_sample(train, test):
    return _by(train.mean(axis=0), train.std(axis=0, ddof=1), train, test)


@scaling.names("The mean is gone")
def centred(train, test):
    return _by(train.mean(axis=0), 1, train, test)


@scaling.wrong(says="should be")
def to_zero_and_one(train, test):
    return _by(train.min(axis=0), np.ptp(train, axis=0), train, test)


# 4.6 a lazy classifier ---------------------------------------------------------------

lazy = Answers(exercises.recall_of_lazy)
lazy.without_example("The question names its only numbers.")
lazy.right([0.98, 0], name="a_list")
lazy.right((Fraction(980, 1000), Fraction(0, 20)), name="fractions")
lazy.names("Recall asks how many of the *ill*", (0.98, 1), name="recall_of_the_healthy")
lazy.names("Accuracy counts the right answers", (0.02, 0), name="share_of_the_ill")
lazy.names("0.02 is the share of the ill", (0.98, 0.02), name="share_as_recall")
lazy.names("Give shares between 0 and 1", (98, 0), name="percent")
lazy.wrong((0, 0.98), says="not", name="turned_round")

# 4.7 class weights -------------------------------------------------------------------

weights = Answers(exercises.class_weights)


@weights.right
def by_counter(labels):
    counts = Counter(labels.tolist())
    mean = len(labels) / len(counts)
    return [mean / counts[label] for label in sorted(counts)]


@weights.right
def by_scaling_at_the_end(labels):
    inverse = 1 / np.unique(labels, return_counts=True)[1]
    return inverse * len(labels) / len(inverse)


@weights.right
def exact(labels):
    counts = np.bincount(labels)
    return [Fraction(len(labels), len(counts) * int(count)) for count in counts]


@weights.right
def weighed_with_torch(labels):
    counts = torch.bincount(torch.tensor(labels)).float()
    return counts.mean() / counts


@weights.names("The ratio is right")
def one_over(labels):
    return [1 / count for count in np.bincount(labels)]


@weights.names("The largest class is at 1")
def largest_at_one(labels):
    counts = np.bincount(labels)
    return (1 / counts) / (1 / counts.max())


@weights.names("Those are the frequencies")
def frequencies(labels):
    return np.bincount(labels) / labels.size


@weights.names("Divide by the number of classes as well")
def without_the_classes(labels):
    return labels.size / np.unique(labels, return_counts=True)[1]


@weights.names("One weight per class is asked for")
def one_per_example(labels):
    return np.array([by_counter(labels)[label] for label in labels])


@weights.names("The weights need not sum to 1")
def shares(labels):
    inverse = 1 / np.bincount(labels)
    return inverse / np.sum(inverse)


@weights.wrong(says="not right yet")
def largest_has_one(labels):
    counts = np.bincount(labels)
    return counts.max() / counts


# 4.8 parameters of an MLP ------------------------------------------------------------

count = Answers(exercises.mlp_parameters)


@count.right
def of_torch_layers(widths):
    layers = [torch.nn.Linear(a, b) for a, b in pairwise(widths)]
    return sum(p.numel() for layer in layers for p in layer.parameters())


@count.right
def with_one_input_more(widths):
    return sum((widths[i] + 1) * widths[i + 1] for i in range(len(widths) - 1))


@count.right
def by_calling_itself(widths):
    first, *rest = widths
    return rest[0] * (first + 1) + by_calling_itself(rest) if rest else 0


@count.right
def as_a_product(widths):
    w = np.array(widths)
    return w[:-1] @ w[1:] + w[1:].sum()


@count.names("The biases are missing")
def weights_only(widths):
    return int(np.dot(widths[:-1], widths[1:]))


@count.names("You count a bias for each input")
def bias_of_inputs(widths):
    return sum(a * (b + 1) for a, b in pairwise(widths))


@count.names("A layer has one bias for each")
def one_bias(widths):
    return weights_only(widths) + len(widths) - 1


@count.names("The inputs of the network have no bias")
def bias_everywhere(widths):
    return weights_only(widths) + sum(widths)


@count.names("Those are the neurons")
def neurons(widths):
    return int(np.sum(widths))


@count.wrong(says="not right yet")
def first_layer_only(widths):
    return widths[0] * widths[1] + widths[1]
