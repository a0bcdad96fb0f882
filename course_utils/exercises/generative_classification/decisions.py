"""Exercises on the step from likelihoods to a decision."""

import numpy as np

from course_utils.ml.classification import gaussian
from course_utils.practice import Exercise, Mistake


def _make_log_likelihoods(rng):
    return [
        (np.log([[0.2, 0.1], [0.05, 0.4]]), np.array([0.3, 0.7])),
        (rng.normal(-4, 2, size=(5, 3)), np.array([0.5, 0.4, 0.1])),
        (rng.normal(-900, 2, size=(4, 2)), np.array([0.9, 0.1])),
        (np.array([[-5.0, -6.0], [-900.0, -905.0]]), np.array([0.5, 0.5])),
        (np.array([[-3000.0, -2.0], [-1.0, -2.0]]), np.array([0.2, 0.8])),
    ]


def _plain(log_likelihoods, priors):
    joint = np.exp(log_likelihoods) * priors
    with np.errstate(invalid="ignore"):
        return joint / joint.sum(axis=1, keepdims=True)


def _without_priors(log_likelihoods, priors):
    return gaussian.posterior(log_likelihoods, np.ones(len(priors)))


def _wrong_axis(log_likelihoods, priors):
    weight = np.exp(log_likelihoods - log_likelihoods.max()) * priors
    return weight / weight.sum(axis=0)


def _adds_priors(log_likelihoods, priors):
    return gaussian.posterior(log_likelihoods, np.exp(priors))


def _one_shift(log_likelihoods, priors):
    weight = np.exp(log_likelihoods - log_likelihoods.max()) * priors
    with np.errstate(invalid="ignore"):
        return weight / weight.sum(axis=1, keepdims=True)


def _still_logarithms(log_likelihoods, priors):
    return np.log(np.maximum(gaussian.posterior(log_likelihoods, priors), 1e-300))


def _divides_logarithms(log_likelihoods, priors):
    joint = log_likelihoods + np.log(priors)
    return joint / joint.sum(axis=1, keepdims=True)


def _multiplies_logarithms(log_likelihoods, priors):
    joint = log_likelihoods * priors
    weight = np.exp(joint - joint.max(axis=1, keepdims=True))
    return weight / weight.sum(axis=1, keepdims=True)


def _posterior(log_likelihoods, priors):
    joint = log_likelihoods + np.log(priors)
    weight = np.exp(joint - joint.max(axis=1, keepdims=True))
    return weight / weight.sum(axis=1, keepdims=True)


def _only_joint(log_likelihoods, priors):
    return np.exp(log_likelihoods) * priors


posterior = Exercise(
    "7.5",
    "from likelihood to posterior",
    stars=2,
    reference=gaussian.posterior,
    model_answer=_posterior,
    stub="posterior(log_likelihoods, priors)",
    example=(np.log([[0.8, 0.4]]), np.array([2 / 3, 1 / 3])),
    cases=_make_log_likelihoods,
    hints=(
        "Bayes: likelihood times prior, divided by the sum over the classes.",
        "In logarithms the product is a sum: `log_likelihoods + np.log(priors)`.",
        "Subtract each row's maximum before `np.exp`: the ratios stay.",
    ),
    mistakes=(
        Mistake(
            _plain,
            "Right for ordinary points, but far from both means every density is 0 and "
            "0/0 is NaN. Subtract each row's largest logarithm before `np.exp`.",
        ),
        Mistake(
            _without_priors, "The priors are missing: this is Bayes without Bayes."
        ),
        Mistake(
            _wrong_axis, "Each *row* must sum to one: sum over the classes, axis 1."
        ),
        Mistake(
            _one_shift,
            "One shift for the whole array saves only the points near its largest "
            "number: subtract from each row *its own* largest logarithm.",
        ),
        Mistake(
            _multiplies_logarithms,
            "The product likelihood · prior is a *sum* of logarithms: you multiplied "
            "log P(x|C) by the prior.",
        ),
        Mistake(
            _divides_logarithms,
            "These are still logarithms: take `np.exp` before you divide by the sum.",
        ),
        Mistake(
            _still_logarithms,
            "These are the logarithms of the posteriors: take `np.exp` of them.",
        ),
        Mistake(_adds_priors, "To a log-likelihood add the *logarithm* of the prior."),
        Mistake(_only_joint, "Divide by the sum over the classes: rows sum to one."),
    ),
    tolerance=1e-8,
    explain="Unlikely under every class, a point may still clearly belong to one.",
)


def _make_pairs(rng):
    cases = [
        (
            np.array([75.0, 71.3]),
            np.array([55.6, 59.8]),
            np.array([[862.0, 368.0], [368.0, 823.0]]),
            79 / 140,
        )
    ]
    for dimensions in (2, 4):
        root = rng.normal(size=(dimensions, dimensions))
        means = rng.normal(size=(2, dimensions))
        cases.append((*means, root @ root.T + np.eye(dimensions), 0.2))
    return cases


