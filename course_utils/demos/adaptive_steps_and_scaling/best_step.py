"""Demo: The best step on a parabola."""

import numpy as np

from course_utils.draw import style
from course_utils.live import Demo, Grip, Preset, Slider

TOP, LONGEST = 6.5, 12.0  # what the picture shows of a height and of a bar


class BestStep(Demo):
    """Compare the best step on your parabola with that on a fixed one."""

    name = "The best step on a parabola"
    look_for = "Can the gradient be larger here, and the best step shorter?"
    figsize = (9.2, 3.8)
    controls = (
        Slider("curvature", "second derivative", 0.5, 8.0, default=4.0, step=0.1),
        Slider("distance", "distance to the minimum", 0.2, 3.0, default=1.0, step=0.1),
    )
    grips = (
        Grip(
            "distance", at=lambda v, r: (v["distance"], r["height"]), label="the place"
        ),
    )
    presets = (
        Preset(
            "four times as curved",
            "twice the gradient of the grey one, but half the way to go",
            curvature=4.0,
            distance=1.0,
        ),
        Preset(
            "the same parabola",
            "on one curve, a larger gradient means further to go",
            curvature=1.0,
            distance=3.0,
        ),
        Preset(
            "flat and far",
            "three quarters of the grey gradient, and further to go",
            curvature=0.5,
            distance=3.0,
        ),
    )

    @staticmethod
    def compute(curvature, distance):
        slope = curvature * distance
        return {
            "distance": distance,
            "height": curvature * distance**2 / 2,
            "curve": curvature * np.linspace(-4, 4, 161) ** 2 / 2,
            "slope": slope,
            "curvature": curvature,
            "best": abs(slope) / curvature,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=[1.3, 1])
        grid = np.linspace(-4, 4, 161)
        left.plot(grid, grid**2 / 2, color=style.GREY)
        left.plot([2], [2], "o", color=style.GREY, ms=12)
        left.annotate(
            "",
            (0, -0.35),
            (2, -0.35),
            arrowprops={"arrowstyle": "-|>", "color": style.GREY, "lw": 3},
        )
        (self.curve,) = left.plot(grid, grid, color=style.ORANGE, lw=3)
        (self.point,) = left.plot([], [], "o", color=style.ORANGE, ms=16)
        (self.above,) = left.plot([], [], "^", color=style.ORANGE, ms=14)
        (self.step,) = left.plot(
            [], [], "-<", color=style.ORANGE, lw=4, ms=12, markevery=[0]
        )
        left.set(xlim=(-3.4, 3.4), ylim=(-1.4, 7), xlabel="weight", ylabel="loss")
        left.set_title("grey: the same for every setting")
        names = ("|gradient|", "second\nderivative", "best step:\ntheir ratio")
        places = np.arange(3)
        right.barh(places + 0.2, [2, 1, 2], height=0.34, color=style.GREY)
        self.bars = right.barh(places - 0.2, [0, 0, 0], height=0.34, color=style.ORANGE)
        right.set(xlim=(0, LONGEST), yticks=places, ylim=(2.6, -0.6), xlabel="size")
        right.set_yticklabels(names)
        self.sizes = [right.text(0, y - 0.2, "", va="center", size=12) for y in places]
        moving = [self.curve, self.step, self.point, self.above]
        return [*moving, *self.bars, *self.sizes]

    def update(self, result):
        self.curve.set_ydata(result["curve"])
        # A point above the picture is shown by an arrow head at its rim.
        seen = result["height"] <= TOP
        here = [result["distance"]], [min(result["height"], TOP)]
        self.point.set_data(*here if seen else ([], []))
        self.above.set_data(*([], []) if seen else here)
        self.step.set_data([0, result["best"]], [-0.85, -0.85])
        lengths = (result["slope"], result["curvature"], result["best"])
        for bar, text, length in zip(self.bars, self.sizes, lengths, strict=True):
            cut = length > LONGEST - 1.5
            bar.set_width(min(length, LONGEST))
            text.set(text=f"{length:.3g}" + " →" * (length > LONGEST))
            text.set_x(LONGEST - 0.2 if cut else length + 0.2)
            text.set(ha="right" if cut else "left", color="white" if cut else "black")

    @staticmethod
    def headline(result):
        slope, best = result["slope"] / 2, result["best"] / 2
        return (
            f"{slope:.2g} times the grey gradient, {best:.2g} times the grey best step"
        )
