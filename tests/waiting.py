"""Wait for what is meant to happen, as long as a busy machine may need for it."""

import threading
import time
from contextlib import contextmanager

PATIENCE = 60  # seconds; reached only when it does not happen


def happens(condition, *, pause=0.01, seconds=PATIENCE, sleep=time.sleep):
    """Return True as soon as `condition()` is true, False when it does not get so."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        sleep(pause)
    return True


def shows(page, condition):
    """Return True as soon as a page in the browser makes `condition()` true."""
    wait = page.tab.wait_for_timeout  # unlike a sleep, it lets the page's events in
    return happens(condition, pause=0.05, sleep=lambda s: wait(1000 * s))


@contextmanager
def no_thread_left():
    """Run a block; the threads that began in it must end."""
    before = set(threading.enumerate())
    yield
    assert happens(lambda: not set(threading.enumerate()) - before)
