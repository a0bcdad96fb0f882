"""Demo: Self-consistency: answers that vote."""

import numpy as np

from course_utils.draw import style
from course_utils.live import Choice, Demo, Idle, Preset, Slider
from course_utils.ml.language import voting

MOST_VOTES = 41


class Votes(Demo):
    """Let several answers vote, each right with the same probability."""

    name = "Self-consistency: answers that vote"
    look_for = "From which single accuracy on do more votes help?"
    figsize = (9.4, 3.7)
    controls = (
        Slider("accuracy", "single accuracy p", 0.05, 0.95, default=0.65, step=0.01),
        Slider("votes", "number of votes n", 1, MOST_VOTES, default=11, step=2),
        Choice(
            "wrong", "wrong answers", ("all the same", "nine different"), "all the same"
        ),
    )
    idle = (Idle("wrong", "one vote cannot be outvoted", lambda v, r: v["votes"] == 1),)
    presets = (
        Preset("better than a coin", "p = 0.65: votes add up", accuracy=0.65, votes=11),
        Preset(
            "a coin", "p = 0.5: a thousand coins know no more", accuracy=0.5, votes=15
        ),
        Preset(
            "worse", "p = 0.4: the crowd is surer, and wrong", accuracy=0.4, votes=15
        ),
        Preset(
            "scattered errors",
            "p = 0.4, but the errors spread over nine answers",
            accuracy=0.4,
            votes=15,
            wrong="nine different",
        ),
    )

    @staticmethod
    def compute(accuracy, votes, wrong):
        numbers = np.arange(1, MOST_VOTES + 1, 2)
        count = {
            "all the same": voting.majority_accuracy,
            "nine different": voting.plurality_accuracy,
        }[wrong]
        grid = np.linspace(0, 1, 81)
        return {
            "numbers": numbers,
            "by_votes": np.array([count(accuracy, n) for n in numbers]),
            "grid": grid,
            "whole": np.array([count(p, votes) for p in grid]),
            "accuracy": accuracy,
            "votes": votes,
            "together": float(count(accuracy, votes)),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        left.set(xlim=(0, MOST_VOTES + 1), ylim=(0, 1.03), xlabel="number of votes n")
        left.set(ylabel="accuracy", title="More votes")
        (self.by_votes,) = left.plot([], [], "o-", color=style.ORANGE, ms=4)
        (self.alone,) = left.plot([], [], "--", color=style.BLUE)
        (self.here,) = left.plot([], [], "o", color="k", ms=9)
        right.set(xlim=(0, 1), ylim=(0, 1.03), xlabel="single accuracy p")
        right.set(ylabel="accuracy of n votes", title="Better voters")
        right.plot([0, 1], [0, 1], "--", color=style.BLUE, label="one alone")
        (self.whole,) = right.plot([], [], color=style.ORANGE, label="n votes")
        (self.point,) = right.plot([], [], "o", color="k", ms=9)
        right.legend(loc="lower right")
        return [self.by_votes, self.alone, self.here, self.whole, self.point]

    def update(self, result):
        tried = result["numbers"] <= result["votes"]  # the rest is for you to predict
        self.by_votes.set_data(result["numbers"][tried], result["by_votes"][tried])
        self.alone.set_data([0, MOST_VOTES + 1], [result["accuracy"]] * 2)
        self.here.set_data([result["votes"]], [result["together"]])
        self.whole.set_data(result["grid"], result["whole"])
        self.point.set_data([result["accuracy"]], [result["together"]])

    @staticmethod
    def headline(result):
        alone, together = result["accuracy"], result["together"]
        gain = together - alone
        verdict = "better" if gain > 0 else "worse"
        if abs(gain) < 0.005:
            verdict = "the same" if abs(gain) < 1e-9 else "nearly the same"
        votes = f"{result['votes']} vote" + "s" * (result["votes"] > 1)
        return f"One is right in {alone:.0%}, {votes} in {together:.0%}: {verdict}"
