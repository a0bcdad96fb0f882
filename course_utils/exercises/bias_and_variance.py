"""Exercises of notebook 4: folds, bias, variance, honest scaling, the right remedy."""

from itertools import pairwise

import numpy as np

from course_utils.ml import capacity, imbalance, universes, validation
from course_utils.ml.scaling import Standardizer
from course_utils.practice import Exercise, Mistake


def _axis_of_points(predictions, truth):
    mean = predictions.mean(axis=1, keepdims=True)
    return (
        float(np.mean((mean - truth) ** 2)),
        float(np.mean((predictions - mean) ** 2)),
    )


def _bias_not_squared(predictions, truth):
    mean = predictions.mean(axis=0)
    return (
        float(np.mean(np.abs(mean - truth))),
        universes.decompose(predictions, truth)[1],
    )


def _whole_error_as_bias(predictions, truth):
    bias, variance = universes.decompose(predictions, truth)
    return bias + variance, variance


def _around_the_truth(predictions, truth):
    bias, variance = universes.decompose(predictions, truth)
    return bias, bias + variance


def _divided_by_one_less(predictions, truth):
    bias, variance = universes.decompose(predictions, truth)
    n = len(predictions)
    return bias, variance * n / (n - 1)


decompose = Exercise(
    "4.1",
    "bias² and variance",
    stars=2,
    reference=universes.decompose,
    cases=lambda rng: [
        (rng.normal(size=(6, 4)), rng.normal(size=4)),
        (rng.normal(size=(30, 11)) + 2, rng.normal(size=11)),
    ],
    hints=(
        "First the mean fit: the mean over the universes, `predictions.mean(axis=0)`.",
        "Bias² compares the mean fit with the truth; variance compares each fit with "
        "the mean fit.",
        "`np.mean((mean_fit - truth) ** 2)`, and "
        "`np.mean((predictions - mean_fit) ** 2)`",
    ),
    mistakes=(
        Mistake(
            _axis_of_points,
            "You took the mean over the points. The mean fit is the mean over the "
            "universes: axis 0.",
        ),
        Mistake(_bias_not_squared, "The bias is to be squared before it is averaged."),
        Mistake(
            _whole_error_as_bias,
            "Your bias² compares every fit with the truth: that is bias² and variance "
            "together. Average the fits first.",
        ),
        Mistake(
            _around_the_truth,
            "Your variance is the scatter around the truth. Measure it around the mean "
            "fit.",
        ),
        Mistake(
            _divided_by_one_less,
            "You divided by one less than the number of universes. With the plain "
            "mean, bias² + variance is exactly the mean squared distance.",
        ),
    ),
    explain="Their sum is the mean squared distance from the truth, exactly.",
)

pick_remedy = Exercise(
    "4.2",
    "pick the remedy",
    stars=1,
    reference="more features or a richer model",
    choices={
        "more training data": "More data lowers the *variance*. Here even the training "
        "error is large: no amount of data helps a model that is too simple.",
        "stronger regularisation": "That holds the model back even more, and it is "
        "already too stiff: the training error would grow.",
        "cross-validation": "It measures the trouble; it does not cure it.",
    },
    hints=(
        "Training error 0.40, validation error 0.43, noise 0.05. Is the gap large, or "
        "the training error itself?",
        "It underfits: the bias is large. Which step can lower a bias?",
    ),
    explain="Underfitting is cured on the side of the model, not of the data.",
)

pick_second_remedy = Exercise(
    "4.3",
    "pick the other remedy",
    stars=1,
    reference="more data or regularisation",
    choices={
        "more features": "The training error is small already: more features would "
        "give the noise more room, and the variance would grow.",
        "a higher degree": "That is a richer function set: the gap would widen.",
        "train longer": "The training points are already met almost exactly; what is "
        "left of the error is variance.",
    },
    hints=(
        "Training error 0.01, validation error 0.60. What is large, the first number "
        "or the gap?",
        "It overfits: the variance is large. What makes fifty universes agree?",
    ),
    explain="Both pull the universes' fits together.",
)


def _contiguous_wrong(n, k):
    size = n // k
    order = np.arange(n)
    return [
        (
            np.concatenate([order[: i * size], order[(i + 1) * size :]]),
            order[i * size : (i + 1) * size],
        )
        for i in range(k)
    ]


def _swapped(n, k):
    return [(held, train) for train, held in validation.folds(n, k)]


def _trains_on_all(n, k):
    return [(np.arange(n), held) for _, held in validation.folds(n, k)]


fold_indices = Exercise(
    "4.4",
    "indices of k folds",
    stars=2,
    reference=validation.folds,
    cases=[(10, 5), (11, 3), (6, 6)],
    hints=(
        "`np.array_split(np.arange(n), k)` cuts the indices into k parts, also when k "
        "does not divide n.",
        "For fold i, part i is held out, and the others together are for training.",
        "`np.concatenate(parts[:i] + parts[i + 1:])`, and for the pair: "
        "`(train, parts[i])`",
    ),
    mistakes=(
        Mistake(
            _contiguous_wrong,
            "When k does not divide n, some examples are never held out: use "
            "`np.array_split`.",
        ),
        Mistake(_swapped, "The order in each pair is (train, held out)."),
        Mistake(
            _trains_on_all,
            "The held-out examples are also in the training part: the folds leak.",
        ),
    ),
    explain="Each example is held out once, so each one is judged once, fairly.",
)


