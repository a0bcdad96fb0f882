"""Answers to the exercises of notebook 05, as learners write them."""

import numpy as np
import torch

from course_utils.exercises import gradient_descent as exercises
from tests.exercises.answers import Answers

# 5.1 central difference --------------------------------------------------------------

slopes = Answers(exercises.central_difference)
slopes.equivalent(
    "Twice so small a step moves the slopes by less than rounding shows.",
    "line 5: 1e-05 -> 2e-05",
)
slopes.equivalent("Each number is overwritten.", "line 6: np.zeros -> np.ones")


@slopes.right
def by_moving_in_place(function, x, h=1e-5):
    found = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        x[i] += h
        above = function(x)
        x[i] -= 2 * h
        below = function(x)
        x[i] += h
        found[i] = (above - below) / (2 * h)
    return found


@slopes.right
def by_flattening(function, x, h=1e-5):
    flat = x.ravel()
    found = []
    for i in range(flat.size):
        up, down = flat.copy(), flat.copy()
        up[i], down[i] = flat[i] + h, flat[i] - h
        rise = function(up.reshape(x.shape)) - function(down.reshape(x.shape))
        found.append(rise / h / 2)
    return np.array(found).reshape(x.shape)


@slopes.right
def with_unit_vectors(function, x, h=1e-5):
    units = np.eye(x.size).reshape(-1, *x.shape)
    rises = [function(x + h * u) - function(x - h * u) for u in units]
    return (np.array(rises) / (2 * h)).reshape(x.shape).tolist()


@slopes.right
def mean_of_both_sides(function, x, h=1e-5):
    found = torch.zeros(x.shape, dtype=torch.float64)
    for i in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[i] = h
        forward = (function(x + step) - function(x)) / h
        backward = (function(x) - function(x - step)) / h
        found[i] = (forward + backward) / 2
    return found


def _rises(x, rise):
    """Return rise(step) for a step of h along each number of x."""
    found = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        unit = np.zeros_like(x)
        unit[i] = 1
        found[i] = rise(unit)
    return found


@slopes.names("That is the forward difference")
def one_side(function, x, h=1e-5):
    return _rises(x, lambda u: (function(x + h * u) - function(x)) / h)


@slopes.names("From x - h to x + h the run is 2h")
def run_of_h(function, x, h=1e-5):
    return _rises(x, lambda u: (function(x + h * u) - function(x - h * u)) / h)


@slopes.names("You moved all coordinates together")
def everything_at_once(function, x, h=1e-5):
    return _rises(x, lambda u: (function(x + h) - function(x - h)) / (2 * h))


@slopes.names("One number for all coordinates")
def as_in_one_dimension(function, x, h=1e-5):
    return (function(x + h) - function(x - h)) / 2 / h


@slopes.names("That is the backward difference")
def the_other_side(function, x, h=1e-5):
    return _rises(x, lambda u: (function(x) - function(x - h * u)) / h)


@slopes.names("`h` belongs to the caller")
def a_step_of_its_own(function, x, h=1e-5):
    h = 1e-5
    return _rises(x, lambda u: (function(x + h * u) - function(x - h * u)) / (2 * h))


@slopes.names("`/ 2 * h` divides by 2")
def without_brackets(function, x, h=1e-5):
    return _rises(x, lambda u: (function(x + h * u) - function(x - h * u)) / 2 * h)


@slopes.names("Right for a row of weights")
def for_rows_only(function, x, h=1e-5):
    found = np.zeros_like(x)
    for i in range(len(x)):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        found[i] = (function(up) - function(down)) / (2 * h)
    return found


@slopes.wrong(says="should be")
def downhill(function, x, h=1e-5):
    return -_rises(x, lambda u: (function(x + h * u) - function(x - h * u)) / (2 * h))


@slopes.wrong(says="shape")
def flat(function, x, h=1e-5):
    return np.ravel(by_flattening(function, x, h))


# 5.2 the update loop -----------------------------------------------------------------

loop = Answers(exercises.descend)


@loop.right
def in_a_table(gradient, start, learning_rate, steps):
    path = np.empty((steps + 1, *start.shape))
    path[0] = start
    for t in range(steps):
        path[t + 1] = path[t] - learning_rate * gradient(path[t])
    return path


@loop.right
def by_calling_itself(gradient, start, learning_rate, steps):
    if not steps:
        return [start]
    before = by_calling_itself(gradient, start, learning_rate, steps - 1)
    return [*before, before[-1] - learning_rate * gradient(before[-1])]


@loop.right
def with_copies(gradient, start, learning_rate, steps):
    point, path = start.copy(), [start.copy()]
    for _ in range(steps):
        point -= learning_rate * gradient(point)
        path.append(point.copy())
    return np.stack(path)


@loop.right
def stacked_with_torch(gradient, start, learning_rate, steps):
    path = in_a_table(gradient, start, learning_rate, steps)
    return torch.stack([torch.tensor(point) for point in path])


@loop.names("You walk uphill")
def plus(gradient, start, learning_rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] + learning_rate * gradient(path[-1]))
    return np.array(path)


@loop.names("The path begins with the starting point")
def start_forgotten(gradient, start, learning_rate, steps):
    point, path = start, []
    for _ in range(steps):
        point = point - learning_rate * gradient(point)
        path.append(point)
    return np.array(path)


