"""KernelMachine: what holds in every state, and what it says."""

import numpy as np
from sklearn.svm import SVC

from course_utils.demos import softmax_and_its_limits as demos
from course_utils.demos.softmax_and_its_limits import kernel_machine
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def judged(values):
    """Return how many seen and unseen points are right, and how many supports.

    By the kernel matrix alone: the machine sees no point, only inner products.
    """
    seen, labels, unseen, truth = kernel_machine.cloud(values["kind"])

    def kernel(a, b):
        if values["kernel"] == "linear":
            return a @ b.T
        return np.exp(-values["gamma"] * ((a[:, None] - b) ** 2).sum(axis=-1))

    machine = SVC(kernel="precomputed", C=values["C"]).fit(kernel(seen, seen), labels)
    right = [
        sum(machine.predict(kernel(x, seen)) == y)
        for x, y in ((seen, labels), (unseen, truth))
    ]
    return *right, len(machine.support_)


def as_it_says(values, result, match):
    trained, unseen, support = judged(values)
    said = [int(number) for number in match.groups()]
    near = np.allclose(said[:2], [trained, unseen], atol=1)  # on the line or margin
    return near and abs(said[2] - support) <= 2  # rounding decides


CLAIMS = (
    Claim(
        r"(\d+) of 120 right, of unseen points (\d+) of 400; (\d+) support vectors",
        as_it_says,
    ),
)
PROMISES = {
    "a line": lambda v, r: (
        abs(judged(v)[0] / 120 - 0.7) < 0.03 and abs(judged(v)[1] / 400 - 0.7) < 0.03
    ),
    "Gaussian kernel": lambda v, r: judged(v)[0] == 120,
    "too narrow": lambda v, r: (
        judged(v)[0] == 120 and judged(v)[1] < judged({**v, "gamma": 1.0})[1] - 40
    ),
    "circles": lambda v, r: (
        v["kernel"] == "Gaussian" and judged(v)[0] > 114 and judged(v)[1] > 380
    ),
}


def test_the_gaussian_kernel_bends_where_the_linear_one_cannot():
    def plausible(values, result):
        assert 2 <= len(result["support"]) <= 120
        bend = np.abs(np.diff(result["score"], n=2, axis=0)).max()
        assert (bend < 1e-6) == (values["kernel"] == "linear")
        if values["kernel"] == "linear" and values["kind"] == "XOR":
            assert result["unseen"] < 320

    sweep(demos.KernelMachine, plausible, claims=CLAIMS, promises=PROMISES)


def test_points_on_or_inside_the_margins_hold_the_boundary():
    for gamma in (0.3, 1.0, 10.0):
        seen, labels, _, _ = kernel_machine.cloud("two moons")
        machine = SVC(kernel="rbf", gamma=gamma, C=1.0).fit(seen, labels)
        score = machine.decision_function(seen) * np.where(labels == 1, 1, -1)
        holds = np.isin(np.arange(120), machine.support_)
        assert (score[~holds] > 1 - 0.01).all()
        assert (score[holds] < 1 + 0.01).all()
        without = SVC(kernel="rbf", gamma=gamma, C=1.0).fit(seen[holds], labels[holds])
        np.testing.assert_allclose(
            without.decision_function(seen), machine.decision_function(seen), atol=0.02
        )
