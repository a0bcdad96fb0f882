"""What a hand finds in the picture of a demo, in words, from what the demo declares."""

from course_utils.live.points import Points
from course_utils.live.sketch import Sketch
from course_utils.translation.speaker import SILENCE

FORMS = {
    "drag": "drag {}",
    "points": "set, drag and delete {}",
    "draw": "draw {}",
    "play": "play {}",
}


def held(demo):
    """Return {"drag": what can be dragged, "points": ..., "draw": ..., "play": ...}.

    `demo` is a class; each value lists labels, without doubles; what it lacks is left
    out.
    """
    labels = {
        "drag": [label_of(demo, grip) for grip in demo.grips],
        "points": [c.label for c in demo.controls if isinstance(c, Points)],
        "draw": [c.label for c in demo.controls if isinstance(c, Sketch)],
        "play": [c.label for c in demo.controls if getattr(c, "playable", False)],
    }
    return {hand: list(dict.fromkeys(words)) for hand, words in labels.items() if words}


def label_of(demo, grip):
    """Return what a grip is called: its label, or those of the sliders it moves."""
    return grip.label or ", ".join(demo.control(name).label for name in grip.controls)


def sentence(demo, say=SILENCE, say_label=SILENCE):
    """Return in one sentence what a hand can do in a demo's picture; "" if nothing.

    `say` says the sentence in another language, `say_label` what the demo calls things.
    """
    parts = [
        say(FORMS[hand]).format(listed([f"“{say_label(word)}”" for word in words], say))
        for hand, words in held(demo).items()
    ]
    text = say.joint("; ").join(parts)
    return text and f"{text[0].upper()}{text[1:]}{say.joint('. ').strip()}"


def listed(words, say=SILENCE):
    """Return words as a list in a sentence: one, two and three."""
    *most, last = words
    between = say.joint(", ")
    return say("{} and {}").format(between.join(most), last) if most else last