@loop.names("Return every point of the path")
def the_end(gradient, start, learning_rate, steps):
    for _ in range(steps):
        start = start - learning_rate * gradient(start)
    return start


@loop.names("You used the gradient of the starting point")
def asked_once(gradient, start, learning_rate, steps):
    slope = gradient(start)
    return np.array([start - t * learning_rate * slope for t in range(steps + 1)])


@loop.names("The learning rate is missing")
def rate_of_one(gradient, start, learning_rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(path[-1] - gradient(path[-1]))
    return np.array(path)


@loop.names("One step too many")
def one_more(gradient, start, learning_rate, steps):
    return in_a_table(gradient, start, learning_rate, steps + 1)


@loop.names("One step too few")
def one_fewer(gradient, start, learning_rate, steps):
    path = [start]
    while len(path) < steps:
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return np.array(path)


@loop.names("All points of your path are the same array, `start`")
def start_itself(gradient, start, learning_rate, steps):
    path = [start]
    for _ in range(steps):
        start -= learning_rate * gradient(start)
        path += [start]
    return np.stack(path)


@loop.names("All points of your path are the same array, which")
def one_array(gradient, start, learning_rate, steps):
    point = np.array(start)
    path = [point]
    for _ in range(steps):
        point -= learning_rate * gradient(point)
        path += [point]
    return np.stack(path)


@loop.wrong(says="should be")
def away_from_the_start(gradient, start, learning_rate, steps):
    path = [start]
    for _ in range(steps):
        path.append(start - learning_rate * gradient(path[-1]))
    return np.array(path)


# 5.3 which curve has which learning rate ---------------------------------------------

rates = Answers(exercises.which_rate)
rates.without_example("The question names its only numbers.")
rates.right({"D": 2.02, "C": 0.3, "B": 0.02, "A": 1.5}, name="in_another_order")
rates.names(
    "You took the larger rate for the slower curve",
    {"A": 0.3, "B": 0.02, "C": 1.5, "D": 2.02},
    name="a_and_c",
)
rates.names(
    "A falls all the way",
    {"A": 2.02, "B": 0.02, "C": 0.3, "D": 1.5},
    name="a_and_d",
)
rates.wrong({"A": 1.5, "B": 0.3, "C": 0.02, "D": 2.02}, says="", name="b_and_c")
rates.wrong({"A": 1.5, "B": 2.02, "C": 0.3, "D": 0.02}, says="", name="b_and_d")
rates.wrong({"A": 1.5, "B": 0.02, "C": 2.02, "D": 0.3}, says="", name="c_and_d")

# 5.4 the largest stable learning rate ------------------------------------------------

stable = Answers(exercises.largest_stable_rate)


@stable.right
def by_the_spectral_norm(hessian):
    return 2 / np.linalg.norm(hessian, 2)


@stable.right
def by_eigvals(hessian):
    return 2 / max(np.linalg.eigvals(hessian).real)


@stable.right
def by_eigvals_as_newer_numpys_give_them(hessian):
    return 2 / np.linalg.eigvals(hessian).astype(complex).max()


@stable.right
def by_torch(hessian):
    return 2 / torch.linalg.eigvalsh(torch.tensor(hessian)).amax()


@stable.right
def by_power_iteration(hessian):
    v = np.arange(1.0, len(hessian) + 1)
    for _ in range(500):
        v = hessian @ v
        v = v / np.sqrt(v @ v)
    return 2 / (v @ hessian @ v)


@stable.names("The first eigenvalue need not be the largest")
def the_first_of_newer_numpys(hessian):
    return 2 / np.linalg.eigvals(hessian).astype(complex)[0]


@stable.names("1/L is the quickest rate for that direction")
def one_over(hessian):
    return 1 / np.linalg.norm(hessian, 2)


@stable.names("The flattest direction forgives most")
def by_the_flattest(hessian):
    return 2 * np.linalg.norm(np.linalg.inv(hessian), 2)


@stable.names("The diagonal is not enough")
def by_the_diagonal(hessian):
    return 2 / max(hessian[i][i] for i in range(len(hessian)))


@stable.names("The trace adds up all curvatures")
def by_the_trace(hessian):
    return 2 / sum(np.linalg.eigvalsh(hessian))


@stable.names("`np.linalg.norm` of a matrix mixes")
def by_the_frobenius_norm(hessian):
    return 2 / np.sqrt((hessian**2).sum())


@stable.names("A row sum only bounds")
def by_row_sums(hessian):
    return 2 / np.linalg.norm(hessian, np.inf)


@stable.names("The determinant multiplies")
def by_the_determinant(hessian):
    return 2 / np.prod(np.linalg.eigvalsh(hessian))


@stable.names("2/(λmax + λmin) is the *quickest*")
def quickest_in_a_valley(hessian):
    values = np.linalg.eigvalsh(hessian)
    return 2 / (max(values) + min(values))


@stable.names("That is L, the largest curvature")
def the_curvature_itself(hessian):
    return np.linalg.norm(hessian, 2)


@stable.names("The first eigenvalue need not be the largest")
def the_first_one(hessian):
    return 2 / np.linalg.eig(hessian)[0][0]
