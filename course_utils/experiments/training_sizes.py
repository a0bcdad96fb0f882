"""Let a generative and a discriminative classifier learn from ever more examples.

Naive Bayes (Gaussian, diagonal) believes much before it sees anything; logistic
regression believes less. Which is better depends on how much data there is and how
clean the labels are (Ng and Jordan, 2001).
"""

import numpy as np

from course_utils.data.tables import load_table
from course_utils.experiments import kept
from course_utils.ml.classification import gaussian, logistic
from course_utils.ml.optimization.feature_scaling import Standardizer

PENALTIES = (1e-4, 1e-2, 1e-1)
MODELS = ("naive Bayes", *(f"λ = {penalty:g}" for penalty in PENALTIES))
RACE_SIZES = (10, 20, 40, 80, 160, 320)
NOISES = {"none": 0.0, "20 %": 0.2}
FILE = kept.file_of(__name__)


def draw(features, labels, n, *, noise, rng):
    """Return n examples to learn from and all others to be judged by, standardised.

    A share `noise` of the labels to learn from is flipped; those to be judged by are
    the true ones. Each class is given to at least two examples. Returns seen (n, D),
    their given labels (n,), unseen (N - n, D) and their true labels (N - n,).
    """
    while True:
        order = rng.permutation(len(labels))
        train, test = order[:n], order[n:]
        given = labels[train] ^ (rng.random(n) < noise)
        if 2 <= given.sum() <= n - 2:
            break
    scale = Standardizer().fit(features[train])
    seen, unseen = scale.transform(features[train]), scale.transform(features[test])
    return seen, given, unseen, labels[test]


def accuracies(draws):
    """Return the accuracy of each of `MODELS` on each of the `draws`, (draws, 4)."""
    seen, given, unseen, truth = map(np.stack, zip(*draws, strict=True))
    guesses = [
        [
            gaussian.fit_gaussians(x, y, kind="diagonal").predict(x_new)
            for x, y, x_new in zip(seen, given, unseen, strict=True)
        ]
    ]
    for penalty in PENALTIES:
        w, b = logistic.fit(seen, given, penalty=np.full(len(seen), penalty))
        guesses.append((unseen @ w[..., None])[..., 0] + b[:, None] > 0)
    return np.stack([(guess == truth).mean(axis=-1) for guess in guesses], axis=-1)


def race(features, labels, sizes, *, noise, seeds=10, draws=10):
    """Return accuracies (seeds, sizes, models), each averaged over `draws` draws."""
    result = np.empty((seeds, len(sizes), len(MODELS)))
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        for place, n in enumerate(sizes):
            drawn = [
                draw(features, labels, n, noise=noise, rng=rng) for _ in range(draws)
            ]
            result[seed, place] = accuracies(drawn).mean(axis=0)
    return result


def tumour_race(noise, **options):
    """Race on ten features of the tumours, 20 draws a time; options as in `race`."""
    table = load_table("breast_cancer")
    options = {"sizes": RACE_SIZES, "draws": 20} | options
    return race(table.features[:, :10], 1 - table.labels, noise=noise, **options)


def race_results(noise):
    """Return kept accuracies (10 seeds, 6 sizes, 4 models) on tumours not seen."""
    return kept.read(FILE)[f"noise {noise:g}"].astype(float)


def make_kept():
    """Race at every noise, as it is kept."""
    return {f"noise {noise:g}": tumour_race(noise) for noise in NOISES.values()}
