"""Code that does not end is stopped, however it tries to go on."""

import contextlib
import sys
import threading
import time

import pytest

from course_utils.practice.time_limit import finishes
from tests.waiting import no_thread_left


def count():
    x = 0
    while True:
        x += 1


def swallow():
    while True:
        try:
            time.sleep(0.001)
        except:  # noqa: E722
            continue


def swallow_a_loop():
    while True:
        with contextlib.suppress(BaseException):
            count()


def swallow_twice():
    while True:
        try:
            try:
                count()
            finally:
                time.sleep(0.001)
        except BaseException:
            try:
                time.sleep(0.001)
            except:  # noqa: E722
                continue


def recurse(depth=0):
    while True:
        recurse(depth + 1) if depth < 50 else time.sleep(0.001)


def size_of(numbers):
    return str(len(numbers))


def append():
    numbers = []
    while True:
        numbers.append(size_of(numbers))


def test_freeing_a_long_list_is_not_interrupted(capfd):
    for _ in range(3):
        with no_thread_left():
            assert not finishes(append, 1)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "work", [count, swallow, swallow_a_loop, swallow_twice, recurse]
)
def test_code_without_an_end_is_stopped_and_leaves_nothing_running(work, capfd):
    with no_thread_left():
        assert not finishes(work, 0.1)
    assert capfd.readouterr() == ("", "")


def test_code_that_ends_is_not_delayed_or_traced():
    seen = []
    start = time.monotonic()
    assert finishes(lambda: seen.append(sys.gettrace()), 600)
    assert time.monotonic() - start < 300
    assert seen == [None]


def test_code_that_waits_in_one_call_is_left_behind():
    gate = threading.Lock()
    with no_thread_left(), gate:
        assert not finishes(lambda: gate.acquire() and gate.release(), 0.1)


def test_an_error_reaches_the_caller():
    with pytest.raises(ZeroDivisionError):
        finishes(lambda: 1 / 0, 60)


def test_an_interrupt_stops_the_code_and_reaches_the_caller(monkeypatch):
    def interrupt(self, timeout=None):
        if timeout != 0.05:  # not the wait for the answer
            return wait(self, timeout)
        raise KeyboardInterrupt

    def tick():
        while True:
            time.sleep(0.001)

    wait = threading.Event.wait
    monkeypatch.setattr(threading.Event, "wait", interrupt)
    with no_thread_left(), pytest.raises(KeyboardInterrupt):
        finishes(tick, 600)


def test_without_threads_the_code_still_runs(monkeypatch):
    def start(self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)
    seen = []
    assert finishes(lambda: seen.append(1), 1)
    assert seen == [1]
