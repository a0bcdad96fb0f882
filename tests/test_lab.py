"""Jupyter's programs start without what they never use, and then all is as before."""

import gc
import os
import subprocess
import sys

import pytest

from course_utils.lab import sooner

LOAD = """
import gc, os, sys
from course_utils.lab import LEFT_OUT, sooner
path = os.environ["PATH"]
with sooner():
    import {program}
assert sys.modules[LEFT_OUT] is None, "the grammar was loaded"
assert "jsonschema" in sys.modules
assert gc.isenabled()
assert os.environ["PATH"] == path
"""


@pytest.fixture
def path_with_node(tmp_path):
    """A path with a Node first that leaves a file when it is started."""
    node = tmp_path / "node"
    node.write_text(f"#!/bin/sh\ntouch {tmp_path}/started\n")
    node.chmod(0o755)
    return f"{tmp_path}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.parametrize(
    "program", ["jupyterlab.labapp", "jupyterlab.labhubapp", "jupyterhub.app"]
)
def test_a_program_loads_no_grammar_and_starts_no_node(program, path_with_node):
    code = LOAD.format(program=program)
    environment = os.environ | {"PATH": path_with_node}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert "started" not in os.listdir(path_with_node.partition(os.pathsep)[0])


def test_a_program_that_is_missing_leaves_all_as_it_was():
    before = os.environ["PATH"], gc.isenabled()
    with pytest.raises(ModuleNotFoundError), sooner():
        import no_such_program  # noqa: F401
    assert (os.environ["PATH"], gc.isenabled()) == before


def test_the_course_s_commands_do_without_the_grammar():
    code = """
import sys
from course_utils.__main__ import main
try:
    main(["notebooks", "--help"])
except SystemExit:
    assert "jsonschema" in sys.modules
    assert sys.modules["rfc3987_syntax"] is None
else:
    raise AssertionError("this command needs another test")
"""
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
