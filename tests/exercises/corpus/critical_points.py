"""Answers to the exercises of notebook 13, as learners write them."""

import numpy as np
import torch

from course_utils.exercises import critical_points as exercises
from tests.exercises.answers import Answers

classify = Answers(exercises.classify)


@classify.right
def one_after_another(eigenvalues):
    up = down = zero = 0
    for value in eigenvalues:
        if value > 0:
            up += 1
        elif value < 0:
            down += 1
        else:
            zero += 1
    if up > 0 and down > 0:
        return "saddle point"
    if zero > 0:
        return "undecided"
    return "minimum" if up > 0 else "maximum"


@classify.right
def by_the_extremes(eigenvalues):
    low, high = min(eigenvalues), max(eigenvalues)
    if low < 0 < high:
        return "saddle point"
    if low > 0:
        return "minimum"
    if high < 0:
        return "maximum"
    return "undecided"


@classify.right
def by_the_set_of_signs(eigenvalues):
    signs = set(np.sign(eigenvalues))
    if {1, -1} <= signs:
        return "saddle point"
    return {frozenset([1]): "minimum", frozenset([-1]): "maximum"}.get(
        frozenset(signs), "undecided"
    )


@classify.right
def with_torch(eigenvalues):
    values = torch.tensor(eigenvalues, dtype=torch.float32)
    if (values > 0).all():
        return "minimum"
    if torch.all(values < 0):
        return "maximum"
    return "saddle point" if values.min() * values.max() < 0 else "undecided"


@classify.right
def with_a_tiny_tolerance(eigenvalues):
    up, down = (eigenvalues > 1e-9).any(), (eigenvalues < -1e-9).any()
    if up and down:
        return "saddle point"
    if not (np.abs(eigenvalues) > 1e-9).all():
        return "undecided"
    return "minimum" if up else "maximum"


@classify.names("The product (the determinant)")
def by_the_determinant(eigenvalues):
    determinant = 1.0
    for value in eigenvalues:
        determinant *= value
    if determinant < 0:
        return "saddle point"
    if determinant == 0:
        return "undecided"
    return "maximum" if eigenvalues[0] < 0 else "minimum"


@classify.names("The sum says nothing")
def by_the_trace(eigenvalues):
    return "maximum" if np.diag(eigenvalues).trace() <= 0 else "minimum"


@classify.names("Zeros without both signs")
def nothing_above_zero(eigenvalues):
    if max(eigenvalues) <= 0:
        return "maximum"
    if min(eigenvalues) >= 0:
        return "minimum"
    return "saddle point"


@classify.names("A zero eigenvalue decides nothing")
def nothing_below_zero(eigenvalues):
    if min(eigenvalues) < 0:
        return "maximum" if max(eigenvalues) <= 0 else "saddle point"
    return "minimum"


@classify.names("If *all* ways lead down")
def some_way_down(eigenvalues):
    if min(eigenvalues) < 0:
        return "saddle point"
    return "undecided" if 0 in eigenvalues else "minimum"


@classify.names("With a way up and a way down")
def zero_first(eigenvalues):
    if 0 in list(eigenvalues):
        return "undecided"
    if all(value > 0 for value in eigenvalues):
        return "minimum"
    if all(value < 0 for value in eigenvalues):
        return "maximum"
    return "saddle point"


@classify.wrong(says="not right yet")
def determinant_and_then_signs(eigenvalues):
    product = np.prod(eigenvalues)
    if product < 0:
        return "saddle point"
    if product == 0:
        both = (eigenvalues > 0).any() and (eigenvalues < 0).any()
        return "saddle point" if both else "undecided"
    return "minimum" if eigenvalues[0] > 0 else "maximum"


@classify.wrong(says="not right yet")
def all_zeros_are_a_minimum(eigenvalues):
    if not eigenvalues.any():
        return "minimum"
    return by_the_extremes(eigenvalues)


@classify.wrong(says="not right yet")
def first_and_last_only(eigenvalues):
    first, last = eigenvalues[0], eigenvalues[-1]
    if first * last < 0:
        return "saddle point"
    if first * last == 0:
        return "undecided"
    return "minimum" if first > 0 else "maximum"


@classify.wrong(says="not right yet")
def rounded_first(eigenvalues):
    return by_the_extremes(np.round(eigenvalues, 3))


