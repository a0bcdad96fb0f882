"""Sliders for the ideas behind ChatGPT: the next character, votes, staying close."""

from functools import cache, lru_cache

import numpy as np

from course_utils.data.text import ALPHABET
from course_utils.draw import style
from course_utils.live import Choice, Demo, Preset, Seed, Slider
from course_utils.ml import alignment, voting
from course_utils.ml.preferences import tilt
from course_utils.ml.sampling import draw, next_probabilities
from course_utils.ml.softmax import kl_divergence

PROMPTS = (
    "the ",
    "the fox ",
    "the fox lives in the ",
    "fox>wood bee>",
    "fox 2: 1 hen 0 ",
    "home of the fox?",
)


@cache
def writer():
    """Return the kept writer (loaded when it is first asked)."""
    from course_utils.ml.kept_writer import load_writer

    return load_writer()


@lru_cache(maxsize=4096)
def scores_after(text):
    """Return the scores (V,) of the character after `text`."""
    from course_utils.ml.sampling import next_scores

    return next_scores(writer(), [text])[0].numpy().astype(float)


def shown(character):
    """Return a character as it is written under a bar."""
    return {" ": "␣", "\n": "end"}.get(character, character)


class NextCharacter(Demo):
    """Draw the next character of a text, hotter or colder, from the best k."""

    name = "The next character"
    look_for = "Which setting repeats itself, and which one makes up words?"
    figsize = (9.4, 3.8)
    controls = (
        Choice("prompt", "text so far", PROMPTS, default=PROMPTS[0]),
        Slider("temperature", "temperature T", 0.1, 3.0, default=1.0, step=0.1),
        Slider("top_k", "best k (top-k)", 1, 45, default=45, step=1),
        Seed("seed", default=0),
    )
    presets = (
        Preset("cold", "T = 0.1: the best one, nearly always", temperature=0.1),
        Preset("as learned", "T = 1: the learned probabilities", temperature=1.0),
        Preset("hot", "T = 3: anything goes", temperature=3.0),
        Preset("hot, best 3", "top-k cuts off the nonsense", temperature=3.0, top_k=3),
        Preset(
            "sure of itself",
            "where the page leaves no doubt, heat is needed to err",
            prompt=PROMPTS[2],
            temperature=1.0,
        ),
    )
    redraws = ("prompt",)  # with it the order of the characters below the bars
    BARS, DRAWS = 12, 60

    @staticmethod
    def compute(prompt, temperature, top_k, seed):
        scores = scores_after(prompt)
        learned = next_probabilities(scores).numpy()
        chances = next_probabilities(
            scores, temperature=temperature, top_k=top_k
        ).numpy()
        rng = np.random.default_rng(seed)
        drawn = draw(np.tile(chances, (NextCharacter.DRAWS, 1)), rng=rng)
        order = np.argsort(-learned, kind="stable")
        sure = chances[chances > 0]
        return {
            "chances": chances,
            "learned": learned,
            "drawn": np.bincount(drawn, minlength=len(ALPHABET)),
            "order": order,
            "text": [ALPHABET[i] for i in drawn],
            "choices": float(np.exp(-(sure * np.log(sure)).sum())),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.7, 1))
        left.set(xlim=(-0.7, self.BARS - 0.3), ylim=(0, 1.02), ylabel="probability")
        left.set(title=f"The {self.BARS} likeliest characters")
        places = np.arange(self.BARS)
        names = [shown(ALPHABET[i]) for i in self.result["order"][: self.BARS]]
        left.set_xticks(places, names, fontsize=12)
        left.tick_params(axis="x", length=0)
        left.grid(visible=False, axis="x")
        self.bars = left.bar(places, 0 * places, 0.62, color=style.ORANGE)
        (self.learned,) = left.plot([], [], "_", color="k", ms=20, mew=2)
        self.learned.set_label("as learned (T = 1, all)")
        (self.counts,) = left.plot([], [], "o", color=style.BLUE, ms=6)
        self.counts.set_label(f"share of {self.DRAWS} draws")
        left.legend(loc="upper right")
        right.set_axis_off()
        right.set_title(f"{self.DRAWS} draws, one after another")
        self.lines = [
            right.text(0.02, 0.86 - 0.17 * i, "", fontsize=13, family="monospace")
            for i in range(5)
        ]
        return [*self.bars, self.learned, self.counts, *self.lines]

    def update(self, result):
        order = result["order"][: self.BARS]
        places = np.arange(self.BARS)
        for bar, height in zip(self.bars, result["chances"][order], strict=True):
            bar.set_height(height)
        self.learned.set_data(places, result["learned"][order])
        self.counts.set_data(places, result["drawn"][order] / self.DRAWS)
        drawn = [shown(c) if c != "\n" else "¶" for c in result["text"]]
        for i, line in enumerate(self.lines):
            line.set_text(" ".join(drawn[12 * i : 12 * (i + 1)]))

    @staticmethod
    def headline(result):
        choices = result["choices"]
        if choices < 1.05:
            return "As good as certain: every answer is the same"
        return f"As undecided as among {choices:.1f} equally likely characters"


MOST_VOTES = 41


