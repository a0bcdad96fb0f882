"""Exercises of notebook 14: deal batches, count updates, roll with momentum."""

import numpy as np

from course_utils.ml.optimization import momentum
from course_utils.ml.training.batches import updates_per_epoch as count_updates
from course_utils.practice import Exercise, Mistake


def _minibatches(order, batch_size):
    return [
        order[start : start + batch_size] for start in range(0, len(order), batch_size)
    ]


def _drops_the_rest(order, batch_size):
    return [b for b in _minibatches(order, batch_size) if len(b) == batch_size]


def _overlapping(order, batch_size):
    return [order[start : start + batch_size] for start in range(len(order))]


def _one_too_long(order, batch_size):
    return [
        order[start : start + batch_size + 1]
        for start in range(0, len(order), batch_size)
    ]


def _as_many_as_the_size(order, batch_size):
    return list(np.array_split(order, batch_size))


def _sorted(order, batch_size):
    return _minibatches(np.sort(order), batch_size)


def _places_only(order, batch_size):
    return _minibatches(np.arange(len(order)), batch_size)


def _first_batch(order, batch_size):
    return [order[:batch_size]]


minibatches = Exercise(
    "14.1",
    "mini-batches",
    stars=1,
    reference=_minibatches,
    stub="minibatches(order, batch_size)",
    example=(np.array([3, 0, 2, 4, 1]), 2),
    cases=lambda rng: [
        (20 + rng.permutation(10), 4),
        (40 + rng.permutation(12), 3),
        (rng.permutation(5), 8),
        (rng.permutation(4), 1),
    ],
    hints=(
        "The batches begin at 0, batch_size, 2·batch_size, ...: `range` takes a step.",
        "A slice that reaches past the end is simply shorter.",
        "`[order[s : s + batch_size] for s in range(0, len(order), batch_size)]`",
    ),
    mistakes=(
        Mistake(
            _drops_the_rest,
            "The last, smaller batch is missing: those examples would never be seen "
            "in this epoch.",
        ),
        Mistake(
            _overlapping,
            "Your batches overlap: each begins one further. The next batch begins "
            "where the last one ended.",
        ),
        Mistake(_one_too_long, "One example too many: a slice ends before its end."),
        Mistake(
            _as_many_as_the_size,
            "You made `batch_size` batches; `batch_size` is how many examples are in "
            "each.",
        ),
        Mistake(
            _sorted,
            "You sorted the shuffled order away. Take the examples as they come.",
        ),
        Mistake(
            _places_only,
            "These are places, 0, 1, 2, ...; the batches hold the numbers in `order`.",
        ),
        Mistake(_first_batch, "That is the first batch only; an epoch needs them all."),
    ),
    explain="Every example appears once: that is what makes it an epoch.",
)

updates_in_training = Exercise(
    "14.2",
    "updates in a whole training",
    stars=1,
    reference=3 * count_updates(1347, 32),
    hints=(
        "How many batches does one epoch have? The last one may be smaller.",
        "1347 / 32 = 42.09: that is 43 batches. Three epochs.",
    ),
    mistakes=(
        Mistake(3 * 42, "You forgot the last, smaller batch: it makes an update, too."),
        Mistake(43, "That is one epoch; three were asked for."),
        Mistake(3, "An epoch makes as many updates as there are batches, not one."),
        Mistake(
            3 * 1347,
            "That would be one update per example: batches of one.",
        ),
        Mistake(
            127,
            "Round up in every epoch: three epochs of 42.09 are three times 43.",
        ),
    ),
    explain="And each of them changes all parameters, not a share of them.",
)


what_closed_the_gap = Exercise(
    "14.3",
    "why was the large batch worse?",
    stars=1,
    reference="it made too few steps of that length",
    choices={
        "its minimum was sharper": "Both ends can be measured, and at equal updates "
        "they were nearly the same. Look at the training loss at equal epochs.",
        "it overfitted": "Its training loss was large, too. That is not overfitting.",
        "its gradients were less exact": "A larger batch has *less* noise.",
    },
    hints=(
        "Look at the training loss of the large batch at equal epochs.",
        "36 updates against 2028, all with the same learning rate.",
    ),
    explain="With longer steps, or with as many of them, it did as well.",
)


def _momentum_step(w, m, gradient, eta, lam):
    m = lam * m - eta * gradient
    return w + m, m


def _adds_the_gradient(w, m, gradient, eta, lam):
    m = lam * m + eta * gradient
    return w + m, m


