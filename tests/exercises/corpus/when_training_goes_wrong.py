"""Answers to the exercises of notebook 12, as learners write them."""

import math

import numpy as np
import torch

from course_utils.exercises import when_training_goes_wrong as exercises
from tests.exercises.answers import Answers

shift = Answers(exercises.shift_right)


@shift.right
def with_padding(pictures, columns):
    wide = np.pad(pictures, ((0, 0), (0, 0), (columns, 0)))
    return wide[:, :, : pictures.shape[2]]


@shift.right
def column_by_column(pictures, columns):
    result = np.zeros(pictures.shape)
    for column in range(pictures.shape[2] - columns):
        result[..., column + columns] = pictures[..., column]
    return result


@shift.right
def by_torch(pictures, columns):
    wide = torch.nn.functional.pad(torch.tensor(pictures), (columns, 0))
    return wide[:, :, : pictures.shape[2]]


@shift.right
def rolled_and_wiped(pictures, columns):
    moved = np.roll(pictures, columns, axis=-1)
    moved[:, :, :columns] = 0
    return moved


@shift.right
def as_lists(pictures, columns):
    n = pictures.shape[2]
    return [
        [([0.0] * columns + list(row))[:n] for row in picture] for picture in pictures
    ]


@shift.right
def as_a_matrix_product(pictures, columns):
    return pictures @ np.eye(pictures.shape[2], k=columns)


@shift.names("np.roll brings back")
def round_the_corner(pictures, columns):
    return torch.roll(torch.tensor(pictures), columns, dims=2)


@shift.names("You moved the pictures down")
def rows_instead(pictures, columns):
    wide = np.pad(pictures, ((0, 0), (columns, 0), (0, 0)))
    return wide[:, : pictures.shape[1], :]


@shift.names("You moved them left")
def to_the_left(pictures, columns):
    return np.pad(pictures, ((0, 0), (0, 0), (0, columns)))[:, :, columns:]


@shift.names("What comes in is 0")
def first_column_again(pictures, columns):
    wide = np.pad(pictures, ((0, 0), (0, 0), (columns, 0)), mode="edge")
    return wide[:, :, : pictures.shape[2]]


@shift.names("With `columns` = 0")
def minus_columns(pictures, columns):
    moved = np.zeros(pictures.shape)
    moved[:, :, columns:] = pictures[:, :, 0:-columns]
    return moved


@shift.names("You moved the first picture only")
def returns_after_one(pictures, columns):
    moved = np.array(pictures)
    moved[0, :, columns:] = pictures[0, :, : pictures.shape[2] - columns]
    moved[0, :, :columns] = 0
    return moved


@shift.wrong(says="not right yet")
def always_by_one(pictures, columns):
    return with_padding(pictures, 1)


@shift.wrong(says="changed its argument `pictures`")
def overwrites(pictures, columns):
    kept = pictures.copy()
    pictures[:] = 0
    pictures[:, :, columns:] = kept[:, :, : kept.shape[2] - columns]
    return pictures


@shift.wrong(says="shape")
def grows_wider(pictures, columns):
    return np.pad(pictures, ((0, 0), (0, 0), (columns, 0)))


@shift.wrong(says="did you forget `return`?")
def returns_nothing(pictures, columns):
    with_padding(pictures, columns)


stop = Answers(exercises.stop_early)


@stop.right
def with_a_counter(losses, patience):
    best, best_loss, waited = 0, losses[0], 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < best_loss:
            best, best_loss, waited = epoch, losses[epoch], 0
        else:
            waited += 1
            if waited == patience:
                return epoch, best
    return len(losses) - 1, best


@stop.right
def with_argmin(losses, patience):
    for epoch in range(len(losses)):
        best = int(np.argmin(losses[: epoch + 1]))
        if epoch == best + patience:
            break
    return [epoch, best]


