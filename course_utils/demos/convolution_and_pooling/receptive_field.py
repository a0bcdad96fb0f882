"""Demo: What one output pixel sees."""

import numpy as np
from matplotlib.collections import LineCollection

from course_utils.draw import style
from course_utils.draw.tiles import picture_axes
from course_utils.live import Demo, Idle, Preset, Slider
from course_utils.ml.vision import convolution as conv


class ReceptiveField(Demo):
    """Stack layers and see how much of the input one output pixel sees."""

    name = "What one output pixel sees"
    look_for = "How many 3×3 layers see as much as one 7×7 layer?"
    figsize = (9.4, 3.9)
    controls = (
        Slider("layers", "number of layers", 1, 5, default=3, step=1),
        Slider("half", "kernel 2h + 1, h =", 0, 3, default=1, step=1),
        Slider("stride", "stride of each layer", 1, 2, default=1, step=1),
    )
    idle = (
        Idle(
            "stride", "counts from the second layer on", lambda v, r: v["layers"] == 1
        ),
        Idle(
            "stride",
            "a 1×1 kernel sees one pixel at any stride",
            lambda v, r: v["half"] == 0,
        ),
    )
    presets = (
        Preset("two 3×3", "sees 5 × 5", layers=2),
        Preset("three 3×3", "sees 7 × 7", layers=3),
        Preset("one 7×7", "the same square, more weights", layers=1, half=3),
        Preset(
            "stride 2",
            "the pixels of each layer lie twice as far apart",
            layers=3,
            stride=2,
        ),
        Preset("1×1", "mixes channels, never looks aside", layers=3, half=0),
    )
    WIDTH, MOST = 35, 5

    @staticmethod
    def compute(layers, half, stride):
        kernel = 2 * half + 1
        spans = [1]  # pixels seen in each layer, from the output back to the input
        paths = np.ones(1)
        for _ in range(layers):
            paths = ReceptiveField.back(paths, kernel, stride)
            spans.append(len(paths))
        square = np.outer(paths, paths)
        return {
            "spans": np.array(spans),
            "paths": square / square.max(),
            "field": conv.receptive_field([(kernel, stride)] * layers),
            "steps": np.array([stride ** (layers - i) for i in range(layers + 1)]),
            "weights": layers * kernel**2,
            "layers": layers,
            "kernel": kernel,
        }

    @staticmethod
    def back(paths, kernel, stride):
        """Count the paths from each pixel one layer further down."""
        spread = np.zeros((len(paths) - 1) * stride + kernel)
        for offset in range(kernel):
            spread[offset : offset + (len(paths) - 1) * stride + 1 : stride] += paths
        return spread

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.9, 1))
        half = self.WIDTH / 2
        left.set(xlim=(-half, half), ylim=(-0.5, self.MOST + 0.6))
        left.set(xlabel="place (input pixels)", ylabel="layer (0: the input)")
        left.set_title("Side view: the pixels one output pixel rests on", fontsize=11)
        left.grid(False)
        self.cone = LineCollection([], colors=style.ORANGE, linewidths=0.7, alpha=0.6)
        left.add_collection(self.cone, autolim=False)
        (self.dots,) = left.plot([], [], "s", color=style.BLUE, ms=5)
        self.field = right.imshow(np.zeros((2, 2)), cmap="cividis", vmin=0, vmax=1)
        picture_axes(right, frame=True)
        right.set(xlim=(-half, half), ylim=(-half, half), facecolor="#eef1f4")
        right.set_title("From above: number of paths", fontsize=11)
        return [self.cone, self.dots, self.field]

    def update(self, result):
        layers, steps = result["layers"], result["steps"]
        places = [  # of the pixels seen, from the output back to the input
            (np.arange(span) - (span - 1) / 2) * step
            for span, step in zip(result["spans"], steps, strict=True)
        ]
        segments = []
        for depth in range(layers):
            reach = (result["kernel"] - 1) / 2 * steps[depth + 1]
            height = layers - depth
            for x in places[depth][abs(places[depth]) < self.WIDTH]:
                segments.append([(x, height), (x - reach, height - 1)])
                segments.append([(x, height), (x + reach, height - 1)])
        self.cone.set_segments(segments)
        x = np.concatenate(places)
        y = np.concatenate(
            [np.full(len(p), layers - depth) for depth, p in enumerate(places)]
        )
        inside = abs(x) <= self.WIDTH / 2
        self.dots.set_data(x[inside], y[inside])
        half = result["field"] / 2
        self.field.set_data(result["paths"])
        self.field.set_extent((-half, half, -half, half))

    @staticmethod
    def headline(result):
        field, kernel, layers = result["field"], result["kernel"], result["layers"]
        name = f"{layers} layer{'s' if layers > 1 else ''} of {kernel}×{kernel}"
        seen = f"one output pixel sees {field} × {field}"
        beyond = " (35 shown)" if field > ReceptiveField.WIDTH else ""
        plural = "s" if result["weights"] > 1 else ""
        return f"{name}: {seen}{beyond}, with {result['weights']} weight{plural}"
