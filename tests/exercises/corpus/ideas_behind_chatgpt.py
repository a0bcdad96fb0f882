"""Answers to the exercises of notebook 20, as learners write them."""

import math
from collections import Counter

import numpy as np
import torch

from course_utils.exercises import ideas_behind_chatgpt as exercises
from tests.exercises.answers import Answers

temperature = Answers(exercises.temperature)


@temperature.right
def by_torch(scores, temperature):
    return torch.softmax(torch.tensor(scores) / temperature, dim=0)


@temperature.right
def number_by_number(scores, temperature):
    powers = [math.exp((score - max(scores)) / temperature) for score in scores]
    return [power / sum(powers) for power in powers]


@temperature.right
def in_single_precision(scores, temperature):
    z = scores.astype(np.float32) / np.float32(temperature)
    powers = np.exp(z - z.max())
    return powers / powers.sum()


@temperature.right
def through_the_logarithm(scores, temperature):
    z = scores / temperature
    return np.exp(z - np.logaddexp.reduce(z))


@temperature.right
def by_differences(scores, temperature):
    gaps = (scores[None, :] - scores[:, None]) / temperature
    with np.errstate(over="ignore"):
        return 1 / np.exp(gaps).sum(axis=1)


@temperature.names("That is the softmax at T = 1")
def temperature_forgotten(scores, temperature):
    return torch.softmax(torch.tensor(scores), -1).numpy()


@temperature.names("You multiplied by the temperature")
def multiplied(scores, temperature):
    z = scores * temperature
    return np.exp(z - z.max()) / np.exp(z - z.max()).sum()


@temperature.names("Divide the scores, not the probabilities")
def divided_too_late(scores, temperature):
    powers = np.exp(scores - scores.max())
    return powers / powers.sum() / temperature


@temperature.names("Right for small scores")
def straight_from_the_formula(scores, temperature):
    return np.exp(scores / temperature) / sum(np.exp(scores / temperature))


@temperature.wrong(says="NaN")
def shifted_by_the_smallest(scores, temperature):
    z = (scores - scores.min()) / temperature
    return np.exp(z) / np.exp(z).sum()


@temperature.wrong(says="NaN")
def shifted_by_the_first(scores, temperature):
    z = (scores - scores[-1]) / temperature
    return np.exp(z) / np.exp(z).sum()


@temperature.wrong(says="not right yet")
def a_power_of_ten(scores, temperature):
    z = (scores - scores.max()) / temperature
    return 10**z / (10**z).sum()


@temperature.wrong(says="not right yet")
def not_scaled_to_one(scores, temperature):
    return np.exp((scores - scores.max()) / temperature)


@temperature.wrong(says="not right yet")
def the_likeliest_alone(scores, temperature):
    return (scores == scores.max()).astype(float)


@temperature.wrong(says="not right yet")
def clipped_first(scores, temperature):
    z = np.clip(scores, -700, 700) / temperature
    return np.exp(z - z.max()) / np.exp(z - z.max()).sum()


@temperature.wrong(says="shape")
def a_drawn_index(scores, temperature):
    return int(np.argmax(scores / temperature))


adapter = Answers(exercises.adapter)


@adapter.right
def layer_by_layer(width, bottleneck, layers):
    count = 0
    for _ in range(layers):
        for inputs, outputs in ((width, bottleneck), (bottleneck, width)):
            count += inputs * outputs + outputs
    return count


@adapter.right
def counted_by_torch(width, bottleneck, layers):
    pair = torch.nn.ModuleList(
        [torch.nn.Linear(width, bottleneck), torch.nn.Linear(bottleneck, width)]
    )
    return layers * sum(p.numel() for p in pair.parameters())


@adapter.right
def factored(width, bottleneck, layers):
    return layers * ((2 * width + 1) * bottleneck + width)


@adapter.right
def a_decimal_number(width, bottleneck, layers):
    return np.float64(layers) * (2.0 * width * bottleneck + bottleneck + width)


@adapter.names("You left out the biases")
def weights_only(width, bottleneck, layers):
    return sum(width * bottleneck + bottleneck * width for _ in range(layers))


@adapter.names("That is the first linear layer only")
def down_only(width, bottleneck, layers):
    return layers * bottleneck * (width + 1)


@adapter.names("That is one adapter")
def one_adapter(width, bottleneck, layers):
    return width * bottleneck + bottleneck + bottleneck * width + width


@adapter.names("The second linear layer has `width` outputs")
def narrow_biases_twice(width, bottleneck, layers):
    return layers * 2 * bottleneck * (width + 1)


@adapter.wrong(says="not right yet")
def up_only(width, bottleneck, layers):
    return layers * (bottleneck * width + width)


@adapter.wrong(says="not right yet")
def one_layer_too_many(width, bottleneck, layers):
    return (layers + 1) * (2 * width * bottleneck + bottleneck + width)