@classify.wrong(says="it is another text")
def another_word(eigenvalues):
    return by_the_extremes(eigenvalues).replace(" point", "")


example = Answers(exercises.example_hessian)


@example.right
def entry_by_entry(w1, w2):
    table = np.zeros((2, 2))
    table[0, 0], table[1, 1] = 2 * w2 * w2, 2 * w1 * w1
    table[0, 1] = table[1, 0] = -2 * (1 - w1 * w2) + 2 * w1 * w2
    return table


@example.right
def by_the_outer_product(w1, w2):
    ahead = np.array([w2, w1])
    return 2 * np.outer(ahead, ahead) - 2 * (1 - w1 * w2) * np.array([[0, 1], [1, 0]])


@example.right
def by_autograd(w1, w2):
    def loss(w):
        return (1 - w[0] * w[1]) ** 2

    return torch.autograd.functional.hessian(loss, torch.tensor([w1, w2]))


@example.right
def in_lists(w1, w2):
    return [[2 * w2**2, 4 * w1 * w2 - 2], [4 * w1 * w2 - 2, 2 * w1**2]]


@example.names("The mixed entry has two parts: −2(1")
def product_rule_forgotten(w1, w2):
    mixed = 2 * w1 * w2
    return [[2 * w2 * w2, mixed], [mixed, 2 * w1 * w1]]


@example.names("The mixed entry has two parts: 2w")
def other_half_of_the_product_rule(w1, w2):
    mixed = -2 * (1 - w1 * w2)
    return [[2 * w2**2, mixed], [mixed, 2 * w1**2]]


@example.names("The diagonal is swapped")
def along_the_wrong_weight(w1, w2):
    return np.flip(entry_by_entry(w1, w2))


@example.names("The sign of the mixed entry")
def minus_lost(w1, w2):
    return entry_by_entry(w1, w2) * np.array([[1, -1], [-1, 1]])


@example.names("Half of it")
def of_half_the_loss(w1, w2):
    return entry_by_entry(w1, w2) / 2


@example.names("The mixed entries ∂²L")
def diagonal_only(w1, w2):
    return torch.diag(torch.tensor([2 * w2**2, 2 * w1**2]))


@example.wrong(says="shape")
def eigenvalues_instead(w1, w2):
    return np.linalg.eigvalsh(entry_by_entry(w1, w2))


@example.wrong(says="shape")
def the_gradient(w1, w2):
    return -2 * (1 - w1 * w2) * np.array([w2, w1])


@example.wrong(says="not right yet")
def at_the_origin_only(w1, w2):
    return np.array([[0, -2], [-2, 0]])


@example.wrong(says="not right yet")
def lower_half_forgotten(w1, w2):
    return np.triu(entry_by_entry(w1, w2))


escape = Answers(exercises.escape_direction)


@escape.right
def by_eigh(matrix):
    values, vectors = np.linalg.eigh(matrix)
    return values[0], vectors[:, 0]


@escape.right
def by_eig_and_argmin(matrix):
    values, vectors = np.linalg.eig(matrix)
    lowest = np.argmin(values)
    return values[lowest], -vectors[:, lowest]


@escape.right
def by_eig_of_newer_numpys(matrix):
    values, vectors = (found.astype(complex) for found in np.linalg.eig(matrix))
    lowest = np.argmin(values)
    return values[lowest], vectors[:, lowest]


@escape.right
def by_torch_eigh(matrix):
    values, vectors = torch.linalg.eigh(torch.tensor(matrix))
    return values[0], vectors.T[0]


@escape.right
def as_lists(matrix):
    values, vectors = np.linalg.eigh(matrix)
    return [float(values[0]), [float(row[0]) for row in vectors]]


@escape.right
def by_power_iteration(matrix):
    shifted = 10 * np.eye(len(matrix)) - matrix
    u = np.arange(1.0, len(matrix) + 1)
    for _ in range(2000):
        u = shifted @ u
        u /= np.linalg.norm(u)
    return u @ matrix @ u, u


@escape.names("You took the largest eigenvalue")
def last_of_eigh(matrix):
    values, vectors = np.linalg.eigh(matrix)
    return values.max(), vectors.T[values.argmax()]


@escape.names("That is a way down, but the gentlest")
def weakest_way_down(matrix):
    v, u = np.linalg.eigh(matrix)
    i = np.where(v < 0)[0][-1]
    return v[i], u[:, i]


