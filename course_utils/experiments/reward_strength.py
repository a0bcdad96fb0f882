"""From a writer to a helpful one: demonstrations, comparisons, and rewards, measured.

The three learning steps after pre-training, in the small world of `data.text`. Their
parts are in `ml.language`; here they are put together.
"""

import copy

import numpy as np
import torch

from course_utils.data import opinions, text
from course_utils.experiments import kept
from course_utils.experiments.pretrained_writer import load_writer
from course_utils.ml.language.characters import as_lessons
from course_utils.ml.language.preferences import Policy, RewardModel, train_reward
from course_utils.ml.language.pretraining import log_likelihood, teach_answers
from course_utils.ml.language.sampling import continue_texts

FILE = kept.file_of(__name__)
BETAS = (0.0, 0.03, 0.1, 0.3, 1.0, 3.0)
UPDATES, QUESTIONS, LENGTH = 30, 48, 16
COMPARED = 800  # questions answered twice
MARKS = range(11)  # exclamation marks on the ladder of answers


def make_speaker(writer, *, demonstrations=800, epochs=3, seed=0, **options):
    """Return a copy of the writer that has learned to answer from demonstrations."""
    speaker = copy.deepcopy(writer)
    lessons = opinions.make_demonstrations(demonstrations, seed=seed, **options)
    teach_answers(speaker, *lessons, epochs=epochs, learning_rate=1e-3, seed=seed)
    return speaker.eval()


def make_questions(n, *, rng):
    """Return `n` questions about homes and foods."""
    return [
        text.question(rng.choice(text.ANIMALS), rng.choice(["home", "food"]))
        for _ in range(n)
    ]


def share_right(speaker, animals, about):
    """Return the share of right answers to questions `about` each of the animals."""
    questions = [text.question(animal, about) for animal in animals]
    answers = continue_texts(speaker, questions, LENGTH)
    return np.mean(
        [opinions.is_right(*p) for p in zip(questions, answers, strict=True)]
    )


def collect_comparisons(speaker, n, *, seed=0):
    """Let the speaker answer `n` questions twice; return better and worse pages.

    Where both answers are the same there is nothing to compare.
    """
    rng = np.random.default_rng(seed)
    questions = make_questions(n, rng=rng)
    first, second = (
        continue_texts(speaker, questions, LENGTH, rng=rng) for _ in range(2)
    )
    asked = zip(questions, first, second, strict=True)
    different = [row for row in asked if row[1] != row[2]]
    return opinions.make_comparisons(*zip(*different, strict=True), seed=seed)


def make_reward_model(speaker, better, worse, *, seed=0):
    """Return a reward model that began as the speaker and learned from comparisons."""
    model = RewardModel(speaker)
    train_reward(model, better, worse, seed=seed)
    return model.eval()


def run_policy(speaker, judge, *, beta, updates=UPDATES, seed=0):
    """Return reward, liking and KL (updates,) of a policy, and its last answers."""
    policy = Policy(
        speaker, judge, beta=beta, length=LENGTH, learning_rate=5e-4, seed=seed
    )
    rng, rows = np.random.default_rng(seed), []
    for _ in range(updates):
        questions = make_questions(QUESTIONS, rng=rng)
        answers, reward, moved = policy.step(questions)
        pages = zip(questions, answers, strict=True)
        rows.append((reward, np.mean([opinions.true_liking(*p) for p in pages]), moved))
    reward, liking, moved = np.array(rows).T
    pages = [q + a for q, a in zip(questions, answers, strict=True)]
    return {"reward": reward, "liking": liking, "kl": moved, "pages": pages}


@torch.no_grad()
def ladder(speaker, judge):
    """Return probability, reward and liking (11,) of right answers with 0 to 10 marks.

    Probabilities are the speaker's, scaled to sum 1; all are means over the animals.
    """
    ends = ["." if marks == 0 else "!" * marks for marks in MARKS]
    questions = [text.question(animal, "home") for animal in text.ANIMALS]
    answers = [f" {text.answer(animal, 'home')}" for animal in text.ANIMALS]
    logs, rewards = [], []
    for asked, told in zip(questions, answers, strict=True):
        pages = [asked + told + end for end in ends]
        lessons = as_lessons(pages, prompts=[asked] * len(pages))
        logs.append(log_likelihood(speaker, *lessons).softmax(dim=0).cpu().numpy())
        rewards.append(judge(pages).cpu().numpy())
    liking = [opinions.true_liking(questions[0], answers[0] + end) for end in ends]
    old = np.mean(logs, axis=0)
    return {"old": old, "reward": np.mean(rewards, axis=0), "liking": np.array(liking)}


def make_kept():
    """Return the arrays to keep: the ladder, and one policy's run for each of BETAS."""
    speaker = make_speaker(load_writer())
    judge = make_reward_model(speaker, *collect_comparisons(speaker, COMPARED)).judge
    runs = [run_policy(speaker, judge, beta=beta) for beta in BETAS]
    policies = {name: np.array([run[name] for run in runs]) for name in runs[0]}
    steps = {
        f"ladder_{name}": values for name, values in ladder(speaker, judge).items()
    }
    return {**policies, **steps}


def load_kept():
    """Return the arrays of `make_kept`: `reward`, `liking`, `kl` (len(BETAS), ...)."""
    return kept.read(FILE)
