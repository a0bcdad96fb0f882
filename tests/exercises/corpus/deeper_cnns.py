"""Answers to the exercises of notebook 19, as learners write them."""

from itertools import pairwise

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from course_utils.exercises import deeper_cnns as exercises
from tests.exercises.answers import Answers

vgg_block = Answers(exercises.vgg_block)
vgg_block.without_example("A block is asked for, whose numbers are learned.")


def conv(inputs, outputs, kernel=3, padding=1):
    return nn.Conv2d(inputs, outputs, kernel, padding=padding)


@vgg_block.right
def appended(convolutions, inputs, outputs):
    block = nn.Sequential()
    for i in range(convolutions):
        block.append(nn.Conv2d(inputs if i == 0 else outputs, outputs, 3, 1, 1))
        block.append(nn.BatchNorm2d(outputs))
        block.append(nn.ReLU(inplace=True))
    block.append(nn.MaxPool2d(kernel_size=2, stride=2))
    return block


@vgg_block.right
def nested(convolutions, inputs, outputs):
    sizes = [inputs] + [outputs] * convolutions
    parts = [
        nn.Sequential(
            nn.Conv2d(a, b, (3, 3), padding="same"), nn.BatchNorm2d(b), nn.ReLU()
        )
        for a, b in pairwise(sizes)
    ]
    return nn.Sequential(*parts, nn.MaxPool2d(2))


@vgg_block.right
def first_apart(convolutions, inputs, outputs):
    layers = [conv(inputs, outputs), nn.BatchNorm2d(outputs), nn.ReLU()]
    for _ in range(convolutions - 1):
        layers += [conv(outputs, outputs), nn.BatchNorm2d(outputs), nn.ReLU()]
    layers.append(nn.MaxPool2d((2, 2)))
    return nn.Sequential(*layers)


def layered(make, *, pool=True):
    """Return a block whose layers for each convolution are those of `make(a, b)`."""

    def block(convolutions, inputs, outputs):
        layers = []
        for _ in range(convolutions):
            layers.extend(make(inputs, outputs))
            inputs = outputs
        return nn.Sequential(*layers, *([nn.MaxPool2d(2)] if pool else []))

    return block


vgg_block.names(
    "The convolutions lose their border",
    layered(lambda a, b: [nn.Conv2d(a, b, 3), nn.BatchNorm2d(b), nn.ReLU()]),
    name="no padding",
)


@vgg_block.names("Each convolution is followed by its own ReLU")
def one_relu_at_the_end(convolutions, inputs, outputs):
    layers = []
    for _ in range(convolutions):
        layers += [conv(inputs, outputs), nn.BatchNorm2d(outputs)]
        inputs = outputs
    layers += [nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*layers)


vgg_block.names(
    "Pool once, at the end",
    layered(
        lambda a, b: [conv(a, b), nn.BatchNorm2d(b), nn.ReLU(), nn.MaxPool2d(2)],
        pool=False,
    ),
    name="pooled in the loop",
)
vgg_block.names(
    "The pooling at the end of the block is missing",
    layered(lambda a, b: [conv(a, b), nn.BatchNorm2d(b), nn.ReLU()], pool=False),
    name="no pooling",
)
vgg_block.names(
    "Normalise first, then ReLU",
    layered(lambda a, b: [conv(a, b), nn.ReLU(), nn.BatchNorm2d(b)]),
    name="relu first",
)
vgg_block.names(
    "That is the block of the page",
    layered(lambda a, b: [conv(a, b), nn.ReLU()]),
    name="copied from above",
)
vgg_block.wrong(
    layered(lambda a, b: [conv(a, b, 5, 2), nn.BatchNorm2d(b), nn.ReLU()]),
    says="parameters",
    name="windows of five",
)
vgg_block.wrong(
    layered(lambda a, b: [nn.BatchNorm2d(a), conv(a, b), nn.ReLU()]),
    says="not right yet",
    name="normalised before the convolution",
)
vgg_block.wrong(
    layered(lambda a, b: [conv(a, b), nn.BatchNorm2d(b), nn.GELU()]),
    says="not right yet",
    name="gelu",
)


