"""Demo: Reward against staying close."""

import numpy as np

from course_utils.draw import style
from course_utils.experiments import reward_strength
from course_utils.live import Demo, Preset, Slider
from course_utils.ml.classification.softmax import kl_divergence
from course_utils.ml.language.preferences import tilt


class StayingClose(Demo):
    """Trade the learned reward against staying close to the old writer."""

    name = "Reward against staying close"
    look_for = "At which β do people like the answers best, and why not at the least?"
    figsize = (9.4, 3.8)
    controls = (
        Slider(
            "beta", "price of leaving β", 0.002, 20, default=20.0, step=0.05, log=True
        ),
        Slider("faith", "reward strength", 0.2, 3.0, default=1.0, step=0.1),
    )
    presets = (
        Preset("too expensive", "β = 20: the old writer, hardly changed", beta=20.0),
        Preset("a good price", "β = 0.3: livelier, as people wish", beta=0.3),
        Preset(
            "too cheap",
            "β = 0.02: mostly four marks and more, liked less than before",
            beta=0.02,
        ),
        Preset(
            "for nothing",
            "β = 0.002: the highest reward is all that counts",
            beta=0.002,
        ),
    )
    GRID = np.geomspace(0.002, 20, 81)

    @staticmethod
    def compute(beta, faith):
        kept = reward_strength.load_kept()
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
        places = np.arange(len(reward_strength.MARKS))
        left.set(xlim=(-0.6, 10.6), ylim=(0, 1.02), xticks=places)
        left.set(xlabel="exclamation marks after a right answer", ylabel="probability")
        left.set_title("What it answers")
        old = reward_strength.load_kept()["ladder_old"]
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
            return f"Hardly moves: KL {moved:.3f}, people's liking {liking:.2f}"
        after = f"{before:.2f} → {liking:.2f}".replace("-", "−")
        if liking < before:
            return f"Learned reward up, people's liking down, {after}: too cheap"
        return f"People's liking up, {after}, KL {moved:.2f}"
