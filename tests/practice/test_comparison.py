"""When are two results the same, and how do they differ?"""

from collections import OrderedDict
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import torch

from course_utils.practice.comparison import agree, common_factor, difference, unlike
from course_utils.practice.wording import in_words, kind_of, show, show_both


def kind(expected, got):
    found = difference(expected, got)
    return found and found.kind


SAME = [
    (1, 1.0),
    (np.float32(0.1), 0.1),
    (2.0, torch.tensor(2.0)),
    (np.array(3), 3),
    (float("nan"), np.nan),
    (float("inf"), float("inf")),
    (True, np.True_),
    ("text", "text"),
    ((1, 2), [1, 2]),
    (torch.Size([2, 3]), (2, 3)),
    (range(3), [0, 1, 2]),
    ({"a": 1.0}, OrderedDict(a=1)),
    (np.ones(3), np.ones(3, dtype=np.float32)),
    (torch.ones(3), torch.ones(3, dtype=torch.float64)),
    (torch.ones(2, dtype=torch.bfloat16), torch.ones(2)),
    (torch.ones(2), torch.ones(2, requires_grad=True)),
    ([np.zeros(2), {"b": torch.zeros(1)}], (np.zeros(2), {"b": torch.zeros(1)})),
    (np.array(["a", "b"]), np.array(["a", "b"])),
    ({1, 2}, {2, 1}),
    (None, None),
    (10**50, 10**50),
    (np.empty((0, 3)), np.empty((0, 3))),
]


@pytest.mark.parametrize(("expected", "got"), SAME)
def test_these_are_the_same(expected, got):
    assert difference(expected, got) is None


WHOLE = np.array([[1.0, 0.0], [0.0, 1.0]])
ANY_TYPE = [
    WHOLE.tolist(),
    tuple(map(tuple, WHOLE.tolist())),
    [WHOLE[0], torch.tensor(WHOLE[1])],
    WHOLE.astype(int),
    WHOLE.astype(np.uint8),
    WHOLE.astype(np.float16),
    WHOLE.astype(np.float32),
    WHOLE.astype(complex),
    WHOLE.astype(complex).tolist(),
    torch.tensor(WHOLE),
    torch.tensor(WHOLE, dtype=torch.complex64),
    torch.tensor(WHOLE).long(),
    torch.tensor(WHOLE, dtype=torch.bfloat16, requires_grad=True),
    [[Fraction(1), 0], [Decimal(0), 1.0]],
]


@pytest.mark.parametrize("got", ANY_TYPE)
@pytest.mark.parametrize(
    "expected", [WHOLE, WHOLE.astype(int), torch.tensor(WHOLE), WHOLE.tolist()]
)
def test_right_numbers_are_right_in_any_type(expected, got):
    assert difference(expected, got) is None
    wrong = WHOLE.copy()
    wrong[1, 0] = 2
    assert difference(wrong, got) is not None


@pytest.mark.parametrize("got", [[1, 2], np.array([1, 2]), torch.tensor([1.0, 2.0])])
def test_a_pair_may_be_a_tuple_a_list_or_an_array(got):
    assert agree((1.0, 2.0), got)
    assert not agree((2.0, 1.0), got)


@pytest.mark.parametrize("got", [Fraction(3, 7), Decimal(3) / 7, torch.tensor(3 / 7)])
def test_a_number_may_be_a_fraction_or_a_tensor_of_one(got):
    assert agree(3 / 7, got)
    assert not agree(4 / 7, got)


def test_a_tiny_result_can_be_compared_relatively():
    assert agree(4.2e-18, 0.0)
    assert not agree(4.2e-18, 0.0, relative=True)
    assert not agree(4.2e-18, 2.3e-16, relative=True)
    assert agree(4.2e-18, 4.2e-18 * (1 + 1e-9), relative=True)
    assert agree(4.2e-18, np.float32(4.2e-18), relative=True)
    assert not agree(4.2e-18, np.float32(0), relative=True)
    assert agree(1e-60, np.float32(0), relative=True)  # float32 has nothing nearer


