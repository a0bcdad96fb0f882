"""Keep the weights small: by a penalty in the loss, or by shrinking them directly.

The penalty is ½ λ·|w|², with gradient λ·w. For plain descent both ways are one step;
for Adam they are not, because Adam divides the penalty's gradient as well.
"""

import numpy as np

from course_utils.ml.optimization.optimizers import Adam


def penalty_step(w, gradient, *, learning_rate, strength):
    """Return w - η·(g + λ·w): descend the loss plus ½ λ·|w|²."""
    return w - learning_rate * (gradient + strength * w)


def decay_step(w, gradient, *, learning_rate, strength):
    """Return (1 - η·λ)·w - η·g: shrink the weights, then step as usual."""
    return (1 - learning_rate * strength) * w - learning_rate * gradient


class AdamW(Adam):
    """Adam on the loss alone, and the weights times 1 - η·λ beside it.

    Loshchilov and Hutter (2019), "Decoupled weight decay regularization".
    """

    def __init__(self, learning_rate, *, strength, **options):
        super().__init__(learning_rate, **options)
        self.strength = strength

    def step(self, position, gradient):
        """Return the next position."""
        shrunk = (1 - self.learning_rate * self.strength) * position
        return super().step(shrunk, gradient)


def path_of(step, gradient, start, updates):
    """Return the positions (updates + 1, ...) of repeated `step(w, gradient(w))`."""
    path = [np.asarray(start, dtype=float)]
    for _ in range(updates):
        path.append(step(path[-1], gradient(path[-1])))
    return np.array(path)
