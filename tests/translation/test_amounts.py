import pytest

from course_utils.maintain.translation.checks import of_numbers
from course_utils.translation.amounts import STEPS, equal, in_steps_of, in_words
from course_utils.translation.speaker import Speaker
from tests.translation.test_speaker import words

CHINESE = STEPS["zh_CN"]


def test_large_numbers_are_said_in_words():
    said = [in_words(n) for n in (61_100_840, 15_470_264_320, 9408, 999)]
    assert said == ["61.1 million", "15.5 billion", "9.4 thousand", "999"]
    assert in_words(20_000_000, decimals=0) == "20 million"


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("61.1 million", "6110 万"),
        ("138.4 million", "1.384 亿"),
        ("15.5 billion", "155 亿"),
        ("23.3 thousand", "2.33 万"),
        ("9.4 thousand", "9400"),
        ("100.0 million", "1 亿"),
        ("1,000 million", "10 亿"),
    ],
)
def test_an_amount_keeps_its_value_in_other_steps(english, chinese):
    assert in_steps_of(english, CHINESE) == chinese


@pytest.mark.parametrize("text", ["61.1", "million", "61.1 millions", "1 of 2 million"])
def test_what_is_no_amount_is_left_to_others(text):
    assert in_steps_of(text, CHINESE) is None
    assert in_steps_of("61.1 million", None) is None


def test_an_amount_in_a_sentence_is_said_in_the_steps_of_the_language():
    catalog = words({"in all: {n} parameters": "一共：参数 {n}", "million": "M"})
    say = Speaker([catalog], {}, CHINESE)
    assert say("in all: 138.4 million parameters") == "一共：参数 1.384 亿"
    assert not say.unknown


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("1.2 million pictures", "120 万张图片"),
        ("138 M parameters", "1.38 亿个参数"),
        ("59 of 61 million", "6100 万里的 5900 万"),
        ("103 of VGG-16's 138 million", "VGG-16 的 1.38 亿里有 1.03 亿"),
        ("2 of 20 million, twice", "2000 万里有 2 个，两次"),
        ("T0 (11 billion) and FLAN (137 billion)", "T0（110 亿）和 FLAN（1370 亿）"),
        ("7 million and 7", "700 万和 7"),
        ("7.4 million", "7.4 百万"),
    ],
)
def test_the_same_amount_in_other_steps_is_no_other_number(english, said):
    assert not list(of_numbers(english, said))


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("1.2 million", "12 万"),
        ("138 million", "13.8 亿"),
        ("1.2 million", "120"),
        ("120", "120 万和 120 万"),
        ("7 million and 7", "700 万"),
        ("1 million", "100 万和 100 万"),
    ],
)
def test_another_amount_is_a_slip(english, said):
    assert list(of_numbers(english, said))


def test_each_amount_answers_for_one():
    pairs = equal("3 million, 3 million", "300 万", "zh_CN")
    assert pairs == [("3", "300")]
