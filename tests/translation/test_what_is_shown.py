"""What stands around and in a picture is said wherever it comes from."""

import pytest
from matplotlib.figure import Figure

from course_utils.demos.gradient_descent import Parabola
from course_utils.gallery.catalogue import find
from course_utils.gallery.holding import sentence
from course_utils.live.tabulated import Tabulated
from course_utils.maintain.translation.checks import CHINESE
from course_utils.translation import language, speaker
from course_utils.translation.catalogs import load
from course_utils.translation.pictures import Captions
from course_utils.translation.speaker import WIDE, Speaker
from tests.gallery.test_holding import Handy
from tests.live.test_idle import WHY, Floor
from tests.live.test_tabulated import Coloured
from tests.translation.test_speaker import words

FORMS = {
    "drag {}": "拖动{}",
    "set, drag and delete {}": "增删{}",
    "draw {}": "画{}",
    "play {}": "播放{}",
    "{} and {}": "{}和{}",
}


@pytest.fixture
def floor(monkeypatch):
    say = Speaker([words({WHY: "点都在地上"})], {})
    monkeypatch.setattr(speaker, "speaker_of", lambda module: say)
    return Floor()


def test_why_a_control_rests_is_said_on_the_page_and_in_a_record(floor):
    floor.widgets["flat"].value = True
    assert floor.stage.idle["slope"] == "点都在地上"
    table = Tabulated(floor, ("slope",), 3)
    assert "点都在地上" in table.data()["idle"]["texts"]


class Listening(Speaker):
    """A speaker that notes what it is asked to say."""

    def __init__(self, *given):
        super().__init__(*given)
        self.asked = []

    def __call__(self, text):
        self.asked.append(text)
        return super().__call__(text)


def test_what_is_said_is_not_said_again_when_the_picture_moves(monkeypatch):
    monkeypatch.setenv("COURSE_LANGUAGE", "zh_CN")
    say = Listening([load("zh_CN", "demos/gradient_descent")], WIDE)
    monkeypatch.setattr(speaker, "speaker_of", lambda module: say)
    demo = Parabola()
    for eta in (0.5, 1.5, 2.1):
        demo.set(eta=eta)
        assert CHINESE.search(demo.stage.headline)
    assert len(set(say.asked)) > 10
    assert not [text for text in say.asked if CHINESE.search(str(text))]


def test_what_is_fixed_is_said_with_the_marks_of_the_language():
    texts = {"slope a": "斜率 a", "colour": "颜色", "blue": "蓝", "on": "开"}
    texts["Fixed on this page: {}."] = "固定：{}。"
    demo = Coloured(hidden=True)
    demo._say = Speaker([words(texts)], WIDE)
    line = demo.tabulate("seed", most=2).fixed_line()
    assert line.startswith("固定：斜率 a：")
    assert "，颜色：蓝，" in line
    assert ": " not in line
    assert line.endswith("：开。")


def test_what_a_hand_can_do_is_said_in_one_sentence():
    say, say_label = Speaker([words(FORMS)], WIDE), str.upper
    assert sentence(Handy, say, say_label) == (
        "拖动“THE END”和“HEIGHT A”；增删“THE DATA”；画“A DIGIT”；播放“HEIGHT A”。"
    )


def test_a_card_is_said_and_the_entry_stays_english():
    entry = find("FitALineByHand")
    try:
        language.use("zh_CN")
        spoken = entry.spoken()
    finally:
        language.use(None)
    assert spoken.title == entry.title
    assert (spoken.hands, spoken.part.title) == (("拖动",), "工具")
    assert (entry.hands, entry.part.title) == (("drag",), "Tools")
    assert entry.spoken() == entry


def test_a_picture_redrawn_in_part_is_said_again_and_each_text_once():
    asked = []

    def say(text):
        asked.append(text)
        return {"one bump": "一个峰", "two bumps": "两个峰"}.get(text, text)

    figure = Figure()
    ax = figure.subplots()
    ax.set_title("one bump")
    captions = Captions(figure, [], say)
    assert ax.get_title() == "一个峰"
    ax.set_title("two bumps")
    captions.follow()
    assert ax.get_title() == "two bumps"
    captions.follow(everywhere=True)
    assert ax.get_title() == "两个峰"
    assert not {"一个峰", "两个峰"} & set(asked)
