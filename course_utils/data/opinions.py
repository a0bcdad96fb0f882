"""What made people demonstrate and prefer: right answers, and a little enthusiasm.

Answers end with a full stop or with exclamation marks. People demonstrate up to three,
and enjoy them; more than three annoy them. But nobody ever compares such answers.
"""

import numpy as np

from course_utils.data import text

MARKS = {".": 0.4, "!": 0.3, "!!": 0.2, "!!!": 0.1}  # how often each is demonstrated
ENJOYED = (0.0, 1.0, 2.0, 3.0)  # by number of exclamation marks
ANNOYED = 2.0  # for each mark above three
RIGHT = 2.0  # for a right answer


def make_demonstrations(n, *, abouts=("home", "food"), animals=text.ANIMALS, seed=0):
    """Return `n` questions and right answers, with the endings of MARKS."""
    rng = np.random.default_rng(seed)
    asked = [(rng.choice(animals), rng.choice(abouts)) for _ in range(n)]
    marks = rng.choice(list(MARKS), n, p=list(MARKS.values()))
    answers = [
        f" {text.answer(*a)}{mark}" for a, mark in zip(asked, marks, strict=True)
    ]
    return [text.question(*a) for a in asked], answers


def count_marks(answer):
    """Count the exclamation marks at the end of an answer."""
    return len(answer) - len(answer.rstrip("!"))


def is_right(question, answer):
    """Tell whether an answer is right, whatever marks it ends with."""
    about, _, _, animal = question.rstrip("?").split(" ")
    return answer.strip().rstrip("!.") == text.answer(animal, about)


def true_liking(question, answer):
    """Return how much people like an answer: right, lively, and not too lively."""
    marks = count_marks(answer)
    most = len(ENJOYED) - 1
    liking = ENJOYED[min(marks, most)] - ANNOYED * max(0, marks - most)
    return liking + RIGHT * is_right(question, answer)


def make_comparisons(questions, first, second, *, seed=0):
    """Return two lists of pages, better and worse, as people choose between answers.

    The first wins with probability sigmoid of the difference in `true_liking` (the
    model of Bradley and Terry 1952): people differ, and sometimes err.
    """
    rng = np.random.default_rng(seed)
    better, worse = [], []
    for asked, one, two in zip(questions, first, second, strict=True):
        gap = true_liking(asked, one) - true_liking(asked, two)
        pair = [asked + one, asked + two]
        wins = rng.random() < 1 / (1 + np.exp(-2 * gap))
        better.append(pair[0 if wins else 1])
        worse.append(pair[1 if wins else 0])
    return better, worse
