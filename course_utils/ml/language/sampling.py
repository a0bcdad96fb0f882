"""From scores to the next character, and from that to a whole text."""

import math

import numpy as np
import torch

from course_utils.ml.language.characters import START, as_rows, decode


def next_probabilities(scores, *, temperature=1.0, top_k=None):
    """Return the probabilities (..., V) of the next character.

    `temperature` divides the scores: below 1 the likely gets likelier, above 1 all get
    more alike. With `top_k`, all but the k best get none. Fan et al. 2018 for top-k.
    Raises ValueError for a temperature that is not above 0 or a top_k below 1.
    """
    if temperature <= 0:
        raise ValueError(f"temperature must be above 0, got {temperature}")
    scores = torch.as_tensor(scores, dtype=torch.float64) / temperature
    if top_k is not None and top_k < scores.shape[-1]:
        if top_k < 1:
            raise ValueError(f"top_k must be at least 1, got {top_k}")
        best = scores.topk(top_k, dim=-1).indices
        kept = torch.full_like(scores, -math.inf).scatter(-1, best, 0.0)
        scores = scores + kept
    return scores.softmax(dim=-1)


def draw(probabilities, *, rng):
    """Return one index per row (B,), drawn with the probabilities (B, V) of the row."""
    steps = np.cumsum(probabilities, axis=-1)
    dice = rng.random(len(steps)) * steps[:, -1]
    return (steps <= dice[:, None]).sum(axis=-1)


@torch.no_grad()
def next_scores(model, texts):
    """Return the scores (B, V) of the character after each text.

    Texts that occur several times are read once.
    """
    different, places = np.unique(list(texts), return_inverse=True)
    pages = [START + str(text) for text in different]
    last = torch.tensor([len(page) - 1 for page in pages])
    device = next(model.parameters()).device
    scores = model(as_rows(pages).to(device)).cpu()
    return scores[torch.arange(len(pages)), last][places]


def continue_texts(model, texts, length, *, temperature=1.0, top_k=None, rng=None):
    """Return what the model adds to each text: at most `length` characters.

    It stops at the end of a line. Without `rng` the best character is taken each time.
    """
    added, running = [""] * len(texts), list(range(len(texts)))
    for _ in range(length):
        scores = next_scores(model, [texts[i] + added[i] for i in running])
        if rng is None:
            chosen = scores.argmax(dim=-1)
        else:
            probabilities = next_probabilities(
                scores, temperature=temperature, top_k=top_k
            )
            chosen = draw(probabilities.numpy(), rng=rng)
        for i, character in zip(running, decode(chosen), strict=True):
            added[i] += character
        running = [i for i in running if not added[i].endswith(START)]
        if not running:
            break
    return [text.removesuffix(START) for text in added]