def _steps_by_the_old(w, m, gradient, eta, lam):
    return w + m, lam * m - eta * gradient


def _forgets_m(w, m, gradient, eta, lam):
    return w + lam * m - eta * gradient, m


def _averages(w, m, gradient, eta, lam):
    m = lam * m - (1 - lam) * eta * gradient
    return w + m, m


def _torch_mixed(w, m, gradient, eta, lam):
    m = lam * m + gradient
    return w - eta * m, m


def _swapped(w, m, gradient, eta, lam):
    w, m = _momentum_step(w, m, gradient, eta, lam)
    return m, w


def _weighs_the_gradient_too(w, m, gradient, eta, lam):
    m = lam * (m - eta * gradient)
    return w + m, m


def _eta_twice(w, m, gradient, eta, lam):
    m = lam * m - eta * gradient
    return w + eta * m, m


momentum_step = Exercise(
    "14.4",
    "one step with momentum",
    stars=2,
    reference=_momentum_step,
    stub="momentum_step(w, m, gradient, eta, lam)",
    example=(1.0, 0.5, 2.0, 0.1, 0.9),
    cases=[
        (np.array([1.0, -2.0]), np.array([0.5, 0.1]), np.array([2.0, -1.0]), 0.1, 0.9),
        (np.zeros(3), np.array([0.0, -0.2, 0.4]), np.ones(3), 0.05, 0.5),
    ],
    hints=(
        "First the new m: keep λ of the old one, and take η times the gradient away.",
        "Then move by the whole new m.",
        "`m = lam * m - eta * gradient`, then `return w + m, m`",
    ),
    mistakes=(
        Mistake(
            _adds_the_gradient,
            "The slope pushes uphill: the gradient is subtracted.",
        ),
        Mistake(
            _steps_by_the_old,
            "You moved by the old m: the new gradient must act at once.",
        ),
        Mistake(_forgets_m, "Return the new m as well, or the next step forgets."),
        Mistake(
            _averages,
            "The gradient is multiplied by η alone, not by η(1 - λ): this is a sum of "
            "past gradients, not their mean.",
        ),
        Mistake(
            _torch_mixed,
            "w is right, m is not: that is torch's v, in which η is left out. Here "
            "m = -η·v.",
        ),
        Mistake(_eta_twice, "η is in m already: the step is m itself."),
        Mistake(_swapped, "First the new w, then the new m."),
        Mistake(
            _weighs_the_gradient_too,
            "λ weakens the old m only; the new gradient counts in full.",
        ),
    ),
    explain="With λ = 0 this is plain descent.",
)


def _powers(lam, t):
    return np.array([lam ** (t - s) for s in range(t + 1)])


weights_of_the_past = Exercise(
    "14.5",
    "how much a past gradient counts",
    stars=2,
    reference=momentum.weights_of_the_past,
    model_answer=_powers,
    stub="weights_of_the_past(lam, t)",
    example=(0.5, 2),
    cases=[(0.9, 3), (0.5, 5), (0.0, 2), (0.3, 0)],
    hints=(
        "The newest gradient counts 1, the one before it λ, the one before that λ².",
        "g⁰ is t updates old, g¹ is t - 1 updates old, ..., gᵗ is 0 old.",
        "`lam ** np.arange(t, -1, -1.0)`",
    ),
    mistakes=(
        Mistake(
            lambda lam, t: lam ** np.arange(0, t + 1.0),
            "The other way round: the newest gradient, gᵗ, counts most.",
        ),
        Mistake(
            lambda lam, t: lam ** np.arange(t - 1, -1, -1.0),
            "One is missing: g⁰ to gᵗ are t + 1 gradients.",
        ),
        Mistake(
            lambda lam, t: (w := lam ** np.arange(t, -1, -1.0)) / w.sum(),
            "They need not add up to 1: m is a sum, not a mean.",
        ),
        Mistake(
            lambda lam, t: lam ** np.arange(t + 1, 0, -1.0),
            "The newest gradient counts 1 = λ⁰, it has not faded yet.",
        ),
        Mistake(
            lambda lam, t: (1 - lam) * lam ** np.arange(t, -1, -1.0),
            "Here nothing is multiplied by 1 - λ: that would be a running mean.",
        ),
        Mistake(
            lambda lam, t: lam * np.arange(t, -1, -1.0),
            "Each update multiplies by λ once more: powers of λ, not multiples.",
        ),
    ),
    explain="In the long run they add up to 1/(1 - λ): with λ = 0.9 a steady slope "
    "counts ten times.",
)
