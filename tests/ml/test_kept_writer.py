import numpy as np
import torch

from course_utils.data import text
from course_utils.ml.kept_writer import kept_losses, load_writer
from course_utils.ml.networks import count_parameters
from course_utils.ml.sampling import continue_texts


def test_the_kept_writer_is_small_and_knows_every_fact():
    writer = load_writer()
    assert count_parameters(writer) <= 200_000
    for about in text.FACTS:
        sentences = [text.say(animal, about) for animal in text.ANIMALS]
        facts = [text.FACTS[about][animal] for animal in text.ANIMALS]
        starts = [s[: s.rindex(f)] for s, f in zip(sentences, facts, strict=True)]
        added = continue_texts(writer, starts, 8)
        right = [told.startswith(f) for told, f in zip(added, facts, strict=True)]
        assert np.mean(right) > 0.9


def test_its_loss_fell():
    losses = kept_losses()
    assert losses[:5].mean() > 2
    assert losses[-50:].mean() < 0.4


def test_every_copy_is_a_new_one():
    first, second = load_writer(), load_writer()
    with torch.no_grad():
        first.score.bias.add_(1)
    assert not torch.equal(first.score.bias, second.score.bias)
