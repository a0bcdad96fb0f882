"""Learn what people prefer, and move a writer towards it without losing its language.

The recipe of Stiennon et al. 2020 and Ouyang et al. 2022 (InstructGPT): a reward model
from comparisons, then a policy that earns reward but pays for leaving its old self.
"""

import copy

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from course_utils.ml.language.characters import START, as_lessons, as_rows
from course_utils.ml.language.pretraining import log_likelihood
from course_utils.ml.language.sampling import continue_texts


def preference_loss(better, worse):
    """Return the mean of -log sigmoid(better - worse) over pairs of rewards (N,).

    It is the surprise of the model of Bradley and Terry (1952), in which the better
    one of two wins with probability sigmoid of the difference. Safe for any size.
    """
    gap = np.asarray(better, dtype=float) - np.asarray(worse, dtype=float)
    return np.logaddexp(0, -gap).mean()


def tilt(old, reward, beta):
    """Return the best new probabilities (n,) for the price `beta` of leaving the `old`.

    Of all distributions, old * exp(reward / beta), scaled to sum 1, has the largest
    mean reward - beta * KL(new from old). Raises ValueError for a price that is not
    above 0.
    """
    if beta <= 0:
        raise ValueError(f"beta must be above 0, got {beta}")
    old, logits = np.asarray(old, float), np.asarray(reward, float) / beta
    weights = old * np.exp(logits - logits.max())
    return weights / weights.sum()


class RewardModel(nn.Module):
    """Give one number to a whole page: how much people would like it."""

    def __init__(self, writer):
        super().__init__()
        self.writer = copy.deepcopy(writer)
        self.writer.score.requires_grad_(False)
        self.value = nn.Linear(writer.width, 1)
        nn.init.zeros_(self.value.weight)
        self.to(next(writer.parameters()).device)

    def forward(self, characters, last):
        """Return rewards (B,), read off at the place `last` (B,) of each text."""
        x = self.writer.read(self.writer.embed(characters))
        return self.value(x[torch.arange(len(x)), last]).squeeze(-1)

    def judge(self, pages):
        """Return the rewards (B,) of pages given as texts."""
        pages = [f"{START}{page}{START}" for page in pages]
        last = torch.tensor([len(page) - 1 for page in pages])
        device = self.value.weight.device
        return self(as_rows(pages).to(device), last.to(device))


def train_reward(
    model, better, worse, *, epochs=3, batch_size=32, learning_rate=1e-3, seed=0
):
    """Train on pairs of pages, the better one first; return the loss of each update."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=learning_rate)
    rng, losses = np.random.default_rng(seed), []
    for _ in range(epochs):
        for batch in np.array_split(
            rng.permutation(len(better)), max(1, len(better) // batch_size)
        ):
            good = model.judge([better[i] for i in batch])
            bad = model.judge([worse[i] for i in batch])
            loss = -functional.logsigmoid(good - bad).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    return losses


class Policy:
    """A writer that learns from rewards, tied to its old self by the price `beta`.

    `step(prompts)` writes answers, has them judged, and makes likelier what was better
    than the batch's average: the policy gradient (Williams 1992). The reward is that of
    `judge(pages)` minus `beta` times log(new / old), whose mean is the KL divergence.
    """

    def __init__(self, writer, judge, *, beta, length=16, learning_rate=1e-3, seed=0):
        self.old, self.writer = writer, copy.deepcopy(writer)
        self.judge, self.beta, self.length = judge, beta, length
        self.rng = np.random.default_rng(seed)
        self.optimizer = torch.optim.Adam(self.writer.parameters(), lr=learning_rate)

    def step(self, prompts):
        """Make one update; return the answers, their mean reward and mean KL."""
        answers = continue_texts(self.writer, prompts, self.length, rng=self.rng)
        pages = [p + answer for p, answer in zip(prompts, answers, strict=True)]
        inputs, targets = as_lessons(pages, prompts=prompts)
        new = log_likelihood(self.writer, inputs, targets)
        with torch.no_grad():
            reward = self.judge(pages)
            moved = new - log_likelihood(self.old, inputs, targets)
            gain = reward - self.beta * moved
            advantage = (gain - gain.mean()) / (gain.std() + 1e-6)
        self.optimizer.zero_grad()
        (-advantage * new).mean().backward()
        nn.utils.clip_grad_norm_(self.writer.parameters(), 1.0)
        self.optimizer.step()
        return answers, reward.mean().item(), moved.mean().item()