def test_float32_has_no_more_slack_than_its_own_precision():
    small = np.array([1e-3, 2e-3])
    assert agree(small, (small * (1 + 1e-6)).astype(np.float32), tolerance=1e-12)
    assert not agree(small, (small + 1e-6).astype(np.float32), tolerance=1e-12)


@pytest.mark.parametrize(
    ("one", "other"),
    [("about 50 %", "About 50%"), ("a-b", "a \u2013 b"), ("x y", "x\u00a0Y")],
)
def test_spelling_does_not_matter_where_one_says_so(one, other):
    assert agree({"a": one}, {"a": other}, any_spelling=True)
    assert not agree(one, other)
    assert not agree(one, other + "z", any_spelling=True)


@pytest.mark.parametrize(
    ("asked", "good", "bad", "says"),
    [
        ("a torch tensor", torch.ones(1), np.ones(1), "`torch.tensor(...)` makes one"),
        ("a numpy array", np.ones(2), [1.0, 1.0], "`np.array(...)` makes one"),
        ("float32", np.ones(1, np.float32), np.ones(1), "expected float32 numbers"),
        ("float32", torch.ones(1), torch.ones(1).double(), "got float64"),
        ("integer", 3, 3.0, "expected integer numbers"),
        ("float", np.float32(3), 3, "got int64"),
    ],
)
def test_a_type_can_be_asked_for(asked, good, bad, says):
    assert unlike(good, (asked,)) is None
    assert says in unlike(bad, (asked,)).says


DIFFERENT = [
    (1.0, 1.1, "value"),
    (1.0, 1.001, "close"),
    (1_000_000, 1_000_001, "value"),
    (2.5, 2, "dtype"),
    (12, 10**50, "value"),
    (10**50, 10**50 + 1, "value"),
    (0.5, 10**400, "value"),
    (1.0, None, "type"),
    (1.0, True, "type"),
    (1.0, "1.0", "type"),
    (1.0, np.ones(1), "shape"),
    (1.0, [1.0], "type"),
    (np.ones(2), [1.0, [1.0]], "type"),
    (np.ones(2), ["a", "b"], "dtype"),
    ((1.0, 2.0), 1.0, "type"),
    ((1.0, 2.0), np.float64(1.0), "type"),
    ({"a": 1.0}, [1.0], "type"),
    (np.ones((3, 1)), np.ones(3), "shape"),
    (np.ones((2, 3)), np.ones((3, 2)), "transposed"),
    (np.full(2, 1.5), np.ones(2, dtype=int), "dtype"),
    (np.ones(2), np.ones(2) > 0, "dtype"),
    (np.ones(2) > 0, np.ones(2), "dtype"),
    (np.ones(2), np.array([1.0, np.nan]), "not finite"),
    ([1, 2], [1, 2, 3], "length"),
    ({"a": 1}, {"b": 1}, "keys"),
    ({"a": 1}, {"a": 1, "b": 1}, "keys"),
    ("one", "One", "value"),
    (np.array([1, 2]), np.array([1, 3]), "value"),
    (np.array(["a"]), np.array(["b"]), "value"),
]


@pytest.mark.parametrize(("expected", "got", "word"), DIFFERENT)
def test_these_differ_in_this_way(expected, got, word):
    assert kind(expected, got) == word


def test_the_place_of_a_difference_inside_is_named():
    found = difference({"a": [1.0, 2.0]}, {"a": [1.0, 3.0]})
    assert found.place == "key 'a', item 1 should be 2.0, but is 3.0"
    found = difference((np.zeros(2), np.zeros(3)), (np.zeros(2), np.arange(3.0)))
    assert found.place == "item 1, [1] should be 0.0, but is 1.0"


