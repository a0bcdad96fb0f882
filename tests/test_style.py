"""The rules for modules that a machine can check; ruff checks the rest."""

import ast
import re
from collections import Counter
from functools import cache
from statistics import median

import pytest

from tests.rules import ROOT

HOUSE = ROOT / "course_utils"
MODULES = sorted(p for p in HOUSE.rglob("*.py") if p.name != "__init__.py")
VAGUE = {"utils", "util", "helpers", "helper", "misc", "common"}
LONGEST = 300
MOST = {"demos": 15, "ml": 15, "exercises": 15}  # modules in a folder; others:
FULL = 22  # `experiments` has one an experiment, `classroom` one a duty
MAY_PRINT = {
    "doctor.py",
    "__main__.py",
    "practice",
    "maintain",
    "classroom",
    "kept.py",
    "paint.py",
}
DEFINITIONS = (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)

FOLDERS = sorted({path.parent for path in MODULES} - {HOUSE, HOUSE / "exercises"})

each_module = pytest.mark.parametrize(
    "path", MODULES, ids=lambda path: str(path.relative_to(HOUSE))
)


def lines_of(path):
    return path.read_text(encoding="utf-8").splitlines()


@cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def room_of(path):
    return path.relative_to(HOUSE).parts[0]


def public_definitions(tree):
    """Yield the public functions and classes of a module, and methods of some length.

    Methods of a class that has a base are documented there: the contract of a demo in
    `live.Demo`, that of a renderer in matplotlib.
    """
    for node in tree.body:
        if isinstance(node, DEFINITIONS) and not node.name.startswith("_"):
            yield node
            own = isinstance(node, ast.ClassDef) and not node.bases
            for part in node.body if own else ():
                public = isinstance(part, DEFINITIONS) and part.name[0] != "_"
                if public and part.end_lineno - part.lineno >= 3:
                    yield part


@each_module
def test_a_module_can_be_read_in_one_sitting(path):
    assert len(lines_of(path)) <= LONGEST


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: str(f.relative_to(HOUSE)))
def test_no_folder_is_crowded(folder):
    room = folder.relative_to(HOUSE).parts[0]
    assert len(list(folder.glob("*.py"))) <= MOST.get(room, FULL)


@pytest.mark.parametrize("room", ["data", "draw", "live", "maintain", "ml", "practice"])
def test_most_modules_of_a_room_are_short(room):
    assert median(len(lines_of(p)) for p in MODULES if room_of(p) == room) <= 180


@each_module
def test_a_module_is_named_for_what_it_is_about(path):
    assert not VAGUE & set(path.with_suffix("").name.split("_"))


@each_module
def test_the_first_line_says_what_the_module_is_for(path):
    docstring = ast.get_docstring(tree_of(path))
    assert docstring, "no docstring"
    assert docstring.splitlines()[0].endswith((".", "?")), "no whole sentence"


@each_module
def test_what_is_public_is_documented(path):
    public = public_definitions(tree_of(path))
    bare = [node.name for node in public if ast.get_docstring(node) is None]
    assert bare == []


@each_module
def test_what_is_public_says_which_errors_it_raises(path):
    silent = {}
    for node in public_definitions(tree_of(path)):
        if not isinstance(node, ast.ClassDef):
            raised = [n.exc for n in ast.walk(node) if isinstance(n, ast.Raise)]
            calls = [exc.func for exc in raised if isinstance(exc, ast.Call)]
            names = {ast.unparse(call) for call in calls} - {"SystemExit"}
            missing = {n for n in names if n not in ast.get_docstring(node)}
            silent |= {node.name: missing} if missing else {}
    assert silent == {}


@cache
def names_in_use():
    """Count the words of all modules, settings and lessons of the course."""
    files = [p for p in HOUSE.rglob("*") if p.suffix in (".py", ".json")]
    files += (ROOT / "notebooks").glob("*.ipynb")
    return Counter(
        word for path in files for word in re.findall(r"\w+", path.read_text("utf-8"))
    )


@each_module
def test_what_is_public_is_used(path):
    """What only tests call is no part of the course."""
    if "pytest" in path.read_text(encoding="utf-8"):  # its hooks are called by name
        return
    defined = [n for n in tree_of(path).body if isinstance(n, DEFINITIONS)]
    idle = [n.name for n in defined if n.name[0] != "_" and names_in_use()[n.name] < 2]
    assert idle == []


@each_module
def test_functions_are_short(path):
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 60
    }
    assert long == {}


@each_module
def test_nothing_is_printed_but_by_checks_and_commands(path):
    if {room_of(path), path.name} & MAY_PRINT:
        return
    calls = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    names = [call.func.id for call in calls if isinstance(call.func, ast.Name)]
    assert "print" not in names


@each_module
def test_pyplot_stays_in_notebooks(path):
    if room_of(path) in ("live", "demos"):
        assert "pyplot" not in path.read_text(encoding="utf-8").replace("no pyplot", "")


def has_functions(path):
    return any(isinstance(node, ast.FunctionDef) for node in ast.walk(tree_of(path)))


@pytest.mark.parametrize("room", ["data", "draw", "experiments", "ml"])
def test_the_tests_mirror_the_modules(room):
    missing = []
    for path in filter(has_functions, MODULES):
        place = path.relative_to(HOUSE).parent
        test = f"tests/{place}/test_{path.name}"
        if room_of(path) == room and not (HOUSE.parent / test).exists():
            missing.append(test)
    assert missing == []
