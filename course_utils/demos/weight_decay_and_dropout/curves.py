"""Demo: Dropout, decay and learning curves."""

import numpy as np

from course_utils.draw import style
from course_utils.experiments import decay_and_dropout
from course_utils.live import Choice, Demo, Preset, Slider


class Curves(Demo):
    """Restrain a strong network on 200 digits, 40 of which have a wrong label."""

    name = "Dropout, decay and learning curves"
    look_for = "Which setting ends best on unseen digits, and how quickly?"
    figsize = (9.5, 3.9)
    controls = (
        Choice("p", "dropout p", decay_and_dropout.DROPOUTS, default=0.0),
        Choice("decay", "weight decay λ", decay_and_dropout.DECAYS, default=0.0),
        Choice(
            "width", "units per hidden layer", decay_and_dropout.WIDTHS, default=256
        ),
        Slider(
            "epoch",
            "epoch in view",
            1,
            decay_and_dropout.EPOCHS,
            default=100,
            step=1,
            playable=True,
        ),
    )
    presets = (
        Preset(
            "no restraint", "learns wrong labels, too: over 95%, where 80% are right"
        ),
        Preset("dropout", "p = 0.5: slower, and better in the end", p=0.5),
        Preset("decay", "λ = 0.01: also better", decay=0.01),
        Preset("both", "p = 0.5 and λ = 0.01: best of these", p=0.5, decay=0.01),
        Preset("too narrow", "32 units, p = 0.5: too few are left", p=0.5, width=32),
        Preset(
            "too much",
            "λ = 0.03 and p = 0.75: worse even on the training digits",
            p=0.75,
            decay=0.03,
        ),
    )

    @staticmethod
    def compute(p, decay, width, epoch):
        curves = decay_and_dropout.kept_runs("curves")
        chosen = curves[
            decay_and_dropout.WIDTHS.index(width),
            decay_and_dropout.DROPOUTS.index(p),
            decay_and_dropout.DECAYS.index(decay),
        ]
        free = curves[decay_and_dropout.WIDTHS.index(width), 0, 0]
        return {
            "curves": chosen[:, :epoch],
            "free": free,
            "epoch": epoch,
            "best": int(chosen[3].argmax()) + 1,
        }

    def draw(self, figure, values):
        axes = figure.subplots(1, 2)
        self.lines = []
        for ax, name in zip(axes, ("loss", "accuracy (%)"), strict=True):
            (free,) = ax.plot([], [], "--", color=style.GREY, lw=1.3)
            (train,) = ax.plot([], [], color=style.BLUE)
            (unseen,) = ax.plot([], [], color=style.GREEN)
            free.set_label("unseen, no restraint")
            train.set_label("training, as it learns")
            unseen.set_label("unseen")
            ax.set(xlim=(0, decay_and_dropout.EPOCHS), xlabel="epoch", ylabel=name)
            self.lines += [free, train, unseen]
        axes[0].set(ylim=(0, 2.5), title="Loss")
        axes[1].set(ylim=(0, 102), title="Accuracy")
        axes[0].legend(loc="upper right")
        return self.lines

    def update(self, result):
        for n in range(2):
            free, train, unseen = self.lines[3 * n : 3 * n + 3]
            scale = 100 if n else 1
            epochs = np.arange(1, decay_and_dropout.EPOCHS + 1)
            free.set_data(epochs, scale * result["free"][2 * n + 1])
            seen = epochs[: result["epoch"]]
            train.set_data(seen, scale * result["curves"][2 * n])
            unseen.set_data(seen, scale * result["curves"][2 * n + 1])

    @staticmethod
    def headline(result):
        *_, train, unseen = result["curves"][:, -1]
        free = result["free"][3][result["epoch"] - 1]
        better = unseen - free
        text = f"Epoch {result['epoch']}: training {train:.0%}, unseen {unseen:.1%}"
        if abs(better) < 1e-9:
            return text
        word = "more" if better > 0 else "less"
        return f"{text}, {abs(100 * better):.1f} points {word} than without restraint"
