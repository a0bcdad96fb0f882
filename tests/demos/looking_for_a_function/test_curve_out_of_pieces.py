"""CurveOutOfPieces: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import looking_for_a_function as demos
from tests.demos.sweep import sweep


def test_error_shrinks_as_the_number_of_pieces_doubles():
    def shrinks(values, result):
        assert result["error"] >= 0
        # One sigmoid may sit better than two, and an odd number just on the jump.
        lucky = values["kind"] == "sigmoid" and (
            values["n"] == 1 or values["curve"] == "jump"
        )
        assert lucky or result["doubled"] <= result["error"] + 1e-9
        assert np.all(np.diff(result["errors"][1:]) <= 1e-9)

    sweep(demos.CurveOutOfPieces, invariant=shrinks)


def test_hard_sigmoids_with_their_knots_in_place_are_the_polyline():
    demo = demos.CurveOutOfPieces()
    demo.apply("exact")
    assert demo.result["error"] < 1e-9
    assert "exactly" in demo.headline(demo.result)
