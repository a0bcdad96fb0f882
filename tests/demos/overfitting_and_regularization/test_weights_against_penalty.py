"""WeightsAgainstPenalty: what holds in every state, and what it says."""

from functools import cache

import numpy as np
from sklearn.linear_model import Lasso, LinearRegression, Ridge

from course_utils.demos.overfitting_and_regularization import weights_against_penalty
from course_utils.demos.overfitting_and_regularization.weights_against_penalty import (
    KINDS,
    WeightsAgainstPenalty,
    diabetes,
)
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


@cache
def fitted(kind, strength):
    """Return scikit-learn's model; its lasso counts the mean of the squares, halved."""
    split = diabetes()
    if kind == KINDS[0]:
        model = Ridge(alpha=strength)
    else:
        alpha = strength / (2 * len(split.train_y))
        model = Lasso(alpha=alpha, tol=1e-8, max_iter=200_000)
    return model.fit(split.train_x, split.train_y)


def weights(values):
    return fitted(values["kind"], values["strength"]).coef_


def unseen(values):
    split = diabetes()
    model = fitted(values["kind"], values["strength"])
    return np.sqrt(np.mean((model.predict(split.unseen_x) - split.unseen_y) ** 2))


CLAIMS = (
    Claim(
        r"(\d+) of 10 weights (is|are) exactly zero; error (.+) on unseen patients",
        lambda v, r, m: (
            int(m[1]) == (weights(v) == 0).sum()
            and (m[2] == "is") == (m[1] == "1")
            and abs(float(m[3]) - unseen(v)) < 0.06
        ),
    ),
)


def plain():
    split = diabetes()
    return LinearRegression().fit(split.train_x, split.train_y).coef_


def stands_out(values):
    sizes = abs(weights(values))
    return sizes.argmax() == diabetes().names.index("s5") and (
        sizes.max() > 1.5 * np.sort(sizes)[-2]
    )


PROMISES = {
    "hardly any": lambda v, r: (
        v["strength"] == 1 and abs(weights(v)).max() < abs(plain()).max() / 2
    ),
    "L2, strong": lambda v, r: (
        weights(v).all() and abs(weights(v)).max() < 0.1 * abs(plain()).max()
    ),
    "L1, strong": lambda v, r: 2 <= (weights(v) == 0).sum() <= 4 and stands_out(v),
    "L1, too strong": lambda v, r: not weights(v).any(),
}


def test_more_penalty_never_makes_the_weights_larger():
    def invariant(values, result):
        order = 2 if values["kind"] == KINDS[0] else 1
        weaker, *_ = weights_against_penalty.shrink(
            values["kind"], values["strength"] / 2
        )
        size = np.linalg.norm(result["weights"], order)
        assert size <= np.linalg.norm(weaker, order) * (1 + 1e-4)

    sweep(WeightsAgainstPenalty, invariant, claims=CLAIMS, promises=PROMISES)
