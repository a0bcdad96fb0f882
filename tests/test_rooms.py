"""The rooms of the house import only downward, and only what they are for."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "course_utils"
# room: (rooms it may import, packages it may import)
ROOMS = {
    "data": ((), "numpy torch torchvision sklearn PIL"),
    "ml": (("data", "translation"), "numpy torch scipy tqdm"),
    "experiments": (("ml", "data"), "numpy torch tqdm"),
    "draw": (("projector", "translation"), "numpy matplotlib contourpy"),
    "live": (
        ("projector", "translation"),
        "numpy matplotlib anywidget ipywidgets traitlets jupyter_server IPython",
    ),
    "practice": (("translation",), "numpy torch IPython pygments"),
    "demos": (
        ("live", "draw", "experiments", "ml", "data", "translation"),
        "numpy torch torchvision sklearn matplotlib PIL",
    ),
    "exercises": (("practice", "ml", "data"), "numpy torch torchvision PIL"),
    "lab": ((), "jupyterlab"),
    "parts": ((), ""),
    "projector": ((), ""),
    "translation": ((), "babel matplotlib"),
    "gallery": (
        ("parts", "demos", "live", "projector", "data", "translation"),
        "anywidget ipywidgets traitlets numpy PIL",
    ),
    "doctor": (
        ("data", "ml", "practice", "translation"),
        "jupyter_core packaging psutil",
    ),
}
CARRIED = {  # package: the one of our dependencies that brings it
    "contourpy": "matplotlib",
    "IPython": "ipykernel",
    "babel": "jupyterlab",
    "jupyter_core": "jupyterlab",
    "jupyter_server": "jupyterlab",
    "packaging": "matplotlib",
    "psutil": "ipykernel",
    "pygments": "ipykernel",
    "scipy": "scikit-learn",
    "traitlets": "ipywidgets",
}
NAMES = {"PIL": "pillow", "cv2": "opencv-python-headless", "sklearn": "scikit-learn"}


def files_of(room):
    single = HOUSE / f"{room}.py"
    return [single] if single.exists() else sorted((HOUSE / room).rglob("*.py"))


def imports_of(source):
    """List the modules that some code imports, anywhere in it."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"from where comes {node.module}?"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_it_may(room):
    rooms, packages = ROOMS[room]
    for path in files_of(room):
        for module in imports_of(path.read_text(encoding="utf-8")):
            package, *rest = module.split(".")
            if package == "course_utils":
                assert rest[0] in (room, *rooms), f"{path.name} imports {module}"
            elif package not in sys.stdlib_module_names:
                assert package in packages.split(), f"{path.name} imports {module}"


def test_every_room_is_known():
    found = {p.stem for p in HOUSE.iterdir() if p.suffix == ".py" or p.is_dir()}
    beside = {"__init__", "__main__", "__pycache__", "classroom", "maintain", "locale"}
    assert found - beside <= set(ROOMS)


def test_what_the_rooms_import_is_installed_with_them():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = {line.partition(">")[0] for line in project["dependencies"]}
    for _, packages in ROOMS.values():
        for package in packages.split():
            carrier = CARRIED.get(package, NAMES.get(package, package))
            assert carrier in declared, package


def test_no_room_imports_what_is_for_maintainers_and_teachers():
    for room in ROOMS:
        for path in files_of(room):
            text = path.read_text(encoding="utf-8")
            assert not re.search(
                r"(import|from) course_utils\.(maintain|classroom)", text
            )


def test_a_topic_has_the_name_of_its_notebook_in_every_room():
    topics = {path.stem[3:] for path in (ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")}
    assert len(topics) >= 21
    for room in (HOUSE / "demos", HOUSE / "exercises", ROOT / "tests" / "demos"):
        found = {p.stem for p in room.iterdir() if p.name[0] not in "_." and p.is_dir()}
        found |= {p.stem for p in room.glob("[!_]*.py")}
        if room.parent != HOUSE:  # beside the tests of topics are those of all demos
            found = {name for name in found if (room / name).is_dir()}
        assert found == topics, room
    tests = {p.stem for p in (ROOT / "tests" / "exercises").glob("test_*.py")}
    assert {f"test_{topic}" for topic in topics} <= tests


def test_importing_the_package_loads_no_other():
    code = "import sys; import course_utils; print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in result.stdout.split()}
    assert not loaded & {"torch", "numpy", "matplotlib", "ipywidgets", "sklearn"}
