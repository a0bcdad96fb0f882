"""What networks cost and see: the heavy layer, receptive field, bottleneck."""

from course_utils.ml.vision import convolution as conv
from course_utils.practice import Exercise, Mistake

heaviest = Exercise(
    "19.2",
    "what makes VGG-16 heavy?",
    stars=1,
    reference="the first fully connected layer",
    choices={
        "the thirteen convolutions": "They do nearly all multiplications, but hold "
        "only 14.7 of 138 million parameters.",
        "the last convolution block": "Its three convolutions have 7 million "
        "parameters together. Look further right in the explorer.",
        "the output layer": "4096 · 1000 + 1000 are 4 million: look two layers before.",
    },
    hints=(
        "Compare outputs · (inputs · 9 + 1) of a 3×3 with outputs · (inputs + 1) of a "
        "dense layer.",
        "How many inputs does the layer behind flatten have?",
    ),
    explain="512 · 7 · 7 inputs times 4096 outputs: 103 of 138 million parameters.",
)


def _without_the_one(layers):
    side = 1
    for kernel, stride in reversed(layers):
        side = side * stride + kernel
    return side


def _strides_forgotten(layers):
    return 1 + sum(kernel - 1 for kernel, _ in layers)


def _wrong_direction(layers):
    return conv.receptive_field(layers[::-1])


def _product(layers):
    side = 1
    for kernel, stride in layers:
        side *= kernel * stride
    return side


def _last_stride_counts(layers):
    side, step = 1, 1
    for kernel, stride in layers:
        step *= stride
        side += (kernel - 1) * step
    return side


_FIELD = """
def receptive_field(layers):
    side = 1
    for kernel, stride in reversed(layers):
        side = (side - 1) * stride + kernel
    return side
"""

receptive_field = Exercise(
    "19.3",
    "the receptive field",
    stars=2,
    reference=conv.receptive_field,
    example=([(5, 1), (2, 2)],),
    stub="receptive_field(layers)",
    model_answer=_FIELD,
    cases=[
        ([(3, 1), (3, 1)],),
        ([(1, 1), (1, 2)],),
        ([(7, 3)],),
        ([(11, 4), (3, 2), (5, 1)],),
        ([(3, 1), (2, 2), (3, 1), (2, 2)],),
    ],
    hints=(
        "Start with one output pixel and go back: reversed(layers).",
        "n pixels, s apart, each looking at k pixels, see (n - 1) · s + k.",
        "side = (side - 1) * stride + kernel",
    ),
    mistakes=(
        Mistake(
            _without_the_one,
            "Between n pixels there are n - 1 steps: (side - 1) · stride + kernel.",
        ),
        Mistake(
            _strides_forgotten,
            "The strides are missing: behind a stride of 2, every step counts double.",
        ),
        Mistake(
            _wrong_direction,
            "You began at the picture. Go back from the output: reversed(layers).",
        ),
        Mistake(
            _last_stride_counts,
            "A layer's stride spreads what lies *behind* it: its own window is not "
            "multiplied by its own stride.",
        ),
        Mistake(_product, "Fields add up layer by layer; they do not multiply."),
    ),
)

bottleneck = Exercise(
    "19.5",
    "the parameters of a bottleneck",
    stars=1,
    reference={"direct": 153_632, "1×1": 3_088, "5×5": 12_832},
    hints=(
        "A convolution has outputs · (inputs · k · k + 1) parameters.",
        "Direct: 32 · (192 · 25 + 1).",
        "The 5×5 behind the bottleneck looks at 16 channels only.",
    ),
    mistakes=(
        Mistake(
            {"direct": 153_600, "1×1": 3_072, "5×5": 12_800},
            "You left out the biases: one for each output channel.",
        ),
        Mistake(
            {"direct": 153_632, "1×1": 3_088, "5×5": 153_632},
            "Behind the bottleneck the 5×5 sees 16 channels, not 192.",
        ),
        Mistake(
            {"direct": 832, "1×1": 32, "5×5": 832},
            "Each kernel looks at all input channels: multiply by them.",
        ),
    ),
    explain="153,632 against 15,920: a tenth, for the same output shape.",
)
