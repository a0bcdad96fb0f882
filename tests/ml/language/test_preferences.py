import numpy as np
import pytest
import torch
from scipy.optimize import minimize
from torch.nn import functional

from course_utils.ml.classification.softmax import kl_divergence
from course_utils.ml.language.characters import as_lessons
from course_utils.ml.language.preferences import (
    Policy,
    RewardModel,
    preference_loss,
    tilt,
    train_reward,
)
from course_utils.ml.language.pretraining import log_likelihood, make_writer

OLD = np.array([0.5, 0.3, 0.15, 0.05])
REWARD = np.array([0.0, 0.5, 1.0, 3.0])


def test_the_preference_loss_is_that_of_torch():
    rng = np.random.default_rng(0)
    better, worse = rng.normal(size=(2, 50)) * 5
    expected = -functional.logsigmoid(torch.tensor(better - worse)).mean()
    assert np.isclose(preference_loss(better, worse), expected)


def test_the_preference_loss_survives_enormous_gaps():
    assert preference_loss([0.0], [5000.0]) == 5000
    assert preference_loss([5000.0], [0.0]) == 0


def test_no_other_distribution_does_better_than_the_tilted_one():
    def price(logits, beta):
        new = np.exp(logits - logits.max())
        new /= new.sum()
        return -(new @ REWARD - beta * kl_divergence(new, OLD))

    for beta in (0.3, 1.0, 4.0):
        best = minimize(price, np.log(OLD), args=(beta,)).fun
        ours = price(np.log(tilt(OLD, REWARD, beta)), beta)
        assert ours <= best + 1e-9
        assert np.isclose(ours, best, atol=1e-3)


def test_a_high_price_keeps_the_old_and_a_low_one_takes_the_best():
    assert np.allclose(tilt(OLD, REWARD, 1e6), OLD, atol=1e-5)
    assert np.allclose(tilt(OLD, REWARD, 1e-3), [0, 0, 0, 1])
    with pytest.raises(ValueError, match="beta"):
        tilt(OLD, REWARD, 0)


def test_a_reward_does_not_depend_on_the_length_of_other_pages():
    model = RewardModel(make_writer(width=16))
    torch.nn.init.normal_(model.value.weight)
    alone, beside = model.judge(["abc"]), model.judge(["abc", "a much longer page"])
    assert torch.allclose(alone[0], beside[0], atol=1e-5)


def test_the_reward_model_learns_what_wins():
    model = RewardModel(make_writer(width=16, layers=1))
    better, worse = ["fine!", "good!", "nice!"] * 10, ["fine.", "good.", "nice."] * 10
    losses = train_reward(model, better, worse, epochs=12, learning_rate=1e-2)
    assert np.isclose(losses[0], np.log(2))  # it begins without an opinion
    assert losses[-1] < 0.1
    assert (model.judge(better[:3]) > model.judge(worse[:3])).all()


def test_the_policy_step_follows_the_gradient_of_expected_reward():
    def judge(pages):
        return torch.tensor([page.count("a") for page in pages], dtype=torch.float)

    policy = Policy(
        make_writer(width=16, layers=1), judge, beta=0.0, length=3, learning_rate=1e-2
    )
    prompts = ["q?"] * 64
    first = policy.step(prompts)[1]
    for _ in range(25):
        policy.step(prompts)
    assert policy.step(prompts)[1] > first + 1


def test_a_dear_policy_stays_where_it_was():
    def judge(pages):
        return torch.tensor([page.count("a") for page in pages], dtype=torch.float)

    writer = make_writer(width=16, layers=1)
    moved = {}
    for beta in (0.0, 20.0):
        policy = Policy(writer, judge, beta=beta, length=3, learning_rate=1e-2)
        for _ in range(15):
            policy.step(["q?"] * 48)
        moved[beta] = policy.step(["q?"] * 48)[2]
    assert abs(moved[20.0]) < 0.5 * moved[0.0]


def test_the_log_likelihood_is_minus_the_cross_entropy():
    model = make_writer(width=16)
    inputs, targets = as_lessons(["q? yes", "q? of course"], prompts=["q?", "q?"])
    losses = functional.cross_entropy(
        model(inputs).transpose(1, 2), targets, reduction="none", ignore_index=-100
    )
    found = log_likelihood(model, inputs, targets)
    assert torch.allclose(found, -losses.sum(dim=1), atol=1e-4)
