"""What lives as long as the hub: a folder of sockets, and a lock on the class."""

import atexit
import fcntl
import shutil
import tempfile
from pathlib import Path

import psutil

from course_utils.translation import web_texts
from course_utils.translation.speaker import SILENCE, speaker

PAGES = Path(__file__).parent / "share" / "hub"
HUB_SOCKET = Path("hub", "hub.sock")  # beside nothing that learners should not see
HOSTS = "127.0.0.1 localhost\n::1 localhost\n"


def make_runtime():
    """Make the folder, closed to others, with a short path in small letters.

    A socket's path has at most 107 characters, and as part of an address no capitals.
    """
    folder = Path(tempfile.mkdtemp(prefix="class-", dir="/tmp"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / HUB_SOCKET.parent).mkdir()
    (folder / HUB_SOCKET.parent / "hosts").write_text(HOSTS)
    return folder


def make_state(state):
    """Make the folder of the class, and the hub's in it, both closed to others."""
    for place in (state.parent, state):
        place.mkdir(parents=True, exist_ok=True, mode=0o700)


def lock(state):
    """Return an open file that says, while it is open, that the class is served.

    Raises ValueError where another hub serves it.
    """
    make_state(state)
    file = (state / "lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise ValueError(
            f"The class in {state.parent} is served already: end that one first, "
            "or choose another --folder."
        ) from None
    return file


def end_leftover_proxy(state):
    """End the proxy of a hub that was killed: it still holds the port of the class."""
    try:
        proxy = psutil.Process(int((state / "proxy.pid").read_text()))
        if any("configurable-http-proxy" in word for word in proxy.cmdline()):
            proxy.terminate()
            proxy.wait(10)
    except (OSError, ValueError, psutil.Error):
        pass  # there is none


def say(text):
    """Return what the hub says of the class in the reader's language."""
    return speaker("class")(text)


def spoken_pages(state):
    """Return the folder of the hub's pages; what is not English is made in `state`."""
    if speaker("class") is SILENCE:
        return PAGES
    folder = Path(state) / "pages"
    folder.mkdir(exist_ok=True)
    for path in PAGES.glob("*.html"):
        text = web_texts.page(path.read_text(encoding="utf-8"), speaker("class"))
        (folder / path.name).write_text(text, encoding="utf-8")
    return folder
