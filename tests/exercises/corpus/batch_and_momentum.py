"""Answers to the exercises of notebook 14, as learners write them."""

import math

import numpy as np
import torch

from course_utils.exercises import batch_and_momentum as exercises
from tests.exercises.answers import Answers

batches = Answers(exercises.minibatches)


@batches.right
def with_a_while_loop(order, batch_size):
    dealt, start = [], 0
    while start < len(order):
        dealt.append(order[start : start + batch_size])
        start += batch_size
    return dealt


@batches.right
def by_splitting_at_places(order, batch_size):
    return np.split(order, range(batch_size, len(order), batch_size))


@batches.right
def torch_splits(order, batch_size):
    return torch.tensor(order).split(batch_size)


@batches.right
def card_by_card(order, batch_size):
    dealt = []
    for place, card in enumerate(order):
        if place % batch_size == 0:
            dealt.append([])
        dealt[-1].append(int(card))
    return dealt


@batches.right
def as_a_generator(order, batch_size):
    return tuple(
        order[n * batch_size : (n + 1) * batch_size]
        for n in range(math.ceil(len(order) / batch_size))
    )


@batches.names("The last, smaller batch is missing")
def whole_batches_only(order, batch_size):
    count = len(order) // batch_size
    return [order[n * batch_size : (n + 1) * batch_size] for n in range(count)]


@batches.names("Your batches overlap")
def a_start_at_every_place(order, batch_size):
    dealt = []
    for start in range(0, len(order)):
        dealt.append(order[start : start + batch_size])
    return dealt


@batches.names("One example too many")
def end_counted_in(order, batch_size):
    dealt, start = [], 0
    while start < len(order):
        dealt.append(order[start : start + batch_size + 1])
        start = start + batch_size
    return dealt


@batches.names("You made `batch_size` batches")
def torch_chunks_by_number(order, batch_size):
    return np.array_split(np.asarray(order), batch_size)


@batches.names("You sorted")
def sorted_first(order, batch_size):
    order = sorted(order)
    return [order[s : s + batch_size] for s in range(0, len(order), batch_size)]


@batches.names("These are places")
def numbers_of_places(order, batch_size):
    starts = range(0, len(order), batch_size)
    return [list(range(s, min(s + batch_size, len(order)))) for s in starts]


@batches.names("That is the first batch only")
def returns_in_the_loop(order, batch_size):
    dealt = []
    for start in range(0, len(order), batch_size):
        dealt.append(order[start : start + batch_size])
        return dealt


@batches.wrong(says="not right yet")
def shuffled_again(order, batch_size):
    order = np.random.default_rng(1).permutation(order)
    return np.split(order, range(batch_size, len(order), batch_size))


@batches.wrong(says="expected")
def one_flat_list(order, batch_size):
    return list(order)


@batches.wrong(says="expected")
def an_empty_batch_at_the_end(order, batch_size):
    count = len(order) // batch_size + 1
    return [order[n * batch_size : (n + 1) * batch_size] for n in range(count)]


@batches.wrong(says="not right yet")
def dealt_like_cards(order, batch_size):
    count = math.ceil(len(order) / batch_size)
    return [order[n::count] for n in range(count)]


@batches.wrong(says="ValueError")
def a_rectangle(order, batch_size):
    return np.reshape(order, (-1, batch_size))


