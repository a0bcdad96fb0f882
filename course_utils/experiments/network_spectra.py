"""How does the loss curve in every direction, while a small network learns?"""

import numpy as np

from course_utils.experiments import kept, layer_widths

FILE = kept.file_of(__name__)
WIDTHS = "4-4"  # 37 weights and biases
ACTIVATIONS = "tanh", "sigmoid"
FLAT = 1e-4  # a curvature that is smaller counts as none


def spectra_of(data, activation):
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


def make_kept():
    """Return what `kept_spectra` reads, of all data sets and smooth activations."""
    made = [
        [spectra_of(data, activation) for activation in ACTIVATIONS]
        for data in layer_widths.SETS
    ]
    return {
        name: np.array([[pair[part] for pair in row] for row in made], np.float32)
        for part, name in enumerate(("eigenvalues", "gradients"))
    }


def kept_spectra(data, activation):
    """Return eigenvalues (epochs, 37) and gradient lengths (epochs,) of a kept run."""
    place = layer_widths.SETS.index(data), ACTIVATIONS.index(activation)
    content = kept.read(FILE)
    return content["eigenvalues"][place], content["gradients"][place]


def count_ways(eigenvalues, *, flat=FLAT):
    """Return how many of the eigenvalues curve up, down, and hardly at all."""
    eigenvalues = np.asarray(eigenvalues)
    up, down = int((eigenvalues > flat).sum()), int((eigenvalues < -flat).sum())
    return up, down, len(eigenvalues) - up - down
