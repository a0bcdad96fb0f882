"""Four ways to turn a trained writer into a specialist, and what each one trains.

Head: a new last layer, nothing else. Adapter: small bottlenecks inside each block
(Houlsby et al. 2019). Soft prompt: a few free vectors in front of the text (Lester et
al. 2021). Full fine-tuning: everything.
"""

import copy

import torch
from torch import nn

WAYS = ("head", "soft prompt", "adapter", "full")


def adapter_parameters(width, bottleneck, layers):
    """Count the weights and biases of one adapter after each of `layers` blocks.

    An adapter goes from `width` down to `bottleneck` and back up.
    """
    return layers * (2 * width * bottleneck + bottleneck + width)


class Adapter(nn.Module):
    """Run a block, then add a small correction through a bottleneck.

    It starts as no correction at all: the layer back up begins with zeros.
    """

    def __init__(self, block, width, bottleneck):
        super().__init__()
        self.block = block
        self.down, self.up = nn.Linear(width, bottleneck), nn.Linear(bottleneck, width)
        nn.init.zeros_(self.up.weight)
        nn.init.zeros_(self.up.bias)

    def forward(self, x):
        """Change `x` (B, T, C); same shape out."""
        x = self.block(x)
        return x + self.up(self.down(x).relu())


class Specialist(nn.Module):
    """Read a text with a writer's blocks and choose one of `classes` at its end.

    `way` is one of WAYS; what it does not train is frozen. The writer is copied.
    """

    def __init__(self, writer, classes, way="head", *, bottleneck=8, prompt=8):
        super().__init__()
        if way not in WAYS:
            raise ValueError(f"way must be one of {', '.join(WAYS)}, got {way!r}")
        self.writer = copy.deepcopy(writer).requires_grad_(way == "full")
        self.writer.score.requires_grad_(False)  # the old head is not used
        width = writer.width
        if way == "adapter":
            self.writer.blocks = nn.ModuleList(
                Adapter(block, width, bottleneck) for block in self.writer.blocks
            )
        vectors = prompt if way == "soft prompt" else 0
        self.prompt = nn.Parameter(0.1 * torch.randn(vectors, width))
        self.head = nn.Linear(width, classes)

    def forward(self, characters):
        """Return the scores (B, classes) of texts of equal length (B, T)."""
        x = self.writer.embed(characters)
        prompt = self.prompt.expand(len(x), *self.prompt.shape)
        x = self.writer.read(torch.cat([prompt, x], dim=1))
        return self.head(x[:, -1])


def make_specialist(writer, classes, way, *, seed=0, **sizes):
    """Return a `Specialist` whose new weights depend on nothing but the seed."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return Specialist(writer, classes, way, **sizes)