@vgg_block.wrong(says="RuntimeError")
def inputs_never_change(convolutions, inputs, outputs):
    layers = []
    for _ in range(convolutions):
        layers += [conv(inputs, outputs), nn.BatchNorm2d(outputs), nn.ReLU()]
    return nn.Sequential(*layers, nn.MaxPool2d(2))


@vgg_block.wrong(says="expected a network (nn.Module), got a list")
def a_list_of_layers(convolutions, inputs, outputs):
    return [conv(inputs, outputs), nn.BatchNorm2d(outputs), nn.ReLU(), nn.MaxPool2d(2)]


@vgg_block.wrong(says="not right yet")
def average_pool(convolutions, inputs, outputs):
    return nn.Sequential(*nested(convolutions, inputs, outputs)[:-1], nn.AvgPool2d(2))


receptive_field = Answers(exercises.receptive_field)


@receptive_field.right
def from_the_picture(layers):
    side, step = 1, 1
    for kernel, stride in layers:
        side += (kernel - 1) * step
        step *= stride
    return side


@receptive_field.right
def by_recursion(layers):
    if not layers:
        return 1
    (kernel, stride), *rest = layers
    return (by_recursion(rest) - 1) * stride + kernel


@receptive_field.right
def vectorised(layers):
    kernels, strides = np.array(layers).T
    steps = np.cumprod(np.append(1, strides[:-1]))
    return 1 + ((kernels - 1) * steps).sum()


@receptive_field.right
def backwards_by_index(layers):
    side = 1.0
    for i in range(len(layers) - 1, -1, -1):
        side = side * layers[i][1] - layers[i][1] + layers[i][0]
    return side


@receptive_field.names("Between n pixels there are n - 1")
def n_steps(layers):
    side = 1
    for kernel, stride in layers[::-1]:
        side = stride * side + kernel
    return side


@receptive_field.names("The strides are missing")
def without_strides(layers):
    side = 1
    for kernel, _ in layers:
        side += kernel - 1
    return side


@receptive_field.names("You began at the picture")
def from_the_wrong_end(layers):
    side = 1
    for kernel, stride in layers:
        side = (side - 1) * stride + kernel
    return side


@receptive_field.names("A layer's stride spreads")
def stride_counts_at_once(layers):
    step, grown = 1, 0
    for kernel, stride in layers:
        step = step * stride
        grown += step * (kernel - 1)
    return grown + 1


@receptive_field.names("Fields add up")
def multiplied(layers):
    return int(np.prod([kernel * stride for kernel, stride in layers]))


@receptive_field.wrong(says="not right yet")
def largest_window(layers):
    return max(kernel for kernel, _ in layers)


@receptive_field.wrong(says="not right yet")
def started_at_zero(layers):
    side = 0
    for kernel, stride in reversed(layers):
        side = (side - 1) * stride + kernel
    return side


@receptive_field.wrong(says="not right yet")
def sum_of_windows(layers):
    return sum(kernel for kernel, _ in layers)


@receptive_field.wrong(says="not right yet")
def first_layer_alone(layers):
    return layers[0][0]


global_average = Answers(exercises.global_average)


@global_average.right
def flattened(maps):
    return maps.flatten(2).mean(2)


@global_average.right
def pooled_and_squeezed(maps):
    return nn.AdaptiveAvgPool2d(1)(maps)[:, :, 0, 0]


@global_average.right
def in_numpy(maps):
    return np.asarray(maps).mean(axis=(-1, -2))


@global_average.right
def map_by_map(maps):
    return [[one.sum().item() / one.numel() for one in picture] for picture in maps]


@global_average.names("That is the largest value")
def largest(maps):
    return maps.max(dim=3).values.max(dim=2).values


@global_average.names("You took the mean over the channels")
def wrong_axes(maps):
    return torch.mean(maps, dim=(1, 2))


@global_average.names("The result should have two axes")
def axes_kept(maps):
    return functional.adaptive_avg_pool2d(maps, 1)


@global_average.names("That is the sum")
def sums(maps):
    return maps.flatten(2).sum(-1)


@global_average.wrong(says="shape")
def over_everything(maps):
    return maps.mean()


