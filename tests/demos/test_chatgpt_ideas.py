import numpy as np

from course_utils.demos import chatgpt_ideas as demos
from tests.demos.sweep import sweep


def test_cold_takes_the_best_and_top_k_keeps_k():
    def invariant(values, result):
        chances, learned = result["chances"], result["learned"]
        assert np.isclose(chances.sum(), 1)
        assert (chances > 0).sum() <= values["top_k"]
        assert chances.argmax() == learned.argmax()
        assert (chances[result["drawn"] > 0] > 0).all()
        if values["temperature"] <= 1:
            assert chances.max() >= learned.max() - 1e-9
        elif values["top_k"] == 45:
            assert chances.max() <= learned.max() + 1e-9

    sweep(demos.NextCharacter, invariant)


def test_above_one_half_more_votes_help_and_below_they_harm():
    def invariant(values, result):
        if values["wrong"] == "all the same":
            steps = np.diff(result["by_votes"])
            sign = np.sign(values["accuracy"] - 0.5) if values["accuracy"] != 0.5 else 0
            assert (steps * sign >= -1e-12).all()
            if sign == 0:
                assert np.allclose(steps, 0)
        elif values["accuracy"] >= 0.3 and values["votes"] > 3:
            assert result["together"] > values["accuracy"] - 0.03

    sweep(demos.Votes, invariant)


def test_cheaper_means_more_reward_and_further_away():
    def invariant(values, result):
        assert np.isclose(result["new"].sum(), 1)
        assert (np.diff(result["learned"]) <= 1e-9).all()  # falls with the price
        assert result["kl"] >= -1e-12
        if values["beta"] > 19:
            assert result["kl"] < 0.15

    sweep(demos.StayingClose, invariant)
