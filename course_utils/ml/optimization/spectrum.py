"""Curvature of a real network's loss: Hessian-vector products and the spectrum."""

from itertools import pairwise

import numpy as np
import torch
from scipy.sparse.linalg import LinearOperator, eigsh
from torch.func import functional_call


def flat_loss(model, inputs, targets, *, loss_function=None):
    """Return (loss as a function of one flat vector, the vector of the model now)."""
    loss_function = loss_function or torch.nn.functional.cross_entropy
    names = [name for name, _ in model.named_parameters()]
    parameters = [p.detach() for p in model.parameters()]
    sizes = [p.numel() for p in parameters]

    def loss(vector):
        parts = vector.split(sizes)
        named = {
            name: part.reshape(old.shape)
            for name, part, old in zip(names, parts, parameters, strict=True)
        }
        return loss_function(functional_call(model, named, (inputs,)), targets)

    return loss, torch.cat([p.reshape(-1) for p in parameters])


def hessian_vector_product(loss, point, vector):
    """Return H v for a torch function of (n,): the gradient of (gradient · v).

    Two backward passes; the n × n matrix H never exists (Pearlmutter, 1994).
    """
    point = point.detach().requires_grad_()
    (gradient,) = torch.autograd.grad(loss(point), point, create_graph=True)
    (product,) = torch.autograd.grad(gradient @ vector, point)
    return product


def full_hessian(loss, point):
    """Return the whole Hessian (n, n): the derivative of the gradient; for small n."""
    return torch.func.jacrev(torch.func.grad(loss))(point.detach())


def extreme_eigenvalues(loss, point, *, count=4, seed=0):
    """Return the `count` smallest and largest eigenvalues, by Lanczos iteration.

    Needs some tens of Hessian-vector products and never the matrix itself.
    """

    def product(vector):
        vector = torch.as_tensor(vector).reshape(-1).to(point)
        return hessian_vector_product(loss, point, vector).cpu().numpy().astype(float)

    size = len(point)
    operator = LinearOperator((size, size), matvec=product, dtype=float)
    start = np.random.default_rng(seed).normal(size=size)
    values = eigsh(
        operator, k=2 * count, which="BE", v0=start, return_eigenvectors=False, tol=1e-6
    )
    return np.sort(values)


def logistic_network_loss(sizes, points, labels, *, activation):
    """Return the mean logistic loss of a fully connected network, a torch function.

    Its argument is a flat vector as in `experiments.layer_widths`: weights, then
    bias, by layer.
    """
    points = torch.as_tensor(points)
    labels = torch.as_tensor(labels, dtype=points.dtype)
    function = getattr(torch, activation)

    def loss(vector):
        outputs, start = points, 0
        for depth, (inputs, units) in enumerate(pairwise(sizes)):
            middle = start + inputs * units
            weights = vector[start:middle].reshape(units, inputs)
            outputs = outputs @ weights.T + vector[middle : middle + units]
            start = middle + units
            if depth < len(sizes) - 2:
                outputs = function(outputs)
        return torch.nn.functional.binary_cross_entropy_with_logits(
            outputs[:, 0], labels
        )

    return loss
