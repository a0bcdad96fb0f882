"""The source of a solution with everything that it needs: paste it, and it runs."""

import ast
import inspect
import sys
import types
from pathlib import Path

import numpy as np

from course_utils.practice.stub import source_without_docstring

LONGEST = 15  # lines of a helper from another module: a longer one is imported


def source_of(answer, stub=""):
    """Return the source of a function or class with its imports and helpers.

    `stub` is what the learner found, "softmax(scores)": the solution takes its names.
    Raises OSError, TypeError or SyntaxError where there is no source to show.
    """
    imports, pieces = {}, {}
    _collect(answer, imports, pieces, stub)
    file = inspect.getsourcefile(inspect.unwrap(answer))
    where = "/".join(Path(file).parts[-3:])
    lines = sorted(imports, key=lambda line: (line.startswith("from"), line))
    blocks = ["\n".join(lines), *pieces.values()]
    return f"# {where}\n" + "\n\n\n".join(block for block in blocks if block)


def names_of(stub):
    """Return (name, argument names) of a stub such as "softmax(scores)"."""
    name, _, rest = stub.partition("(")
    names = [part.split("=")[0].strip() for part in rest.rstrip(") ").split(",")]
    return name.strip(), [part for part in names if part]


def _collect(answer, imports, pieces, stub=""):
    answer = inspect.unwrap(answer)
    source = source_without_docstring(answer)
    if inspect.isfunction(answer):
        space = answer.__globals__ | dict(inspect.getclosurevars(answer).nonlocals)
    else:
        space = vars(sys.modules[answer.__module__])
    for name in _free_names(ast.parse(source), answer.__name__):
        if name in space and name not in pieces:
            _bring(name, space[name], answer.__module__, imports, pieces)
    pieces[answer.__name__] = _renamed(source, answer, stub) if stub else source


def _bring(name, value, home, imports, pieces):
    """Add what `name` stands for: an import, a helper's source or a constant."""
    if isinstance(value, types.ModuleType):
        imports[_import_line(name, value.__name__)] = True
    elif inspect.isfunction(value) or inspect.isclass(value):
        if _worth_showing(value, home):
            _collect(value, imports, pieces)
        else:
            imports[_import_line(name, f"{value.__module__}.{value.__name__}")] = True
    elif (text := _as_literal(value)) is not None:
        pieces[name] = f"{name} = {text}"
        if isinstance(value, np.ndarray):
            imports["import numpy as np"] = True
    else:
        package = (getattr(value, "__module__", None) or "").split(".")[0]
        if package not in ("", "builtins", "course_utils") and hasattr(
            value, "__name__"
        ):
            home = value.__module__  # a function that is none to Python: numpy's
        imports[_import_line(name, f"{home}.{name}")] = True


def _worth_showing(value, home):
    module = value.__module__ or ""
    if module == home or module.split(".")[0] != "course_utils":
        return module == home
    return len(source_without_docstring(value).splitlines()) <= LONGEST


def _import_line(name, path):
    package, _, last = path.rpartition(".")
    renamed = "" if name == last else f" as {name}"
    if not package:
        return f"import {path}{renamed}"
    return f"from {package} import {last}{renamed}"


def _as_literal(value):
    if isinstance(value, np.ndarray):
        return f"np.array({value.tolist()})"
    try:
        ast.literal_eval(repr(value))
    except (ValueError, SyntaxError):
        return None
    return repr(value)


def _free_names(tree, own):
    """Return the names that are used but not made in the tree, in order."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    made = {node.id for node in names if not isinstance(node.ctx, ast.Load)} | {own}
    made |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return list(dict.fromkeys(node.id for node in names if node.id not in made))


def _renamed(source, answer, stub):
    """Give a function or class, and its arguments, the names of the stub."""
    name, arguments = names_of(stub)
    new = {answer.__name__: name}
    if inspect.isfunction(answer):
        new |= dict(zip(inspect.signature(answer).parameters, arguments, strict=False))
    places = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and node.id in new:
            places[node.lineno, node.col_offset] = node.id
        elif isinstance(node, ast.arg) and node.arg in new:
            places[node.lineno, node.col_offset] = node.arg
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == answer.__name__:
            for word in node.keywords:
                if word.arg in new:
                    places[word.lineno, word.col_offset] = word.arg
        elif isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in new:
            start = node.col_offset + (4 if isinstance(node, ast.FunctionDef) else 6)
            places[node.lineno, start] = node.name
    lines = source.splitlines()
    for (row, column), old in sorted(places.items(), reverse=True):
        line = lines[row - 1].encode()  # columns count bytes
        end = column + len(old.encode())
        lines[row - 1] = (line[:column] + new[old].encode() + line[end:]).decode()
    return "\n".join(lines)
