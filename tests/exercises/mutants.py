"""Wrong answers made by machine: every solution, changed in one place.

Another operator, comparison, reduction or axis, one more or less, a term or statement
dropped, a condition turned, arguments swapped.
`python -m tests.exercises.attack TOPIC` lists what the checks of a topic let pass.
"""

import ast
import copy

from course_utils.practice.comparison import agree
from course_utils.practice.solution import source_of
from tests.exercises.changes import changes_of

SECONDS = 1.0  # for one mutant: some never end
LONGEST = 48  # characters of a piece of code in a name


def mutants_of(exercise):
    """Yield (name, answer) for every mutant of the solution of an exercise."""
    if exercise.choices:
        return
    if callable(exercise.reference):
        yield from mutants_of_source(exercise.solution().source)
    else:
        yield from mutants_of_value(exercise.reference)


def accepted(exercise):
    """Return ([names of all mutants], [names of those that the check accepts])."""
    names, passed = [], []
    for name, answer in mutants_of(exercise):
        names.append(name)
        if callable(exercise.reference):
            right = answer is not None and exercise.accepts(answer, SECONDS)
        else:
            right = exercise.judge(answer).outcome == "correct"
        if right:
            passed.append(name)
    return names, passed


def accepted_of_answer(exercise, answer):
    """Return the names of the accepted mutants of a right answer, not the solution."""
    tree = ast.parse(source_of(answer))
    tree.body[-1].decorator_list = []
    return [
        name
        for name, mutant in mutants_of_source(ast.unparse(tree))
        if mutant is not None and exercise.accepts(mutant, SECONDS)
    ]


def faults_of_mutants(exercise, equivalents):
    """Yield every mutant that is accepted and not explained, or explained for nothing.

    `equivalents` holds the reason for each mutant that is right: {name: reason}.
    """
    names, passed = accepted(exercise)
    for name in passed:
        if not equivalents.get(name):
            yield f"accepted, though the solution was changed: {name}"
    for name in equivalents:
        if name not in names:
            yield f"listed as equivalent, but there is no such mutant: {name}"
        elif name not in passed:
            yield f"listed as equivalent, but refused: {name}"


def mutants_of_value(value):
    """Yield (name, wrong value): one number or text of it changed at a time."""
    if isinstance(value, dict | tuple | list):
        parts = dict(value.items() if isinstance(value, dict) else enumerate(value))
        texts = [text for text in parts.values() if isinstance(text, str)]
        for part, inner in parts.items():
            mutants = mutants_of_value(inner)
            if isinstance(inner, str):
                mutants = [(repr(text), text) for text in texts if text != inner]
            for name, other in mutants:
                changed = dict(value) if isinstance(value, dict) else list(value)
                changed[part] = other
                yield f"{part}: {name}", changed
        return
    if isinstance(value, str):
        return
    for name, other in (
        ("+ 1", value + 1),
        ("- 1", value - 1),
        ("negated", -value),
        ("times 2", value * 2),
        ("half", value / 2),
        ("times 10", value * 10),
    ):
        if not agree(value, other, tolerance=1e-12):
            yield f"{value} {name}", other


def mutants_of_source(source):
    """Yield (name, function or class) for every change of the source's last one.

    A mutant that does not even compile is None.
    """
    tree = ast.parse(source)
    for index, node in enumerate(ast.walk(tree)):
        node.place = index
    seen, counts = {ast.unparse(tree)}, {}
    for node in _places(tree):
        for new in changes_of(node):
            changed = ast.fix_missing_locations(_Replace(node.place, new).of(tree))
            text = ast.unparse(changed)
            if text in seen:
                continue
            seen.add(text)
            name = f"line {node.lineno}: {_short(node)} -> {_short(new)}"
            counts[name] = counts.get(name, 0) + 1
            if counts[name] > 1:
                name += f" ({counts[name]})"
            yield name, _last_defined(changed)


class _Replace(ast.NodeTransformer):
    def __init__(self, place, new):
        self.place, self.new = place, new

    def of(self, tree):
        return self.visit(copy.deepcopy(tree))

    def visit(self, node):
        if getattr(node, "place", None) == self.place:
            return self.new
        return self.generic_visit(node)


def _short(node):
    if isinstance(node, ast.If | ast.While):
        return f"{type(node).__name__.lower()} {ast.unparse(node.test)}: ..."
    if isinstance(node, ast.For):
        return f"for {ast.unparse(node.target)} in {ast.unparse(node.iter)}: ..."
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 4] + " ..."


def _last_defined(tree):
    space = {"__name__": "mutant"}
    try:
        exec(compile(tree, "<mutant>", "exec"), space)
    except Exception:
        return None
    return space[tree.body[-1].name]


def _places(tree):
    """Yield the nodes that may be changed: no message, annotation or docstring."""
    for child in ast.iter_child_nodes(tree):
        text = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if text or isinstance(child, ast.Raise | ast.JoinedStr | ast.Import):
            continue
        if isinstance(tree, ast.arg | ast.AnnAssign) and child is tree.annotation:
            continue
        if child is getattr(tree, "returns", None):
            continue
        if isinstance(child, ast.expr | ast.stmt):
            yield child
        yield from _places(child)
