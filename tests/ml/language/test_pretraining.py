import torch
from torch.nn import functional

from course_utils.data.text import ANIMALS, say
from course_utils.ml.language.characters import IGNORE, as_lessons, decode
from course_utils.ml.language.pretraining import (
    blank_out,
    character_loss,
    make_writer,
    teach,
    teach_answers,
)
from course_utils.ml.language.sampling import continue_texts

SENTENCES = [say(animal, "home") for animal in ANIMALS]


def test_the_loss_counts_targets_only():
    torch.manual_seed(0)
    scores, targets = torch.randn(2, 3, 5), torch.tensor([[1, IGNORE, 2], [0, 4, 3]])
    rows = scores.reshape(6, 5)[targets.flatten() != IGNORE]
    wanted = functional.cross_entropy(rows, targets[targets != IGNORE])
    assert torch.isclose(character_loss(scores, targets), wanted)


def test_a_writer_learns_its_pages_by_heart():
    model = make_writer(width=32, layers=1)
    history = teach(model, as_lessons(SENTENCES[:2] * 32), epochs=20, fade=0.95)
    assert history.train_loss[-1] < 0.5 < 3 < history.update_loss[0]
    assert continue_texts(model, [SENTENCES[0][:8]], 40) == [SENTENCES[0][8:]]


def test_answers_are_learned_and_questions_are_not():
    model = make_writer(width=32, layers=1)
    teach_answers(model, ["a?", "b?"] * 32, ["yes.", "no."] * 32, epochs=20, fade=0.95)
    assert continue_texts(model, ["a?", "b?"], 9) == ["yes.", "no."]
    assert continue_texts(model, [""], 2) != ["a?"]


def test_blanks_hide_their_targets_and_nothing_else():
    inputs, targets = blank_out(SENTENCES, seed=1)
    hidden = targets != IGNORE
    for row, text in enumerate(SENTENCES):
        length = len(text)
        mended = torch.where(hidden[row], targets[row], inputs[row])[:length]
        assert decode(mended) == text
        assert set(decode(inputs[row][hidden[row]])) <= {"_"}
        assert not hidden[row, length:].any()
    assert 0.1 < hidden.float().mean() < 0.5