def _standardize(train, test):
    scaler = Standardizer().fit(train)
    return scaler.transform(train), scaler.transform(test)


def _uses_all(train, test):
    scaler = Standardizer().fit(np.concatenate([train, test]))
    return scaler.transform(train), scaler.transform(test)


def _each_its_own(train, test):
    return tuple(Standardizer().fit(part).transform(part) for part in (train, test))


def _by_variance(train, test):
    mean, variance = train.mean(axis=0), train.var(axis=0)
    return (train - mean) / variance, (test - mean) / variance


def _one_number(train, test):
    return (train - train.mean()) / train.std(), (test - train.mean()) / train.std()


def _unscaled_test(train, test):
    return _standardize(train, test)[0], test


standardize = Exercise(
    "4.5",
    "standardise without a leak",
    stars=2,
    reference=_standardize,
    cases=lambda rng: [
        (rng.normal(3, 2, size=(8, 2)), rng.normal(4, 1, size=(3, 2))),
        (rng.normal(-1, 5, size=(20, 3)), rng.normal(0, 5, size=(5, 3))),
    ],
    hints=(
        "Mean and standard deviation of each column: `train.mean(axis=0)`.",
        "The test part may not be looked at: apply the training part's numbers to it.",
        "`(train - mean) / deviation, (test - mean) / deviation`",
    ),
    mistakes=(
        Mistake(
            _uses_all,
            "You took the mean and deviation of all data. The test part has leaked "
            "into the preparation: use the training part only.",
        ),
        Mistake(
            _each_its_own,
            "You scaled the test part by its own mean and deviation. Equal values "
            "must stay equal in both parts: use the training part's numbers.",
        ),
        Mistake(_by_variance, "Divide by the standard deviation, not the variance."),
        Mistake(_one_number, "Each column has its own mean and deviation: axis=0."),
        Mistake(_unscaled_test, "The test part must be scaled, too."),
    ),
    explain="The test part need not come out with mean 0: it was not asked.",
)


recall_of_lazy = Exercise(
    "4.6",
    "a lazy classifier",
    stars=1,
    reference=(0.98, 0.0),
    hints=(
        "1000 patients, 20 of them ill. It says 'healthy' to everyone.",
        "980 of 1000 answers are right. Of the 20 ill ones it finds how many?",
    ),
    mistakes=(
        Mistake((0.98, 1.0), "Recall asks how many of the *ill* ones were found."),
        Mistake((0.02, 0.0), "Accuracy counts the right answers, here the healthy."),
        Mistake((0.98, 0.02), "0.02 is the share of the ill, not of those found."),
        Mistake((98, 0), "Give shares between 0 and 1, not percent."),
    ),
    explain="High accuracy, and useless: look at recall when one class is rare.",
)


def _inverse_counts(labels):
    return 1.0 / np.bincount(labels)


def _frequencies(labels):
    return np.bincount(labels) / len(labels)


def _without_classes(labels):
    return len(labels) / np.bincount(labels)


class_weights = Exercise(
    "4.7",
    "class weights",
    stars=2,
    reference=imbalance.class_weights,
    cases=[(np.array([0, 0, 0, 1]),), (np.array([2, 1, 0, 0, 0, 1, 0, 0]),)],
    hints=(
        "Count each class: `np.bincount(labels)`.",
        "The weight is large where the count is small, and if all counts were equal "
        "all weights would be 1.",
        "`len(labels) / (len(counts) * counts)`",
    ),
    mistakes=(
        Mistake(
            _inverse_counts,
            "The ratio is right; scale it so that equal counts give weights of 1.",
        ),
        Mistake(_frequencies, "Those are the frequencies: common classes weigh more."),
        Mistake(_without_classes, "Divide by the number of classes as well."),
    ),
    explain="Each class now has the same total weight.",
)


def _only_weights(widths):
    return sum(a * b for a, b in pairwise(widths))


def _bias_per_input(widths):
    return sum(a * b + a for a, b in pairwise(widths))


def _one_bias_per_layer(widths):
    return sum(a * b + 1 for a, b in pairwise(widths))


def _all_neurons_get_a_bias(widths):
    return _only_weights(widths) + sum(widths)


mlp_parameters = Exercise(
    "4.8",
    "parameters of an MLP",
    stars=1,
    reference=capacity.mlp_parameters,
    cases=[((2, 3, 1),), ((784, 128, 10),), ((5, 1),), ((4, 4, 4, 2),)],
    hints=(
        "Count layer by layer; `itertools.pairwise(widths)` gives the neighbours.",
        "Each output of a layer has one weight per input, and one bias.",
        "`sum(a * b + b for a, b in pairwise(widths))`",
    ),
    mistakes=(
        Mistake(_only_weights, "The biases are missing: one for each output."),
        Mistake(
            _bias_per_input,
            "You count a bias for each input of a layer; each *output* has one.",
        ),
        Mistake(_one_bias_per_layer, "A layer has one bias for each of its outputs."),
        Mistake(_all_neurons_get_a_bias, "The inputs of the network have no bias."),
    ),
    explain="A rough measure of capacity; what is reached depends on much more.",
)
