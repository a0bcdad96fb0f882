import io

import pytest
from ipywidgets.widgets import widget
from PIL import Image

from course_utils import projector
from course_utils.demos.gradient_descent.valley import Valley
from course_utils.gallery import pictures
from course_utils.gallery.browse import Gallery, heading, table
from course_utils.gallery.catalogue import entries, find


def click(gallery, demo):
    gallery.shelf._handle_custom_msg({"open": demo}, [])


@pytest.fixture
def gallery():
    return Gallery("Valley")


def test_a_click_opens_a_demo_with_its_controls_presets_and_sentence(gallery):
    click(gallery, "Parabola")
    title, panel = gallery.place.children
    assert type(gallery.demo).__name__ == gallery.shelf.opened == "Parabola"
    assert panel is gallery.demo.panel
    assert set(gallery.demo.buttons) > {p.name for p in gallery.demo.presets}
    assert gallery.demo.stage.note == find("Parabola").look_for
    assert find("Parabola").name in title.value
    assert gallery.statement in title.value


def test_a_demo_that_was_opened_follows_its_controls(gallery):
    before = gallery.demo.stage.frame
    gallery.demo.widgets["eta"].value = 0.2
    assert gallery.demo.stage.frame != before


def test_the_list_shows_every_demo_once_by_part():
    shown = [demo["title"] for part in table() for demo in part["demos"]]
    assert shown == [entry.title for entry in entries()]
    (valley,) = [d for p in table() for d in p["demos"] if d["title"] == "Valley"]
    assert valley["look_for"] == Valley.look_for
    assert (valley["lesson"], valley["hands"]) == ("5 Gradient descent", ["drag"])


def test_the_demo_before_leaves_nothing_behind(gallery):
    before = gallery.demo
    click(gallery, "Parabola")
    count = len(widget._instances)
    assert before.stage.comm is None
    assert all(slider.comm is None for slider in before.widgets.values())
    for demo in ("RoadWithTraps", "Valley", "BestStep", "Parabola"):
        click(gallery, demo)
    assert len(widget._instances) == count


def test_what_cannot_be_opened_is_said_and_the_demo_in_view_stays(gallery):
    valley = gallery.demo
    click(gallery, "Vallee")
    assert "did you mean Valley" in gallery.shelf.note
    assert gallery.demo is valley
    assert gallery.place.children[1] is valley.panel
    assert valley.stage.comm is not None
    click(gallery, "Parabola")
    assert gallery.shelf.note == ""


def test_a_demo_can_be_opened_in_a_state(gallery):
    gallery.open("Gradient descent in two dimensions", eta=0.2)
    assert gallery.demo.values["eta"] == 0.2
    with pytest.raises(ValueError, match="no demo 'Mountain'"):
        Gallery("Mountain")


def test_the_cell_shows_widget_picture_and_stable_text(gallery):
    bundle = gallery._repr_mimebundle_()
    assert bundle["text/plain"] == f"Gallery of all demos, open: {Valley()!r}"
    assert bundle["image/png"] == Valley().png()
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_nothing_is_open_at_first_and_the_cell_shows_all_pictures():
    gallery = Gallery()
    assert (gallery.demo, gallery.shelf.opened, gallery.statement) == (None, "", "")
    bundle = gallery._repr_mimebundle_()
    assert bundle["text/plain"] == "Gallery of all demos"
    width, height = Image.open(io.BytesIO(bundle["image/png"])).size
    assert width == 6 * (156 + 4) + 4
    assert height > 800
    click(gallery, "Valley")
    assert gallery.statement.endswith("import Valley")


def test_the_page_gets_the_pictures_there_are_and_the_rest_when_they_are_painted(
    gallery, monkeypatch
):
    kept = {"Valley": b"a", "Parabola": b"b"}
    monkeypatch.setattr(pictures, "latest", lambda entry: kept.get(entry.title))
    monkeypatch.setattr(pictures, "make_missing", lambda es: [(find("Curves"), b"c")])
    sent = []
    gallery.shelf.send = lambda content, buffers: sent.append((content, buffers))
    gallery.shelf._handle_custom_msg({"pictures": True}, [])
    gallery._painter.join(10)
    assert sent == [
        ({"pictures": ["Parabola", "Valley"]}, [b"b", b"a"]),
        ({"pictures": ["Curves"]}, [b"c"]),
    ]


def test_projector_mode_reaches_list_and_demo(monkeypatch):
    assert "course-projector" not in Gallery("Valley").panel._dom_classes
    monkeypatch.setenv(projector.VARIABLE, "1")
    gallery = Gallery("Valley")
    assert "course-projector" in gallery.panel._dom_classes
    assert gallery.demo.stage.zoom == projector.ZOOM


def test_the_heading_says_where_the_demo_stands():
    assert "Notebook 5, Gradient descent" in heading(find("Valley"))
    assert "One neuron&#x27;s blame" in heading(find("OneNeuronsBlame"))


def test_the_heading_says_what_a_hand_finds_in_the_picture():
    assert "<p>Drag “the start”.</p>" in heading(find("Valley"))
    assert "Drag “the start”; play “updates”." in heading(find("TwoLosses"))
    assert heading(find("Broadcasting")).endswith("</code></p>")
