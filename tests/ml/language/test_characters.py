import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from course_utils.data.text import ALPHABET
from course_utils.ml.language.characters import (
    IGNORE,
    as_lessons,
    as_rows,
    decode,
    encode,
)


@given(st.text(ALPHABET, max_size=40))
def test_decoding_undoes_encoding(text):
    assert decode(encode(text)) == text


def test_an_unknown_character_is_named():
    with pytest.raises(ValueError, match="'Z'"):
        encode("aZ")


def test_short_texts_are_filled_up():
    rows = as_rows(["abc", "d"], places=4)
    assert rows.shape == (2, 4)
    assert decode(rows[1]) == "d\n\n\n"


def test_each_target_is_the_next_character():
    inputs, targets = as_lessons(["fox", "a"])
    assert decode(inputs[0]) == "\nfox"
    assert decode(targets[0]) == "fox\n"
    assert decode(targets[1, :2]) == "a\n"
    assert torch.equal(targets[1, 2:], torch.full((2,), IGNORE))


def test_a_prompt_is_no_target():
    _, targets = as_lessons(["q?yes"], prompts=["q?"])
    assert (targets[0, :2] == IGNORE).all()
    assert decode(targets[0, 2:]) == "yes\n"
