"""The controls and buttons of a demo, and their place above the picture."""

import ipywidgets as widgets

from course_utils.live.hands import in_picture
from course_utils.live.player import Player, pace
from course_utils.translation.speaker import SILENCE


def make_controls(demo):
    """Return the widget of each control by name; moving it moves the demo."""
    made = {c.name: c.widget(demo.values[c.name]) for c in demo.controls}
    for widget in made.values():
        _say(widget, demo._say)
        widget.observe(demo._changed, "value")
    return made


def make_buttons(demo):
    """Return the buttons by name: presets, a new draw where there is a seed, reset."""
    buttons = {
        preset.name: widgets.Button(
            description=preset.name, tooltip=preset.why, layout={"width": "auto"}
        )
        for preset in demo.presets
    }
    actions = {name: lambda name=name: demo.apply(name) for name in buttons}
    if "seed" in demo.widgets:
        buttons["new draw"] = _plain("new draw", "the next seed")
        actions["new draw"] = demo._new_draw
    buttons["reset"] = _plain("reset", "back to the start")
    actions["reset"] = demo.reset
    for name, button in buttons.items():
        _say(button, demo._say)
        button.on_click(lambda _, act=actions[name]: demo._answer(act))
    return buttons


def make_panel(demo):
    """Return the box of a demo: buttons, controls, picture."""
    beside = [_placed(demo, c) for c in demo.controls if not in_picture(c)]
    boxes = [widgets.HBox(list(demo.buttons.values())), widgets.HBox(beside)]
    for box in boxes:
        box.add_class("course-controls")
    panel = widgets.VBox([*boxes, demo.stage])
    panel.add_class("course-demo")
    if demo._zoom > 1:
        panel.add_class("course-projector")
    return panel


def _placed(demo, control):
    """Return the widget of a control, with play and pause where it is a time."""
    widget = demo.widgets[control.name]
    if not getattr(control, "playable", False):
        return widget
    values = control.positions()
    player = Player(
        slider=widget.model_id,
        stage=demo.stage.model_id,
        label=demo._say(control.label),
        values=values,
        **pace(len(values)),
    )
    timed = widgets.HBox([widget, player])
    timed.add_class("course-timed")
    return timed


def _say(widget, say):
    """Say what stands on a widget in the reader's language."""
    for trait in ("description", "tooltip"):
        if text := getattr(widget, trait, None):
            setattr(widget, trait, say(text))
    if isinstance(widget, widgets.Dropdown) and say is not SILENCE:
        value = widget.value
        widget.options = [(say(str(option)), option) for option in widget.options]
        widget.value = value


def _plain(name, tooltip):
    return widgets.Button(
        description=name,
        tooltip=tooltip,
        layout={"width": "auto"},
        style={"button_color": "transparent"},
    )