@escape.names("You took the eigenvalue of the largest size")
def strongest_curvature(matrix):
    values, vectors = torch.linalg.eigh(torch.tensor(matrix))
    place = values.abs().argmax()
    return values[place], vectors[:, place]


@escape.names("The eigenvectors are the columns")
def rows_of_vectors(matrix):
    values, vectors = np.linalg.eigh(matrix)
    return min(values), next(iter(vectors))


@escape.names("The eigenvalue is negative; you")
def steepness_without_sign(matrix):
    values, vectors = np.linalg.eigh(matrix)
    return abs(values[0]), vectors[:, 0]


@escape.names("First the eigenvalue, then")
def the_other_way_round(matrix):
    values, vectors = np.linalg.eigh(matrix)
    u = vectors[:, 0]
    return u / np.sign(u[np.argmax(abs(u))]), values[0]


@escape.wrong(says="not right yet")
def not_of_length_one(matrix):
    values, vectors = np.linalg.eigh(matrix)
    return values[0], 2 * vectors[:, 0]


@escape.wrong(says="not right yet")
def first_of_eig(matrix):
    values, vectors = np.linalg.eig(matrix)
    return values[0], vectors[:, 0]


@escape.wrong(says="shape")
def all_of_eigh(matrix):
    return np.linalg.eigh(matrix)


@escape.wrong(says="got")
def direction_only(matrix):
    return np.linalg.eigh(matrix)[1][:, 0]


@escape.wrong(says="shape")
def a_column_of_two_axes(matrix):
    values, vectors = np.linalg.eigh(matrix)
    return values[0], vectors[:, :1]


product = Answers(exercises.hessian_vector_product)
product.equivalent(
    "Any small step gives an estimate to one per cent.",
    "line 3: 0.0001 -> 0.0002",
)


@product.right
def a_little_ahead(gradient, point, vector):
    step = 1e-4
    return (gradient(point + step * vector) - gradient(point)) / step


@product.right
def ahead_by_a_thousandth(gradient, point, vector):
    change = gradient(point + vector / 1000) - gradient(point)
    return change * 1000


@product.right
def ahead_and_behind_by_a_hundredth(gradient, point, vector):
    after, before = gradient(point + 0.01 * vector), gradient(point - 0.01 * vector)
    return (after - before) / 0.02


@product.right
def a_little_behind(gradient, point, vector):
    return (gradient(point) - gradient(point - 1e-5 * vector)) / 1e-5


@product.right
def number_by_number(gradient, point, vector):
    e = 1e-6
    ahead = gradient([p + e * v for p, v in zip(point, vector, strict=True)])
    behind = gradient([p - e * v for p, v in zip(point, vector, strict=True)])
    return [(a - b) / (2 * e) for a, b in zip(ahead, behind, strict=True)]


@product.right
def scaled_by_the_length(gradient, point, vector):
    length = np.linalg.norm(vector)
    unit, e = torch.tensor(vector / length), 1e-5
    ahead = gradient(torch.tensor(point) + e * unit)
    return torch.tensor(ahead - gradient(point)) * length / e


@product.names("Divide by the distance")
def difference_only(gradient, point, vector):
    e = 1e-4
    return gradient(point + e * vector) - gradient(point - e * vector)


@product.names("From −ε to +ε")
def divided_by_one_step(gradient, point, vector):
    e = 1e-5
    return (gradient(point + e * vector) - gradient(point - e * vector)) / e


@product.names("The sign")
def behind_minus_ahead(gradient, point, vector):
    e = 1e-5
    return (gradient(point) - gradient(point + e * vector)) / e


@product.names("H times the vector *as it is*")
def shortened(gradient, point, vector):
    u, e = vector / np.sqrt((vector**2).sum()), 1e-5
    return (gradient(point + e * u) - gradient(point)) / e


@product.names("That is gradient times vector")
def gradient_times_vector(gradient, point, vector):
    return [g * v for g, v in zip(gradient(point), vector, strict=True)]


@product.names("That is the gradient *at* v")
def gradient_there(gradient, point, vector):
    slope = gradient(vector)
    return slope


@product.names("The step is too long")
def a_whole_step(gradient, point, vector):
    here = gradient(point)
    there = gradient(vector + point)
    return there - here


