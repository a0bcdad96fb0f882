"""Prove that the exercises of a module know right from wrong.

A test of an exercise module is one line, `selftest(module)`; everything that is amiss
is reported together.
"""

import ast
import contextlib
import json
import re
from pathlib import Path

from course_utils.practice import Exercise
from course_utils.practice.comparison import agree
from course_utils.practice.progress import exercises_by_notebook
from course_utils.practice.verdict import CORRECT, NOT_ATTEMPTED, STOPPED, WRONG

ROOT = Path(__file__).parents[2]


def selftest(module, notebooks=ROOT / "notebooks"):
    """Raise AssertionError with every fault found in the exercises of `module`."""
    exercises = exercises_in(module)
    faults = [] if exercises else ["the module has no exercise"]
    for exercise in exercises.values():
        faults += [f"{exercise}: {fault}" for fault in faults_of(exercise)]
    faults += faults_of_numbers(exercises, module)
    faults += faults_in_notebook(exercises, module, notebooks)
    assert not faults, "\n".join(["", *faults])


def exercises_in(module):
    """Return {name: Exercise} of a module, in the order of definition."""
    found = vars(module).items()
    return {name: value for name, value in found if isinstance(value, Exercise)}


def faults_of(exercise):
    """Yield a sentence for everything that an exercise gets wrong."""
    if exercise.stars not in (1, 2, 3):
        yield f"has {exercise.stars} stars, not 1, 2 or 3"
    if len(set(exercise.hints)) < 2:
        yield "has fewer than two different hints"
    if isinstance(exercise.hints, str) or not all(exercise.hints):
        yield "has hints that are not a tuple of texts"
    for _ in range(2):
        verdict = exercise.judge(exercise.reference)
        if verdict.outcome != CORRECT:
            yield f"does not accept its own reference: {verdict}"
    verdict = exercise.judge(make_stub(exercise))
    if verdict.outcome != NOT_ATTEMPTED:
        yield f"takes an untouched stub for an answer: {verdict}"
    if callable(exercise.reference):
        yield from faults_of_cases(exercise)
    yield from faults_of_mistakes(exercise)
    if not exercise.solution().source.strip():
        yield "has no solution to show"


def make_stub(exercise):
    """Return what the learner finds in the notebook: a body of three dots."""
    if not callable(exercise.reference):
        return ...
    if isinstance(exercise.reference, type):

        class Stub(*exercise.reference.__bases__):
            def __init__(self, *args): ...

        return Stub

    def stub(*args, **options): ...

    return stub


def faults_of_cases(exercise):
    """Yield faults of the cases: errors of the reference, or always one result."""
    outcomes = exercise.run(exercise.reference).outcomes
    if len(outcomes) < 2:
        yield "has fewer than two cases"
    values = [outcome.value for outcome in outcomes]
    if outcomes and all(agree(values[0], value) for value in values[1:]):
        yield "expects the same result in every case"


def faults_of_mistakes(exercise):
    """Yield a fault for every planted mistake that is not named as itself."""
    wrong = [
        (mistake.filled(exercise.reference), mistake.message)
        for mistake in exercise.mistakes
    ]
    wrong += exercise.choices.items()
    if len({message for _, message in wrong}) < len(wrong):
        yield "says the same of two different mistakes"
    for answer, message in wrong:
        verdict = exercise.judge(answer)
        if verdict.outcome not in (WRONG, STOPPED) or verdict.message != message:
            yield f"does not catch the mistake {message!r}, but says: {verdict}"
        if repr(verdict) != repr(exercise.judge(answer)):
            yield f"says two different things of one mistake: {verdict}"
        if re.search(r"\b0x[0-9a-f]{6,}", repr(verdict)):
            yield f"shows a memory address: {verdict}"


def faults_of_numbers(exercises, module):
    """Yield faults of the numbers: twice the same, or unseen by the progress table."""
    numbers = [exercise.number for exercise in exercises.values()]
    if len(set(numbers)) < len(numbers):
        yield f"a number is used twice: {numbers}"
    if any(not re.fullmatch(r"\d+\.\d+", number) for number in numbers):
        yield f"a number is not like 5.1: {numbers}"
    file = Path(module.__file__)
    topic = file.parent if file.stem == "__init__" else file
    seen = exercises_by_notebook(topic.parent).get(topic.stem, [])
    if sorted(seen) != sorted(numbers):
        yield "the progress table does not see the numbers: write them as plain texts"


def faults_in_notebook(exercises, module, notebooks):
    """Yield faults of the notebook that uses `module`, if it is there already."""
    topic = module.__name__.rpartition(".")[2]
    line = re.compile(rf"from course_utils\.exercises import {topic}\b")
    for path in sorted(notebooks.glob("*.ipynb")):
        cells = code_cells(path)
        if not any(line.search(cell) for cell in cells):
            continue
        for name, exercise in exercises.items():
            number = str(int(path.name.split("_")[0]))
            if exercise.number.split(".")[0] != number:
                yield f"{exercise} stands in the notebook {path.name}"
            yield from faults_of_stub(name, exercise, cells)
        used = set(re.findall(r"exercises\.(\w+)\.check", "\n".join(cells)))
        if unknown := used - set(exercises):
            yield f"{path.name} checks exercises that do not exist: {sorted(unknown)}"


def code_cells(path):
    """Return the sources of the code cells of a notebook."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def faults_of_stub(name, exercise, cells):
    """Run the stub of an exercise as a learner finds it; it must be not attempted."""
    check = re.compile(rf"exercises\.{name}\.check\((\w+)\)")
    places = [i for i, cell in enumerate(cells) if check.search(cell)]
    if not places:
        yield f"{exercise}: the notebook has no cell exercises.{name}.check(...)"
        return
    answer = check.search(cells[places[0]]).group(1)
    written = [cell for cell in cells[: places[0] + 1] if answer in defined_in(cell)]
    if not written:
        yield f"{exercise}: the notebook has no stub for {answer}"
        return
    space = imports_of(cells[: places[0] + 1])
    try:
        exec(written[-1].split("exercises.")[0], space)
    except Exception as problem:
        yield f"{exercise}: its stub cell does not run by itself: {problem!r}"
        return
    verdict = exercise.judge(space[answer])
    if verdict.outcome != NOT_ATTEMPTED:
        yield f"{exercise}: the stub in the notebook is not 'not attempted': {verdict}"


def defined_in(cell):
    """Return the names that a cell defines by def, class or assignment."""
    names = set()
    for node in parsed(cell):
        names.add(getattr(node, "name", ""))
        targets = [*getattr(node, "targets", []), getattr(node, "target", None)]
        names.update(getattr(target, "id", "") for target in targets)
    return names


def imports_of(cells):
    """Return the names that the import lines of the cells bring in."""
    space = {}
    for cell in cells:
        for node in parsed(cell):
            if isinstance(node, ast.Import | ast.ImportFrom):
                with contextlib.suppress(ImportError):
                    exec(ast.unparse(node), space)
    return space


def parsed(cell):
    """Return the statements of a cell, without lines that only IPython knows."""
    lines = [
        line for line in cell.splitlines() if not line.lstrip().startswith(("%", "!"))
    ]
    try:
        return ast.parse("\n".join(lines)).body
    except SyntaxError:
        return []
