"""Real runs of `pytest --nbval`, with the course's settings, on a small notebook."""

import os
import re
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

ROOT = Path(__file__).parents[3]
WITHIN = "numbers-within-5%"
TABLE = "from IPython.display import HTML, display\n"


def printed(stored, now, *tags):
    """Return a cell that printed `stored` and now prints another text."""
    outputs = [new_output("stream", name="stdout", text=stored + "\n")]
    return cell(f"print({now!r})", outputs, tags)


def cell(source, outputs, tags):
    metadata = {"tags": list(tags)}
    return new_code_cell(source, execution_count=1, outputs=outputs, metadata=metadata)


def result(stored, now, *tags):
    """Return a cell whose last line's value was `stored`."""
    output = new_output("execute_result", {"text/plain": stored}, execution_count=1)
    return cell(now, [output], tags)


def table(stored, now, *tags):
    """Return a cell that displayed an HTML table of one number."""
    data = {"text/html": f"<td>{stored}</td>", "text/plain": "<table>"}
    bundle = data | {"text/html": f"<td>{now}</td>"}
    source = f"{TABLE}display({bundle!r}, raw=True)"
    return cell(source, [new_output("display_data", data)], tags)


STORED = "accuracy of conv2: 0.800 after 12 epochs"
CASES = {
    "inside": (True, printed(STORED, STORED.replace("0.800", "0.835"), WITHIN)),
    "shifted": (True, printed(STORED, STORED.replace(" 0.800", "0.80"), WITHIN)),
    "outside": (False, printed(STORED, STORED.replace("0.800", "0.680"), WITHIN)),
    "just outside": (False, printed(STORED, STORED.replace("0.800", "0.841"), WITHIN)),
    "absolute": (True, printed("0.01", "-0.01", "numbers-within-0.02")),
    "too far": (False, printed("0.01", "-0.05", "numbers-within-0.02")),
    "word": (False, printed(STORED, STORED.replace("accuracy", "precision"), WITHIN)),
    "name": (False, printed(STORED, STORED.replace("conv2", "conv1"), WITHIN)),
    "count": (False, printed(STORED, STORED.replace("12", "13"), WITHIN)),
    "counted": (True, printed("17 of 20", "18 of 20", "counts-within-1")),
    "miscounted": (False, printed("17 of 20", "14 of 20", "counts-within-1")),
    "missing": (False, printed(STORED, STORED.replace("0.800", ""), WITHIN)),
    "nan": (False, printed(STORED, STORED.replace("0.800", "nan"), WITHIN)),
    "extra line": (False, printed(STORED, STORED + "\n0.5", WITHIN)),
    "lost line": (False, printed(STORED + "\n0.5", STORED, WITHIN)),
    "nothing": (False, cell("5;", printed(STORED, "").outputs, [WITHIN])),
    "untagged": (False, printed(STORED, STORED.replace("0.800", "0.801"))),
    "untagged blank": (False, printed("a  b", "a b")),
    "untagged same": (True, printed(STORED, STORED)),
    "bad tag": (False, printed("0.800", "0.801", "numbers-within-5 %")),
    "ignored": (True, printed(STORED, "other", "nbval-ignore-output")),
    "result": (True, result("[0.8, 1.2]", "[0.81, 1.22]", WITHIN)),
    "result outside": (False, result("[0.8, 1.2]", "[0.81, 1.4]", WITHIN)),
    "result untagged": (False, result("[0.8, 1.2]", "[0.81, 1.22]")),
    "table": (True, table("0.80", "0.82", WITHIN)),
    "table outside": (False, table("0.80", "0.68", WITHIN)),
    "table word": (False, table("0.80", "<b>0.80</b>", WITHIN)),
    "table untagged": (False, table("0.80", "0.82")),
}


def check(folder, cells, *options):
    """Run nbval by hand in a folder that has only the course's settings."""
    for name in ("conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    nbformat.write(new_notebook(cells=cells), folder / "scratch.ipynb")
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider"]
    command += ["--color=no", *(options or ["--nbval"]), "--nbval-current-env"]
    return subprocess.run(
        [*command, "scratch.ipynb"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    ).stdout


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    cells = [cell for _, cell in CASES.values()]
    return check(tmp_path_factory.mktemp("nbval"), cells)


def outcome(report, place):
    return re.search(rf"^(PASSED|FAILED) scratch.ipynb::Cell {place}\b", report, re.M)[
        1
    ]


@pytest.mark.parametrize("name", CASES)
def test_nbval_passes_what_lies_within_the_tolerance_and_fails_the_rest(report, name):
    place = list(CASES).index(name)
    assert outcome(report, place) == ("PASSED" if CASES[name][0] else "FAILED")


def test_a_failure_shows_the_number_the_stored_one_and_the_tolerance(report):
    said = "line 1: 0.680 where 0.800 is stored: 0.120 (15.0%) away, allowed within 5%"
    assert said in report
    assert "2 lines where 3 are stored" in report
    assert "no tag counts-within-" in report


def test_a_lax_run_compares_only_what_asks_for_it(tmp_path):
    far = partial(printed, "0.8", "0.5", WITHIN)
    report = check(tmp_path, [far(), far("nbval-check-output")], "--nbval-lax")
    assert [outcome(report, place) for place in (0, 1)] == ["PASSED", "FAILED"]
