"""Stop code that does not end, in a notebook on any system.

The code runs in a thread, which is stopped by an exception raised inside it. A single
call into C that never comes back (such as `time.sleep(1e9)`) cannot be stopped: it is
left behind, and ends with the kernel.
"""

import contextlib
import contextvars
import ctypes
import threading
import time


class TimeIsUp(SystemExit):
    """Stops the learner's thread; a SystemExit ends a thread without a traceback."""


def finishes(work, seconds):
    """Run `work` in a thread; return False if it had to be stopped."""
    done = threading.Event()
    problems = []

    def run():
        with contextlib.suppress(TimeIsUp):
            try:
                work()
            except Exception as problem:
                problems.append(problem)
            done.set()

    context = contextvars.copy_context()
    worker = threading.Thread(target=context.run, args=(run,), daemon=True)
    try:
        worker.start()
    except RuntimeError:  # no threads here (a browser's Python): run it directly
        run()
        return True
    deadline = time.monotonic() + seconds
    try:
        while worker.is_alive() and time.monotonic() < deadline:
            worker.join(0.05)  # short waits, so that an interrupt gets through
    finally:
        _stop(worker, done)
    if problems:
        raise problems[0]
    return done.is_set()


def _stop(worker, done):
    """Raise TimeIsUp inside `worker` until it ends; a bare `except` may catch some."""
    for _ in range(50):
        if done.is_set() or not worker.is_alive():
            return
        thread = ctypes.c_ulong(worker.ident)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(TimeIsUp))
        worker.join(0.02)
