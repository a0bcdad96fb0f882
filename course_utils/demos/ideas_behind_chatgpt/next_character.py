"""Demo: The next character."""

from functools import cache, lru_cache

import numpy as np

from course_utils.data.text import ALPHABET
from course_utils.draw import style
from course_utils.live import Choice, Demo, Idle, Preset, Seed, Slider
from course_utils.ml.language.sampling import draw, next_probabilities

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
    from course_utils.experiments.pretrained_writer import load_writer

    return load_writer()


@lru_cache(maxsize=4096)
def scores_after(text):
    """Return the scores (V,) of the character after `text`."""
    from course_utils.ml.language.sampling import next_scores

    return next_scores(writer(), [text])[0].numpy().astype(float)


def likeliest_after(text):
    """Return the numbers (V,) of all characters, the likeliest after `text` first."""
    learned = next_probabilities(scores_after(text)).numpy()
    return np.argsort(-learned, kind="stable")


def shown(character):
    """Return a character as it is written under a bar."""
    return {" ": "␣", "\n": "end"}.get(character, character)


class NextCharacter(Demo):
    """Draw the next character of a text, hotter or colder, from the best k."""

    name = "The next character"
    look_for = (
        "Which setting repeats one letter, and which one draws what begins no word?"
    )
    figsize = (9.4, 3.8)
    controls = (
        Choice("prompt", "text so far", PROMPTS, default=PROMPTS[0]),
        Slider("temperature", "temperature T", 0.1, 3.0, default=1.0, step=0.1),
        Slider(
            "top_k", "best k (top-k)", 1, len(ALPHABET), default=len(ALPHABET), step=1
        ),
        Seed("seed", default=0),
    )
    idle = (
        Idle("temperature", "a single character is left", lambda v, r: v["top_k"] == 1),
        Idle("seed", "a single character is left", lambda v, r: v["top_k"] == 1),
    )
    presets = (
        Preset("cold", "T = 0.1: the best one, nearly always", temperature=0.1),
        Preset("as learned", "T = 1: the learned probabilities", temperature=1.0),
        Preset("hot", "T = 3: anything goes", temperature=3.0),
        Preset(
            "hot, best 3",
            "top-k cuts off all but the three likeliest",
            temperature=3.0,
            top_k=3,
        ),
        Preset(
            "sure of itself",
            "here T = 1 hardly ever errs; try T = 3",
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
        sure = chances[chances > 0]
        return {
            "chances": chances,
            "learned": learned,
            "drawn": np.bincount(drawn, minlength=len(ALPHABET)),
            "order": likeliest_after(prompt),
            "text": [ALPHABET[i] for i in drawn],
            "choices": float(np.exp(-(sure * np.log(sure)).sum())),
        }

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2, width_ratios=(1.7, 1))
        left.set(xlim=(-0.7, self.BARS - 0.3), ylim=(0, 1.02), ylabel="probability")
        left.set(title=f"The {self.BARS} likeliest characters")
        places = np.arange(self.BARS)
        left.tick_params(axis="x", length=0)
        left.grid(visible=False, axis="x")
        self.bars = left.bar(places, 0 * places, 0.62, color=style.ORANGE)
        (self.learned,) = left.plot([], [], "_", color="k", ms=20, mew=2)
        self.learned.set_label("as learned (T = 1, all)")
        (self.counts,) = left.plot([], [], "o", color=style.BLUE, ms=6)
        self.counts.set_label(f"share of {self.DRAWS} draws")
        left.legend(loc="upper right")
        right.set_axis_off()
        right.set_title(f"{self.DRAWS} draws of this one character")
        self.lines = [
            right.text(0.02, 0.86 - 0.17 * i, "", fontsize=13, family="monospace")
            for i in range(5)
        ]
        self.redraw(values)
        return [*self.bars, self.learned, self.counts, *self.lines]

    def redraw(self, values):
        likeliest = likeliest_after(values["prompt"])[: self.BARS]
        names = [shown(ALPHABET[i]) for i in likeliest]
        self.learned.axes.set_xticks(np.arange(self.BARS), names, fontsize=12)

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
            most = result["drawn"].max()
            return f"Nearly certain: {most} of {result['drawn'].sum()} draws are alike"
        return f"As undecided as among {choices:.1f} equally likely characters"
