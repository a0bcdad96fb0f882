"""A watched training makes each step once, and only as far as it was asked for."""

from course_utils.ml.training.continued import Continued


def test_it_goes_on_where_it_was():
    made = []

    def step(state):
        made.append(state)
        return 2 * state

    training = Continued(1, step)
    assert training.at(0) == [1]
    assert training.at(3) == [1, 2, 4, 8]
    assert training.at(2) == [1, 2, 4]
    assert training.at(4) == [1, 2, 4, 8, 16]
    assert made == [1, 2, 4, 8]
