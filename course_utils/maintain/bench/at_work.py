"""Which processes of this machine belong to a class, and what memory they take."""

from contextlib import suppress
from pathlib import Path

import psutil

from course_utils.classroom.learner_server import CLASS
from course_utils.classroom.serve import HUB


def hub_of(state):
    """Return the process of the hub that keeps its files in `state`; or LookupError."""
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if HUB in process.cmdline() and process.cwd() == str(Path(state).resolve()):
                return process
    raise LookupError(f"No hub is running in {state}.")


def learners_of(hub):
    """Return {name: its processes} of all learners of the hub with this number."""
    found = {}
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            told = process.environ()
            if told.get(CLASS) == str(hub):
                found.setdefault(told.get("JUPYTERHUB_USER"), []).append(process)
    return found


def memory(processes):
    """Return the MB of processes; a page that several share counts in parts."""
    total = 0
    for process in processes:
        with suppress(psutil.Error):
            full = process.memory_full_info()
            total += getattr(full, "pss", full.uss)
    return total / 2**20
