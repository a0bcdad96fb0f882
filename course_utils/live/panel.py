"""The controls and buttons of a demo, and their place above the picture."""

import ipywidgets as widgets

from course_utils.live.hands import in_picture
from course_utils.live.player import Player, pace
from course_utils.translation.speaker import SILENCE


def make_controls(demo):
    """Return the widget of each control by name; moving it moves the demo."""
    made = {c.name: c.widget(demo.values[c.name]) for c in demo.controls}
    for name, widget in made.items():
        _say(widget, demo._say)
        widget.observe(demo._changed, "value")
        if isinstance(widget, widgets.DOMWidget):
            widget.add_class("course-control")
            widget.add_class(f"course-control-{name}")  # where the page says why not
    return made


def make_buttons(demo):
    """Return the buttons by name: presets, a new draw where there is a seed, reset."""
    buttons = {preset.name: _button(preset.name, preset.why) for preset in demo.presets}
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
    buttons = widgets.HBox(list(demo.buttons.values()))
    buttons.add_class("course-buttons")
    beside = [_placed(demo, c) for c in demo.controls if not in_picture(c)]
    controls = widgets.Box(beside)
    controls.add_class("course-panel")
    panel = widgets.VBox([buttons, *([controls] if beside else []), demo.stage])
    panel.add_class("course-demo")
    if demo._zoom > 1:
        panel.add_class("course-projector")
    return panel


def rest(demo):
    """Make grey what changes nothing in the state in view, and say why on the page."""
    idle = demo.idle_now()
    for name, widget in demo.widgets.items():
        if isinstance(widget, widgets.DOMWidget):
            widget.disabled = name in idle
    if "new draw" in demo.buttons:
        demo.buttons["new draw"].disabled = "seed" in idle
    demo.stage.idle = {name: demo._say(why) for name, why in idle.items()}


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


def _button(name, tooltip):
    return widgets.Button(description=name, tooltip=tooltip, layout={"width": "auto"})


def _plain(name, tooltip):
    button = _button(name, tooltip)
    button.add_class("course-plain")
    return button
