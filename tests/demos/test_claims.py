"""The checks of claims see a claim that is false, missing, or never made."""

import pytest

from course_utils.live import Demo, Preset, Slider
from tests.demos.claims import Claim, check_claims, check_promises, grid


class Sign(Demo):
    """Say whether a number is above zero."""

    name = "Sign"
    look_for = "Where does it turn?"
    controls = (Slider("x", "x", -2.0, 2.0, default=1.0, step=0.5),)
    presets = (
        Preset("above", "x is above zero", x=2.0),
        Preset("below", "x is below zero", x=-2.0),
    )

    @staticmethod
    def compute(x):
        return {"x": x}

    @staticmethod
    def headline(result):
        return f"x = {result['x']:.1f}, " + ("above" if result["x"] > 0 else "below")


TRUE = (
    Claim(r"x = (.+), above", lambda v, r, m: v["x"] > 0 and float(m[1]) == v["x"]),
    Claim(r"x = (.+), below", lambda v, r, m: v["x"] <= 0),
)


def test_claims_that_hold_pass():
    check_claims(Sign, TRUE, grid(Sign))


def test_a_false_claim_fails_where_it_is_false():
    below_zero = Claim(TRUE[1].form, lambda v, r, m: v["x"] < 0)
    with pytest.raises(AssertionError, match=r"false: .*'x': 0\.0"):
        check_claims(Sign, (TRUE[0], below_zero), grid(Sign))


def test_a_sentence_that_nobody_claims_fails():
    with pytest.raises(AssertionError, match=r"nobody claims 'x = -2\.0, below'"):
        check_claims(Sign, TRUE[:1], grid(Sign))


def test_a_form_must_be_the_whole_sentence():
    half = Claim("x = .+,", lambda v, r, m: True)
    with pytest.raises(AssertionError, match="nobody claims"):
        check_claims(Sign, (half,), grid(Sign))


def test_a_claim_that_no_state_makes_fails_unless_a_state_is_named():
    dead = Claim(r"x = 1\.3, above", lambda v, r, m: True)
    with pytest.raises(AssertionError, match="no state says"):
        check_claims(Sign, (*TRUE, dead), grid(Sign))
    check_claims(Sign, (*TRUE, Claim(dead.form, dead.holds, at={"x": 1.3})), grid(Sign))


def test_promises_of_presets_are_kept_and_complete():
    kept = {"above": lambda v, r: v["x"] > 0, "below": lambda v, r: v["x"] < 0}
    check_promises(Sign, kept)
    with pytest.raises(AssertionError, match=r"'below' .* is not so"):
        check_promises(Sign, {**kept, "below": kept["above"]})
    with pytest.raises(AssertionError):
        check_promises(Sign, {"above": kept["above"]})