@adapter.wrong(says="not right yet")
def square(width, bottleneck, layers):
    return layers * (width * width + width)


@adapter.wrong(says="not right yet")
def wide_biases_twice(width, bottleneck, layers):
    return layers * 2 * (width * bottleneck + width)


majority = Answers(exercises.majority)


@majority.right
def with_a_counter(answers):
    return Counter(answers).most_common(1)[0][0]


@majority.right
def in_a_loop(answers):
    best, most = None, 0
    for answer in answers:
        count = sum(other == answer for other in answers)
        if count > most:
            best, most = answer, count
    return best


@majority.right
def by_a_table(answers):
    counts = {}
    for answer in answers:
        counts[answer] = counts.get(answer, 0) + 1
    return max(counts, key=counts.get)


@majority.right
def in_numpy(answers):
    names, first, counts = np.unique(answers, return_index=True, return_counts=True)
    return names[np.lexsort((first, -counts))[0]]


@majority.names("That is the rarest answer")
def rarest(answers):
    return min(answers, key=answers.count)


@majority.names("Only the last answer was heard")
def last_one(answers):
    return list(answers).pop()


@majority.names("That is the last in the alphabet")
def last_in_the_alphabet(answers):
    return sorted(answers)[-1]


@majority.names("Of equally frequent answers")
def latest_of_the_best(answers):
    best = answers[0]
    for answer in answers:
        if answers.count(answer) >= answers.count(best):
            best = answer
    return best


@majority.wrong(says="not right yet")
def by_the_alphabet(answers):
    return max(sorted(set(answers), reverse=True), key=answers.count)


@majority.wrong(says="not right yet")
def first_one(answers):
    return answers[0]


@majority.wrong(says="wrong type")
def how_often(answers):
    return max(answers.count(answer) for answer in answers)


@majority.wrong(says="wrong type")
def name_and_count(answers):
    return Counter(answers).most_common(1)[0]


@majority.wrong(says="TypeError")
def needs_a_key(answers):
    return max(answers, key=answers)


@majority.wrong(says="not right yet")
def longest_word(answers):
    return max(answers, key=len)


preference = Answers(exercises.preference)


@preference.right
def pair_by_pair(better, worse):
    losses = []
    for good, bad in zip(better, worse, strict=True):
        gap = good - bad
        loss = math.log1p(math.exp(-abs(gap))) + max(-gap, 0)
        losses.append(loss)
    return sum(losses) / len(losses)


@preference.right
def log_sigmoid_of_torch(better, worse):
    gap = torch.tensor(better) - torch.tensor(worse)
    return -torch.nn.functional.logsigmoid(gap).mean()


@preference.right
def as_softplus(better, worse):
    gap = torch.as_tensor(worse - better, dtype=torch.float32)
    return torch.nn.functional.softplus(gap).mean().item()


@preference.right
def as_logistic_loss(better, worse):
    logits, targets = torch.tensor(better - worse), torch.ones(len(better)).double()
    return torch.nn.functional.binary_cross_entropy_with_logits(logits, targets)


preference.equivalent(
    "The sum of two exponentials does not depend on their order.",
    "line 5: np.logaddexp(0, worse - better) -> np.logaddexp(worse - better, 0)",
)


@preference.names("You taught it to prefer the worse one")
def the_wrong_way_round(better, worse):
    return np.logaddexp(0, better - worse).mean()


@preference.names("Return the mean over the pairs")
def summed(better, worse):
    return np.logaddexp(0, worse - better).sum()


@preference.names("You averaged the rewards")
def of_the_means(better, worse):
    return np.logaddexp(0, worse.mean() - better.mean())


@preference.names("That is the probability of being wrong")
def without_logarithm(better, worse):
    gap = torch.tensor(better - worse)
    return 1 - torch.sigmoid(gap).mean().item()


@preference.names("Right on paper")
def straight(better, worse):
    return np.mean(-np.log(1 / (1 + np.exp(-(better - worse)))))


@preference.names("Right on paper")
def one_plus_exp(better, worse):
    return np.log(1 + np.exp(worse - better)).mean()


@preference.wrong(says="not right yet")
def clipped(better, worse):
    gap = np.clip(better - worse, -700, 700)
    return np.log1p(np.exp(-gap)).mean()


@preference.wrong(says="not right yet")
def made_safe_by_a_small_number(better, worse):
    with np.errstate(over="ignore"):
        chance = 1 / (1 + np.exp(worse - better))
    return -np.log(chance + 1e-12).mean()


@preference.wrong(says="shape")
def one_loss_for_each_pair(better, worse):
    return np.logaddexp(0, worse - better)


@preference.wrong(says="not right yet")
def hinge(better, worse):
    return np.maximum(0, worse - better).mean()


@preference.wrong(says="not right yet")
def base_two(better, worse):
    return np.logaddexp2(0, worse - better).mean()
