"""A long lesson: moves by the thousand, lost connections, restarts, and a second tab.

COURSE_MOVES=5000 paints so many pictures; what each may leave behind is the same.
"""

import gc
import os

import psutil
import pytest

from course_utils.maintain.browser.lab import write_notebook
from tests.browser.test_demos_in_lab import VALLEY, View

MOVES = int(os.environ.get("COURSE_MOVES", 1000))  # pictures that are counted
GROWTH = 0.05 / 5000  # of its memory, for each picture: 5% after 5,000
WARM = 300  # pictures that fill the caches, the kernel's and the page's
NOISE = 2**19  # bytes that come and go
PROCESS = "import os\nprint(os.getpid())"
KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
SOCKETS = """
window.courseSockets = [];
window.WebSocket = class extends WebSocket {
  constructor(...given) { super(...given); window.courseSockets.push(this); }
};"""


def opened(lab, page, name):
    """Open a notebook with a demo in cell 0; return its View and its slider."""
    page.open(write_notebook(lab.folder, name, VALLEY, PROCESS))
    page.run_all()
    view = View(page, 0)
    return view, page.slider("learning rate", within=view.output)


def shows_the_value(view, slider):
    return f"eta={view.page.value(slider):g}," in view.state()


def wait_until(page, condition, *, seconds=30):
    for _ in range(10 * seconds):
        if condition():
            return True
        page.tab.wait_for_timeout(100)
    return False


def kernel_memory(page):
    """Return the kernel's own memory in bytes."""
    number = int(page.cells()[1]["outputs"][0]["text"])
    return psutil.Process(number).memory_full_info().uss


def page_memory(page):
    """Return the bytes that the page's scripts hold on to."""
    session = page.tab.context.new_cdp_session(page.tab)
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")["usedSize"]
    session.detach()
    return used


def drag_until(view, slider, frames):
    """Drag there and back until so many pictures were painted since the page opened."""
    way = [i / 120 for i in range(121)]
    while view.frames() < frames:
        view.page.drag(slider, [*way, *reversed(way)] * 4)
    view.settle()


def hold_memory(page, live_on, moves, record_property):
    """Hold kernel and page to `GROWTH` while `live_on(moves)` paints so many more."""
    gc.collect()
    before = kernel_memory(page), page_memory(page)
    live_on(moves)
    after = kernel_memory(page), page_memory(page)
    for what, old, new in zip(("kernel", "page"), before, after, strict=True):
        told = f"{old / 2**20:.2f} MB, then {new / 2**20:.2f} MB"
        record_property(what, told)
        print(f"{what}: {told}")
        allowed = max(moves * GROWTH * old, NOISE)
        assert new - old < allowed, f"the {what} holds {new / old - 1:.1%} more"


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_a_thousand_pictures_leave_no_trace_in_memory(lab, blank, record_property):
    page = blank  # with nothing in memory from before
    view, slider = opened(lab, page, "endurance.ipynb")
    drag_until(view, slider, WARM)
    hold_memory(
        page,
        lambda moves: drag_until(view, slider, WARM + moves),
        MOVES,
        record_property,
    )
    assert shows_the_value(view, slider)


def test_a_lost_connection_is_taken_up_again(lab, blank):
    page = blank
    page.tab.add_init_script(SOCKETS)
    view, slider = opened(lab, page, "asleep.ipynb")
    page.tab.evaluate("courseSockets.forEach((socket) => socket.close())")
    page.drag(slider, [0.3, 0.4])
    assert wait_until(page, lambda: shows_the_value(view, slider))
    page.drag(slider, [0.5, 0.6])
    assert wait_until(page, lambda: shows_the_value(view, slider))


def test_two_tabs_on_one_notebook_follow_each_other(lab, page):
    view, slider = opened(lab, page, "tabs.ipynb")
    page.command("docmanager:save")
    page.finish()
    with lab.page() as second:
        second.open("tabs.ipynb")
        other = View(second, 0)
        handle = second.slider("learning rate", within=other.output)
        second.drag(handle, [0.2, 0.3])
        assert wait_until(page, lambda: shows_the_value(other, handle))
        assert wait_until(page, lambda: view.state() == other.state())
        assert page.value(slider) == second.value(handle)
        page.drag(slider, [0.6, 0.7])
        assert wait_until(page, lambda: other.state() == view.state())
        assert wait_until(page, lambda: other.picture() == view.picture())


def test_a_restart_in_mid_drag_is_said_and_the_cell_runs_again(lab, page):
    _, slider = opened(lab, page, "restart.ipynb")
    restart = f"() => {{ {KERNEL}.restart().then(() => {{ window.restarted = 1; }}); }}"
    page.tab.evaluate(restart)
    page.drag(slider, [i / 60 for i in range(20, 50)])
    page.tab.wait_for_function("window.restarted", timeout=60_000)
    note = """() => { const demo = document.querySelector(".course-demo");
        return getComputedStyle(demo, "::after").content; }"""
    assert wait_until(page, lambda: "Run this cell again" in page.tab.evaluate(note))
    page.run_cell(0)
    again = View(page, 0)
    assert page.tab.evaluate(note) == "none"
    page.drag(page.slider("learning rate", within=again.output), [0.3, 0.4])
    slider = page.slider("learning rate", within=again.output)
    assert wait_until(page, lambda: shows_the_value(again, slider))
