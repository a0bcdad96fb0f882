"""What a cell shows reaches every front end: widget, picture and text."""

import sys
from types import ModuleType

import ipywidgets

from course_utils.live.stage import VIEW, Stage, shown


def test_a_cell_shows_the_box_and_beside_it_a_picture_and_a_text():
    stage = Stage()
    box = ipywidgets.VBox([stage])
    data = shown(box, stage, "Dots()", b"PNG")
    assert data[VIEW]["model_id"] == box.model_id
    assert data["text/plain"] == "Dots()"
    assert data["image/png"] == b"PNG"


def test_a_box_that_gives_no_bundle_is_shown_too(monkeypatch):
    stage = Stage()
    box = ipywidgets.VBox([stage])
    monkeypatch.delattr(ipywidgets.Widget, "_repr_mimebundle_")  # as in ipywidgets 7
    assert shown(box, stage, "", b"")[VIEW]["model_id"] == box.model_id


def test_colab_is_told_where_the_widget_comes_from(monkeypatch):
    colab, widgets = ModuleType("google.colab.output"), ModuleType("_widgets")
    colab._widgets, widgets._installed_url = widgets, None

    def enable():
        widgets._installed_url = "https://example.org/manager.js"

    colab.enable_custom_widget_manager = enable
    monkeypatch.setitem(sys.modules, "google.colab.output", colab)
    stage = Stage()
    _, metadata = shown(ipywidgets.VBox([stage]), stage, "", b"")
    told = metadata[VIEW]["colab"]["custom_widget_manager"]["url"]
    assert told == "https://example.org/manager.js"
