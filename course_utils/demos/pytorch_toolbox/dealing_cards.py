"""Demo: A DataLoader deals cards."""

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.patches import Rectangle

from course_utils.live import Demo, Idle, Preset, Seed, Slider, Toggle
from course_utils.ml.training.batches import deal

COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")


class DealingCards(Demo):
    """Deal twenty samples into batches, epoch after epoch."""

    name = "A DataLoader deals cards"
    look_for = "Which samples does drop_last leave out, and are they always the same?"
    figsize = (9.4, 3.9)
    CARDS = 20
    controls = (
        Slider("batch_size", "batch_size", 1, 20, default=6, step=1),
        Slider("epoch", "epoch", 0, 9, default=0, step=1, playable=True),
        Toggle("shuffle", "shuffle", default=True),
        Toggle("drop_last", "drop_last", default=False),
        Seed("seed", default=0),
    )
    idle = (
        Idle(
            "epoch",
            "without shuffling all epochs are alike",
            lambda v, r: not v["shuffle"],
        ),
        Idle(
            "seed",
            "without shuffling there is nothing to draw",
            lambda v, r: not v["shuffle"],
        ),
        Idle(
            "drop_last",
            "no batch is left incomplete",
            lambda v, r: DealingCards.CARDS % v["batch_size"] == 0,
        ),
    )
    presets = (
        Preset("no shuffle", "the same batches in every epoch", shuffle=False),
        Preset("next epoch", "all cards again, in another order", epoch=1),
        Preset(
            "drop_last",
            "20 = 3·6 + 2: two are left out of this epoch",
            drop_last=True,
            batch_size=6,
        ),
        Preset("one by one", "20 updates in an epoch", batch_size=1),
        Preset("all at once", "one update in an epoch", batch_size=20),
    )

    @staticmethod
    def compute(batch_size, epoch, shuffle, drop_last, seed):
        batches = deal(
            DealingCards.CARDS,
            batch_size,
            epoch=epoch,
            seed=seed,
            shuffle=shuffle,
            drop_last=drop_last,
        )
        order = np.concatenate(batches)
        return {
            "order": order,
            "sizes": np.array([len(batch) for batch in batches]),
            "left_out": np.setdiff1d(np.arange(DealingCards.CARDS), order),
            "batch_size": batch_size,
        }

    def draw(self, figure, values):
        ax = figure.subplots()
        ax.set(xlim=(-0.4, 20.4), ylim=(-2.5, 2.8))
        ax.set_axis_off()
        ax.text(-0.2, 2.55, "the data set", fontsize=11, weight="bold")
        ax.text(-0.2, 0.75, "batches of this epoch", fontsize=11, weight="bold")
        ax.text(-0.2, -1.15, "left out", fontsize=11, weight="bold")
        for card in range(self.CARDS):
            ax.add_patch(
                Rectangle((card, 1.5), 0.86, 0.9, fc="#dfe6ec", ec="k", lw=0.8)
            )
            ax.text(card + 0.43, 1.95, card, ha="center", va="center")
        self.cards = PolyCollection([], ec="k", lw=0.8)
        ax.add_collection(self.cards, autolim=False)
        self.numbers = [
            ax.text(0, 0, "", ha="center", va="center", color="w", weight="bold")
            for _ in range(self.CARDS)
        ]
        self.braces = LineCollection([], colors="k", linewidths=1.5)
        ax.add_collection(self.braces, autolim=False)
        return [self.cards, self.braces, *self.numbers]

    def update(self, result):
        places, colors, braces, place = [], [], [], 0
        for batch, size in enumerate(result["sizes"]):
            places += [(place + k, -0.45) for k in range(size)]
            colors += [COLORS[batch % len(COLORS)]] * size
            braces.append([(place, -0.6), (place + size - 0.14, -0.6)])
            place += size
        places += [(k, -2.35) for k in range(len(result["left_out"]))]
        colors += ["#6E6E6E"] * len(result["left_out"])
        self.cards.set_verts(
            [
                [(x, y), (x + 0.86, y), (x + 0.86, y + 0.9), (x, y + 0.9)]
                for x, y in places
            ]
        )
        self.cards.set_facecolor(colors)
        self.braces.set_segments(braces)
        cards = [*result["order"], *result["left_out"]]
        for text, card, (x, y) in zip(self.numbers, cards, places, strict=True):
            text.set_text(str(card))
            text.set_position((x + 0.43, y + 0.45))

    @staticmethod
    def headline(result):
        batches, last = len(result["sizes"]), result["sizes"][-1]
        out = len(result["left_out"])
        words = f"{batches} batch{'es' if batches > 1 else ''}"
        if out:
            verb = "are" if out > 1 else "is"
            return f"{words}; {out} of 20 samples {verb} not seen in this epoch"
        if last < result["batch_size"]:
            return f"{words}, the last with {last}; every sample once"
        size = "all of the same size" if batches > 1 else "with all of them"
        return f"{words}, {size}; every sample once"
