"""Demo: The thirteen examples."""

import numpy as np

from course_utils.draw import style
from course_utils.draw.classes import class_look
from course_utils.live import Demo, Preset, Slider
from course_utils.ml.classification.naive_bayes import fit_bernoulli

CORNERS = np.array([[0, 1], [1, 1], [0, 0], [1, 0]])  # as they lie on the page


class ThirteenExamples(Demo):
    """Count examples of two yes-or-no features, and compare with what is imagined."""

    name = "The thirteen examples"
    look_for = "How many orange examples does naive Bayes imagine where it saw none?"
    figsize = (9, 4.4)
    controls = (
        Slider("ones", "(1,1) in class 1", 1, 8, 1, 1),
        Slider("others", "others in class 2", 1, 8, 4, 1),
    )
    presets = (
        Preset(
            "the lecture's", "one against twelve: 3/7 for class 1", ones=1, others=4
        ),
        Preset("seen twice", "a second example is enough", ones=2, others=4),
        Preset("fewer others", "two each: less to imagine from", ones=1, others=2),
    )

    @staticmethod
    def compute(ones, others):
        features = np.repeat([[1, 1], [1, 0], [0, 1], [0, 0]], [ones, *[others] * 3], 0)
        labels = np.repeat([1, 0], [ones, 3 * others])
        model = fit_bernoulli(features, labels)
        seen = np.array(
            [
                [np.all(features[labels == k] == corner, axis=1).sum() for k in (0, 1)]
                for corner in CORNERS
            ]
        )
        imagined = len(labels) * np.exp(model.log_joint(CORNERS))
        return {
            "seen": seen,
            "imagined": imagined,
            "posterior": float(model.posterior([[1, 1]])[0, 1]),
        }

    def draw(self, figure, values):
        self.numbers = []
        colors, _ = class_look(2)
        titles = ("seen", "imagined by naive Bayes")
        for ax, title in zip(figure.subplots(1, 2), titles, strict=True):
            ax.set(xlim=(-0.5, 1.5), ylim=(-0.5, 1.5), xlabel="feature 1")
            ax.set(ylabel="feature 2", aspect="equal")
            ax.set_xticks([0, 1])
            ax.set_yticks([0, 1])
            ax.grid(False)
            ax.axhline(0.5, color=style.GREY, lw=1)
            ax.axvline(0.5, color=style.GREY, lw=1)
            ax.set_title(title, fontsize=15)
            for x, y in CORNERS:
                for label, place in ((1, 0.17), (0, -0.17)):
                    look = {"color": colors[label], "size": 19, "weight": "bold"}
                    self.numbers.append(
                        ax.text(x, y + place, "", ha="center", va="center", **look)
                    )
        return self.numbers

    def update(self, result):
        texts = [
            _count(counts[k], 2 - k)
            for table in (result["seen"], result["imagined"])
            for counts in table
            for k in (1, 0)
        ]
        for artist, text in zip(self.numbers, texts, strict=True):
            artist.set_text(text)

    @staticmethod
    def headline(result):
        winner = 1 if result["posterior"] > 0.5 else 2
        if abs(result["posterior"] - 0.5) < 1e-9:
            return "Naive Bayes cannot decide about (1,1)"
        return (
            f"Naive Bayes calls (1,1) class {winner}: "
            f"P(class 1) = {result['posterior']:.2f}"
        )


def _count(number, class_number):
    if number < 1e-9:
        return ""
    return f"{number:.2f}".rstrip("0").rstrip(".") + f" × C{'₁₂'[class_number - 1]}"