@global_average.wrong(says="shape")
def rows_only(maps):
    return maps.mean(dim=2)


@global_average.wrong(says="shape")
def over_the_pictures_too(maps):
    return maps.mean(dim=(0, 2, 3))


@global_average.wrong(says="not right yet")
def median_of_each(maps):
    return maps.flatten(2).median(dim=2).values


@global_average.wrong(says="not right yet")
def corner(maps):
    return maps[:, :, 0, 0]


bottleneck = Answers(exercises.bottleneck)
RIGHT = {"direct": 153_632, "1×1": 3_088, "5×5": 12_832}
bottleneck.right(
    {
        "direct": 32 * (192 * 25 + 1),
        "1×1": 16 * (192 + 1),
        "5×5": 32 * (16 * 25 + 1),
    }
)
bottleneck.right({name: float(count) for name, count in RIGHT.items()}, name="floats")
bottleneck.names(
    "You left out the biases", {"direct": 153_600, "1×1": 3_072, "5×5": 12_800}
)
bottleneck.names("Behind the bottleneck the 5×5", RIGHT | {"5×5": 32 * (192 * 25 + 1)})
bottleneck.names(
    "Each kernel looks at all input channels",
    {"direct": 32 * 26, "1×1": 16 * 2, "5×5": 32 * 26},
)
bottleneck.wrong(RIGHT | {"1×1": 192 * 32 + 32}, says="'1×1'")
bottleneck.wrong(RIGHT | {"direct": 192 * 25 + 32}, says="'direct'")
bottleneck.wrong({"direct": 153_632}, says="1×1")

inception = Answers(exercises.inception)
inception.without_example("A class is asked for, whose numbers are learned.")


@inception.right
class Functional(nn.Module):
    def __init__(self, inputs, small, middle, large, pooled):
        super().__init__()
        self.p1 = nn.Conv2d(inputs, small, 1)
        self.p2a = nn.Conv2d(inputs, middle[0], 1)
        self.p2b = nn.Conv2d(middle[0], middle[1], 3, padding=1)
        self.p3a = nn.Conv2d(inputs, large[0], 1)
        self.p3b = nn.Conv2d(large[0], large[1], 5, padding=2)
        self.p4 = nn.Conv2d(inputs, pooled, 1)

    def forward(self, x):
        one = functional.relu(self.p1(x))
        two = functional.relu(self.p2b(functional.relu(self.p2a(x))))
        three = functional.relu(self.p3b(functional.relu(self.p3a(x))))
        four = functional.relu(self.p4(functional.max_pool2d(x, 3, 1, 1)))
        return torch.cat((one, two, three, four), 1)


@inception.right
class PathsFromTheLast(nn.Module):
    """Defined in another order: the parameters come in another order, too."""

    def __init__(self, inputs, small, middle, large, pooled):
        super().__init__()
        pool = nn.MaxPool2d(kernel_size=3, stride=1, padding=1)
        self.pool = nn.Sequential(pool, nn.Conv2d(inputs, pooled, 1))
        self.paths = nn.ModuleList(
            nn.Sequential(
                nn.Conv2d(inputs, narrow, 1),
                nn.ReLU(),
                nn.Conv2d(narrow, out, kernel, padding="same"),
            )
            for (narrow, out), kernel in ((middle, 3), (large, 5))
        )
        self.pixel = nn.Conv2d(inputs, small, 1)

    def forward(self, x):
        parts = [self.pixel(x), self.paths[0](x), self.paths[1](x), self.pool(x)]
        return torch.relu(torch.cat(parts, dim=1))


@inception.right
class FilledIn(nn.Module):
    def __init__(self, inputs, small, middle, large, pooled):
        super().__init__()
        self.ends = np.cumsum([small, middle[1], large[1], pooled]).tolist()
        self.small = nn.LazyConv2d(small, 1)
        self.squeeze = nn.ModuleList(
            nn.Conv2d(inputs, n, 1) for n, _ in (middle, large)
        )
        self.look = nn.ModuleList(
            [nn.Conv2d(*middle, 3, padding=1), nn.Conv2d(*large, 5, padding=2)]
        )
        self.pooled = nn.Conv2d(inputs, pooled, 1)

    def forward(self, x):
        out = x.new_zeros(len(x), self.ends[-1], *x.shape[2:])
        out[:, : self.ends[0]] = self.small(x)
        for i in (0, 1):
            narrow = self.squeeze[i](x).clamp(min=0)
            out[:, self.ends[i] : self.ends[i + 1]] = self.look[i](narrow)
        highest = functional.max_pool2d(x, 3, stride=1, padding=1)
        out[:, self.ends[2] :] = self.pooled(highest)
        return out.relu()


