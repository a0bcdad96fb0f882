"""Let a generative and a discriminative classifier learn from ever more examples.

Naive Bayes (Gaussian, diagonal) believes much before it sees anything; logistic
regression believes less. Which is better depends on how much data there is and how
clean the labels are (Ng and Jordan, 2001).
"""

import numpy as np

from course_utils.ml import gaussian, logistic
from course_utils.ml.scaling import Standardizer

MODELS = ("naive Bayes", "logistic, λ = 0.0001", "logistic, λ = 0.01")
PENALTIES = (1e-4, 1e-2)


def one_draw(features, labels, n, *, noise, rng):
    """Return the accuracy of each of `MODELS` on the examples it has not seen, (3,).

    `n` examples are drawn for learning, and a share `noise` of their labels is flipped;
    at least two of each class are drawn. The labels judged by are the true ones.
    """
    while True:
        order = rng.permutation(len(labels))
        train, test = order[:n], order[n:]
        given = labels[train] ^ (rng.random(n) < noise)
        if 2 <= given.sum() <= n - 2:
            break
    scale = Standardizer().fit(features[train])
    seen, unseen = scale.transform(features[train]), scale.transform(features[test])
    guesses = [gaussian.fit_gaussians(seen, given, kind="diagonal").predict(unseen)]
    for penalty in PENALTIES:
        w, b = logistic.fit(seen, given, penalty=penalty)
        guesses.append(unseen @ w + b > 0)
    return np.array([(guess == labels[test]).mean() for guess in guesses])


def race(features, labels, sizes, *, noise, seeds=10, draws=10):
    """Return accuracies (seeds, sizes, models), each averaged over `draws` draws."""
    result = np.empty((seeds, len(sizes), len(MODELS)))
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        for place, n in enumerate(sizes):
            runs = [
                one_draw(features, labels, n, noise=noise, rng=rng)
                for _ in range(draws)
            ]
            result[seed, place] = np.mean(runs, axis=0)
    return result
