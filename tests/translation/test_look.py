"""Chinese pages are marked as Chinese, and set in the reader's own Chinese fonts."""

import json
import re

import pytest

from course_utils.demos.gradient_descent import Parabola
from course_utils.gallery.browse import Gallery, Shelf
from course_utils.live.stage import front_end
from course_utils.live.tabulated import Tabulated
from course_utils.maintain.translation.notebooks import SLIDES
from course_utils.maintain.translation.sources import HOUSE, NOTEBOOKS
from course_utils.translation import language, speaker
from tests.translation.test_speaker import words

# Of macOS, Windows and Linux.
FONTS = (
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "WenQuanYi Micro Hei",
)
SHEETS = (
    HOUSE / "live" / "panel.css",
    HOUSE / "gallery" / "shelf.css",
    HOUSE / "maintain" / "site" / "page.css",
    HOUSE / "classroom" / "share" / "voila" / "templates" / "course" / "page.css",
    HOUSE / "classroom" / "share" / "hub" / "page.html",
    NOTEBOOKS / "rise.css",
)
STACK = re.compile(r"(?:font-family|font):\s*([^;]*PingFang[^;]*);")


@pytest.fixture
def in_chinese():
    language.use("zh_CN")
    yield
    language.use(None)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_sheet_names_the_fonts_of_all_systems_behind_a_latin_one(path):
    stacks = STACK.findall(path.read_text(encoding="utf-8"))
    assert stacks
    for stack in stacks:
        names = re.findall(r'"([^"]+)"', stack)
        assert [name for name in names if name in FONTS] == list(FONTS)
        assert stack.index("PingFang") > 0 < stack.index(",")


def test_slides_look_alike_in_every_language():
    for name in language.languages():
        assert (NOTEBOOKS / name / SLIDES).read_bytes() == (
            NOTEBOOKS / SLIDES
        ).read_bytes()


def test_demos_records_and_the_gallery_say_their_language(in_chinese):
    demo = Parabola()
    assert demo.stage.lang == Gallery().shelf.lang == "zh-CN"
    assert 'lang="zh-CN"' in Tabulated(demo, ("eta",), 3).fragment()
    language.use("en")
    assert Parabola().stage.lang == Shelf(parts=[]).lang == "en"


def test_what_style_sheets_write_is_said(monkeypatch):
    message = "Asleep: the kernel was restarted or has ended. Run this cell again."
    assert message in front_end("stage.css")
    say = speaker.Speaker([words({message: "睡着了"})], {})
    monkeypatch.setattr("course_utils.live.stage.speaker", lambda domain: say)
    assert 'content: "睡着了"' in front_end("stage.css")
    assert json.dumps(message) not in front_end("stage.css")
