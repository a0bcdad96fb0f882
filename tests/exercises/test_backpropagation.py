import numpy as np

from course_utils.exercises import backpropagation
from course_utils.ml.networks import mlp
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(backpropagation)


def test_the_solution_for_a_whole_network_is_that_of_the_course():
    for (layers, kept, blame), _ in backpropagation.mlp_gradients.fresh_cases():
        ours = backpropagation.mlp_gradients.reference(layers, kept, blame)
        for pair, judge in zip(ours, mlp.backward(layers, kept, blame), strict=True):
            for part, expected in zip(pair, judge, strict=True):
                np.testing.assert_allclose(part, expected)
