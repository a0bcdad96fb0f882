"""What a notebook's kernel does first when it has the pretend accelerator.

Trainings on it are cut short: the rules of a device are the same in every batch.
"""

from functools import wraps

from course_utils.ml.language import preferences
from course_utils.ml.training import loop
from tests.accelerator.pretend_device import switch_on

EPOCHS, BATCHES, PAIRS = 4, 8, 96


def shortened(train):
    """Return `train` with few epochs of few batches where it does not ask for a cpu."""

    @wraps(train)
    def short(model, inputs, targets, *, epochs=10, batch_size=64, **options):
        options |= {"epochs": epochs, "batch_size": batch_size}
        if options.get("device") != "cpu":
            inputs, targets = (x[: BATCHES * batch_size] for x in (inputs, targets))
            options["epochs"] = min(epochs, EPOCHS)
        history = train(model, inputs, targets, **options)
        for curve in vars(history).values():  # a page may ask for any epoch's number
            if isinstance(curve, list) and len(curve) == options["epochs"]:
                curve += curve[-1:] * (epochs - len(curve))
        return history

    return short


def with_few_pairs(train_reward):
    """Return `train_reward` on the first pairs alone."""

    @wraps(train_reward)
    def short(model, better, worse, **options):
        return train_reward(model, better[:PAIRS], worse[:PAIRS], **options)

    return short


switch_on()
loop.train = shortened(loop.train)
preferences.train_reward = with_few_pairs(preferences.train_reward)
