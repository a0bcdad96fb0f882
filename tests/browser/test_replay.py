"""The canvas must show what matplotlib shows."""

import base64
import io

import numpy as np
import pytest
from PIL import Image, ImageFilter

from course_utils.live.stage import front_end
from tests.live.artists import KINDS, Artists

SCALE = 2


def page_of(demo):
    """Return a page that shows the demo's still picture and replays its frame."""
    still, frame = (
        base64.b64encode(data).decode() for data in (demo.still(), demo.frame())
    )
    return f"""<!doctype html><meta charset="utf-8"><body style="margin:0"><script>
    {front_end("replay.js")}
    const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const stage = makeStage({list(demo._pixels)});
    document.body.append(stage.box);
    stage.still.src = "data:image/png;base64,{still}";
    stage.show(bytes("{frame}"));
    </script>"""


def blurred(png):
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(2)), float) / 255


@pytest.fixture(scope="module")
def pictures(lab, tmp_path_factory):
    """Return pictures by matplotlib and by the canvas, and the place of each axes."""
    demo = Artists(shift=0.1)
    demo._ratio = SCALE
    file = tmp_path_factory.mktemp("replay") / "page.html"
    file.write_text(page_of(demo), encoding="utf-8")
    with lab.page(scale=SCALE, fresh=True) as page:
        page.visit(file.as_uri())
        page.tab.wait_for_selector("canvas[data-frames='1']")
        canvas = page.tab.locator(".course-stage").screenshot()
        assert page.errors == []
    height = demo.figure.bbox.height
    boxes = {}
    for ax, kind in zip(demo.figure.axes, KINDS, strict=False):
        box = ax.get_window_extent()
        edges = box.x0, height - box.y1, box.x1, height - box.y0
        boxes[kind.__name__] = [round(SCALE * edge) for edge in edges]
    return blurred(demo.png(SCALE)), blurred(canvas), blurred(demo.still()), boxes


@pytest.mark.parametrize("kind", [kind.__name__ for kind in KINDS])
def test_the_canvas_shows_what_matplotlib_shows(pictures, kind):
    expected, shown, _, boxes = pictures
    left, top, right, bottom = boxes[kind]
    part = np.s_[top:bottom, left:right]
    difference = abs(expected[part] - shown[part]).max(axis=2)
    assert difference.mean() < 0.02
    assert (difference > 0.25).mean() < 0.005


@pytest.mark.parametrize("kind", [kind.__name__ for kind in KINDS])
def test_the_comparison_would_notice_missing_artists(pictures, kind):
    expected, _, still, boxes = pictures
    left, top, right, bottom = boxes[kind]
    part = np.s_[top:bottom, left:right]
    difference = abs(expected[part] - still[part]).max(axis=2)
    assert (difference > 0.25).mean() > 0.005