def changed(**changes):
    """Return a class like the block, with parts exchanged."""

    class Changed(nn.Module):
        def __init__(self, inputs, small, middle, large, pooled):
            super().__init__()
            relu = changes.get("relu", nn.ReLU)
            inner = changes.get("inner", relu)
            kernel = changes.get("kernel", 5)
            pool = changes.get("pool", lambda: nn.MaxPool2d(3, 1, 1))
            self.one = nn.Sequential(nn.Conv2d(inputs, small, 1), relu())
            self.two = nn.Sequential(
                *[nn.Conv2d(inputs, middle[0], 1), inner()],
                *[nn.Conv2d(*middle, 3, padding=changes.get("pad", 1)), relu()],
            )
            self.three = nn.Sequential(
                *[nn.Conv2d(inputs, large[0], 1), inner()],
                *[nn.Conv2d(*large, kernel, padding=kernel // 2), relu()],
            )
            self.four = nn.Sequential(pool(), nn.Conv2d(inputs, pooled, 1), relu())

        def forward(self, x):
            parts = [self.one(x), self.two(x), self.three(x), self.four(x)]
            return changes.get("join", lambda p: torch.cat(p, dim=1))(parts)

    return Changed


def summed(parts):
    widest = max(part.shape[1] for part in parts)
    filled = [
        torch.cat([p, p.new_zeros(len(p), widest - p.shape[1], *p.shape[2:])], 1)
        for p in parts
    ]
    return torch.stack(filled).sum(0)


inception.names("The paths are put one behind", changed(join=summed), name="summed")
inception.names(
    "The order of the paths",
    changed(join=lambda parts: torch.cat(parts[::-1], 1)),
    name="last path first",
)


@inception.names("Each path ends with a ReLU")
class NoReluAtTheEnd(nn.Module):
    def __init__(self, inputs, small, middle, large, pooled):
        super().__init__()
        self.first = nn.Conv2d(inputs, small, 1)
        self.narrow = nn.ModuleList(
            nn.Conv2d(inputs, n, 1) for n in (middle[0], large[0])
        )
        self.wide = nn.ModuleList(
            [nn.Conv2d(*middle, 3, padding=1), nn.Conv2d(*large, 5, padding=2)]
        )
        self.last = nn.Conv2d(inputs, pooled, 1)

    def forward(self, x):
        parts = [self.first(x)]
        for narrow, wide in zip(self.narrow, self.wide, strict=True):
            parts.append(wide(torch.relu(narrow(x))))
        parts.append(self.last(functional.max_pool2d(x, 3, 1, 1)))
        return torch.cat(parts, 1)


inception.names(
    "A ReLU follows each convolution", changed(inner=nn.Identity), name="no inner relu"
)
inception.names(
    "The fourth path takes the maximum",
    changed(pool=lambda: nn.AvgPool2d(3, 1, 1)),
    name="average pool",
)
inception.names(
    "The third path looks through 5×5", changed(kernel=3), name="two paths of 3 × 3"
)
inception.wrong(changed(pad=0), says="RuntimeError", name="3 × 3 without padding")
inception.wrong(
    changed(pool=lambda: nn.MaxPool2d(3)), says="RuntimeError", name="pool of stride 3"
)
inception.wrong(
    changed(pool=nn.Identity), says="not right yet", name="no pooling at all"
)
inception.wrong(
    changed(join=lambda parts: torch.cat(parts[:3], 1)),
    says="shape",
    name="three paths",
)
inception.wrong(
    changed(join=lambda parts: parts), says="wrong type", name="four separate maps"
)
inception.wrong(changed(relu=nn.Sigmoid), says="not right yet", name="sigmoids")
