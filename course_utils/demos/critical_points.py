"""Demos for critical points: curvature, the way out of a saddle, rare minima."""

from functools import cache

import numpy as np
from matplotlib.collections import LineCollection

from course_utils.draw import style
from course_utils.draw.contours import MovingContours
from course_utils.live import Choice, Demo, Preset, Seed, Slider
from course_utils.ml import hessian as h
from course_utils.ml import playground

UP, DOWN, FLAT = style.BLUE, style.ORANGE, style.GREY


@cache
def square(reach, side=61):
    """Return the coordinates (side,) and the points (side, side, 2) of a square."""
    axis = np.linspace(-reach, reach, side)
    return axis, np.stack(np.meshgrid(axis, axis), axis=-1)


class QuadraticBowl(Demo):
    """Bend a quadratic surface and read its eigenvalues."""

    name = "What kind of critical point?"
    look_for = "Can both diagonal entries be positive and the point still be a saddle?"
    figsize = (9.4, 4.0)
    controls = (
        Slider("a", "∂²f/∂x² = a", -3.0, 3.0, default=2.0, step=0.1),
        Slider("b", "∂²f/∂x∂y = b", -3.0, 3.0, default=0.5, step=0.1),
        Slider("c", "∂²f/∂y² = c", -3.0, 3.0, default=-1.0, step=0.1),
    )
    presets = (
        Preset("minimum", "both eigenvalues positive", a=2.0, b=0.5, c=1.0),
        Preset("maximum", "both negative", a=-2.0, b=0.5, c=-1.0),
        Preset("saddle", "one of each", a=2.0, b=0.0, c=-1.0),
        Preset(
            "hidden saddle", "a and c positive, b too large: still a saddle",
            a=1.0, b=2.0, c=1.0,
        ),
        Preset("the lecture's", "a = c = 0, yet λ = ±2", a=0.0, b=-2.0, c=0.0),
        Preset("flat valley", "an eigenvalue 0: undecided", a=1.0, b=1.0, c=1.0),
    )  # fmt: skip

    @staticmethod
    def compute(a, b, c):
        _, points = square(2.0)
        eigenvalues, vectors = np.linalg.eigh(np.array([[a, b], [b, c]]))
        along = np.linspace(-2, 2, 81)
        return {
            "surface": h.quadratic(points, a, b, c),
            "eigenvalues": eigenvalues,
            "vectors": vectors,
            "along": along,
            "profiles": 0.5 * eigenvalues[:, None] * along**2,
            "verdict": h.classify(eigenvalues),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        axis, _ = square(2.0)
        levels = np.linspace(-6, 6, 17)
        self.bands = MovingContours(
            left, axis, axis, levels, filled=True, cmap="cividis", alpha=0.75
        )
        left.set(xlim=(-2, 2), ylim=(-2, 2), xlabel="x", ylabel="y", aspect="equal")
        left.set_title("f seen from above (yellow is high)")
        self.lines = [left.plot([], [], lw=4)[0] for _ in range(2)]
        right.axhline(0, color="black", lw=0.8)
        right.set(xlim=(-2, 2), ylim=(-6, 6), ylabel="f along the line")
        right.set(xlabel="distance along the eigenvector", title="Two cuts through it")
        self.cuts = [right.plot([], [], lw=3)[0] for _ in range(2)]
        self.names = [
            right.text(0.5, 0.93 - 0.1 * i, "", transform=right.transAxes, ha="center")
            for i in range(2)
        ]
        return [self.bands, *self.lines, *self.cuts, *self.names]

    def update(self, result):
        self.bands.set_values(np.clip(result["surface"], -5.99, 5.99))
        for i, eigenvalue in enumerate(result["eigenvalues"]):
            color = UP if eigenvalue > 1e-9 else DOWN if eigenvalue < -1e-9 else FLAT
            x, y = 1.6 * result["vectors"][:, i]
            self.lines[i].set_data([-x, x], [-y, y])
            self.lines[i].set_color("white" if color == FLAT else color)
            self.cuts[i].set_data(result["along"], result["profiles"][i])
            self.cuts[i].set_color(color)
            self.names[i].set_text(f"eigenvalue {eigenvalue + 0.0:.2f}")
            self.names[i].set_color(color)

    @staticmethod
    def headline(result):
        low, high = result["eigenvalues"] + 0.0
        signs = {
            "minimum": "up in every direction: a minimum",
            "maximum": "down in every direction: a maximum",
            "saddle point": "up one way, down another: a saddle point",
            "undecided": "flat in one direction: undecided",
        }
        return f"λ = {low:.2f} and {high:.2f}, {signs[result['verdict']]}"


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
        Slider("w1", "start w₁", -1.5, 1.5, default=0.3, step=0.05),
        Slider("w2", "start w₂", -1.5, 1.5, default=-0.3, step=0.05),
        Slider("alpha", "escape step α along u", 0.0, 1.5, default=0.5, step=0.05),
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
        (self.alone,) = left.plot([], [], color="white", lw=3)
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
            self.alone, self.jump, self.escaped, self.first,
            self.true, self.taylor, self.here, self.loss_alone, self.loss,
        ]  # fmt: skip

    def update(self, result):
        start, alpha = result["start"], result["alpha"]
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
        return f"{said} from {alone[0]:.2f} to {escaped[0]:.2f}"


