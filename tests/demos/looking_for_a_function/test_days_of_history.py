"""DaysOfHistory: what holds in every state, and what it says."""

import numpy as np

from course_utils.data.series import make_channel_views
from course_utils.demos import looking_for_a_function as demos
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def errors_of(days):
    """Return the typical errors on seen and unseen days, by the normal equations."""
    views = make_channel_views().thousands
    rows = np.array([[*views[t - days : t], 1.0] for t in range(56, len(views))])
    labels, seen = views[56:], len(rows) - 365
    theta = np.linalg.solve(rows[:seen].T @ rows[:seen], rows[:seen].T @ labels[:seen])
    misses = (rows @ theta - labels) ** 2
    return np.sqrt([misses[:seen].mean(), misses[seen:].mean()])


CLAIMS = (
    Claim(
        r"(\d+) days? of history: off by (.+) on seen days, by (.+) on new ones",
        lambda v, r, m: (
            int(m[1]) == v["days"]
            and np.allclose(errors_of(v["days"]), [float(m[2]), float(m[3])], atol=6e-3)
        ),
    ),
)


def share(days, of, column):
    return errors_of(days)[column] / errors_of(of)[column]


PROMISES = {
    "one day": lambda v, r: np.count_nonzero(r["weights"]) == 1,
    "a week": lambda v, r: 0.5 < share(7, 1, 1) < 0.55,
    "four weeks": lambda v, r: 0.65 < share(28, 7, 1) < 0.9,
    "eight weeks": lambda v, r: share(56, 28, 0) < 0.95 and share(56, 28, 1) > 0.98,
}


def test_training_error_never_grows_with_days_of_history():
    def never_grows(values, result):
        assert np.all(np.diff(result["train"]) < 1e-9)
        assert np.count_nonzero(result["weights"]) == values["days"]
        assert np.all(result["unseen"] > result["train"])

    sweep(demos.DaysOfHistory, invariant=never_grows, claims=CLAIMS, promises=PROMISES)
