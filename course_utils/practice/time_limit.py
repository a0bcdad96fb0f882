"""Stop code that does not end, in a notebook on any system.

The code runs in a thread, which is stopped by an exception raised inside it. A single
call into C that never comes back (such as `time.sleep(1e9)`) cannot be stopped: it is
left behind, and ends with the kernel.
"""

import contextvars
import ctypes
import sys
import threading
import time


class TimeIsUp(BaseException):
    """Raised inside code whose time is up, and again wherever it is swallowed."""

    def __init__(self):
        frame = sys._getframe(1)
        while frame:
            frame.f_trace = _raise_again
            frame = frame.f_back
        sys.settrace(_raise_again)


def finishes(work, seconds):
    """Run `work()` in a thread; return False if it had to be stopped."""
    done, over, problems = threading.Event(), threading.Event(), []

    def stoppable():
        work()

    def run():
        try:
            try:
                stoppable()
                done.set()
            except TimeIsUp:
                pass
            except Exception as problem:
                problems.append(problem)
            finally:
                _calm()
                over.set()
        except TimeIsUp:  # one that was on its way when the first was caught
            _calm()
            over.set()

    context = contextvars.copy_context()
    worker = threading.Thread(target=context.run, args=(run,), daemon=True)
    try:
        worker.start()
    except RuntimeError:  # no threads here (a browser's Python): run it directly
        run()
        over.set()
    deadline = time.monotonic() + seconds
    try:
        while not over.is_set() and time.monotonic() < deadline:
            over.wait(0.05)  # short waits, so that an interrupt gets through
    finally:
        _stop(worker, over, stoppable.__code__)
    if problems:
        raise problems[0]
    return done.is_set()


def _stop(worker, over, code):
    """Raise TimeIsUp inside `worker` until it leaves `code`, for 3 s at most.

    The pauses differ, 0.2 to 2.2 ms: code that swallows the error and sleeps for a
    moment would else always be hit at the same place.
    """
    deadline, turn = time.monotonic() + 3, 0.0
    while time.monotonic() < deadline:
        if over.is_set():
            return
        turn = (turn + 0.618) % 1
        if _is_running(code, worker.ident):  # later, it would hit our own clean-up
            _hit(worker.ident, TimeIsUp)
        over.wait(0.0002 + 0.002 * turn)


def _hit(thread, error):
    """Let `error` be raised in a thread at its next call or loop; None: nothing."""
    error = ctypes.py_object(error) if error else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), error)


def _calm():
    """Raise nothing more in this thread."""
    sys.settrace(None)
    _hit(threading.get_ident(), None)


def _is_running(code, thread):
    frame = sys._current_frames().get(thread)
    while frame and frame.f_code is not code:
        frame = frame.f_back
    return frame is not None


def _raise_again(frame, event, arg):
    """Raise at the next line: a bare `except:` in a loop catches only the first.

    Python forgets a trace function that raises, so one more is on its way, for code
    that catches this one, too.
    """
    if event == "line" and frame.f_code.co_filename not in (
        __file__,
        threading.__file__,
    ):
        _hit(threading.get_ident(), TimeIsUp)
        raise TimeIsUp
    return _raise_again
