"""Answers to the exercises of notebook 06, as learners write them."""

import math
from fractions import Fraction

import numpy as np
import torch

from course_utils.exercises import adaptive_steps_and_scaling as exercises
from tests.exercises.answers import Answers

halved = Answers(exercises.halved)


@halved.right
def by_a_loop(eta, t, every):
    rate = eta
    for update in range(1, t + 1):
        if update % every == 0:
            rate = rate / 2
    return rate


@halved.right
def by_a_shift(eta, t, every):
    return eta / (1 << (t // every))


@halved.right
def with_numpy(eta, t, every):
    return np.float32(eta) * np.exp2(-np.floor(np.array(t) / every))


@halved.right
def shifted_by_torch(eta, t, every):
    return torch.ldexp(torch.tensor(eta), -torch.tensor(t).div(every).floor())


@halved.right
def by_recursion(eta, t, every):
    return eta if t < every else by_recursion(eta, t - every, every) / 2


@halved.names("Your rate falls at every update")
def without_the_floor(eta, t, every):
    return eta * 2 ** (-t / every)


@halved.names("Your rate is halved at every update")
def halved_each_time(eta, t, every):
    rate = eta
    for _ in range(t):
        rate *= 0.5
    return rate


@halved.names("One update too early")
def counts_from_one(eta, t, every):
    return eta / 2 ** math.floor((t + 1) / every)


@halved.names("One update too late")
def at_the_next_one(eta, t, every):
    rate = eta
    for update in range(t):
        if update and update % every == 0:
            rate /= 2
    return rate


@halved.names("You divide by the number of halvings")
def divided_by_twice_the_count(eta, t, every):
    count = t // every
    return eta if count == 0 else eta / (2 * count)


@halved.names("It was halved only once")
def once(eta, t, every):
    if t >= every:
        return eta / 2
    return eta


@halved.names("Your rate grows")
def doubled(eta, t, every):
    return eta * 2 ** (t // every)


@halved.names("You take half of η away each time")
def subtracted(eta, t, every):
    return eta - eta / 2 * (t // every)


@halved.wrong(says="not right yet")
def the_schedule_above(eta, t, every):
    return eta / np.sqrt(t + 1)


@halved.wrong(says="not right yet")
def divides_by_the_count(eta, t, every):
    return eta / (t // every)


@halved.wrong(says="expected a number, got a list")
def all_rates_so_far(eta, t, every):
    return [eta / 2 ** (update // every) for update in range(t + 1)]


@halved.wrong(says="did you forget `return`?")
def printed_only(eta, t, every):
    print(eta * 0.5 ** (t // every))


adagrad_step = Answers(exercises.adagrad_step)


@adagrad_step.right
def one_weight_at_a_time(w, gradient, total, eta):
    new_w, new_total = [], []
    for value, slope, old in zip(w, gradient, total, strict=True):
        summed = old + slope * slope
        new_w.append(value - eta / (math.sqrt(summed) + 1e-10) * slope)
        new_total.append(summed)
    return new_w, new_total


@adagrad_step.right
def with_torch(w, gradient, total, eta):
    w, gradient, total = map(torch.tensor, (w, gradient, total))
    total = torch.addcmul(total, gradient, gradient)
    return torch.addcdiv(w, gradient, total.sqrt() + 1e-10, value=-eta), total


@adagrad_step.right
def by_hypotenuse(w, gradient, total, eta):
    root = np.hypot(np.sqrt(total), gradient)
    step = np.divide(eta * gradient, root + 1e-10, dtype=np.float64)
    return np.subtract(w, step).tolist(), np.square(root).tolist()


@adagrad_step.right
def as_a_list_of_two(w, gradient, total, eta):
    total = total + np.square(gradient)
    rate = eta / (total**0.5 + 1e-10)
    return [w - rate * gradient, total]


@adagrad_step.right
def rows_of_one_array(w, gradient, total, eta):
    summed = np.sum([total, gradient * gradient], axis=0)
    return np.stack([w - gradient * (eta / (np.sqrt(summed) + 1e-10)), summed])


@adagrad_step.names("The square root is missing")
def not_the_root(w, gradient, total, eta):
    new = np.array([a + g * g for a, g in zip(total, gradient, strict=True)])
    return w - np.divide(eta * gradient, new + 1e-10), new


@adagrad_step.names("You divide by the newest gradient alone")
def the_sign_only(w, gradient, total, eta):
    return w - eta * gradient / (np.sqrt(np.square(gradient)) + 1e-10), gradient**2


@adagrad_step.names("Add the newest gradient to the total before")
def total_too_late(w, gradient, total, eta):
    w = w - eta / (np.sqrt(total) + 1e-10) * gradient
    total = total + gradient**2
    return w, total


@adagrad_step.names("The total is of squares")
def sizes_added(w, gradient, total, eta):
    new = total + np.sqrt(gradient * gradient)
    return w - gradient * eta / (np.sqrt(new) + 1e-10), new


@adagrad_step.names("You walk uphill")
def with_a_plus(w, gradient, total, eta):
    new = total + gradient**2
    step = eta * gradient / (np.sqrt(new) + 1e-10)
    return step + w, new


@adagrad_step.names("You divide all weights by one number")
def one_length_for_all(w, gradient, total, eta):
    new = total + gradient * gradient
    return w - eta * gradient / (math.sqrt(math.fsum(new)) + 1e-10), new


@adagrad_step.names("`w` is right; hand back the *new* total")
def old_total_returned(w, gradient, total, eta):
    root = np.sqrt(total + gradient**2) + 1e-10
    return w - eta * gradient / root, total


@adagrad_step.names("Add 1e-10 *after* taking the root")
def inside_the_root(w, gradient, total, eta):
    new = total + gradient**2
    return w - eta * gradient / np.sqrt(new + 1e-10), new


@adagrad_step.names("Adagrad's total only adds up")
def a_mean_instead_of_a_sum(w, gradient, total, eta):
    new = (total + gradient**2) / 2
    return w - eta * gradient / (np.sqrt(new) + 1e-10), new


@adagrad_step.wrong(says="NaN")
def without_the_small_number(w, gradient, total, eta):
    new = total + gradient**2
    with np.errstate(invalid="ignore"):
        return w - eta * gradient / np.sqrt(new), new


@adagrad_step.wrong(says="expected 2 items, got 1")
def only_w(w, gradient, total, eta):
    return w - eta * gradient / (np.sqrt(total + gradient**2) + 1e-10)


@adagrad_step.wrong(says="changed its argument `total`")
def adds_in_place(w, gradient, total, eta):
    total += gradient**2
    return w - eta * gradient / (np.sqrt(total) + 1e-10), total


@adagrad_step.wrong(says="not right yet")
def plain_descent(w, gradient, total, eta):
    return w - eta * gradient, total + gradient**2


best_step = Answers(exercises.best_step)


@best_step.right
def from_the_minimum(a, b, x):
    minimum = -b / (2 * a)
    return abs(x - minimum)


@best_step.right
def by_newton(a, b, x):
    x = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    (slope,) = torch.autograd.grad(a * x**2 + b * x, x, create_graph=True)
    (bend,) = torch.autograd.grad(slope, x)
    return (slope / bend).abs()


@best_step.right
def by_the_square(a, b, x):
    return np.sqrt((x + 0.5 * b / a) ** 2)


@best_step.right
def by_polynomials(a, b, x):
    slope = np.polynomial.Polynomial([0, b, a]).deriv()
    return np.float32(max(x, slope.roots()[0]) - min(x, slope.roots()[0]))


@best_step.names("That has a sign")
def signed(a, b, x):
    return x + b / (2 * a)


@best_step.names("The second derivative of a·x² is 2a")
def too_far(a, b, x):
    slope, bend = 2 * a * x + b, a
    return np.abs(slope) / bend


@best_step.names("That is the gradient alone")
def the_size_of_the_slope(a, b, x):
    return np.hypot(2 * a * x + b, 0)


@best_step.names("That is where the minimum is")
def the_minimum(a, b, x):
    return -0.5 * b / a


@best_step.names("Without brackets Python divides by 2")
def missing_brackets(a, b, x):
    return abs(2 * a * x + b) / 2 * a


@best_step.names("The minimum is at −b/2a")
def sign_of_b(a, b, x):
    return abs(x - b / (2 * a))


@best_step.wrong(says="not right yet")
def size_of_x(a, b, x):
    return abs(x)


@best_step.wrong(says="not right yet")
def to_a_root(a, b, x):
    return abs(x + b / a)


@best_step.wrong(says="not right yet")
def cut_off(a, b, x):
    return abs(2 * a * x + b) // (2 * a)


@best_step.wrong(says="did you forget `return`?")
def nothing(a, b, x):
    abs(x + b / (2 * a))


updates = Answers(exercises.updates_of_sgd)
updates.right((1, 1000, 32))
updates.right([1, 1000, math.ceil(1000 / 32)], name="a_list")
updates.right(np.array([1, 1000, 32]), name="an_array")
updates.right(torch.tensor([1.0, 1000.0, 32.0]), name="a_tensor")
updates.names("The last, smaller batch", (1, 1000, 1000 // 32), name="cut_off")
updates.names("The full batch looks", [1000, 1, 32], name="exchanged")
updates.names("There is no quarter", (1, 1000, Fraction(125, 4)), name="a_fraction")
updates.names("32 is the size of a batch", (1, 1000, 1000 * 32), name="multiplied")
updates.names("One full batch of 1000", (1000, 1000, 32), name="all_examples")
updates.wrong((1, 1000), says="3", name="two_numbers")
updates.wrong((0, 999, 31), says="not", name="one_less")
updates.wrong(32, says="expected", name="one_number")
updates.wrong((1, 1000, 968), says="not", name="subtracted")
updates.wrong("1, 1000, 32", says="expected", name="a_text")

standardize = Answers(exercises.standardize)


@standardize.right
def column_by_column(features):
    columns = []
    for column in features.T:
        centre = sum(column) / len(column)
        spread = math.sqrt(sum((x - centre) ** 2 for x in column) / len(column))
        columns.append([(x - centre) / spread for x in column])
    return [list(row) for row in zip(*columns, strict=True)]


@standardize.right
def by_torch(features):
    features = torch.tensor(features)
    spread, centre = torch.std_mean(features, dim=0, correction=0)
    return (features - centre) / spread


@standardize.right
def transposed(features):
    centred = features.T - features.mean(0)[:, None]
    return (centred / np.sqrt((centred**2).mean(1, keepdims=True))).T


@standardize.right
def in_single_precision(features):
    table = features.astype(np.float32)
    table -= table.mean(axis=0)
    return table / np.linalg.norm(table, axis=0) * np.sqrt(len(table))


@standardize.names("You divided by the variance")
def mean_square_without_root(features):
    centred = features - features.mean(axis=0)
    return centred / (centred**2).mean(axis=0)


@standardize.names("You scaled each example")
def row_by_row(features):
    return [(row - row.mean()) / row.std() for row in features]


@standardize.names("Subtract the mean first")
def divided_only(features):
    return np.divide(features, np.std(features, axis=0))


@standardize.names("One mean for the whole table")
def over_everything(features):
    values = torch.tensor(features)
    return (values - values.mean()) / values.std(correction=0)


@standardize.names("You divided by N − 1 inside")
def torch_s_default(features):
    values = torch.tensor(features)
    return (values - values.mean(dim=0)) / values.std(dim=0)


@standardize.names("The mean is gone, the units are not")
def centred_only(features):
    return features - np.average(features, axis=0)


@standardize.names("That is min-max scaling")
def from_zero_to_one(features):
    low, high = np.min(features, axis=0), np.max(features, axis=0)
    return (features - low) / (high - low)


@standardize.names("Brackets are missing")
def divides_the_mean_only(features):
    return features - features.mean(axis=0) / features.std(axis=0)


@standardize.wrong(says="not right yet")
def by_the_range(features):
    centred = features - features.mean(axis=0)
    return centred / (features.max(axis=0) - features.min(axis=0))


@standardize.wrong(says="not right yet")
def by_the_median(features):
    return (features - np.median(features, axis=0)) / features.std(axis=0)


@standardize.wrong(says="expected shape (2, 2), got (2,)")
def first_column(features):
    return (features[:, 0] - features[:, 0].mean()) / features[:, 0].std()


@standardize.wrong(says="changed its argument `features`")
def in_place(features):
    features -= features.mean(axis=0)
    features /= features.std(axis=0)
    return features


min_max = Answers(exercises.min_max)


@min_max.right
def one_column_after_the_other(features):
    scaled = np.empty(features.shape, dtype=np.float32)
    for i in range(features.shape[1]):
        low, high = min(features[:, i]), max(features[:, i])
        scaled[:, i] = (features[:, i] - low) / (high - low)
    return scaled


@min_max.right
def as_torch(features):
    low, high = torch.aminmax(torch.tensor(features), dim=0)
    return (torch.tensor(features) - low) / (high - low)


@min_max.right
def by_interpolation(features):
    columns = [np.interp(c, [c.min(), c.max()], [0, 1]) for c in features.T]
    return np.array(columns).T.tolist()


@min_max.right
def shifted_first(features):
    shifted = features - features.min(0)
    return shifted / shifted.max(0)


@min_max.names("The smallest value does not become 0")
def share_of_the_largest(features):
    return np.divide(features, np.amax(features, axis=0))


@min_max.names("Divide by the range")
def over_the_largest(features):
    return np.array(
        [(c - min(c)) / max(c) for c in features.T],
    ).T


@min_max.names("Each column has its own")
def over_the_whole_table(features):
    table = torch.tensor(features)
    return (table - table.min()) / (table.max() - table.min())


@min_max.names("That is the range of each example")
def per_example(features):
    low = features.min(axis=1)[:, None]
    return (features - low) / np.ptp(features, axis=1)[:, None]


@min_max.names("Turned round")
def upside_down(features):
    high = features.max(axis=0)
    return (high - features) / np.ptp(features, axis=0)


@min_max.names("That is standardisation")
def standardised(features):
    return (features - np.mean(features, 0)) / np.std(features, 0)


@min_max.names("Subtract the *minimum*, not the mean")
def around_the_mean(features):
    return (features - features.mean(axis=0)) / np.ptp(features, axis=0)


@min_max.names("Brackets are missing")
def precedence(features):
    low, high = features.min(axis=0), features.max(axis=0)
    return (features - low) / high - low


@min_max.wrong(says="not right yet")
def from_minus_one_to_one(features):
    low, high = features.min(axis=0), features.max(axis=0)
    return 2 * (features - low) / (high - low) - 1


@min_max.wrong(says="not right yet")
def cut_at_zero_and_one(features):
    return np.clip(features, 0, 1)


@min_max.wrong(says="not right yet")
def ranks(features):
    return features.argsort(axis=0).argsort(axis=0) / (len(features) - 1)


@min_max.wrong(says="shape")
def only_the_range(features):
    return features.max(axis=0) - features.min(axis=0)
