"""Answers to the exercises of notebook 15, as learners write them."""

import numpy as np
import torch

from course_utils.exercises import weight_decay_and_dropout as exercises
from tests.exercises.answers import Answers

# 15.1 a decay step -------------------------------------------------------------------

decay = Answers(exercises.decay_step)


@decay.right
def by_the_penalty(w, gradient, eta, strength):
    return w - eta * (gradient + strength * w)


@decay.right
def by_torch(w, gradient, eta, strength):
    theta = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    theta.grad = torch.tensor(gradient, dtype=torch.float64)
    torch.optim.SGD([theta], lr=eta, weight_decay=strength).step()
    return theta.detach()


@decay.right
def weight_by_weight(w, gradient, eta, strength):
    pairs = zip(np.atleast_1d(w), np.atleast_1d(gradient), strict=True)
    new = [a * (1 - eta * strength) - eta * g for a, g in pairs]
    return new if np.ndim(w) else new[0]


@decay.names("λ acts through the step")
def rate_forgotten(w, gradient, eta, strength):
    return w - strength * w - eta * gradient


@decay.names("That belongs to the penalty λ·|w|²")
def twice_the_decay(w, gradient, eta, strength):
    return w - eta * (gradient + 2 * strength * w)


@decay.names("You shrink after the step")
def step_first(w, gradient, eta, strength):
    w = w - eta * gradient
    return w - eta * strength * w


@decay.names("Your weights grow")
def pushed_away(w, gradient, eta, strength):
    return w + eta * strength * w - eta * gradient


@decay.names("That is the gradient of λ·|w|")
def the_same_from_each(w, gradient, eta, strength):
    return w - eta * (gradient + strength * np.sign(w))


@decay.names("λ does not appear")
def plain(w, gradient, eta, strength):
    return w - eta * gradient


@decay.wrong(says="not right yet")
def uphill(w, gradient, eta, strength):
    return (1 - eta * strength) * w + eta * gradient


# 15.2 inverted dropout ---------------------------------------------------------------

drop = Answers(exercises.dropout)


@drop.right
def with_where(x, p, uniform, training=True):
    if not training:
        return x
    return np.where(uniform < p, 0.0, x / (1 - p))


@drop.right
def in_torch(x, p, uniform, training=True):
    x, uniform = torch.tensor(x), torch.tensor(uniform)
    return x.masked_fill(uniform < p, 0) / (1 - p) if training else x


@drop.right
def copied_and_zeroed(x, p, uniform, training=True):
    result = np.array(x, dtype=float)
    if training:
        result[uniform < p] = 0
        result /= 1 - p
    return result


@drop.names("What stays is not rescaled")
def not_rescaled(x, p, uniform, training=True):
    result = x.copy()
    if training:
        result[uniform < p] = 0
    return result


@drop.names("You drop at evaluation")
def always(x, p, uniform, training=True):
    return np.where(uniform >= p, x, 0) / (1 - p)


@drop.names("Divide by the share that stays")
def by_p(x, p, uniform, training=True):
    return np.where(uniform >= p, x, 0) / p if training else x


@drop.names("You keep what should be switched off")
def the_others(x, p, uniform, training=True):
    return np.where(uniform < p, x, 0) / (1 - p) if training else x


@drop.names("The few that stay must grow")
def shrunk(x, p, uniform, training=True):
    return np.where(uniform >= p, x, 0) * (1 - p) if training else x


@drop.names("That is the original form")
def paid_at_evaluation(x, p, uniform, training=True):
    keep = 1 - p
    return x * (uniform >= p) if training else keep * x


@drop.wrong(says="not right yet")
def below_or_equal_is_off(x, p, uniform, training=True):
    return x * (uniform > p) / (1 - p) if training else x


@drop.wrong(says="not right yet")
def masks_of_its_own(x, p, uniform, training=True):
    mask = np.random.default_rng(0).random(np.shape(x)) >= p
    return x * mask / (1 - p) if training else x


# 15.3 what comes out on average ------------------------------------------------------

mean = Answers(exercises.expectation)
mean.without_example("The question names its only numbers.")
mean.right([6, 4.5, 6], name="a_list")
mean.names("8 is what comes out", (8, 4.5, 6), name="when_it_is_on")
mean.names("Without rescaling the zeros", (6, 6, 6), name="all_the_same")
mean.names("In evaluation inverted dropout", (6, 4.5, 4.5), name="shrunk_at_the_end")
mean.names("p is the share switched *off*", (6, 1.5, 6), name="p_stays")
mean.wrong((4.5, 6, 6), says="not right yet", name="exchanged")
