"""TensorBoard opens in a cell of JupyterLab, as notebook 1 says, without a network."""

import re

from course_utils.classroom.settings import free_port
from course_utils.maintain.browser.lab import write_notebook
from tests.rules import NOTEBOOKS, Lesson

WRITE = """\
import os
from pathlib import Path
from torch.utils.tensorboard import SummaryWriter
logs = Path("logs")
with SummaryWriter(logs / "first") as writer:
    for x in range(100):
        writer.add_scalar("y = 2x", 2 * x, x)
"""
STOP = """\
import signal
from tensorboard import manager
for info in manager.get_all():
    if info.port == {port}:
        os.kill(info.pid, signal.SIGTERM)
"""


def lines_of_the_notebook(port):
    """Return the lines that notebook 1 tells the learner to run, with another port."""
    (path,) = [path for path in NOTEBOOKS if path.name.startswith("01_")]
    texts = [source for _, source in Lesson.read(path).text]
    (block,) = re.findall(r"```\n(.*?%tensorboard.*?)```", "".join(texts), re.DOTALL)
    return block.replace("--port 6007", f"--port {port}")


def test_tensorboard_opens_in_a_cell_and_shows_the_curve(lab, page):
    port = free_port()
    cells = (WRITE, lines_of_the_notebook(port), STOP.format(port=port))
    page.open(write_notebook(lab.folder, "tensorboard.ipynb", *cells))
    try:
        for cell in range(2):
            page.run_cell(cell)
        assert page.failures() == []
        page.show(1).locator("iframe").wait_for(timeout=90_000)
        board = page.show(1).frame_locator("iframe")
        board.get_by_text(re.compile("y = 2x")).first.wait_for(timeout=120_000)
        assert page.foreign == []
    finally:
        page.run_cell(2)
    assert page.failures() == []