@product.wrong(says="a third gradient was asked for")
def builds_the_whole_matrix(gradient, point, vector):
    e, matrix = 1e-5, np.zeros((len(point), len(point)))
    for column, unit in enumerate(np.eye(len(point))):
        change = gradient(point + e * unit) - gradient(point - e * unit)
        matrix[:, column] = change / (2 * e)
    return matrix @ vector


@product.wrong(says="not right yet")
def a_step_of_a_tenth(gradient, point, vector):
    return (gradient(point + 0.1 * vector) - gradient(point)) / 0.1


@product.wrong(says="not right yet")
def a_step_below_rounding(gradient, point, vector):
    e = 1e-16
    return (gradient(point + e * vector) - gradient(point - e * vector)) / (2 * e)


@product.wrong(says="not right yet")
def every_axis_alike(gradient, point, vector):
    e = 1e-5
    return (gradient(point + e) - gradient(point - e)) / (2 * e) * vector


@product.wrong(says="expected")
def slope_along_the_vector(gradient, point, vector):
    e = 1e-5
    change = gradient(point + e * vector) - gradient(point - e * vector)
    return change @ vector / (2 * e)


size = Answers(exercises.size_of_hessian)
size.right(61706**2 * 4 / 1e9, name="computed")
size.right(15.2, name="to_one_decimal")
size.right(torch.tensor(15.23), name="a_tensor")
size.right(np.float32(15.2305), name="float32")
size.names("That is the number of entries", 61706**2 / 1e9, name="entries")
size.names("That is the gradient", 61706 * 4 / 1e9, name="gradient")
size.names("In float32", 61706**2 * 8 / 1e9, name="eight_bytes")
size.names("That counts 2³⁰", 61706**2 * 4 / 2**30, name="binary")
size.names("That is in megabytes", 61706**2 * 4 / 1e6, name="megabytes")
size.wrong("15.2 GB", says="expected a number, got a text", name="with_a_unit")
size.wrong(61706, says="61706 is not it", name="parameters")
size.wrong(61.706, says="61.706 is not it", name="linear")
size.wrong(-15.23, says="is not it", name="negative")
size.wrong(7.6, says="7.6 is not it", name="half_by_symmetry")


way_down = Answers(exercises.way_down)
way_down.equivalent(
    "v and Hv have one axis: their order and a transpose change nothing.",
    "line 9: v @ product(v) -> product(v) @ v",
    "line 9: v @ product(v) -> v.T @ product(v)",
    "line 9: v @ product(v) -> v @ product(v).T",
)


@way_down.right
def as_it_is_said(product, v, s, rounds):
    for _ in range(rounds):
        v = s * v - product(v)
        v = v / np.linalg.norm(v)
    return v @ product(v), v


@way_down.right
def the_other_way_round_each_time(product, v, s, rounds):
    """Multiply by H − s·I: v changes sides in every round."""
    while rounds:
        v = product(v) - s * v
        v /= np.sqrt(np.sum(v**2))
        rounds -= 1
    return float(np.dot(product(v), v)), v.tolist()


@way_down.right
def with_the_whole_matrix(product, v, s, rounds):
    columns = [product(unit) for unit in np.eye(len(v))]
    H = np.array(columns).T
    M = s * np.eye(len(v)) - H
    for _ in range(rounds):
        v = M @ v / np.linalg.norm(M @ v)
    return v.T @ H @ v, v


@way_down.right
def in_torch(product, v, s, rounds):
    v = torch.tensor(v)
    for _ in range(rounds):
        v = torch.nn.functional.normalize(
            s * v - torch.tensor(product(v.numpy())), dim=0
        )
    return torch.dot(v, torch.tensor(product(v.numpy()))), v


@way_down.right
def scaled_first(product, v, s, rounds):
    v = np.array(v) / np.linalg.norm(v)
    for _ in range(rounds):
        new = [s * a - b for a, b in zip(v, product(v), strict=True)]
        length = sum(x * x for x in new) ** 0.5
        v = np.array([x / length for x in new])
    return sum(v * product(v)), list(v)


@way_down.right
def by_other_lengths_on_the_way(product, v, s, rounds):
    """Any scale keeps the numbers small; length 1 is needed in the end."""
    for _ in range(rounds):
        v = v - product(v) / s
        v = v / abs(v).sum()
    v = v / np.linalg.norm(v)
    return v @ product(v), v


