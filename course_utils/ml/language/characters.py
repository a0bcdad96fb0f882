"""Turn text into numbers and back: one number for each character."""

import numpy as np
import torch

from course_utils.data.text import ALPHABET

START = ALPHABET[0]  # stands before every page and after it
IGNORE = -100  # the target that torch's cross-entropy passes over
_NUMBER = {character: number for number, character in enumerate(ALPHABET)}


def encode(text):
    """Return the numbers of a text's characters; ValueError for an unknown one."""
    unknown = set(text) - set(ALPHABET)
    if unknown:
        raise ValueError(f"the alphabet has no {', '.join(sorted(unknown))!r}")
    return [_NUMBER[character] for character in text]


def decode(numbers):
    """Return the text that `encode` turned into `numbers`."""
    return "".join(ALPHABET[int(number)] for number in numbers)


def as_rows(texts, *, places=None):
    """Return the texts as one tensor (B, T), short ones filled up with START."""
    places = places or max(map(len, texts))
    rows = np.full((len(texts), places), _NUMBER[START])
    for row, text in zip(rows, texts, strict=True):
        row[: len(text)] = encode(text)
    return torch.from_numpy(rows)


def as_lessons(texts, *, prompts=None):
    """Return inputs and targets (B, T): each character's target is the next one.

    A page is read from START and ends with it. What fills a row up, and what belongs to
    the page's prompt (if `prompts` are given), is no target.
    """
    pages = [f"{START}{text}{START}" for text in texts]
    rows = as_rows(pages)
    inputs, targets = rows[:, :-1], rows[:, 1:].clone()
    for row, page in enumerate(pages):
        targets[row, len(page) - 1 :] = IGNORE
        if prompts is not None:
            targets[row, : len(prompts[row])] = IGNORE
    return inputs, targets