@cache
def plurality_table():
    """Return accuracies (19,), and those of 1 to 41 votes (19, 21) with many answers.

    The wrong votes spread over nine answers.
    """
    accuracies = np.linspace(0.05, 0.95, 19)
    votes = range(1, MOST_VOTES + 1, 2)
    table = [
        [voting.plurality_accuracy(a, n, trials=3000, seed=1) for n in votes]
        for a in accuracies
    ]
    return accuracies, np.array(table)


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
    presets = (
        Preset("better than a coin", "p = 0.65: votes add up", accuracy=0.65, votes=11),
        Preset("a coin", "p = 0.5: a thousand coins know no more", accuracy=0.5),
        Preset("worse", "p = 0.4: the crowd is surer, and wrong", accuracy=0.4),
        Preset(
            "scattered errors",
            "p = 0.4, but no two err alike",
            accuracy=0.4,
            wrong="nine different",
        ),
    )

    @staticmethod
    def compute(accuracy, votes, wrong):
        numbers = np.arange(1, MOST_VOTES + 1, 2)
        same = np.array([voting.majority_accuracy(accuracy, n) for n in numbers])
        accuracies, table = plurality_table()
        spread = [np.interp(accuracy, accuracies, column) for column in table.T]
        by_votes = same if wrong == "all the same" else np.array(spread)
        place = int(np.flatnonzero(numbers == votes)[0])
        grid = np.linspace(0, 1, 81)
        whole = np.array([voting.majority_accuracy(p, votes) for p in grid])
        if wrong != "all the same":
            grid, whole = accuracies, table[:, place]
        return {
            "numbers": numbers,
            "by_votes": by_votes,
            "grid": grid,
            "whole": whole,
            "accuracy": accuracy,
            "votes": votes,
            "together": float(by_votes[place]),
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
        self.by_votes.set_data(result["numbers"], result["by_votes"])
        self.alone.set_data([0, MOST_VOTES + 1], [result["accuracy"]] * 2)
        self.here.set_data([result["votes"]], [result["together"]])
        self.whole.set_data(result["grid"], result["whole"])
        self.point.set_data([result["accuracy"]], [result["together"]])

    @staticmethod
    def headline(result):
        alone, together = result["accuracy"], result["together"]
        verdict = "no better" if abs(together - alone) < 0.005 else "better"
        verdict = "worse" if together < alone - 0.005 else verdict
        votes = result["votes"]
        return (
            f"One is right in {alone:.0%}, {votes} votes in {together:.0%}: {verdict}"
        )


class StayingClose(Demo):
    """Trade the learned reward against staying close to the old writer."""

    name = "Reward against staying close"
    look_for = "At which β do people like the answers best, and why not at the least?"
    figsize = (9.4, 3.8)
    controls = (
        Slider(
            "beta", "price of leaving β", 0.002, 20, default=1.0, step=0.05, log=True
        ),
        Slider("faith", "reward strength", 0.2, 3.0, default=1.0, step=0.1),
    )
    presets = (
        Preset("too dear", "β = 20: the old writer, unchanged", beta=20.0),
        Preset("a good price", "β = 0.3: livelier, as people wish", beta=0.3),
        Preset("too cheap", "β = 0.02: beyond what was ever compared", beta=0.02),
        Preset("for nothing", "β = 0.002: reward is all that counts", beta=0.002),
    )
    GRID = np.geomspace(0.002, 20, 81)

    @staticmethod
    def compute(beta, faith):
        kept = alignment.load_kept()
        old, liking = kept["ladder_old"].astype(float), kept["ladder_liking"]
        reward = kept["ladder_reward"].astype(float)
        old = old / old.sum()
        new = tilt(old, faith * reward, beta)
        curve = np.array([tilt(old, faith * reward, b) for b in StayingClose.GRID])
        return {
            "old": old,
            "new": new,
            "learned": curve @ reward,
            "liked": curve @ liking,
            "beta": beta,
            "reward": float(new @ reward),
            "liking": float(new @ liking),
            "before": float(old @ liking),
            "kl": float(kl_divergence(new, old)),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        places = np.arange(len(alignment.MARKS))
        left.set(xlim=(-0.6, 10.6), ylim=(0, 1.02), xticks=places)
        left.set(xlabel='exclamation marks after "in the wood"', ylabel="probability")
        left.set_title("What it answers")
        old = alignment.load_kept()["ladder_old"]
        (before,) = left.plot(places, old / old.sum(), "_", color="k", ms=18, mew=2)
        before.set(label="before", zorder=5)
        self.bars = left.bar(
            places, 0 * places, 0.62, color=style.ORANGE, label="after"
        )
        left.legend(loc="upper right")
        right.set(xscale="log", xlim=(28, 0.0014), ylim=(-4.4, 6.8))
        right.set(xlabel="price β (cheaper to the right)", ylabel="mean over answers")
        right.set_title("What the judges say")
        (self.learned,) = right.plot([], [], color=style.ORANGE, label="learned reward")
        (self.liked,) = right.plot([], [], color=style.BLUE, label="people's liking")
        (self.dots,) = right.plot([], [], "o", color="k", ms=8)
        right.legend(loc="upper left", ncols=2)
        return [*self.bars, before, self.learned, self.liked, self.dots]

    def update(self, result):
        for bar, height in zip(self.bars, result["new"], strict=True):
            bar.set_height(height)
        self.learned.set_data(self.GRID, result["learned"])
        self.liked.set_data(self.GRID, result["liked"])
        self.dots.set_data([result["beta"]] * 2, [result["reward"], result["liking"]])

    @staticmethod
    def headline(result):
        liking, before, moved = result["liking"], result["before"], result["kl"]
        if moved < 0.02:
            return f"Stays where it was: people's liking {liking:.1f}"
        if liking < before + 0.05:
            after = f"{liking:.1f}".replace("-", "−")
            return f"Reward up, people’s liking {before:.1f} → {after}: too cheap"
        return f"Liking up from {before:.1f} to {liking:.1f}, KL {moved:.2f}"
