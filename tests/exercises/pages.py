"""An exercise on its page: what the statement shows, whether the solution runs there.

The faults that these functions yield are sentences, as in `selftest`.
"""

import ast
import json
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import numpy as np

from course_utils.practice.comparison import numbers_in
from course_utils.practice.wording import kind_of
from tests.exercises.selftest import ROOT, defined_in, imports_of

_THOUSANDS = "[ \u00a0\u2009\u202f,]"
_NUMBER = rf"\d+(?:{_THOUSANDS}\d{{3}})*(?:\.\d+)?(?:e-?\d+)?"
_VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}


@dataclass(frozen=True)
class Page:
    """Where an exercise stands: its statement, its stub, and what came before."""

    statement: str
    stub: str  # the source of the cell
    answer: str  # the name that is checked
    before: tuple[str, ...]  # sources of the code cells above the check


def page_of(topic, name, exercise):
    """Return the Page of an exercise, or None if no notebook uses its topic."""
    use = re.compile(rf"from course_utils\.exercises import {topic}\b")
    check = re.compile(rf"exercises\.{name}\.check\((\w+)\)")
    for cells in map(cells_of, sorted((ROOT / "notebooks").glob("*.ipynb"))):
        code = [source for kind, source in cells if kind == "code"]
        if not any(map(use.search, code)):
            continue
        last = next(i for i, (_, source) in enumerate(cells) if check.search(source))
        answer = check.search(cells[last][1]).group(1)
        before = [source for kind, source in cells[:last] if kind == "code"]
        said = [source for kind, source in cells[:last] if kind == "markdown"]
        heading = f"### Exercise {exercise.number}:"
        told = next(source for source in reversed(said) if heading in source)
        stubs = [
            cell for cell in [*before, cells[last][1]] if answer in defined_in(cell)
        ]
        stub = stubs[-1].split("exercises.")[0]
        return Page(told[told.index(heading) :], stub, answer, tuple(before))
    return None


@cache
def cells_of(path):
    """Return the cells of a notebook as pairs (type, source)."""
    cells = json.loads(Path(path).read_text(encoding="utf-8"))["cells"]
    return [(cell["cell_type"], "".join(cell["source"])) for cell in cells]


def faults_of_example(exercise, page):
    """Yield what the declared example has that the statement does not show."""
    if exercise.example is None:
        yield "declares no example"
        return
    args, words = exercise.fresh_cases()[0]
    shown = numbers_in_text(page.statement)
    texts = list(texts_and_numbers([*args, *words.values()]))
    if exercise.call is None:
        outcome = exercise.run(exercise.reference).outcomes[0]
        texts += texts_and_numbers(outcome.value)
    for item in texts:
        if isinstance(item, str):
            if item not in page.statement:
                yield f"the statement does not say {item!r}, which is in the example"
        elif not any(abs(item - value) <= slack for value, slack in shown):
            yield f"the statement does not show {item:g}, which is in the example"


def numbers_in_text(text):
    """Return (value, slack) of every number in a text: 0.24 is within 0.005."""
    for sign, digits in _VULGAR.items():
        text = text.replace(sign, f" {digits} ")
    text = text.replace("\u2212", "-")
    found = re.findall(rf"-?{_NUMBER}", text) + re.findall(r"-?\d+(?:\.\d+)?", text)
    values = []
    for token in found:
        digits = re.sub(_THOUSANDS, "", token)
        decimals = len(digits.partition("e")[0].partition(".")[2])
        scale = float("1e" + (digits.partition("e")[2] or "0"))
        slack = 0.5 * 10.0**-decimals * scale if decimals else 0.0
        values.append((float(digits), slack * (1 + 1e-9) + 1e-12))
    fractions = re.findall(r"(-?\d+)\s*/\s*(\d+)", text)
    values += [(float(Fraction(int(a), int(b))), 1e-12) for a, b in fractions if int(b)]
    return values


def texts_and_numbers(value):
    """Yield all numbers and texts inside a value; functions and the like are passed."""
    kind = kind_of(value)
    if kind == "a text":
        yield value
    elif kind == "a dict":
        for item in value.values():
            yield from texts_and_numbers(item)
    elif kind in ("a list", "a tuple"):
        for item in value:
            yield from texts_and_numbers(item)
    elif kind in ("a number", "a numpy array", "a torch tensor"):
        yield from numbers_in(value).tolist()


def faults_of_solution(exercise, page=None):
    """Run the text that `solution()` shows; yield why it is no answer, if so."""
    source = exercise.solution().source
    if not callable(exercise.reference):
        value = eval(source, {"nan": np.nan, "inf": np.inf})
        if exercise.judge(value).outcome != "correct":
            yield f"the value that it shows is not right: {source}"
        return
    try:
        ast.parse(source)
    except SyntaxError as problem:
        yield f"the solution is no Python: {problem}"
        return
    if _last_definition(source) is None:
        yield "the solution defines nothing"
        return
    spaces = {"alone": {}}
    if page is not None:
        spaces["in the notebook"] = imports_of(page.before)
        yield from _faults_of_names(source, page)
    for where, space in spaces.items():
        try:
            exec(source, space)
        except Exception as problem:
            yield f"the solution does not run {where}: {problem!r}"
            continue
        verdict = exercise.judge(space[_last_definition(source).name])
        if verdict.outcome != "correct":
            yield f"the solution is not right {where}: {verdict}"


def _faults_of_names(source, page):
    solution, stub = (_last_definition(text) for text in (source, page.stub))
    if solution.name != page.answer:
        yield f"the solution defines {solution.name}, the stub {page.answer}"
    names = [_arguments(tree) for tree in (solution, stub)]
    if names[0][: len(names[1])] != names[1]:
        yield f"the solution's arguments are {names[0]}, the stub's {names[1]}"
    brought = imports_of(page.before)
    for node in ast.walk(ast.parse(source)):
        if getattr(node, "module", None) and node.module.startswith("course_utils"):
            lent = [alias.asname or alias.name for alias in node.names]
            for name in lent:
                if name not in brought or name not in page.statement:
                    yield f"the solution hides its work in {node.module}: {name}"


def _last_definition(source):
    kinds = ast.FunctionDef | ast.ClassDef
    found = [node for node in ast.parse(source).body if isinstance(node, kinds)]
    return found[-1] if found else None


def _arguments(node):
    if not isinstance(node, ast.FunctionDef):
        return []
    found = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return [arg.arg for arg in found]