def test_a_short_text_is_never_taken_apart():
    found = difference("a line separates them", "no line separates them")
    assert (found.says, found.place) == ("it is another text", "")


def test_a_text_is_compared_up_to_the_first_other_character():
    found = difference("x" * 300 + "a", "x" * 300 + "b")
    assert found.place == "from character 300: should be 'a', but is 'b'"


def test_a_count_has_no_relative_tolerance_but_may_have_an_absolute_one():
    assert not agree(138_357_544, 138_357_545)
    assert agree(20, 20.4, tolerance=0.5)


def test_the_precision_of_float32_is_forgiven():
    value = np.float32(1) / np.float32(3)
    assert agree(1 / 3, value, tolerance=1e-12)
    assert not agree(1 / 3, 1 / 3 + 1e-8, tolerance=1e-12)


def test_comparing_never_changes_a_graph_or_raises():
    tensor = torch.ones(2, requires_grad=True)
    assert agree(tensor * 2, tensor * 2)
    assert not agree(tensor.to_sparse(), 3)


def test_a_factor_needs_two_different_sizes_to_mean_anything():
    assert common_factor([1.0, 2.0], [2.0, 4.0]) == pytest.approx(2)
    assert common_factor([1.0], [2.0]) is None
    assert common_factor([1.0, 1.0], [2.0, 2.0]) is None
    assert common_factor([1.0, 2.0], [2.0, 4.1]) is None
    assert common_factor([0.0, 1.0, 2.0], [1.0, 2.0, 4.0]) is None
    assert common_factor(["a", "b"], ["a", "c"]) is None
    assert common_factor([1.0, 2.0], [2.0 + 0j, 4.0 + 0j]) == pytest.approx(2)
    assert common_factor([1.0, 2.0], [2j, 4j]) is None
    assert common_factor([(1.0, np.ones(2) * 3)], [(-1.0, np.ones(2) * -3)]) == -1


@pytest.mark.parametrize(
    ("factor", "text"), [(2.0, "2"), (1 / 3, "1/3"), (0.123456, "0.1235")]
)
def test_a_factor_is_written_as_one_would_say_it(factor, text):
    assert in_words(factor) == text


SHOWN = [
    (1 / 3, "0.333333"),
    (2.0, "2.0"),
    (7, "7"),
    (1e-12, "1e-12"),
    (float("nan"), "nan"),
    ((1, 2.0), "(1, 2.0)"),
    ((1,), "(1,)"),
    ([1] * 20, "[1, 1, 1, 1, 1, 1, 1, 1, ...]"),
    ({"a": 0.5}, "{'a': 0.5}"),
    (np.array([1.0, 0.5]), "[1. , 0.5]"),
    (torch.ones(2), "[1., 1.]"),
    (np.sin, "sin"),
    (lambda: 1, "a lambda"),
    (int, "int"),
    (object(), "a object"),
    (torch.float32, "torch.float32"),
    (None, "None"),
    ("word", "'word'"),
]


@pytest.mark.parametrize(("value", "text"), SHOWN)
def test_a_value_is_shown_short_and_without_an_address(value, text):
    assert show(value) == text


def test_large_values_stay_short():
    assert len(show(np.zeros((100, 100)))) < 300
    assert len(show("x" * 10_000)) < 300
    assert show(10**5000) == "a huge integer"
    assert len(show([list(range(100))] * 100)) < 300


def test_two_values_are_shown_with_the_digits_that_tell_them_apart():
    assert show_both(1.0, 1.0 + 1e-8) == ("1.0", "1.00000001")


def test_a_tensor_is_known_without_importing_torch():
    class OnACard(torch.Tensor):
        pass

    for kind in (torch.nn.Parameter, OnACard):
        assert kind_of(kind(torch.ones(1))) == "a torch tensor"
    assert kind_of(torch.nn.Linear(1, 1)) == "an object (Linear)"