updates = Answers(exercises.updates_in_training)
updates.right(3 * math.ceil(1347 / 32), name="computed")
updates.right(129.0, name="a_float")
updates.right(torch.tensor(129), name="a_tensor")
updates.right(np.int64(129), name="numpy")
updates.names("You forgot the last", 1347 // 32 * 3, name="rounded_down")
updates.names("That is one epoch", 43, name="one_epoch")
updates.names("An epoch makes as many", 3, name="one_each")
updates.names("That would be one update per example", 1347 * 3, name="per_example")
updates.names("Round up in every epoch", math.ceil(3 * 1347 / 32), name="once_rounded")
updates.wrong(126.28, says="126.28 is not it", name="not_rounded")
updates.wrong(96, says="96 is not it", name="three_times_32")
updates.wrong(1347, says="1347 is not it", name="examples")
updates.wrong("129 times", says="expected a number, got a text", name="in_words")
updates.wrong(-129, says="-129 is not it", name="negative")

step = Answers(exercises.momentum_step)


@step.right
def in_two_lines(w, m, gradient, eta, lam):
    new = lam * m - eta * gradient
    return w + new, new


@step.right
def as_pytorch_and_translated(w, m, gradient, eta, lam):
    v = lam * (-m / eta) + gradient
    return w - eta * v, -eta * v


@step.right
def number_by_number(w, m, gradient, eta, lam):
    if np.ndim(w) == 0:
        return [w + lam * m - eta * gradient, lam * m - eta * gradient]
    pairs = [in_two_lines(*three, eta, lam) for three in zip(w, m, gradient)]  # noqa: B905
    return [a for a, _ in pairs], [b for _, b in pairs]


@step.right
def with_torch(w, m, gradient, eta, lam):
    w, m, gradient = map(torch.as_tensor, (w, m, gradient))
    m = m * lam - eta * gradient
    return w + m, m


@step.right
def as_one_array(w, m, gradient, eta, lam):
    new = np.float32(lam) * m - np.float32(eta) * gradient
    return np.array([w + new, new])


@step.names("The slope pushes uphill")
def plus_the_gradient(w, m, gradient, eta, lam):
    push = eta * gradient
    kept = lam * m
    return w + kept + push, kept + push


@step.names("You moved by the old m")
def moves_first(w, m, gradient, eta, lam):
    w = w + m
    m = m * lam
    m = m - gradient * eta
    return w, m


@step.names("Return the new m as well")
def old_m_returned(w, m, gradient, eta, lam):
    new = m * lam - gradient * eta
    return w + new, m


@step.names("The gradient is multiplied by η alone")
def running_mean(w, m, gradient, eta, lam):
    new = lam * m + (1 - lam) * (-eta * gradient)
    return w + new, new


@step.names("w is right, m is not")
def velocity_of_pytorch(w, m, gradient, eta, lam):
    v = m * lam + gradient
    return w - v * eta, v


@step.names("η is in m already")
def eta_once_more(w, m, gradient, eta, lam):
    new = lam * m - eta * gradient
    return w + new * eta, new


@step.names("First the new w, then")
def the_other_way_round(w, m, gradient, eta, lam):
    new = lam * m - eta * gradient
    return new, w + new


@step.names("λ weakens the old m only")
def brackets_around_both(w, m, gradient, eta, lam):
    m = m - eta * gradient
    m = m * lam
    return w + m, m


@step.wrong(says="not right yet")
def minus_the_step(w, m, gradient, eta, lam):
    new = lam * m - eta * gradient
    return w - new, new


@step.wrong(says="not right yet")
def nothing_kept(w, m, gradient, eta, lam):
    return w - eta * gradient, -eta * gradient


@step.wrong(says="not right yet")
def swapped_rates(w, m, gradient, eta, lam):
    return in_two_lines(w, m, gradient, lam, eta)


@step.wrong(says="changed its argument `w`")
def in_place(w, m, gradient, eta, lam):
    m *= lam
    m -= eta * gradient
    w += m
    return w, m


@step.wrong(says="expected")
def new_w_only(w, m, gradient, eta, lam):
    return w + lam * m - eta * gradient


past = Answers(exercises.weights_of_the_past)


@past.right
def by_powers(lam, t):
    return lam ** np.arange(t, -1, -1.0)


@past.right
def from_the_newest_backwards(lam, t):
    weights = [1.0]
    for _ in range(t):
        weights.insert(0, weights[0] * lam)
    return weights


@past.right
def with_torch_powers(lam, t):
    return torch.tensor(lam, dtype=torch.float32) ** torch.arange(t, -1, -1)


@past.right
def by_running_the_update(lam, t):
    rows = np.eye(t + 1)
    m = np.zeros(t + 1)
    for gradient in rows:
        m = lam * m + gradient
    return m


@past.right
def flipped(lam, t):
    return np.flip(np.cumprod([1.0, *[lam] * t]))


@past.names("The other way round")
def newest_first(lam, t):
    return [lam**age for age in range(t + 1)]


@past.names("One is missing")
def t_numbers(lam, t):
    return [lam**age for age in reversed(range(t))]


@past.names("They need not add up to 1")
def made_to_add_up(lam, t):
    weights = np.array([lam**age for age in range(t, -1, -1)])
    return weights / sum(weights)


@past.names("The newest gradient counts 1")
def faded_at_once(lam, t):
    return [lam ** (t + 1 - s) for s in range(t + 1)]


@past.names("Here nothing is multiplied by")
def of_a_running_mean(lam, t):
    return [(1 - lam) * lam**age for age in range(t, -1, -1)]


@past.names("Each update multiplies by λ once more")
def multiples(lam, t):
    return [age * lam for age in range(t, -1, -1)]


@past.wrong(says="not right yet")
def all_alike(lam, t):
    return np.full(t + 1, lam)


@past.wrong(says="not right yet")
def the_steps_sign(lam, t):
    return -by_powers(lam, t)


@past.wrong(says="expected")
def their_sum(lam, t):
    return sum(lam**age for age in range(t + 1))


@past.wrong(says="shape")
def one_too_many(lam, t):
    return lam ** np.arange(t + 1, -1, -1.0)


@past.wrong(says="not right yet")
def the_power_the_wrong_way(lam, t):
    return np.arange(t, -1, -1.0) ** lam
