"""What folds promise, and what the future holds."""

import numpy as np

from course_utils.experiments import fold_orders
from course_utils.experiments.fold_orders import ORDERS


def test_shuffled_folds_promise_too_much_for_most_series():
    promises = [
        [fold_orders.promises(5, order, seed) for order in (ORDERS[0], ORDERS[2])]
        for seed in range(40)
    ]
    future = np.array([shuffled[1] for shuffled, _ in promises])
    shuffled, past = (np.array([p[i][0].mean() for p in promises]) for i in (0, 1))
    assert (shuffled < future).mean() > 0.8
    assert (shuffled < past).mean() > 0.8
