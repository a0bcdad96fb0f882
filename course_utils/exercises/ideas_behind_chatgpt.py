"""Exercises of notebook 20: sample, count, vote, and learn from preferences."""

import numpy as np

from course_utils.ml.classification.softmax import softmax
from course_utils.ml.language import preferences, tuning, voting
from course_utils.ml.language.sampling import next_probabilities
from course_utils.practice import Exercise, Mistake


def sample_probabilities(scores, temperature):
    """Return the probabilities of the next character at a temperature."""
    return next_probabilities(scores, temperature=temperature).numpy()


def _unscaled(scores, temperature):
    return softmax(scores)


def _multiplied(scores, temperature):
    return softmax(np.asarray(scores) * temperature)


def _probabilities_divided(scores, temperature):
    return softmax(scores) / temperature


def _softmax_unshifted(scores, temperature):
    powers = np.exp(np.asarray(scores) / temperature)
    return powers / powers.sum()


_PROBABILITIES = """
import numpy as np


def probabilities(scores, temperature):
    s = (scores - scores.max()) / temperature
    return np.exp(s) / np.exp(s).sum()
"""

temperature = Exercise(
    "20.1",
    "sampling with temperature",
    stars=2,
    reference=sample_probabilities,
    example=(np.array([2.0, 1.0, 0.0]), 0.5),
    cases=[
        (np.array([2.0, 1.0, 0.0, -3.0]), 2.0),
        (np.array([900.0, 901.0, 899.0]), 1.5),
        (np.array([0.0, -1000.0, -1001.0]), 0.7),
        (np.array([-900.0, -901.0]), 0.5),
    ],
    stub="probabilities(scores, temperature)",
    model_answer=_PROBABILITIES,
    hints=(
        "Softmax, but the scores are divided by something first.",
        "Subtract the largest score before `np.exp`, so that nothing overflows.",
        "s = (scores - scores.max()) / temperature; then np.exp(s) / np.exp(s).sum()",
    ),
    mistakes=(
        Mistake(_unscaled, "That is the softmax at T = 1: `temperature` is not used."),
        Mistake(
            _multiplied,
            "You multiplied by the temperature: a hot writer became a careful one. "
            "Divide the scores.",
        ),
        Mistake(
            _probabilities_divided,
            "Divide the scores, not the probabilities: these no longer sum to 1.",
        ),
        Mistake(
            _softmax_unshifted,
            "Right for small scores; np.exp(900 / 1.5) overflows. Subtract the largest "
            "score first.",
        ),
    ),
    explain="Division by T shrinks all differences, so a high T makes all more alike.",
)


def _without_biases(width, bottleneck, layers):
    return layers * 2 * width * bottleneck


def _only_down(width, bottleneck, layers):
    return layers * (width * bottleneck + bottleneck)


def _one_layer(width, bottleneck, layers):
    return tuning.adapter_parameters(width, bottleneck, 1)


def _one_kind_of_bias(width, bottleneck, layers):
    return layers * (2 * width * bottleneck + 2 * bottleneck)


_ADAPTER = """
def adapter_parameters(width, bottleneck, layers):
    down = width * bottleneck + bottleneck
    up = bottleneck * width + width
    return layers * (down + up)
"""

adapter = Exercise(
    "20.4",
    "parameters of an adapter",
    stars=1,
    reference=tuning.adapter_parameters,
    example=(10, 1, 1),
    cases=[(64, 8, 2), (768, 48, 12), (3, 5, 4)],
    stub="adapter_parameters(width, bottleneck, layers)",
    model_answer=_ADAPTER,
    hints=(
        "Two linear layers: from width to bottleneck, and from bottleneck to width.",
        "A linear layer from a to b has a·b weights and b biases.",
        "layers * (2 * width * bottleneck + bottleneck + width)",
    ),
    mistakes=(
        Mistake(_without_biases, "You left out the biases: one per output."),
        Mistake(
            _only_down,
            "That is the first linear layer only: the second leads back to width.",
        ),
        Mistake(_one_layer, "That is one adapter: there is one in each layer."),
        Mistake(
            _one_kind_of_bias,
            "The second linear layer has `width` outputs, so it has `width` biases.",
        ),
    ),
    explain="It grows with the width, where full tuning grows with its square.",
)


def _minority(answers):
    return min(dict.fromkeys(answers), key=list(answers).count)


def _last_answer(answers):
    return answers[-1]


