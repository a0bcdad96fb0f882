"""StayingClose: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import ideas_behind_chatgpt as demos
from course_utils.experiments import reward_strength
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def after(values):
    """Return the new probabilities, mean reward, liking and KL, by another way.

    The tilted distribution is worked out in logarithms, from the kept ladder.
    """
    kept = reward_strength.load_kept()
    old = np.asarray(kept["ladder_old"], float)
    log_old = np.log(old / old.sum())
    logs = log_old + values["faith"] * kept["ladder_reward"] / values["beta"]
    logs = logs - np.logaddexp.reduce(logs)
    new = np.exp(logs)
    moved = (new * (logs - log_old)).sum()
    return new, new @ kept["ladder_reward"], new @ kept["ladder_liking"], moved


def before():
    kept = reward_strength.load_kept()
    old = kept["ladder_old"] / kept["ladder_old"].sum()
    return old @ kept["ladder_reward"], old @ kept["ladder_liking"]


def number(text):
    return float(text.replace("−", "-"))


def says(values, match, *, kl=None):
    _, _, liking, moved = after(values)
    right = abs(number(match["after"]) - liking) < 0.0051
    if "before" in match.groupdict():
        right = right and abs(number(match["before"]) - before()[1]) < 0.0051
    return right and (kl is None or abs(float(match["kl"]) - moved) < kl)


CLAIMS = (
    Claim(
        r"Hardly moves: KL (?P<kl>[\d.]+), people's liking (?P<after>[\d.]+)",
        lambda v, r, m: says(v, m, kl=5.1e-4) and after(v)[3] < 0.0201,
    ),
    Claim(
        r"Learned reward up, people's liking down, (?P<before>[\d.]+) → "
        r"(?P<after>−?[\d.]+): too cheap",
        # Too cheap: a larger price would have been liked better.
        lambda v, r, m: (
            says(v, m)
            and after(v)[1] > before()[0]
            and after(v)[2] < before()[1]
            and any(
                after({**v, "beta": beta})[2] > before()[1]
                for beta in demos.StayingClose.GRID
                if beta > v["beta"]
            )
        ),
    ),
    Claim(
        r"People's liking up, (?P<before>[\d.]+) → (?P<after>[\d.]+), "
        r"KL (?P<kl>[\d.]+)",
        lambda v, r, m: says(v, m, kl=0.0051) and after(v)[2] > before()[1],
    ),
)


def unliked(values, result):
    new = after(values)[0]
    liking = reward_strength.load_kept()["ladder_liking"]
    return new[liking < before()[1]].sum() > 0.5


PROMISES = {
    "too expensive": lambda v, r: abs(r["new"] - r["old"]).max() < 0.05,
    "a good price": lambda v, r: (
        after(v)[2] > before()[1] + 1 and r["new"] @ np.arange(11) > 1.5
    ),
    "too cheap": unliked,
    "for nothing": lambda v, r: (
        after(v)[0].argmax() == reward_strength.load_kept()["ladder_reward"].argmax()
        and after(v)[0].max() > 0.9
    ),
}


def test_cheaper_means_more_reward_and_further_away():
    def invariant(values, result):
        assert np.isclose(result["new"].sum(), 1)
        assert (np.diff(result["learned"]) <= 1e-9).all()  # falls with the price
        assert result["kl"] >= -1e-12
        if values["beta"] > 19:
            assert result["kl"] < 0.15

    sweep(demos.StayingClose, invariant, claims=CLAIMS, promises=PROMISES)
