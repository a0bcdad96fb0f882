"""The guide to a training that went wrong: which loss to look at, and what it means."""

DIAGNOSES = (
    "healthy",
    "model too small",
    "optimisation stuck",
    "too constrained",
    "overfitting",
    "mismatched test data",
)
SMALL = 0.3  # a training loss below this is called small, in nats
GAP = 0.15  # a rise above this from one set to the next is called large


def diagnose(training, validation, test, *, shallower, unregularised):
    """Name what is wrong, by the lecture's guide, from final losses in nats.

    `shallower` and `unregularised` are the training losses of the same network with one
    hidden layer, and of that one without λ: what could be reached. After Lee, "General
    guide" (2021).
    """
    if training > SMALL:
        if shallower < training / 2:
            return "optimisation stuck"
        if unregularised < training / 2:
            return "too constrained"
        return "model too small"
    overfit, moved = validation - training, test - validation
    if moved > max(GAP, overfit):
        return "mismatched test data"
    return "overfitting" if overfit > GAP else "healthy"


def choose_by_folds(losses):
    """Return which model (row) has the lowest mean over the folds (columns)."""
    means = [sum(row) / len(row) for row in losses]
    return means.index(min(means))