@stop.right
def with_a_while(losses, patience):
    lowest, best, epoch = math.inf, -1, -1
    while epoch + 1 < len(losses) and (best < 0 or epoch - best < patience):
        epoch += 1
        if losses[epoch] < lowest:
            lowest, best = losses[epoch], epoch
    return np.array([epoch, best])


@stop.right
def best_followed_by_nothing_better(losses, patience):
    losses = torch.tensor(losses)
    for best in range(len(losses)):
        later = losses[best + 1 : best + 1 + patience]
        lowest_so_far = bool((losses[best] < losses[:best]).all())
        if lowest_so_far and not bool((later < losses[best]).any()):
            return min(best + patience, len(losses) - 1), best
    raise AssertionError


@stop.names("You stop at the first rise")
def at_the_first_rise(losses, patience):
    epoch = 1
    while epoch < len(losses) and losses[epoch] <= losses[epoch - 1]:
        epoch += 1
    return (epoch, epoch - 1) if epoch < len(losses) else (epoch - 1, epoch - 1)


@stop.names("Count the epochs since the *best*")
def rises_one_after_the_other(losses, patience):
    rises, lowest, best = 0, losses[0], 0
    for epoch in range(1, len(losses)):
        rises = rises + 1 if losses[epoch] > losses[epoch - 1] else 0
        if losses[epoch] < lowest:
            lowest, best = losses[epoch], epoch
        if rises == patience:
            return epoch, best
    return len(losses) - 1, best


@stop.names("The weights to keep")
def last_epoch_twice(losses, patience):
    last, _ = with_a_counter(losses, patience)
    return last, last


@stop.names("You stop one epoch too late")
def more_than_patience(losses, patience):
    best = 0
    for epoch, loss in enumerate(losses):
        best = epoch if loss < losses[best] else best
        if epoch - best > patience:
            return epoch, best
    return len(losses) - 1, best


@stop.names("Your counter is never set back")
def counts_on(losses, patience):
    best, wait = 0, 0
    for e, loss in enumerate(losses):
        if loss < losses[best]:
            best = e
        elif e > 0:
            wait += 1
        if wait >= patience:
            return e, best
    return len(losses) - 1, best


@stop.names("An equal loss is no progress")
def latest_of_equals(losses, patience):
    lowest, best = losses[0], 0
    for epoch, loss in enumerate(losses):
        if not loss > lowest:
            lowest, best = loss, epoch
        if epoch == best + patience:
            return epoch, best
    return epoch, best


@stop.names("Yours never stops")
def best_of_all(losses, patience):
    return len(losses) - 1, losses.index(min(losses))


@stop.names("Right, but in the other order")
def best_then_last(losses, patience):
    last, best = with_argmin(losses, patience)
    return best, last


@stop.names("Epochs count from 0")
def from_one(losses, patience):
    best = 1
    for epoch, loss in enumerate(losses, start=1):
        if loss < losses[best - 1]:
            best = epoch
        if epoch - best >= patience:
            return epoch, best
    return len(losses), best


@stop.wrong(says="not right yet")
def small_gains_do_not_count(losses, patience):
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best] - 0.1:
            best = epoch
        if epoch - best >= patience:
            return epoch, best
    return len(losses) - 1, best


@stop.wrong(says="expected a tuple, got a number")
def only_the_best(losses, patience):
    return with_a_counter(losses, patience)[1]


@stop.wrong(says="not right yet")
def counter_starts_at_one(losses, patience):
    best, waited = 0, 1
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best, waited = epoch, 1
        else:
            waited += 1
        if waited >= patience:
            return epoch, best
    return len(losses) - 1, best


