"""The exercise on finding the way down by products alone."""

import numpy as np

from course_utils.exercises.critical_points.directions import up_to_sign
from course_utils.ml.optimization import hessian as h
from course_utils.practice import Exercise, Mistake

_SADDLE = np.array([[0.0, -2.0], [-2.0, 0.0]])
_WALL = np.array([[3.0, 1.0, 0.0], [1.0, -1.0, 0.5], [0.0, 0.5, 1.0]])
_ALL_DOWN = np.array([[-2.0, 0.3, 0.1], [0.3, -1.0, 0.2], [0.1, 0.2, -0.5]])


def _example(v):
    """lambda v: np.array([1, -3]) * v"""
    return np.array([1, -3]) * v


def _saddle(v):
    """lambda v: np.array([[0, -2], [-2, 0]]) @ v"""
    return _SADDLE @ v


def _wall(v):
    """lambda v: np.array([[3, 1, 0], [1, -1, 0.5], [0, 0.5, 1]]) @ v"""
    return _WALL @ v


def _all_down(v):
    """lambda v: np.array([[-2, 0.3, 0.1], [0.3, -1, 0.2], [0.1, 0.2, -0.5]]) @ v"""
    return _ALL_DOWN @ v


def _either_way(answer, product, v, s, rounds):
    """Return an answer's eigenvalue and direction; v and −v are the same line."""
    return up_to_sign(answer(product, v, s, rounds), len(v))


def _by_products(product, v, s, rounds):
    for _ in range(rounds):
        v = s * v - product(v)
        v = v / np.linalg.norm(v)
    return v @ product(v), v


def _rounds(step, length=np.linalg.norm):
    """Return an answer that makes other steps, or measures length otherwise."""

    def answer(product, v, s, rounds):
        for _ in range(rounds):
            v = step(product, v, s)
            v = v / length(v)
        return v @ product(v), v

    return answer


def _shifted(product, v, s):
    return s * v - product(v)


def _eigenvalue_of_the_other_matrix(product, v, s, rounds):
    value, v = _by_products(product, v, s, rounds)
    return s - value, v


def _size(product, v, s, rounds):
    _, v = _by_products(product, v, s, rounds)
    return np.linalg.norm(product(v)), v


def _one_round_short(product, v, s, rounds):
    v = v / np.linalg.norm(v)
    return _by_products(product, v, s, rounds - 1)


def _never_scaled(product, v, s, rounds):
    for _ in range(rounds):
        v = s * v - product(v)
    return v @ product(v), v


def _scaled_in_the_end(product, v, s, rounds):
    _, v = _never_scaled(product, v, s, rounds)
    v = v / np.linalg.norm(v)
    return v @ product(v), v


def _swapped(product, v, s, rounds):
    value, v = _by_products(product, v, s, rounds)
    return v * np.sign(v[np.abs(v).argmax()]), value


way_down = Exercise(
    "13.6",
    "the way down without H",
    stars=2,
    reference=h.way_down,
    model_answer=_by_products,
    stub="way_down(product, v, s, rounds)",
    call=_either_way,
    example=(_example, np.array([2.0, 1.0]), 2.0, 1),
    cases=[
        (_saddle, np.array([1.0, 0.5]), 3.0, 2),
        (_wall, np.array([0.5, 1.0, -2.0]), 4.0, 3),
        (_wall, np.array([1.0, 1.0, 1.0]), 9.0, 2000),
        (_all_down, np.array([0.0, 1.0, 1.0]), 0.5, 4),
    ],
    hints=(
        "(s·I − H) v is s·v − Hv: take s times the vector, and subtract the product.",
        "`v / np.linalg.norm(v)` has length 1 and the same direction.",
        "In the loop `v = s * v - product(v)`, then the scaling; after it return "
        "`v @ product(v), v`.",
    ),
    mistakes=(
        Mistake(
            _rounds(lambda product, v, s: product(v)),
            "You multiply by H itself: v turns to where the eigenvalue is largest in "
            "size, and that may be the way up. Multiply by s·I − H.",
        ),
        Mistake(
            _rounds(lambda product, v, s: s - product(v)),
            "`s - product(v)` takes the number s once for every entry; s·I times v is "
            "s·v.",
        ),
        Mistake(
            _rounds(lambda product, v, s: s * v + product(v)),
            "The sign: with s·I + H, v turns to the *largest* eigenvalue of H.",
        ),
        Mistake(
            _rounds(_shifted, lambda v: v @ v),
            "`v @ v` is the square of the length: take its root.",
        ),
        Mistake(
            _rounds(_shifted, lambda v: np.abs(v).max()),
            "The largest entry is not the length; that is the root of the sum of "
            "squares.",
        ),
        Mistake(
            _eigenvalue_of_the_other_matrix,
            "That is the eigenvalue of s·I − H. The one of H is vᵀHv.",
        ),
        Mistake(
            _size,
            "The length of Hv is the size of the eigenvalue, without its sign: take "
            "vᵀHv.",
        ),
        Mistake(
            _one_round_short,
            "One round is missing: v is multiplied as often as `rounds` says.",
        ),
        Mistake(
            _never_scaled,
            "v is never scaled to length 1: it grows or shrinks in every round.",
        ),
        Mistake(
            _scaled_in_the_end,
            "Right after a few rounds. After many, v has grown beyond all floats: "
            "scale it in every round.",
        ),
        Mistake(_swapped, "First the eigenvalue, then v."),
    ),
    explain="No matrix of n × n numbers anywhere; each round costs one product.",
)
