import numpy as np
import torch

from course_utils.data import text
from course_utils.experiments.pretrained_writer import (
    PAGES,
    kept_losses,
    load_writer,
    marked_stories,
)
from course_utils.ml.language.characters import as_lessons, encode
from course_utils.ml.language.pretraining import character_loss, make_writer
from course_utils.ml.language.sampling import continue_texts
from course_utils.ml.networks.fully_connected import count_parameters


def shuffled_first(n):
    """Return the rows of the first batch of 32 that the training loop takes."""
    return torch.randperm(n, generator=torch.Generator().manual_seed(0))[:32]


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


def test_the_recipe_begins_as_the_kept_run_did():
    lessons = as_lessons(text.make_pages(PAGES))
    first = tuple(part[shuffled_first(len(lessons[0]))] for part in lessons)
    writer = make_writer()
    loss = character_loss(writer(first[0]), first[1]).item()
    assert abs(loss - kept_losses()[0]) < 1e-3


def test_every_copy_is_a_new_one():
    first, second = load_writer(), load_writer()
    with torch.no_grad():
        first.score.bias.add_(1)
    assert not torch.equal(first.score.bias, second.score.bias)


def test_stories_are_marked_for_letters_words_and_truths():
    class Parrot(torch.nn.Module):
        """Always write one text, wherever it is asked to begin."""

        def __init__(self, told):
            super().__init__()
            self.told, self.weight = encode(told), torch.nn.Parameter(torch.zeros(1))

        def forward(self, rows):
            scores = torch.full((*rows.shape, len(text.ALPHABET)), -1e9)
            for place in range(4, rows.shape[1]):
                scores[:, place, self.told[place - 4]] = 0
            return scores

    for told, wanted in [
        ("fox lives in the wood. the fox", (1, 1, 1)),
        ("fox lives in the pond. the fox", (1, 1, 0)),
        ("fax lives in the wood. the fox", (1, 0.8, 0)),
        ("f0x lives in the wood. the fox", (0, 0.8, 0)),
    ]:
        assert marked_stories(Parrot(told), stories=3) == wanted
