"""DifferenceQuotient: what holds in every state, and what it says."""

import mpmath
import pytest
import torch

from course_utils.demos.backpropagation.difference_quotient import DifferenceQuotient
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

PRECISE = {"sin x": mpmath.sin, "exp x": mpmath.exp, "x³": lambda x: x**3}
SLOPES = {"sin x": mpmath.cos, "exp x": mpmath.exp, "x³": lambda x: 3 * x**2}


def errors(values, result):
    """Return the errors from bending and from rounding, with 60 digits."""
    f, slope_of = PRECISE[values["function"]], SLOPES[values["function"]]
    with mpmath.workdps(60):
        x, epsilon = mpmath.mpf(values["x"]), mpmath.mpf(values["epsilon"])
        if values["formula"] == "central":
            quotient = (f(x + epsilon) - f(x - epsilon)) / (2 * epsilon)
        else:
            quotient = (f(x + epsilon) - f(x)) / epsilon
        bending = abs(quotient - slope_of(x))
        rounding = abs(mpmath.mpf(float(result["estimate"])) - quotient)
        return float(bending), float(rounding)


def error_at(epsilon, formula="forward"):
    result = DifferenceQuotient.compute(epsilon, formula, "sin x", 0.8)
    return abs(result["estimate"] - float(mpmath.cos(0.8)))


def says(match, values, result):
    """The two numbers of the sentence: ε, and the error up to one digit."""
    exact = float(SLOPES[values["function"]](values["x"]))
    error = abs(result["estimate"] - exact)
    return float(match[1]) == pytest.approx(values["epsilon"], rel=0.5) and float(
        match[2]
    ) == pytest.approx(error, rel=0.5, abs=1e-15)


def most_from(source, values, result):
    bending, rounding = errors(values, result)
    large, small = (bending, rounding)[:: 1 if source == "bending" else -1]
    return large > 5 * small


WRONG_BY = r"ε = (\S+): the slope is wrong by (\S+), "
CLAIMS = (
    Claim(
        WRONG_BY + "right to nine decimals",
        lambda v, r, m: says(m, v, r) and float(m[2]) <= 1e-10,
    ),
    Claim(
        WRONG_BY + "the curve bends within the step",
        lambda v, r, m: says(m, v, r) and most_from("bending", v, r),
    ),
    Claim(
        WRONG_BY + "rounding is blown up by 1/ε",
        lambda v, r, m: says(m, v, r) and most_from("rounding", v, r),
    ),
    Claim(
        WRONG_BY + "from bending and rounding alike",
        lambda v, r, m: says(m, v, r) and 1 / 20 < ratio(errors(v, r)) < 20,
    ),
)


def ratio(pair):
    return pair[0] / pair[1]


PROMISES = {
    "coarse": lambda v, r: error_at(0.1) / error_at(0.01) == pytest.approx(10, rel=0.1),
    "best forward": lambda v, r: error_at(1e-8) < min(error_at(1e-6), error_at(1e-10)),
    "best central": lambda v, r: (
        error_at(1e-5, "central") < 1e-2 * error_at(1e-8)
        and error_at(0.1, "central") / error_at(0.01, "central")
        == pytest.approx(100, rel=0.1)
    ),
    "too fine": lambda v, r: r["error"] > 0.001 * r["slope"],
}


def test_the_quotient_is_wrong_by_what_the_demo_says():
    def error_is_measured(values, result):
        judge = {"sin x": torch.sin, "exp x": torch.exp, "x³": lambda x: x**3}
        x = torch.tensor(values["x"], dtype=torch.float64, requires_grad=True)
        judge[values["function"]](x).backward()
        assert result["slope"] == pytest.approx(x.grad.item(), abs=1e-12)
        assert result["error"] == abs(result["estimate"] - result["slope"])
        assert result["central"].min() < 1e-9

    sweep(
        DifferenceQuotient,
        invariant=error_is_measured,
        claims=CLAIMS,
        promises=PROMISES,
    )


def test_the_curve_is_drawn_down_to_the_step_in_view():
    demo = DifferenceQuotient(epsilon=1e-4)
    assert demo.forward.get_xdata().min() == pytest.approx(1e-4)
    demo.set(epsilon=1e-12)
    assert demo.forward.get_xdata().min() == pytest.approx(1e-12)