def _line(mean_1, mean_2, covariance, prior_1):
    w = np.linalg.solve(covariance, mean_1 - mean_2)
    b = np.log(prior_1 / (1 - prior_1)) - w @ (mean_1 + mean_2) / 2
    return w, b


def _line_with_prior(mean_1, mean_2, covariance, prior_1):
    w, b = gaussian.line_of_shared(mean_1, mean_2, covariance, 0.5)
    return w, b + prior_1 / (1 - prior_1)


def _line_turned_prior(mean_1, mean_2, covariance, prior_1):
    return gaussian.line_of_shared(mean_1, mean_2, covariance, 1 - prior_1)


def _line_of_variances(mean_1, mean_2, covariance, prior_1):
    return gaussian.line_of_shared(
        mean_1, mean_2, np.diag(np.diag(covariance)), prior_1
    )


def _line_without_prior(mean_1, mean_2, covariance, prior_1):
    return gaussian.line_of_shared(mean_1, mean_2, covariance, 0.5)


def _line_with_log_prior(mean_1, mean_2, covariance, prior_1):
    w, b = gaussian.line_of_shared(mean_1, mean_2, covariance, 0.5)
    return w, b + np.log(prior_1)


def _line_of_other_class(mean_1, mean_2, covariance, prior_1):
    return gaussian.line_of_shared(mean_2, mean_1, covariance, 1 - prior_1)


def _line_not_inverted(mean_1, mean_2, covariance, prior_1):
    w = covariance @ (mean_1 - mean_2)
    return w, -0.5 * w @ (mean_1 + mean_2) + np.log(prior_1 / (1 - prior_1))


def _line_without_half(mean_1, mean_2, covariance, prior_1):
    w, _ = gaussian.line_of_shared(mean_1, mean_2, covariance, prior_1)
    return w, -w @ (mean_1 + mean_2) + np.log(prior_1 / (1 - prior_1))


def _line_positive_b(mean_1, mean_2, covariance, prior_1):
    w, _ = gaussian.line_of_shared(mean_1, mean_2, covariance, prior_1)
    return w, 0.5 * w @ (mean_1 + mean_2) + np.log(prior_1 / (1 - prior_1))


weights_of_shared = Exercise(
    "7.6",
    "w and b of the shared covariance",
    stars=2,
    reference=gaussian.line_of_shared,
    model_answer=_line,
    stub="line_of_shared(mean_1, mean_2, covariance, prior_1)",
    example=(np.array([1.0, 0.0]), np.array([-1.0, 0.0]), np.eye(2), 0.5),
    cases=_make_pairs,
    hints=(
        "w = Σ⁻¹ (μ₁ − μ₂): the direction from class 2 to class 1, corrected by Σ.",
        "b = −½ μ₁ᵀΣ⁻¹μ₁ + ½ μ₂ᵀΣ⁻¹μ₂ + log P(C₁)/P(C₂).",
        "With w at hand, the first two terms of b are `-0.5 * w @ (mean_1 + mean_2)`.",
    ),
    mistakes=(
        Mistake(
            _line_without_prior,
            "w is right; in b the log of the ratio of the priors is missing.",
        ),
        Mistake(
            _line_with_log_prior,
            "b needs the log of the *ratio* P(C₁)/P(C₂), not of P(C₁) alone.",
        ),
        Mistake(
            _line_with_prior,
            "w is right; b needs the *logarithm* of the ratio of the priors.",
        ),
        Mistake(
            _line_turned_prior,
            "w is right; in b the ratio of the priors stands upside down.",
        ),
        Mistake(
            _line_of_variances,
            "Only the variances were used: Σ⁻¹ is the inverse of the whole matrix.",
        ),
        Mistake(
            _line_of_other_class,
            "All signs are turned: this is the line of class 2. Check μ₁ − μ₂.",
        ),
        Mistake(_line_not_inverted, "w needs the *inverse* of the covariance."),
        Mistake(
            _line_without_half,
            "In b one half is missing: the line should cross midway between the means.",
        ),
        Mistake(
            _line_positive_b,
            "The first part of b has the wrong sign: midway between the means the "
            "score should be the log ratio of the priors.",
        ),
    ),
    tolerance=1e-5,
    explain="No matter how many features: one weight for each, and one bias.",
)


rare_class = Exercise(
    "7.1",
    "a positive test",
    stars=1,
    reference=0.5,
    hints=(
        "Think of 1000 people: how many are ill, how many healthy?",
        "Among 1000: 10 are ill and 9.9 of them test positive.",
        "990 are healthy and 1 % of them test positive as well.",
    ),
    mistakes=(
        Mistake(50, "Right as a percentage; answer with a probability, 0 to 1."),
        Mistake(
            0.99, "That is the likelihood P(positive | ill); the prior is missing."
        ),
        Mistake(0.01, "That is the prior, before the test was seen."),
        Mistake(0.0099, "That is P(ill and positive): divide by P(positive)."),
        Mistake(0.0198, "That is P(positive): how many of *those* are ill?"),
    ),
    tolerance=1e-3,
    explain="A rare class needs strong evidence: here prior and test just balance.",
)
