"""Hold a learner as a whole to so much memory and so many processes.

The machine's control groups do that: through systemd where it runs, else by hand where
the class may write there. Where neither is possible, `watch.py` does what it can.
"""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

import psutil

GROUPS = Path("/sys/fs/cgroup")
FILES = {  # version: {controller: (file with the limit, what is written into it)}
    1: {
        "memory": (("memory.limit_in_bytes", "memory"),),
        "pids": (("pids.max", "processes"),),
    },
    2: {"": (("memory.max", "memory"), ("pids.max", "processes"))},
}


class NoGroups:
    """No control groups here: the limits of single processes are all there is."""

    name = ""

    def words(self, learner):
        """Return what stands before a learner's command."""
        return []

    def enter(self, learner):
        """Return a function that puts the process that calls it under the limits."""
        return lambda: None

    def leave(self, learner):
        """Forget the learner, all of whose processes have ended."""


class Systemd(NoGroups):
    """A scope of systemd for each learner."""

    name = "systemd"

    def __init__(self, bounds):
        self.bounds = bounds

    def there(self):
        """Say whether systemd runs this machine."""
        return Path("/run/systemd/system").exists() and shutil.which("systemd-run")

    def words(self, learner):
        """Return systemd-run and the limits; it becomes the command it is given."""
        return [
            *("systemd-run", "--scope", "--quiet", "--collect"),
            *(["--user"] if os.geteuid() else []),
            *("-p", f"MemoryMax={self.bounds.memory or 'infinity'}"),
            *("-p", "MemorySwapMax=0", "-p", f"TasksMax={self.bounds.processes}", "--"),
        ]


class OwnGroups(NoGroups):
    """Control groups of version 1 or 2 under `root`, one for each learner."""

    name = "control groups"

    def __init__(self, bounds, version, root=GROUPS):
        self.bounds, self.version, self.root = bounds, version, root
        self.mine = f"course-class-{os.getpid()}"

    def there(self):
        """Say whether the machine has control groups of this version."""
        sign = {1: "memory/memory.limit_in_bytes", 2: "cgroup.controllers"}
        return (self.root / sign[self.version]).exists()

    def folders(self, learner):
        """Yield (folder, its limits) of the learner's groups."""
        for controller, limits in FILES[self.version].items():
            yield self.root / controller / self.mine / learner, limits

    def enter(self, learner):
        """Make the learner's groups; return what moves a process into them."""
        lists = []
        for folder, limits in self.folders(learner):
            folder.mkdir(parents=True, exist_ok=True)
            if self.version == 2:
                for above in (folder.parent.parent, folder.parent):
                    (above / "cgroup.subtree_control").write_text("+memory +pids")
            for file, what in limits:
                if getattr(self.bounds, what):
                    (folder / file).write_text(str(getattr(self.bounds, what)))
            lists.append(folder / "cgroup.procs")

        def move():
            for file in lists:
                file.write_text(str(os.getpid()))

        return move

    def leave(self, learner):
        """Remove the learner's groups, and the class's with the last one."""
        for folder, _ in self.folders(learner):
            for place in (folder, folder.parent):
                try:
                    place.rmdir()
                except OSError:
                    break  # somebody is still in there


def groups(bounds):
    """Return the best of these ways that works on this machine; each is tried."""
    sweep()
    for way in (Systemd(bounds), OwnGroups(bounds, 1), OwnGroups(bounds, 2)):
        if works(way):
            return way
    return NoGroups()


def sweep(root=GROUPS):
    """Remove the groups of classes that have ended."""
    for place in [*root.glob("course-class-*"), *root.glob("*/course-class-*")]:
        if not psutil.pid_exists(int(place.name.rpartition("-")[2])):
            for folder in [*place.iterdir(), place]:
                with contextlib.suppress(OSError):
                    folder.rmdir()


def works(way):
    """Say whether a process can be started under the limits."""
    if not way.there():
        return False
    try:
        subprocess.run(
            [*way.words("trial"), "true"],
            preexec_fn=way.enter("trial"),
            check=True,
            capture_output=True,
            timeout=20,
        )
        return True
    except (OSError, subprocess.SubprocessError):
        return False
    finally:
        way.leave("trial")
