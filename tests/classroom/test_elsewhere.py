"""Front ends that are not JupyterLab: no subshells, no widgets, no server of ours.

They stand for Colab and VS Code, which cannot be run here: the kernel is driven as they
drive it, and what a cell shows is looked at as a page without widgets would.
"""

import base64
import os

import nbformat
import pytest
from jupyter_client.manager import start_new_kernel

from course_utils.live.stage import VIEW
from course_utils.maintain.notebooks.running import SETTINGS
from tests.rules import NOTEBOOKS

CELL = "from course_utils.demos.gradient_descent import Parabola\nParabola(eta=0.3)"


@pytest.fixture(scope="module")
def kernel():
    manager, client = start_new_kernel(startup_timeout=90, env=os.environ | SETTINGS)
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def answers(kernel, number):
    """List the kernel's messages on a request until it is done with it."""
    found = []
    while True:
        message = kernel.get_iopub_msg(timeout=90)
        if message["parent_header"].get("msg_id") == number:
            found.append(message)
            if message["content"].get("execution_state") == "idle":
                return found


def test_a_page_without_widgets_shows_the_picture_and_the_text(kernel):
    messages = answers(kernel, kernel.execute(CELL))
    (data,) = [
        m["content"]["data"] for m in messages if m["msg_type"] == "execute_result"
    ]
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert data["text/plain"].startswith("Parabola(eta=0.3")
    assert VIEW in data


def test_a_slider_is_answered_on_the_main_thread_too(kernel):
    opened = {
        message["content"]["comm_id"]: message["content"]["data"]["state"]
        for message in answers(kernel, kernel.execute(CELL))
        if message["msg_type"] == "comm_open"
    }
    slider = next(
        c for c, s in opened.items() if s.get("description", "")[:8] == "learning"
    )
    stage = next(c for c, s in opened.items() if "headline" in s)
    data = {"method": "update", "state": {"value": 1.7}, "buffer_paths": []}
    move = kernel.session.msg("comm_msg", {"comm_id": slider, "data": data})
    kernel.shell_channel.send(move)  # no subshell named: not every page knows them
    told = [
        message["content"]["data"]
        for message in answers(kernel, move["header"]["msg_id"])
        if message["content"].get("comm_id") == stage
    ]
    assert ["frame"] in told[-1]["buffer_paths"]
    assert "eta=1.7" in told[-1]["state"]["call"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_stored_demo_is_a_picture_wherever_it_is_read(path):
    stored = [
        output["data"]
        for cell in nbformat.read(path, 4).cells
        if cell.cell_type == "code" and cell.source.startswith("demos.")
        for output in cell.outputs
        if output.output_type == "execute_result"
    ]
    assert stored
    for data in stored:
        assert "image/png" in data
        assert VIEW not in data  # it would read "model not found"
