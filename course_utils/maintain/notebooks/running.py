"""Run a notebook from top to bottom and time each cell."""

import os
import time
from dataclasses import dataclass, field

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell

# On Linux not getrusage: its peak begins with that of the process that starts a kernel.
PEAK = """
try:
    with open("/proc/self/status") as lines:
        print(*[line.split()[1] for line in lines if line.startswith("VmHWM")])
except OSError:
    import resource
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
SETTINGS = {
    "COURSE_DEVICE": "cpu",
    "COURSE_LANGUAGE": "en",  # the folder of another language speaks for itself
    "COURSE_PROGRESS": "off",
    "COURSE_PROJECTOR": "0",
    "JUPYTER_PREFER_ENV_PATH": "1",
    "OMP_NUM_THREADS": "1",
}


class RunError(Exception):
    """A notebook did what a reader should never see: it stopped, or it warned."""


@dataclass
class Run:
    """What running a notebook took: seconds for each cell, and memory in MB."""

    seconds: dict = field(default_factory=dict)
    memory: float = 0.0

    @property
    def total(self):
        """All cells together, in seconds."""
        return sum(self.seconds.values())

    @property
    def slowest(self):
        """The number of the slowest cell, counted among all cells from 0."""
        return max(self.seconds, key=self.seconds.get, default=0)


def run(notebook, *, folder, timeout=300, **settings):
    """Execute a notebook in place, in a fresh kernel that works in `folder`.

    Raises RunError, naming the cell, when one raises or writes to stderr.
    """
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=timeout,
        extra_arguments=["--log-level=ERROR"],
        store_widget_state=False,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )
    result = Run()
    with client.setup_kernel(env=os.environ | SETTINGS | settings):
        for number, cell in enumerate(notebook.cells):
            if cell.cell_type != "code":
                continue
            refuse_semicolon(cell, number)
            start = time.perf_counter()
            try:
                client.execute_cell(cell, number)
            except CellExecutionError as error:
                raise RunError(f"cell {number} stopped:\n{error}") from None
            result.seconds[number] = time.perf_counter() - start
            refuse_warnings(cell, number)
        result.memory = peak_memory(client)
    return result


def refuse_semicolon(cell, number):
    """Raise RunError when a cell hides its result with ';', which nbval overlooks."""
    if cell.source.rstrip().endswith(";"):
        raise RunError(f"cell {number} ends in ';': end it with plt.show() instead")


def refuse_warnings(cell, number):
    """Raise RunError when a cell wrote to stderr."""
    for output in cell.outputs:
        if output.get("name") == "stderr":
            raise RunError(f"cell {number} wrote to stderr:\n{output.text.strip()}")


def peak_memory(client):
    """Ask the kernel for the most memory it held, in MB (Linux tells it in kB)."""
    cell = new_code_cell(PEAK)
    client.nb.cells.append(cell)
    client.execute_cell(cell, len(client.nb.cells) - 1)
    client.nb.cells.pop()
    return int(cell.outputs[0].text) / 1024
