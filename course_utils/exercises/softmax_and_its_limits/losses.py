"""Exercises on cross-entropy."""

import numpy as np

from course_utils.ml.classification import softmax as reference
from course_utils.practice import Exercise, Mistake


def _make_batches(rng):
    return [
        (3 * rng.normal(size=(6, 4)), rng.integers(0, 4, size=6)),
        (np.array([[0.0, 5_000.0], [1.0, 1.0]]), np.array([0, 1])),
    ]


def _by_probabilities(logits, labels):
    chosen = reference.softmax(logits)[np.arange(len(labels)), labels]
    with np.errstate(divide="ignore"):
        return -np.log(chosen).mean()


def _summed(logits, labels):
    return reference.cross_entropy(logits, labels) * len(labels)


def _over_all_entries(logits, labels):
    return reference.cross_entropy(logits, labels) / logits.shape[1]


def _without_minus(logits, labels):
    return -reference.cross_entropy(logits, labels)


def _of_the_winner(logits, labels):
    return reference.cross_entropy(logits, logits.argmax(axis=1))


def _all_columns(logits, labels):
    return -reference.log_softmax(logits)[:, labels].mean()


def _without_softmax(logits, labels):
    return -logits[np.arange(len(labels)), labels].mean()


def _with_a_small_number(logits, labels):
    chosen = reference.softmax(logits)[np.arange(len(labels)), labels]
    return -np.log(chosen + 1e-15).mean()


def _softmax_twice(logits, labels):
    return reference.cross_entropy(reference.softmax(logits), labels)


def _by_log_sum(logits, labels):
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_sums = np.log(np.exp(shifted).sum(axis=1))
    return (log_sums - shifted[np.arange(len(labels)), labels]).mean()


cross_entropy = Exercise(
    "9.4",
    "cross-entropy of a batch",
    stars=2,
    reference=reference.cross_entropy,
    model_answer=_by_log_sum,
    stub="cross_entropy(logits, labels)",
    example=(np.array([[2.0, 0.0, 0.0]]), np.array([0])),
    cases=_make_batches,
    hints=(
        "Only the probability of the right class counts: −log of it, then the average.",
        "log softmax = z − log Σ e^z: no need to make the probability first.",
        "Pick one entry per row with `array[np.arange(len(labels)), labels]`.",
    ),
    mistakes=(
        Mistake(
            _by_probabilities,
            "Right for ordinary scores, but at 5000 the right class has probability 0 "
            "exactly, and log 0 is −∞. Take the logarithm on paper.",
        ),
        Mistake(
            _with_a_small_number,
            "The small number inside the logarithm hides the infinity, but caps every "
            "surprise: at 5000 it should be 5000. Take the logarithm on paper.",
        ),
        Mistake(
            _softmax_twice,
            "Softmax was taken twice: the second one sees probabilities, not scores.",
        ),
        Mistake(_summed, "This is the sum; divide by the number of examples."),
        Mistake(
            _over_all_entries,
            "Divided by N·K: average over the examples, not over all one-hot entries.",
        ),
        Mistake(_without_minus, "The minus is missing: surprise is never negative."),
        Mistake(_of_the_winner, "Take the probability of the *right* class."),
        Mistake(
            _all_columns,
            "`[:, labels]` takes whole columns; one entry per row needs row numbers.",
        ),
        Mistake(
            _without_softmax, "These are scores; the normalising log Σ e^z is gone."
        ),
    ),
    explain="Its gradient at the scores is simply probability minus one-hot.",
)


equal_forecast = Exercise(
    "9.3",
    "a perfect forecast",
    stars=1,
    reference=1.5,
    hints=(
        "The surprise of an event with probability p is −log₂ p bits.",
        "Half of the time the surprise is 1 bit. And otherwise?",
        "½·1 + ¼·2 + ¼·2",
    ),
    mistakes=(
        Mistake(
            0.0,
            "That is the KL divergence. A perfect forecast is still surprised by what "
            "is uncertain: the cross-entropy is then the entropy.",
        ),
        Mistake(np.log2(3), "That is the entropy of three *equally* probable events."),
        Mistake(1.5 * np.log(2), "That is in nats; here the logarithm has base 2."),
        Mistake(
            5.0, "Average the surprises with their probabilities, do not add them."
        ),
        Mistake(-1.5, "Surprise is never negative: −log₂ p."),
    ),
    tolerance=1e-3,
    explain="1.5 bits: the entropy. Only the divergence is zero.",
)
