"""The tests of on_card.py, in a process of their own that has the pretend card."""

import os
import re
import subprocess
import sys

import pytest

from tests.accelerator import pretend_device
from tests.rules import ROOT

FILE = "tests/accelerator/on_card.py"
NAMES = re.findall(r"^def (test_\w+)", (ROOT / FILE).read_text(), re.MULTILINE)
pytestmark = pytest.mark.skipif(
    not pretend_device.available(), reason="this torch takes no device from Python"
)


@pytest.fixture(scope="module")
def report():
    command = [sys.executable, "-m", "pytest", "-v", "-rA", "--color=no", FILE]
    return subprocess.run(
        [*command, "-p", "no:cacheprovider"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=600,
    ).stdout


@pytest.mark.parametrize("name", NAMES)
def test_on_card(name, report):
    outcomes = re.findall(rf"^(PASSED|FAILED|ERROR) \S+::{name}\b", report, re.M)
    assert outcomes, report
    assert set(outcomes) == {"PASSED"}, report
