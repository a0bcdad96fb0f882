from types import SimpleNamespace

import pytest

from course_utils.translation import language
from course_utils.translation.catalogs import TEMPLATE, Words
from course_utils.translation.speaker import SILENCE, Speaker, speaker


def words(said):
    return Words(
        SimpleNamespace(
            id=english,
            string=chinese,
            fuzzy=False,
            flags={TEMPLATE} if "{" in english else set(),
        )
        for english, chinese in said.items()
    )


@pytest.fixture
def say():
    demo = words(
        {
            "{said}, right to nine decimals": "{said}，精确到九位小数",
            "ε = {e:.0e}: wrong by {error:.0e}": "ε = {e:.0e}：差 {error:.0e}",
            "{n} parameters": "{n} 个参数",
            "{where}: {n} parameters": "{where}：共 {n} 个参数",
            "underfitting": "欠拟合",
            "pool 1": "汇聚 1",
            "on": "开着",
        }
    )
    live = words({"on": "开", "off": "关", "{a} of {b}": "{b} 里的 {a}"})
    return Speaker([demo, live], {": ": "：", ", ": "，"})


def test_a_sentence_in_a_sentence_is_said_too(say):
    text = "ε = 1e-05: wrong by 3e-11, right to nine decimals"
    assert say(text) == "ε = 1e-05：差 3e-11，精确到九位小数"
    assert not say.unknown


def test_the_template_that_says_most_is_taken(say):
    assert say("pool 1: 1,024 parameters") == "汇聚 1：共 1,024 个参数"


def test_the_first_catalog_counts(say):
    assert say("on") == "开着"
    assert say("off") == "关"


def test_parts_a_capital_and_quotes_do_not_hide_a_text(say):
    assert say("pool 1, off") == "汇聚 1，关"
    assert say("Underfitting") == "欠拟合"
    assert say("'off'") == "'关'"
    assert say("on 24, 3 off") == "开着 24，3 关"
    assert not say.unknown


def test_numbers_and_formulas_are_nothing_to_translate(say):
    for text in ("", "0.53", "η = 2/L", "$w_{init}$", "tanh(a*b)"):
        assert say(text) == text
    assert not say.unknown


def test_what_nobody_knows_stays_and_is_noted(say):
    assert say("a strange text") == "a strange text"
    assert say("pool 1: no such thing") == "pool 1: no such thing"
    assert say.unknown == {"a strange text", "pool 1: no such thing"}


def test_an_answer_in_the_other_language_is_understood(say):
    given = {"欠拟合": ["关", 3, ("on",)]}
    assert say.english(given) == {"underfitting": ["off", 3, ("on",)]}


def test_english_readers_get_the_english():
    assert speaker("live") is SILENCE
    assert speaker("live")("reset") == "reset"


@pytest.mark.parametrize("name", ["zh_CN", "zh-TW", "zh_Hans.UTF-8", "ZH"])
def test_a_reader_of_any_chinese_gets_the_chinese(name):
    language.use(name)
    try:
        assert speaker("live")("reset") == "重置"
    finally:
        language.use(None)


def test_a_fuzzy_or_empty_message_is_not_said():
    message = SimpleNamespace(id="on", string="开", fuzzy=True, flags=set())
    empty = SimpleNamespace(id="off", string="", fuzzy=False, flags=set())
    assert not Words([message, empty]).exact
