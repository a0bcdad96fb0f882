"""What a notebook's kernel does first when it has the pretend accelerator.

Trainings on it are cut short: the rules of a device are the same in every batch.
"""

from functools import wraps
from math import ceil

from course_utils.experiments import reward_strength
from course_utils.ml.training import loop
from tests.accelerator.pretend_device import switch_on

EPOCHS, BATCHES, PAIRS, UPDATES = 2, 3, 96, 2


def shortened(train):
    """Return `train` with few epochs of few batches where it does not ask for a cpu."""

    @wraps(train)
    def short(model, inputs, targets, *, epochs=10, batch_size=64, **options):
        options["batch_size"] = batch_size
        if options.get("device") == "cpu":
            return train(model, inputs, targets, epochs=epochs, **options)
        few = [x[: BATCHES * batch_size] for x in (inputs, targets)]
        history = train(model, *few, epochs=min(epochs, EPOCHS), **options)
        draw_out(history, epochs, epochs * ceil(len(targets) / batch_size))
        return history

    return short


def draw_out(history, epochs, updates):
    """Repeat what was measured last: a page may ask for any epoch's number."""
    for name, curve in vars(history).items():
        if isinstance(curve, list) and curve:
            length = updates if name == "update_loss" else epochs
            curve += curve[-1:] * (length - len(curve))


def with_few_pairs(train_reward):
    """Return `train_reward` on the first pairs alone."""

    @wraps(train_reward)
    def short(model, better, worse, **options):
        return train_reward(model, better[:PAIRS], worse[:PAIRS], **options)

    return short


def with_few_updates(run_policy):
    """Return `run_policy` stopped after a few updates."""

    @wraps(run_policy)
    def short(speaker, judge, *, updates=UPDATES, **options):
        return run_policy(speaker, judge, updates=min(updates, UPDATES), **options)

    return short


switch_on()
loop.train = shortened(loop.train)
reward_strength.train_reward = with_few_pairs(reward_strength.train_reward)
reward_strength.run_policy = with_few_updates(reward_strength.run_policy)
