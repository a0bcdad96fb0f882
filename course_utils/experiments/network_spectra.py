"""How does the loss curve in every direction, while a small network learns?"""

from functools import cache

import numpy as np

from course_utils.experiments import layer_widths

WIDTHS = "4-4"  # 37 weights and biases
FLAT = 1e-4  # a curvature that is smaller counts as none


@cache
def kept_spectra(data, activation):
    """Return eigenvalues (epochs, 37) and gradient lengths (epochs,) of a kept run."""
    import torch

    from course_utils.ml.optimization.spectrum import (
        full_hessian,
        logistic_network_loss,
    )

    points, labels = layer_widths.make_points(data)
    loss = logistic_network_loss(
        layer_widths.sizes_of(WIDTHS), points, labels, activation=activation
    )
    runs = layer_widths.kept_runs()[WIDTHS][
        layer_widths.SETS.index(data), layer_widths.ACTIVATIONS.index(activation)
    ]
    weights = torch.as_tensor(runs)
    matrices = torch.func.vmap(lambda point: full_hessian(loss, point))(weights)
    gradients = torch.func.vmap(torch.func.grad(loss))(weights)
    return np.linalg.eigvalsh(matrices.numpy()), gradients.norm(dim=1).numpy()


def count_ways(eigenvalues, *, flat=FLAT):
    """Return how many of the eigenvalues curve up, down, and hardly at all."""
    eigenvalues = np.asarray(eigenvalues)
    up, down = int((eigenvalues > flat).sum()), int((eigenvalues < -flat).sum())
    return up, down, len(eigenvalues) - up - down