diagnose = Answers(exercises.diagnose)
RIGHT = {
    "P": "overfitting",
    "Q": "optimisation stuck",
    "R": "model too small",
    "S": "too constrained",
    "T": "mismatched test data",
}
diagnose.right(RIGHT)
diagnose.right({k: v.capitalize() for k, v in RIGHT.items()}, name="capitals")
diagnose.right(dict(sorted(RIGHT.items(), reverse=True)), name="other_order")
diagnose.names("Q has a large *training*", {**RIGHT, "Q": "overfitting"}, name="q_over")
diagnose.names("Q is not too small", {**RIGHT, "Q": "model too small"}, name="q_small")
diagnose.names(
    "Nothing shows that R", {**RIGHT, "R": "optimisation stuck"}, name="r_stuck"
)
diagnose.names("S without λ", {**RIGHT, "S": "model too small"}, name="s_small")
diagnose.names(
    "S could do better", {**RIGHT, "S": "optimisation stuck"}, name="s_stuck"
)
diagnose.names("Nothing says that R", {**RIGHT, "R": "too constrained"}, name="r_tight")
diagnose.names("T does well", {**RIGHT, "T": "overfitting"}, name="t_over")
diagnose.names(
    "P is bad on validation", {**RIGHT, "P": "mismatched test data"}, name="p_other"
)
diagnose.wrong(
    {**RIGHT, "P": "mismatched test data", "T": "overfitting"},
    says="Key 'T': T does well",
    name="p_and_t_swapped",
)
diagnose.wrong(
    {**RIGHT, "Q": "overfitting", "R": "healthy"},
    says="Key 'R': not right yet",
    name="one_known_one_not",
)
diagnose.wrong({**RIGHT, "S": "overfitting"}, says="is not it", name="s_over")
diagnose.wrong(list(RIGHT.values()), says="got a list", name="a_list")
diagnose.wrong({"P": "overfitting"}, says="keys", name="one_patient")

choose = Answers(exercises.choose_by_folds)
choose.equivalent(
    "Every model has as many folds: the lowest sum is the lowest mean.",
    "line 3: losses.mean -> losses.sum",
)


@choose.right
def means_in_a_list(losses):
    means = [sum(row) / len(row) for row in losses]
    return means.index(min(means))


@choose.right
def sums_do_as_well(losses):
    return torch.tensor(losses).sum(dim=1).argmin()


@choose.right
def one_by_one(losses):
    best = 0
    for row in range(1, len(losses)):
        if losses[row].mean() < losses[best].mean():
            best = row
    return best


@choose.right
def first_of_the_sorted(losses):
    return np.argsort(np.average(losses, axis=1))[0]


@choose.names("One lucky fold")
def luckiest_fold(losses):
    return int(np.argmin([min(row) for row in losses]))


@choose.names("You chose by the worst fold")
def least_bad(losses):
    return losses.max(axis=1).argmin()


@choose.names("The spread over the folds")
def mean_and_spread(losses):
    return (losses.mean(1) + losses.std(1)).argmin()


@choose.names("axis=0 averages over the models")
def over_the_models(losses):
    return np.argmin(sum(losses) / len(losses))


@choose.names("These are losses")
def highest(losses):
    return max(range(len(losses)), key=lambda row: sum(losses[row]))


@choose.names("You looked at the first fold only")
def first_fold(losses):
    return [row[0] for row in losses].index(min(row[0] for row in losses))


@choose.names("That is the median")
def by_the_median(losses):
    return int(torch.tensor(losses).quantile(0.5, dim=1).argmin())


@choose.names("Rows count from 0")
def from_one_on(losses):
    return 1 + means_in_a_list(losses)


@choose.names("That is the best mean itself")
def the_mean(losses):
    return min(sum(row) / len(row) for row in losses)


@choose.wrong(says="not right yet")
def most_wins(losses):
    winners = losses.argmin(axis=0)
    return int(np.bincount(winners).argmax())


@choose.wrong(says="not right yet")
def geometric_mean(losses):
    return int(np.log(losses).mean(axis=1).argmin())


@choose.wrong(says="not right yet")
def place_in_the_flat_array(losses):
    return int(losses.argmin())


@choose.wrong(says="got a numpy array")
def all_means(losses):
    return losses.mean(axis=1)
