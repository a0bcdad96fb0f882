"""Every notebook that chooses a device runs on an accelerator as it does without one.

Nothing is compared: a cell must neither stop nor warn.
"""

import ast
import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from course_utils.maintain.notebooks.running import RunError, run
from tests.accelerator import pretend_device
from tests.rules import NOTEBOOKS, ROOT

needs_torch = pytest.mark.skipif(
    not pretend_device.available(), reason="this torch takes no device from Python"
)
COUNT = "from tests.accelerator.pretend_device import Card; print(Card.operations)"
ON_CARD = {10, 12, 14, 18, 19, 20}
# These ask for the processor, so that their numbers are the same anywhere.
ON_PROCESSOR = {15, 16}


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    """Return the environment of a kernel that switches the card on when it starts."""
    home = tmp_path_factory.mktemp("ipython")
    startup = home / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "card.py").write_text("import tests.accelerator.kernel_start\n")
    return {"IPYTHONDIR": str(home), "PYTHONPATH": str(ROOT)}


def operations(notebook, folder, settings):
    """Run a notebook with the card; return how many operations were done on it."""
    notebook.cells.append(new_code_cell(COUNT))
    run(notebook, folder=folder, **settings)
    return int(notebook.cells[-1].outputs[0].text)


@needs_torch
@pytest.mark.slow
@pytest.mark.parametrize("number", sorted(ON_CARD))
def test_a_notebook_runs_on_the_card(number, settings):
    (path,) = (path for path in NOTEBOOKS if int(path.name[:2]) == number)
    assert operations(nbformat.read(path, 4), path.parent, settings) > 1000


@needs_torch
def test_a_kernel_has_the_card_and_refuses_to_mix(tmp_path, settings):
    start = "import torch\nfrom course_utils.ml.training.device import pick_device\n"
    sum_ = "torch.ones(2, device=pick_device()) + "
    sources = [f"{start}{sum_}1", COUNT, f"{sum_}torch.ones(2)"]
    notebook = new_notebook(cells=list(map(new_code_cell, sources)))
    with pytest.raises(RunError, match=r"cell 2 stopped(.|\n)*on the same device"):
        run(notebook, folder=tmp_path, **settings)
    assert int(notebook.cells[1].outputs[0].text) > 1


def imported(source):
    """Return the names of modules, or of things in them, that some code imports."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
    return found


def modules_that_choose():
    """Return the modules that choose a device, themselves or by another."""
    house = ROOT / "course_utils"
    sources = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path.read_text()
        for room in ("ml", "experiments")
        for path in (house / room).rglob("*.py")
    }
    imports = {name: imported(source) for name, source in sources.items()}
    choosing = {n for n, source in sources.items() if "def pick_device" in source}
    assert choosing
    while more := {
        name for name in sources if imports[name] & choosing and name not in choosing
    }:
        choosing |= more
    return choosing


def test_no_notebook_that_chooses_a_device_is_forgotten():
    choosing, found = modules_that_choose(), set()
    for path in NOTEBOOKS:
        cells = [c for c in nbformat.read(path, 4).cells if c.cell_type == "code"]
        lines = "\n".join(cell.source for cell in cells).splitlines()
        lines = [line for line in lines if re.match(r"\s*(from|import) \w", line)]
        if imported("\n".join(map(str.strip, lines))) & choosing:
            found.add(int(path.name[:2]))
    assert found == ON_CARD | ON_PROCESSOR
