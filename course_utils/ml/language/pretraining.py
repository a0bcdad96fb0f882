"""Teach a transformer to write: continue pages like GPT, or fill blanks like BERT."""

import numpy as np
import torch
from torch.nn import functional

from course_utils.data.text import ALPHABET, BLANK
from course_utils.ml.language.characters import IGNORE, as_lessons, as_rows, encode
from course_utils.ml.language.transformer import make_transformer
from course_utils.ml.training import loop
from course_utils.ml.training.device import move


def make_writer(*, seed=0, **sizes):
    """Return a `Transformer` for the course's alphabet, knowing nothing yet."""
    return make_transformer(len(ALPHABET), seed=seed, **sizes)


def character_loss(scores, targets):
    """Return the mean cross-entropy of scores (B, T, V) where there is a target."""
    return functional.cross_entropy(
        scores.flatten(0, 1), targets.flatten(), ignore_index=IGNORE
    )


def log_likelihood(model, inputs, targets):
    """Return log P (B,) that the model writes the targets (B, T), one by one."""
    device = next(model.parameters()).device
    inputs, targets = inputs.to(device), targets.to(device)
    logs = model(inputs).log_softmax(dim=-1)
    wanted = logs.gather(-1, targets.clamp(min=0)[..., None]).squeeze(-1)
    return (wanted * (targets != IGNORE)).sum(dim=-1)


def teach(
    model, lessons, *, epochs=1, batch_size=32, learning_rate=3e-3, fade=0.6, seed=0
):
    """Train on lessons (inputs, targets) with AdamW; return the History.

    After each epoch the learning rate is multiplied by `fade`.
    """
    move(model)
    wanted = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(wanted, lr=learning_rate)

    def slow_down(epoch, model, history):
        for group in optimizer.param_groups:
            group["lr"] *= fade

    return loop.train(
        model,
        *lessons,
        epochs=epochs,
        batch_size=batch_size,
        optimizer=optimizer,
        loss_function=character_loss,
        on_epoch=slow_down,
        seed=seed,
    )


def teach_answers(model, prompts, answers, **options):
    """Train on `answers` to `prompts`: only the answer's characters are targets."""
    pages = [prompt + answer for prompt, answer in zip(prompts, answers, strict=True)]
    return teach(model, as_lessons(pages, prompts=prompts), **options)


def blank_out(texts, *, share=0.2, seed=0):
    """Return inputs with blanks and targets (B, T): what stood at the blanks.

    Half of the texts lose one whole word, the others `share` of their characters.
    """
    rng = np.random.default_rng(seed)
    rows, blank = as_rows(texts), encode(BLANK)[0]
    hidden = torch.zeros_like(rows, dtype=torch.bool)
    for row, text in zip(hidden, texts, strict=True):
        if rng.random() < 0.5:
            word = rng.choice(text.strip(".").split(" "))
            start = text.index(word)
            row[start : start + len(word)] = True
        else:
            row[: len(text)] = torch.from_numpy(rng.random(len(text)) < share)
    targets = torch.where(hidden, rows, torch.full_like(rows, IGNORE))
    return torch.where(hidden, torch.full_like(rows, blank), rows), targets