def _largest(answers):
    return max(answers)


def _latest_of_equals(answers):
    return max(answers[::-1], key=answers.count)


majority = Exercise(
    "20.5",
    "majority vote",
    stars=1,
    reference=voting.majority_vote,
    example=(["bee", "owl", "owl"],),
    stub="majority(answers)",
    model_answer="""
def majority(answers):
    return max(answers, key=answers.count)
""",
    cases=[
        (["bee", "owl", "owl", "bat", "owl"],),
        (["cat", "bat", "cat", "bat", "fox"],),
        (["ant", "ant", "bee", "bee"],),
        (["hen"],),
        (["bat", "owl", "bat", "crow"],),
    ],
    hints=(
        "Count how often each answer occurs.",
        "`max(..., key=...)` returns the first of several equally large ones.",
        "max(answers, key=answers.count)",
    ),
    mistakes=(
        Mistake(_minority, "That is the rarest answer: look for the most frequent."),
        Mistake(_last_answer, "Only the last answer was heard: all have a vote."),
        Mistake(
            _largest, "That is the last in the alphabet. `max` needs a `key` to count."
        ),
        Mistake(
            _latest_of_equals,
            "Of equally frequent answers, the one that came first is wanted.",
        ),
    ),
    explain="This one line is all that self-consistency adds to a model.",
)


def _swapped(better, worse):
    return preferences.preference_loss(worse, better)


def _summed(better, worse):
    return preferences.preference_loss(better, worse) * len(np.atleast_1d(better))


def _mean_first(better, worse):
    return preferences.preference_loss([np.mean(better)], [np.mean(worse)])


def _no_logarithm(better, worse):
    gap = np.asarray(better, float) - np.asarray(worse, float)
    return (1 / (1 + np.exp(np.minimum(gap, 700)))).mean()


def _naive(better, worse):
    gap = np.asarray(better, float) - np.asarray(worse, float)
    with np.errstate(over="ignore", divide="ignore"):
        return -np.log(1 / (1 + np.exp(-gap))).mean()


preference = Exercise(
    "20.2",
    "preference loss",
    stars=3,
    reference=preferences.preference_loss,
    example=(np.array([2.0]), np.array([0.0])),
    stub="preference_loss(better, worse)",
    model_answer="""
import numpy as np


def preference_loss(better, worse):
    return np.logaddexp(0, worse - better).mean()
""",
    cases=[
        (np.array([2.0, 0.5, -1.0]), np.array([0.0, 1.0, -1.5])),
        (np.array([3000.0, 1.0]), np.array([0.0, 1.0])),
        (np.array([0.0, 3.0]), np.array([2000.0, 1.0])),
    ],
    hints=(
        "-log σ(d) is log(1 + exp(-d)), where d is better - worse.",
        "np.exp(2000) overflows: np.logaddexp(a, b) is log(exp(a) + exp(b)), safely.",
        "np.logaddexp(0, worse - better).mean()",
    ),
    mistakes=(
        Mistake(_swapped, "You taught it to prefer the worse one: d = better - worse."),
        Mistake(_summed, "Return the mean over the pairs, not their sum."),
        Mistake(
            _mean_first,
            "You averaged the rewards before the loss: each pair has its own loss.",
        ),
        Mistake(
            _no_logarithm,
            "That is the probability of being wrong. The loss is a logarithm.",
        ),
        Mistake(
            _naive,
            "Right on paper, but it overflows for a gap of 2000: use `np.logaddexp`.",
        ),
    ),
    explain="It is the logistic loss of notebook 8, on differences of rewards.",
)

why_worse = Exercise(
    "20.3",
    "the reward rises and people complain",
    stars=2,
    reference="it found answers that the reward model overrates",
    choices={
        "it was trained for too short a time": "Its learned reward is the highest of "
        "all runs: it learned what it was paid for. What is that reward a model *of*?",
        "the temperature was too high": "All runs sample at T = 1, and the one with "
        "β = 0.3 is fine.",
        "people changed their minds": "The rule by which people like answers is the "
        "same in all runs. Look at what they were asked to compare.",
        "β was too large": "A large β keeps the writer as it was. Which end did this "
        "run stand on?",
    },
    hints=(
        "How many exclamation marks had the answers that people compared?",
        "A reward model is trained on some answers and asked about others.",
    ),
    explain="A measure that becomes a target stops being a good measure (Goodhart).",
)