@way_down.right
def eigenvalue_out_of_the_shifted_matrix(product, v, s, rounds):
    """v is of length 1, so that vᵀ(s·I − H)v = s − vᵀHv."""
    _, v = as_it_is_said(product, v, s, rounds)
    return s - v @ (s * v - product(v)), -v


@way_down.names("You multiply by H itself")
def plain_power_iteration(product, v, s, rounds):
    for _ in range(rounds):
        v = product(v)
        v = v / np.linalg.norm(v)
    return v @ product(v), v


@way_down.names("`s - product(v)` takes the number")
def number_minus_vector(product, v, s, rounds):
    for _ in range(rounds):
        step = s - product(v)
        v = step / np.sqrt(step @ step)
    return product(v) @ v, v


@way_down.names("The sign")
def plus(product, v, s, rounds):
    for _ in range(rounds):
        v = product(v) + s * v
        v = v / np.linalg.norm(v)
    return v @ product(v), v


@way_down.names("`v @ v` is the square")
def root_forgotten(product, v, s, rounds):
    for _ in range(rounds):
        v = s * v - product(v)
        v = v / np.sum(v * v)
    return v @ product(v), v


@way_down.names("The largest entry is not the length")
def largest_entry_one(product, v, s, rounds):
    for _ in range(rounds):
        v = s * v - product(v)
        v = v / max(abs(v))
    return v @ product(v), v


@way_down.names("That is the eigenvalue of s·I")
def of_the_shifted_matrix(product, v, s, rounds):
    for _ in range(rounds):
        v = s * v - product(v)
        v = v / np.linalg.norm(v)
    return v @ (s * v - product(v)), v


@way_down.names("The length of Hv is the size")
def by_the_length(product, v, s, rounds):
    _, v = as_it_is_said(product, v, s, rounds)
    return np.sqrt(np.sum(product(v) ** 2)), v


@way_down.names("One round is missing")
def from_one(product, v, s, rounds):
    v = v / np.linalg.norm(v)
    for _ in range(1, rounds):
        v = s * v - product(v)
        v = v / np.linalg.norm(v)
    return v @ product(v), v


@way_down.names("v is never scaled")
def as_long_as_it_gets(product, v, s, rounds):
    for _ in range(rounds):
        v = s * v - product(v)
    return product(v) @ v, v


@way_down.names("Right after a few rounds")
def scaled_after_the_loop(product, v, s, rounds):
    for _ in range(rounds):
        v = s * v - product(v)
    v = v / np.linalg.norm(v)
    return v @ product(v), v


@way_down.names("First the eigenvalue, then v")
def direction_first(product, v, s, rounds):
    value, v = as_it_is_said(product, v, s, rounds)
    return v if v[abs(v).argmax()] > 0 else -v, value


@way_down.wrong(says="item 0")
def eigenvalue_of_the_round_before(product, v, s, rounds):
    for _ in range(rounds):
        v = v / np.linalg.norm(v)
        value = v @ product(v)
        v = s * v - product(v)
    return value, v / np.linalg.norm(v)


@way_down.wrong(says="item 0")
def eigenvalue_of_each_entry(product, v, s, rounds):
    _, v = as_it_is_said(product, v, s, rounds)
    return (product(v) / v).mean(), v


@way_down.wrong(says="not right yet")
def down_the_slope(product, v, s, rounds):
    for _ in range(rounds):
        v = v - s * product(v)
        v = v / np.linalg.norm(v)
    return v @ product(v), v


@way_down.wrong(says="not right yet")
def one_round_too_many(product, v, s, rounds):
    return as_it_is_said(product, v, s, rounds + 1)


@way_down.wrong(says="expected")
def eigenvalue_only(product, v, s, rounds):
    return as_it_is_said(product, v, s, rounds)[0]


@way_down.wrong(says="not right yet")
def exact_where_rounds_were_asked_for(product, v, s, rounds):
    H = np.array([product(unit) for unit in np.eye(len(v))])
    values, vectors = np.linalg.eigh(H)
    return values[0], vectors[:, 0]


@way_down.wrong(says="TypeError")
def product_as_a_matrix(product, v, s, rounds):
    for _ in range(rounds):
        v = (s * np.eye(len(v)) - product) @ v
        v = v / np.linalg.norm(v)
    return v @ product @ v, v
