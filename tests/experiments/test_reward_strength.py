import numpy as np
import torch

from course_utils.data import text
from course_utils.experiments import reward_strength
from course_utils.experiments.pretrained_writer import load_writer


def cheers(pages):
    return torch.tensor([float(page.endswith("!")) for page in pages])


def test_demonstrations_make_an_answer_out_of_a_question():
    before, after = load_writer(), reward_strength.make_speaker(load_writer())
    assert reward_strength.share_right(before, text.ANIMALS, "home") == 0
    assert reward_strength.share_right(after, text.ANIMALS, "home") > 0.7
    old = reward_strength.ladder(after, cheers)["old"]
    assert np.allclose(old, reward_strength.load_kept()["ladder_old"], atol=0.05)


def test_comparisons_are_two_answers_to_one_question():
    better, worse = reward_strength.collect_comparisons(load_writer(), 20)
    for good, bad in zip(better, worse, strict=True):
        assert good.split("?")[0] == bad.split("?")[0]
        assert good != bad


def test_a_policy_reports_one_number_per_update():
    run = reward_strength.run_policy(load_writer(), cheers, beta=0.1, updates=2)
    assert run["reward"].shape == run["liking"].shape == run["kl"].shape == (2,)
    assert abs(run["kl"][0]) < 1e-4  # it begins as the old one
    assert len(run["pages"]) == reward_strength.QUESTIONS


def test_the_ladder_climbs_by_one_mark():
    steps = reward_strength.ladder(load_writer(), cheers)
    assert np.isclose(steps["old"].sum(), 1)
    assert steps["reward"].tolist() == [0] + [1] * 10
    assert steps["liking"].argmax() == 3


def test_the_kept_runs_tell_of_a_reward_pushed_too_far():
    kept = reward_strength.load_kept()
    free, tied = reward_strength.BETAS.index(0.0), reward_strength.BETAS.index(0.3)
    assert kept["reward"][free, -5:].mean() > kept["reward"][free, 0] + 1
    assert kept["liking"][free, -5:].mean() < kept["liking"][free, 0] - 2
    assert kept["liking"][tied, -5:].mean() > kept["liking"][tied, 0] + 0.5
    assert kept["kl"][free, -5:].mean() > 5 * kept["kl"][tied, -5:].mean()
