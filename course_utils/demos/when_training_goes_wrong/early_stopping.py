"""Demo: Early stopping."""

import numpy as np

from course_utils.draw import style
from course_utils.experiments import size_and_data
from course_utils.live import Demo, Preset, Slider, Toggle
from course_utils.ml.generalization.early_stopping import stop_early


class EarlyStopping(Demo):
    """Stop when the validation loss has not improved for a while."""

    name = "Early stopping"
    look_for = "How much patience is too little, and what does too much of it cost?"
    figsize = (9.4, 3.8)
    controls = (
        Slider("patience", "patience (checks)", 1, 60, default=10, step=1),
        Slider(
            "run", "training run", 0, size_and_data.STOPPING_RUNS - 1, default=0, step=1
        ),
        Toggle("restore", "give back the best weights", default=True),
    )
    presets = (
        Preset("nervous", "stops at the first hiccup", patience=1, run=3),
        Preset("calm", "waits out the noise", patience=10),
        Preset("too late", "without the best weights, waiting costs", patience=60,
               restore=False),
        Preset("no harm", "with them, it costs only time", patience=60, restore=True),
    )  # fmt: skip

    @staticmethod
    def compute(patience, run, restore):
        losses, shares = size_and_data.kept_runs()["stopping"][run]
        stop, best = stop_early(list(losses[1]), patience)
        kept = best if restore else stop
        return {
            "losses": losses,
            "stop": stop,
            "best": best,
            "kept": kept,
            "restore": restore,
            "test": np.array([losses[2][-1], losses[2][stop], losses[2][kept]]),
            "accuracy": np.array([shares[2][-1], shares[2][stop], shares[2][kept]]),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.7, 1))
        checks = size_and_data.STOPPING_CHECKS
        left.set(xlim=(0, checks), ylim=(0, 2.6), ylabel="loss")
        left.set_xlabel("check, one every three epochs")
        left.set_title("Training and validation loss")
        (self.training,) = left.plot([], [], color=style.ORANGE, label="training")
        (self.validation,) = left.plot([], [], color=style.GREEN, label="validation")
        (self.line,) = left.plot([], [], color="black", ls="--", label="stop")
        (self.point,) = left.plot([], [], "*", ms=16, color=style.PINK, label="kept")
        left.legend(loc="upper right", ncols=2)
        names = ["after all\nepochs", "at the\nstop", "kept\nweights"]
        colors = [style.GREY, style.YELLOW, style.PINK]
        self.bars = right.bar(range(3), 0, color=colors)
        right.set_xticks(range(3), names)
        right.set(ylim=(0, 5.2), ylabel="test loss", title="On the test pictures")
        right.grid(axis="x", visible=False)
        self.numbers = [
            right.text(i, 0, "", ha="center", va="bottom") for i in range(3)
        ]
        return [
            self.training, self.validation, self.line, self.point,
            *self.bars, *self.numbers,
        ]  # fmt: skip

    def update(self, result):
        training, validation, _ = result["losses"]
        checks = np.arange(len(training))
        self.training.set_data(checks, training)
        self.validation.set_data(checks, validation)
        self.line.set_data([result["stop"]] * 2, [0, 1.95])  # stays below the legend
        self.point.set_data([result["kept"]], [validation[result["kept"]]])
        for bar, text, loss, share in zip(
            self.bars, self.numbers, result["test"], result["accuracy"], strict=True
        ):
            bar.set_height(loss)
            text.set_text(f"{loss:.2f}\n({share:.0%})")
            text.set_y(loss + 0.02)

    @staticmethod
    def headline(result):
        stop, kept = result["stop"], result["kept"]
        does = "keeps the weights it has"
        if result["restore"]:
            does = f"gives back those of check {kept}"
        return f"Stops at check {stop}, {does}: test loss {result['test'][2]:.2f}"