TRIALS, LARGEST = 4000, 10


@cache
def pool(dimension):
    """Return the eigenvalues of twice as many random matrices as are shown at once."""
    rng = np.random.default_rng(dimension)
    return h.random_spectra(dimension, trials=2 * TRIALS, rng=rng)


@cache
def drawn(seed):
    """Return for each dimension the eigenvalues (TRIALS, n) of one draw."""
    chosen = np.random.default_rng(seed).permutation(2 * TRIALS)[:TRIALS]
    return [pool(dimension)[chosen] for dimension in range(1, LARGEST + 1)]


class MinimaInManyDimensions(Demo):
    """Count how many random critical points are minima as dimensions are added."""

    name = "More dimensions, fewer minima"
    look_for = "How low must the loss already be before minima become common again?"
    figsize = (9.4, 3.8)
    controls = (
        Slider("dimension", "dimensions n", 1, LARGEST, default=3, step=1),
        Slider("shift", "added to all curvatures", 0.0, 6.0, default=0.0, step=0.25),
        Seed("seed"),
    )
    presets = (
        Preset("one dimension", "a coin: half are minima", dimension=1),
        Preset("two", "(2 − √2)/4 = 15 %", dimension=2),
        Preset("five", "nearly all are saddles", dimension=5),
        Preset("ten, low down", "where most curvatures are positive, minima are back",
               dimension=10, shift=5.0),
    )  # fmt: skip
    BINS = np.linspace(-8, 12, 41)

    @staticmethod
    def compute(dimension, shift, seed):
        spectra = drawn(seed)
        shares = [float((values[:, 0] + shift > 0).mean()) for values in spectra]
        values = spectra[dimension - 1] + shift
        counts, _ = np.histogram(values, MinimaInManyDimensions.BINS)
        return {
            "heights": counts / values.size,
            "shares": np.array(shares),
            "share": shares[dimension - 1],
            "positive": float((values > 0).mean()),
            "dimension": dimension,
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        middles = (self.BINS[:-1] + self.BINS[1:]) / 2
        colors = [UP if middle > 0 else DOWN for middle in middles]
        self.bars = left.bar(middles, 0, width=0.45, color=colors)
        left.set(xlim=(-8, 12), ylim=(0, 0.25), xlabel="eigenvalue", ylabel="share")
        left.set_title("All eigenvalues of 4,000 matrices")
        right.set(xlim=(0.5, LARGEST + 0.5), ylim=(1e-4, 1.5), yscale="log")
        right.set(xlabel="dimensions n", ylabel="share that are minima")
        right.set_title("All n eigenvalues positive")
        right.set_xticks(range(1, LARGEST + 1))
        coin = 0.5 ** np.arange(1, LARGEST + 1)
        right.plot(
            range(1, LARGEST + 1), coin, ":", color=style.GREY, label="coins: ½ⁿ"
        )
        (self.line,) = right.plot([], [], "o-", color=style.BLUE, label="measured")
        (self.here,) = right.plot([], [], "o", color=style.PINK, ms=12)
        right.legend(loc="lower left")
        return [*self.bars, self.line, self.here]

    def update(self, result):
        for bar, height in zip(self.bars, result["heights"], strict=True):
            bar.set_height(height)
        shares = result["shares"]
        seen = shares > 0
        self.line.set_data(np.flatnonzero(seen) + 1, shares[seen])
        self.here.set_data([result["dimension"]], [max(result["share"], 1.1e-4)])

    @staticmethod
    def headline(result):
        share = result["share"]
        found = f"{share:.1%}" if share else f"none of {TRIALS:,}"
        directions = f"{result['positive']:.0%} of the directions go up"
        return f"n = {result['dimension']}: {directions}, {found} are minima"


@cache
def kept_spectra(data, activation):
    """Return eigenvalues (epochs, 37) and gradient lengths (epochs,) of a kept run."""
    import torch

    from course_utils.ml.spectrum import full_hessian, logistic_network_loss

    points, labels = playground.make_points(data)
    loss = logistic_network_loss(
        playground.sizes_of("4-4"), points, labels, activation=activation
    )
    runs = playground.kept_runs()["4-4"][
        playground.SETS.index(data), playground.ACTIVATIONS.index(activation)
    ]
    weights = torch.as_tensor(runs)
    matrices = torch.func.vmap(lambda point: full_hessian(loss, point))(weights)
    gradients = torch.func.vmap(torch.func.grad(loss))(weights)
    return np.linalg.eigvalsh(matrices.numpy()), gradients.norm(dim=1).numpy()


class SpectrumOfANetwork(Demo):
    """Watch the 37 curvatures of a small network's loss while it learns."""

    name = "The Hessian of a network in training"
    look_for = (
        "Where the loss has stopped falling, is the smallest eigenvalue positive?"
    )
    figsize = (9.4, 3.8)
    controls = (
        Choice("data", "data set", playground.SETS, default="spirals"),
        Choice("activation", "activation", ("tanh", "sigmoid"), default="sigmoid"),
        Slider("epoch", "epoch", 0, 400, default=50, step=10),
    )
    presets = (
        Preset("the start", "about as many ways down as up", epoch=0),
        Preset("plateau", "the loss hardly moves, yet ways down are left", epoch=100),
        Preset("the end", "3 in 4 curve up; the ways down are almost flat", epoch=400),
    )

    @staticmethod
    def compute(data, activation, epoch):
        place = int(np.abs(playground.EPOCHS - epoch).argmin())
        spectra, gradients = kept_spectra(data, activation)
        eigenvalues = spectra[place]
        losses = playground.loss_curve(data, "4-4", activation)
        return {
            "eigenvalues": eigenvalues,
            "gradient": float(gradients[place]),
            "ratio": h.minimum_ratio(eigenvalues, tolerance=1e-9),
            "losses": losses,
            "epoch": int(playground.EPOCHS[place]),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        left.axhline(0, color="black", lw=0.8)
        self.bars = left.add_collection(LineCollection([], linewidths=5))
        left.set_yscale("symlog", linthresh=1e-3)
        left.set(ylim=(-3, 30), xlim=(-1, 37))
        left.set(xlabel="the 37 directions, sorted", ylabel="eigenvalue of H")
        left.set_title("Curvature in every direction")
        right.set(xlim=(-5, 410), ylim=(1e-4, 2), yscale="log")
        right.set(xlabel="epoch", ylabel="loss", title="Loss of the network 2-4-4-1")
        (self.curve,) = right.plot([], [], color=style.ORANGE)
        (self.here,) = right.plot([], [], "o", color=style.PINK, ms=10)
        self.slope = right.text(
            0.97, 0.9, "", transform=right.transAxes, ha="right", color=style.PINK
        )
        return [self.bars, self.curve, self.here, self.slope]

    def update(self, result):
        values = result["eigenvalues"]
        self.bars.set_segments([[(i, 0), (i, v)] for i, v in enumerate(values)])
        self.bars.set_color([UP if value > 0 else DOWN for value in values])
        losses = np.maximum(result["losses"], 1e-4)
        self.curve.set_data(playground.EPOCHS, losses)
        place = list(playground.EPOCHS).index(result["epoch"])
        self.here.set_data([result["epoch"]], losses[[place]])
        self.slope.set_text(f"|gradient| = {result['gradient']:.3f}")

    @staticmethod
    def headline(result):
        low, ratio = result["eigenvalues"][0], result["ratio"]
        down = int((result["eigenvalues"] < -1e-9).sum())
        return f"Minimum ratio {ratio:.0%}: {down} ways down, the steepest {low:.3f}"
