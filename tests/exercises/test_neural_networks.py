import numpy as np

from course_utils.exercises import neural_networks
from course_utils.ml.networks import mlp
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(neural_networks)


def test_the_solutions_are_the_network_of_the_course():
    rng = np.random.default_rng(5)
    for (layers, inputs), _ in neural_networks.forward_pass.fresh_cases():
        np.testing.assert_allclose(
            neural_networks.forward_pass.reference(layers, inputs),
            mlp.predict(layers, inputs),
        )
    for sizes in ([4, 3], [7, 2, 9, 1]):
        count = neural_networks.count_parameters.reference(sizes)
        assert count == mlp.count_parameters(sizes)
        assert count == sum(w.size + b.size for w, b in mlp.make_layers(sizes, rng=rng))


def test_sixty_units_come_closest_to_the_thin_network():
    thin = mlp.count_parameters([64, 32, 32, 32, 10])
    away = [abs(mlp.count_parameters([64, h, 10]) - thin) for h in range(200)]
    assert int(np.argmin(away)) == neural_networks.fat_or_thin.reference
