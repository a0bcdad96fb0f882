"""List what a network does layer by layer: shapes, parameters, multiply-adds."""

from dataclasses import dataclass

import torch
from torch import nn
from torch.func import functional_call

from course_utils.translation.speaker import speaker
from course_utils.translation.widths import padded


@dataclass(frozen=True)
class LayerRow:
    """Hold one layer: its name and kind, the shape it returns, what it costs.

    `shape` leaves out the batch. A multiply-add is one product and its sum; biases,
    activations and pooling are not counted, as usual.
    """

    name: str
    kind: str
    shape: tuple[int, ...]
    parameters: int
    multiply_adds: int


def layers_table(network, input_shape):
    """Return a LayerRow for each innermost layer, in the order of their calls.

    `input_shape` is (channels, height, width). The network is run in evaluation mode
    and left as it was; the batch is empty, so that nothing is computed (it has one
    picture where the network cannot do without), and the weights are one zero seen
    everywhere, so that a network on paper runs as well. Layers that flatten or drop
    out are left out.
    """
    rows, hooks = [], []
    names = {module: name for name, module in network.named_modules()}
    zero = torch.zeros(())
    weights = {n: zero.expand(w.shape) for n, w in network.state_dict().items()}

    def note(module, inputs, output):
        rows.append(
            LayerRow(
                name=names[module],
                kind=type(module).__name__,
                shape=tuple(output.shape[1:]),
                parameters=sum(p.numel() for p in module.parameters()),
                multiply_adds=multiply_adds(module, output),
            )
        )

    for module in network.modules():
        if not any(module.children()) and not isinstance(module, SILENT):
            hooks.append(module.register_forward_hook(note))
    was_training = network.training
    network.eval()
    try:
        with torch.no_grad():
            try:
                functional_call(network, weights, torch.zeros(0, *input_shape))
            except RuntimeError:  # as in x.view(len(x), -1), which divides by nothing
                rows.clear()
                functional_call(network, weights, torch.zeros(1, *input_shape))
    finally:
        network.train(was_training)
        for hook in hooks:
            hook.remove()
    return rows


SILENT = (nn.Flatten, nn.Dropout, nn.Identity)


def multiply_adds(module, output):
    """Count the multiply-adds of one layer that returned `output` (N, ...)."""
    numbers = output.shape[1:].numel()
    if isinstance(module, nn.Conv2d):
        per_pixel = module.weight[0].numel()  # in / groups × height × width
        return numbers * per_pixel
    if isinstance(module, nn.Linear):
        return numbers * module.in_features
    return 0


def totals(rows):
    """Return the parameters and multiply-adds of all rows together."""
    return sum(r.parameters for r in rows), sum(r.multiply_adds for r in rows)


def as_text(rows):
    """Return the rows as a plain table with a line of totals."""
    say = speaker("words")
    heads = [("output", 15), ("parameters", 12), ("multiply-adds", 15)]
    lines = [
        " ".join(
            [
                padded(say("layer"), 24),
                *(padded(say(head), width, right=True) for head, width in heads),
            ]
        )
    ]
    for row in rows:
        shape = "×".join(map(str, row.shape))
        name = f"{row.kind} {row.name}"
        lines.append(
            f"{name:24} {shape:>15} {row.parameters:12,} {row.multiply_adds:15,}"
        )
    parameters, adds = totals(rows)
    lines.append(f"{padded(say('total'), 24)} {'':>15} {parameters:12,} {adds:15,}")
    return "\n".join(lines)
