"""A learner's server, as it starts inside the walls.

It first puts the notebooks there that the learner lacks, then serves JupyterLab on the
connection that the hub opened for it outside. What runs here runs as the learner, so
nothing that a learner left in the folder can make the hub write elsewhere.
"""

import os
import shutil
import socket
import sys
from pathlib import Path

from course_utils.lab import sooner

NOTEBOOKS = "COURSE_NOTEBOOKS"
DOOR = "COURSE_SERVER_DOOR"
CLASS = "COURSE_CLASS"  # the number of the hub's process
LOG = ".server.log"
CONFIG = Path(__file__).with_name("share") / "config"


def main():
    """Copy what is missing from $COURSE_NOTEBOOKS, then serve until stopped."""
    settle(os.environ)
    with sooner():
        from jupyterlab.labhubapp import SingleUserLabApp

    if DOOR in os.environ:
        write_own_log(Path.home() / LOG)
    try:
        copy_what_is_missing(Path(os.environ.pop(NOTEBOOKS)), Path.cwd())
    except OSError as problem:  # a full disk; what is there can still be read
        print(f"Not all notebooks could be copied: {problem}", file=sys.stderr)
    if DOOR in os.environ:
        listen_on(int(os.environ.pop(DOOR)))
    SingleUserLabApp.launch_instance()


def settle(environment):
    """Let the server read its settings in CONFIG, before those of the environment."""
    others = environment.get("JUPYTER_CONFIG_PATH", "")
    environment["JUPYTER_CONFIG_PATH"] = os.pathsep.join(
        filter(None, [str(CONFIG), others])
    )


def write_own_log(path):
    """Write what the server says into a file of the learner's, not into the hub's."""
    try:
        log = os.open(
            path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW, 0o600
        )
    except OSError:
        log = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(log, stream)


def copy_what_is_missing(source, folder):
    """Copy the pages of `source` that `folder` lacks; a learner's work stays.

    A copy that fails leaves nothing half-written.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for page in sorted([*source.glob("*.ipynb"), *source.glob("*.md")]):
        if not os.path.lexists(folder / page.name):
            fresh = folder / f".{page.name}.new"
            try:
                shutil.copyfile(page, fresh)
                fresh.rename(folder / page.name)
            finally:
                fresh.unlink(missing_ok=True)


def listen_on(door):
    """Let the server take what comes in on the open socket with the number `door`."""
    from jupyter_server.serverapp import ServerApp

    os.set_inheritable(door, False)
    listener = socket.socket(fileno=door)
    listener.setblocking(False)
    ServerApp._bind_http_server = lambda app: app.http_server.add_socket(listener)


if __name__ == "__main__":
    main()
