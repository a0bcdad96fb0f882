"""Every demo by part: its name and its question, read without importing it."""

import ast
import importlib
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache

from course_utils.parts import DEMOS, PARTS, Lesson, Part
from course_utils.translation.speaker import speaker

HANDS = "drag", "points", "draw", "play"


@dataclass(frozen=True)
class Entry:
    """A demo: the class that opens it, its name, its sentence, and where it stands."""

    topic: str
    title: str  # the name of its class
    name: str
    look_for: str
    hands: tuple  # what a hand finds in its picture, of HANDS
    lesson: Lesson
    part: Part

    @property
    def statement(self):
        """The line that imports the demo."""
        return f"from course_utils.demos.{self.topic} import {self.title}"

    def load(self):
        """Return the demo's class; this imports its topic."""
        module = importlib.import_module(f"course_utils.demos.{self.topic}")
        return getattr(module, self.title)

    def spoken(self):
        """Return the entry with its words in the reader's language."""
        say, say_demo = speaker("gallery"), speaker(f"demos/{self.topic}")
        return replace(
            self,
            name=say_demo(self.name),
            look_for=say_demo(self.look_for),
            hands=tuple(map(say, self.hands)),
            lesson=replace(self.lesson, title=say(self.lesson.title)),
            part=replace(self.part, title=say(self.part.title)),
        )


@cache
def entries():
    """List the entries of all demos in the order of the course."""
    return [
        Entry(topic, title, *words_of(topic)[title], lesson, part)
        for part in PARTS
        for lesson in part.lessons
        for topic, title in (demo.split(".") for demo in lesson.demos)
    ]


def find(wanted):
    """Return the entry of the demo of this class or name; ValueError if there is none.

    Large and small letters are one.
    """
    known = {word.lower(): e for e in entries() for word in (e.title, e.name)}
    if wanted.lower() in known:
        return known[wanted.lower()]
    near = get_close_matches(wanted.lower(), known, n=3, cutoff=0.4)
    near = list(dict.fromkeys(known[word].title for word in near))
    hint = f"; did you mean {' or '.join(near)}?" if near else "."
    raise ValueError(f"There is no demo {wanted!r}{hint}")


@cache
def words_of(topic):
    """Return `name`, `look_for` and `hands` of each demo of a topic, from its text."""
    texts = [
        p.read_text(encoding="utf-8") for p in sorted((DEMOS / topic).glob("*.py"))
    ]
    found = {}
    for node in (node for text in texts for node in ast.parse(text).body):
        if isinstance(node, ast.ClassDef):
            said = dict(constants_of(node))
            for base in node.bases:  # what it does not say, the class before it says
                if isinstance(base, ast.Name) and base.id in found:
                    said = found[base.id] | said
            found[node.name] = said
    return {name: described(said) for name, said in found.items()}


def described(said):
    """Return name, question and hands of a demo from what its class says."""
    hands = tuple(hand for hand in HANDS if said.get(hand))
    return said.get("name", ""), said.get("look_for", ""), hands


def constants_of(node):
    """Yield (name, value) of the plain constants that a class body sets.

    For `grips` and `controls` it yields which of HANDS they bring, and whether.
    """
    for line in node.body:
        if not isinstance(line, ast.Assign) or not isinstance(
            line.targets[0], ast.Name
        ):
            continue
        name, value = line.targets[0].id, line.value
        if isinstance(value, ast.Constant):
            yield name, value.value
        elif name == "grips":
            yield "drag", bool(getattr(value, "elts", True))
        elif name == "controls":
            calls = [part for part in ast.walk(value) if isinstance(part, ast.Call)]
            made = {getattr(call.func, "id", "") for call in calls}
            words = [word for call in calls for word in call.keywords]
            yield "points", "Points" in made
            yield "draw", "Sketch" in made
            yield "play", any(word.arg == "playable" for word in words)
