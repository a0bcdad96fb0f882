"""Exercises of notebook 9: softmax, one-hot, cross-entropy, and a way round XOR."""

import numpy as np

from course_utils.ml import softmax as reference
from course_utils.practice import Exercise, Mistake, as_array


def _naive_softmax(scores):
    with np.errstate(over="ignore", invalid="ignore"):
        powers = np.exp(scores)
        return powers / powers.sum(axis=1, keepdims=True)


def _over_everything(scores):
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def _over_columns(scores):
    powers = np.exp(scores - scores.max(axis=0))
    return powers / powers.sum(axis=0)


def _one_shift_for_all(scores):
    powers = np.exp(scores - scores.max())
    with np.errstate(invalid="ignore"):
        return powers / powers.sum(axis=1, keepdims=True)


def _plain_shares(scores):
    with np.errstate(invalid="ignore", divide="ignore"):
        return scores / scores.sum(axis=1, keepdims=True)


def _hard_maximum(scores):
    return np.eye(scores.shape[1])[scores.argmax(axis=1)]


def _row_by_row(scores):
    shifted = scores - scores.max(axis=1, keepdims=True)
    powers = np.exp(shifted)
    return powers / powers.sum(axis=1, keepdims=True)


softmax = Exercise(
    "9.1",
    "a stable softmax",
    stars=2,
    reference=reference.softmax,
    model_answer=_row_by_row,
    stub="softmax(scores)",
    example=(np.array([[3.0, 1.0, -3.0]]),),
    cases=[
        (np.array([[0.0, 0.0], [1.0, -1.0], [2.0, 2.5]]),),
        (np.array([[10_000.0, 9_999.0, 0.0], [1.0, 2.0, 3.0]]),),
        (np.array([[0.0, 10_000.0], [-10_000.0, -9_999.0], [-1_000.0, 3.0]]),),
    ],
    hints=(
        "Adding the same number to all scores of a row does not change its softmax.",
        "So subtract each row's largest score first: no power is then above 1.",
        "`scores.max(axis=1, keepdims=True)` keeps the shape that is needed.",
    ),
    mistakes=(
        Mistake(
            _naive_softmax,
            "Right for small scores, but e^10000 is infinite, and ∞/∞ is NaN. Use "
            "that a shift of a whole row changes nothing.",
        ),
        Mistake(_over_everything, "Each *row* must sum to one, not the whole array."),
        Mistake(_over_columns, "Each *row* must sum to one; these columns do: axis=1."),
        Mistake(
            _one_shift_for_all,
            "One shift for the whole array leaves all powers of a small row at 0, and "
            "0/0 is NaN: every row needs its own.",
        ),
        Mistake(_plain_shares, "The exponential is missing: scores may be negative."),
        Mistake(_hard_maximum, "That is the maximum itself. The soft one hesitates."),
    ),
    explain="After the shift the largest power is exactly 1.",
)


def _make_labels(rng):
    return [
        (rng.integers(0, 4, size=6), 5),
        (np.array([1]), 2),
    ]


def _counts_from_one(labels, classes):
    return np.eye(classes + 1)[labels][:, 1:]


def _on_its_side(labels, classes):
    return np.eye(classes)[:, labels]


def _too_few_columns(labels, classes):
    return np.eye(labels.max() + 1)[labels]


def _numbers_as_values(labels, classes):
    return np.eye(classes)[labels] * labels[:, None]


def _rows_of_eye(labels, classes):
    return np.eye(classes)[labels]


one_hot = Exercise(
    "9.2",
    "one-hot",
    stars=1,
    reference=reference.one_hot,
    model_answer=_rows_of_eye,
    stub="one_hot(labels, classes)",
    example=(np.array([0, 2]), 3),
    cases=_make_labels,
    hints=(
        "Row n has a single 1, in the column whose number is the label.",
        "`np.eye(classes)` has every such row already.",
        "Index it with the labels: `np.eye(classes)[labels]`.",
    ),
    mistakes=(
        Mistake(_counts_from_one, "Label 0 is the *first* column, as Python counts."),
        Mistake(_on_its_side, "One row for each example: this array lies on its side."),
        Mistake(
            _too_few_columns,
            "As many columns as `classes` says: the largest class may be absent.",
        ),
        Mistake(_numbers_as_values, "The mark is a 1, whatever the label's number."),
    ),
    explain="All classes are equally far from one another: no order is invented.",
)


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


CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def _products_and_sums(points):
    first, second = points.T
    return np.column_stack([first + second, first * second])


def _use(transform, points, targets):
    return transform(points)


def _why_not(new, points, targets):
    """Say why a line does not separate the transformed points, or ""."""
    new = as_array(new).astype(float)
    if new.shape != points.shape:
        return f"Return two new features for each point: shape {points.shape}."
    if not np.isfinite(new).all():
        return "Some of the new features are not finite numbers."
    if _a_line_separates(new, targets):
        return ""
    inputs = np.column_stack([points, np.ones(len(points))])
    plane = inputs @ np.linalg.lstsq(inputs, new, rcond=None)[0]
    if len(points) > len(CORNERS) and np.allclose(plane, new, atol=1e-8):
        return (
            "This map is straight: it turns, stretches and shifts. If a line separated "
            "the new points, its original would have separated the old ones."
        )
    return (
        f"The map bends, but no line separates these {len(points)} points yet. Bending "
        "each axis by itself is not enough: look at x₁ and x₂ together."
    )


def _a_line_separates(points, targets):
    """Tell whether one class lies beyond the other in any of many directions.

    The cloud of points is first made round, so that a thin one has all directions, too;
    one with no width at all but rounding has only its length.
    """
    axes, sizes, _ = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)
    axes = axes[:, sizes > 1e-9 * max(sizes[0], 1e-12)]
    angles = np.linspace(0, 2 * np.pi, 7201)
    directions = np.array([np.cos(angles), np.sin(angles)])[: axes.shape[1]]
    places = axes @ directions
    gaps = places[targets == 1].min(axis=0) - places[targets == 0].max(axis=0)
    return bool((gaps > 1e-6).any())


def _make_corners(rng):
    targets = np.array([0.0, 1.0, 1.0, 0.0])
    many = np.tile(CORNERS, (10, 1)) + rng.uniform(-0.15, 0.15, size=(40, 2))
    return [(many, np.tile(targets, 10)), (CORNERS, targets)]


separate_xor = Exercise(
    "9.5",
    "a transformation that separates XOR",
    stars=3,
    reference=_products_and_sums,
    stub="transform(points)",
    cases=_make_corners,
    call=_use,
    judged_by=_why_not,
    hints=(
        "No straight map helps: it turns and stretches, but a line stays a line.",
        "The orange corners lie on one diagonal. What is small on that diagonal?",
        "Distances to (0, 0) and (1, 1); or |x₁ − x₂| as one of the two new features.",
    ),
    explain="Many answers are right. Next, two logistic units find one by themselves.",
)
