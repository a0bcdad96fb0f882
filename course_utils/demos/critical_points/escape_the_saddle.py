"""Demo: Out of the saddle."""

import numpy as np

from course_utils.demos.critical_points.plane import square
from course_utils.draw import style
from course_utils.live import Demo, Grip, Preset, Slider
from course_utils.ml.optimization import hessian as h

REACH, ETA, UPDATES = 2.0, 0.05, 60


def walk(start):
    """Return the path (n, 2) of gradient descent on the w₁w₂ loss from `start`."""
    path = [np.asarray(start, float)]
    for _ in range(UPDATES):
        path.append(path[-1] - ETA * h.chain_gradient(path[-1]))
    return np.clip(path, -10, 10)


class EscapeTheSaddle(Demo):
    """Stand near the saddle of (1 − w₁w₂)² and step along the way that falls."""

    name = "Out of the saddle"
    look_for = "How long does descent hesitate without the step, and how long with it?"
    figsize = (9.4, 4.0)
    controls = (
        Slider("w1", "start w₁", -1.5, 1.5, default=0.5, step=0.05),
        Slider("w2", "start w₂", -1.5, 1.5, default=0.0, step=0.05),
        Slider("alpha", "escape step α along u", 0.0, 1.5, default=0.0, step=0.05),
    )
    grips = (
        Grip("w1", "w2", label="the start"),
        Grip(
            "alpha",
            axes=1,
            label="the step along u",
            at=lambda v, r: (v["alpha"], np.interp(v["alpha"], r["steps"], r["true"])),
        ),
    )
    presets = (
        Preset("on the saddle", "g = 0: descent alone never leaves", w1=0.0, w2=0.0,
               alpha=0.0),
        Preset("one step along u", "the same start, and away it goes", w1=0.0, w2=0.0,
               alpha=0.5),
        Preset("on the ridge", "walks straight into the saddle", w1=1.0, w2=-1.0,
               alpha=0.0),
        Preset("off the ridge", "one step to the side is enough", w1=1.0, w2=-1.0,
               alpha=0.3),
        Preset("too far", "the parabola promised more than the surface keeps",
               w1=0.0, w2=0.0, alpha=1.5),
    )  # fmt: skip

    @staticmethod
    def compute(w1, w2, alpha):
        start = np.array([w1, w2])
        gradient, matrix = h.chain_gradient(start), h.chain_hessian(start)
        eigenvalue, u = np.linalg.eigh(matrix)[0][0], np.linalg.eigh(matrix)[1][:, 0]
        u = -u if (gradient @ u, -u.sum()) > (0, 0) else u  # downhill, or up and right
        steps = np.linspace(0, 1.5, 61)
        along = start + steps[:, None] * u
        alone, escaped = walk(start), walk(start + alpha * u)
        return {
            "start": start,
            "eigenvalue": eigenvalue,
            "gradient": np.linalg.norm(gradient),
            "u": u,
            "alpha": alpha,
            "steps": steps,
            "true": h.chain_loss(along),
            "taylor": h.taylor(h.chain_loss(start), gradient, matrix, along - start),
            "alone": alone,
            "escaped": escaped,
            "loss alone": h.chain_loss(alone),
            "loss escaped": h.chain_loss(escaped),
        }

    def draw(self, figure, values):
        left, middle, right = figure.subplots(1, 3, width_ratios=(1.3, 1, 1))
        axis, points = square(REACH, 121)
        left.contourf(axis, axis, np.minimum(h.chain_loss(points), 8.9),
                      levels=[0, 0.02, 0.1, 0.3, 0.6, 0.9, 1, 1.1, 1.5, 2.5, 4, 6, 9],
                      cmap="cividis", alpha=0.75)  # fmt: skip
        left.set(xlim=(-REACH, REACH), ylim=(-REACH, REACH), aspect="equal")
        left.set(xlabel="weight w₁", ylabel="weight w₂", title="Loss (1 − w₁w₂)²")
        (self.edge,) = left.plot([], [], color="white", lw=6)
        (self.alone,) = left.plot([], [], color=style.GREY, lw=3)
        (self.jump,) = left.plot([], [], color=style.PINK, lw=3)
        (self.escaped,) = left.plot([], [], color=style.ORANGE, lw=3)
        (self.first,) = left.plot([], [], "o", color="black", ms=8)
        middle.set(
            xlim=(0, 1.5), ylim=(-0.5, 4.6), xlabel="step α along u", ylabel="loss"
        )
        middle.set_title("Along u")
        (self.true,) = middle.plot([], [], color=style.BLUE, label="true loss")
        (self.taylor,) = middle.plot(
            [], [], "--", color=style.YELLOW, label="2nd order"
        )
        (self.here,) = middle.plot([], [], "o", color=style.PINK, ms=9)
        middle.legend(loc="upper right")
        right.set(xlim=(0, UPDATES), ylim=(-0.5, 4.6), xlabel="update", ylabel="loss")
        right.set_title("Then descent")
        (self.loss_alone,) = right.plot([], [], color=style.GREY, label="without")
        (self.loss,) = right.plot([], [], color=style.ORANGE, label="with the step")
        right.legend(loc="upper right")
        return [
            self.edge, self.alone, self.jump, self.escaped, self.first,
            self.true, self.taylor, self.here, self.loss_alone, self.loss,
        ]  # fmt: skip

    def update(self, result):
        start, alpha = result["start"], result["alpha"]
        self.edge.set_data(*result["alone"].T)
        self.alone.set_data(*result["alone"].T)
        self.escaped.set_data(*result["escaped"].T)
        self.jump.set_data(*np.transpose([start, start + alpha * result["u"]]))
        self.first.set_data(start[:1], start[1:])
        self.true.set_data(result["steps"], result["true"])
        self.taylor.set_data(result["steps"], result["taylor"])
        self.here.set_data([alpha], [h.chain_loss(start + alpha * result["u"])])
        updates = np.arange(UPDATES + 1)
        self.loss_alone.set_data(updates, result["loss alone"])
        self.loss.set_data(updates, result["loss escaped"])

    @staticmethod
    def headline(result):
        alone, escaped = result["loss alone"], result["loss escaped"]
        if result["eigenvalue"] > -1e-9:
            return f"λ = {result['eigenvalue']:.2f}: no way down by curvature from here"
        if result["alpha"] == 0:
            end = (
                "stuck on the saddle" if alone[-1] > 0.9 else f"ends at {alone[-1]:.2f}"
            )
            return f"λ = {result['eigenvalue']:.2f}, no step along u: {end}"
        said = f"λ = {result['eigenvalue']:.2f}: the step takes the loss"
        return f"{said} from {alone[0]:.3f} to {escaped[0]:.3f}"
