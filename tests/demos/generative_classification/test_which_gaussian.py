"""WhichGaussian: what holds in every state, and what it says."""

import math
from statistics import NormalDist, fmean, pstdev

from course_utils.demos import generative_classification as demos
from course_utils.demos.generative_classification import which_gaussian
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def log_likelihood(mean, spread):
    """Return the log-likelihood of the fifteen numbers by Python's own Gaussian."""
    gaussian = NormalDist(mean, spread)
    data = which_gaussian._defences().tolist()
    return math.fsum(math.log(gaussian.pdf(x)) for x in data)


def best():
    data = which_gaussian._defences().tolist()
    return log_likelihood(fmean(data), pstdev(data))


def written(match):
    return float(match[1].replace("−", "-"))


def is_the_value(values, match):
    found = log_likelihood(values["mean"], values["spread"])
    return abs(found - written(match)) < 0.051


def below(values, result, match):
    short = best() - log_likelihood(values["mean"], values["spread"])
    return is_the_value(values, match) and abs(short - float(match[2])) < 0.051


CLAIMS = (
    Claim(
        r"Log-likelihood (−[\d.]+): as good as the best, to one decimal",
        lambda v, r, m: is_the_value(v, m) and abs(best() - written(m)) < 0.11,
        at={"mean": 67.0, "spread": 31.5},
    ),
    Claim(r"Log-likelihood (−[\d.]+): ([\d.]+) below the best Gaussian", below),
)


def densities(values):
    gaussian = NormalDist(values["mean"], values["spread"])
    return sorted(gaussian.pdf(x) for x in which_gaussian._defences().tolist())


def nearest_on_the_sliders(values, result):
    data = which_gaussian._defences().tolist()
    off = (values["mean"] - fmean(data), values["spread"] - pstdev(data))
    return all(abs(error) <= 0.25 for error in off)


PROMISES = {
    "too narrow": lambda v, r: densities(v)[2] < 1e-4 * densities(v)[-1],
    "too wide": lambda v, r: (
        densities(v)[0] > 0.7 * densities(v)[-1]
        and densities(v)[-1] < 0.5 * densities({"mean": 67, "spread": 31.5})[-1]
    ),
    "best": nearest_on_the_sliders,
}


def test_no_gaussian_is_likelier_than_the_data_s_own():
    def not_above_the_best(values, result):
        found = log_likelihood(values["mean"], values["spread"])
        assert math.isclose(result["log_likelihood"], found, rel_tol=1e-9)
        assert math.isclose(result["best"], best(), rel_tol=1e-9)
        return result["log_likelihood"] <= result["best"] + 1e-9

    sweep(demos.WhichGaussian, not_above_the_best, claims=CLAIMS, promises=PROMISES)
