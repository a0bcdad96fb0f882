"""Drive JupyterLab in headless Chromium: run cells, move sliders, read what is seen."""

import json
import shutil
import time
from contextlib import closing, contextmanager
from itertools import count
from urllib.parse import quote, urlsplit

import websocket
from playwright.sync_api import Error, sync_playwright

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
OPENED = """path => {
  const widget = window.jupyterapp?.shell.currentWidget;
  return widget?.context?.path === path && widget.context.isReady
    && widget.sessionContext.session?.kernel?.status === "idle";
}"""
OPEN = """path => {
  window.jupyterapp.commands.execute("docmanager:open", { path });
}"""
# Close all documents, changed ones too; say whether JupyterLab is there and free.
LEAVE = """() => {
  const shell = location.pathname.startsWith("/lab/") && window.jupyterapp?.shell;
  if (!shell || document.querySelector(".jp-Dialog")) return "lost";
  for (const part of [...shell.widgets("main")]) part.dispose();
  document.activeElement?.blur();
  return "free";
}"""
NOTEBOOK = "window.jupyterapp.shell.currentWidget"
RUN = """command => {
  window.courseRun = null;
  window.jupyterapp.commands.execute(command).then(
    () => { window.courseRun = "done"; },
    (error) => { window.courseRun = String(error); });
}"""


def find_chromium():
    """Return the path of a Chromium or Chrome of this machine, or None."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


_running = []  # at most one: Playwright refuses a second one in the same thread


@contextmanager
def playwright():
    """Give the Playwright that is running already, or else start one."""
    if _running:
        yield _running[0]
        return
    with sync_playwright() as started:
        _running.append(started)
        try:
            yield started
        finally:
            _running.clear()


@contextmanager
def launch(port=0):
    """Start the machine's Chromium without a window and give the browser.

    It takes orders on `port`, too: see Hand.
    """
    with playwright() as running:
        browser = running.chromium.launch(
            executable_path=find_chromium(),
            args=[*FLAGS, f"--remote-debugging-port={port}"],
        )
        try:
            yield browser
        finally:
            browser.close()


class Hand:
    """A mouse that moves on without waiting for the page, as a person's hand does.

    Playwright's own mouse waits after each move until the page has answered it, and so
    can never be ahead of a slow page. `tab` is a page of a browser on `port`.
    """

    def __init__(self, tab, port):
        session = tab.context.new_cdp_session(tab)
        target = session.send("Target.getTargetInfo")["targetInfo"]["targetId"]
        session.detach()
        self._socket = websocket.create_connection(
            f"ws://127.0.0.1:{port}/devtools/page/{target}", suppress_origin=True
        )
        self._numbers = count(1)

    def move(self, x, y):
        """Move to a point (CSS pixels) with the left button pressed."""
        self._send("mouseMoved", x, y)

    def arrive(self, x, y, *, seconds=30):
        """Move to a point and wait until the page has taken this and all before."""
        number = self._send("mouseMoved", x, y)
        self._socket.settimeout(seconds)
        while json.loads(self._socket.recv()).get("id") != number:
            pass

    def close(self):
        """Let go of the browser."""
        self._socket.close()

    def _send(self, kind, x, y):
        number = next(self._numbers)
        event = {"type": kind, "x": x, "y": y, "button": "left", "buttons": 1}
        order = {"id": number, "method": "Input.dispatchMouseEvent", "params": event}
        self._socket.send(json.dumps(order))
        return number


class Page:
    """One page of JupyterLab, and what went over the wire and into the console.

    `tab` is the Playwright page; `foreign` lists the addresses asked for on other
    hosts, `errors` what the console reported, `notebooks` what was opened.
    """

    def __init__(self, context, url, token, port):
        self.url, self.token, self._port = url, token, port
        self.foreign, self.errors, self.notebooks = [], [], []
        self._loaded, self._popups = False, []
        self.tab = context.new_page()
        self.tab.on("popup", lambda tab: self._popups.append(tab))
        self.tab.on("request", lambda request: self._heard(request.url))
        self.tab.on("websocket", lambda socket: self._heard(socket.url))
        self.tab.on("console", self._said)
        self.tab.on("pageerror", lambda error: self.errors.append(str(error)))

    def _heard(self, url):
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and (
            parts.hostname not in ("127.0.0.1", "localhost")
        ):
            self.foreign.append(url)

    def _said(self, message):
        if message.type == "error":
            self.errors.append(message.text)

    def forget(self):
        """Count anew what was asked for on other hosts and what was reported."""
        self.foreign.clear()
        self.errors.clear()

    # Notebooks -------------------------------------------------------------------

    def open(self, path, *, seconds=90):
        """Open a notebook in a fresh workspace and wait until its kernel is idle.

        On a page that was left, JupyterLab is there already and opens it.
        """
        self.notebooks.append(path)
        if self._loaded:
            self._loaded = False
            self.tab.evaluate(OPEN, path)
        else:
            address = f"{self.url}/lab/tree/{quote(path)}?reset&token={self.token}"
            self.tab.goto(address, timeout=1000 * seconds)
        self.tab.wait_for_function(OPENED, arg=path, timeout=1000 * seconds)

    def visit(self, address):
        """Open any address of the server, or a file:// one, and wait until loaded."""
        self._loaded = False
        self.tab.goto(address if "://" in address else f"{self.url}/{address}")

    def leave(self, *, seconds=10):
        """Close what is open, for the next user; say whether JupyterLab is there."""
        try:
            self.tab.mouse.up()
            self.tab.mouse.move(0, 0)
            self.tab.emulate_media(reduced_motion="reduce")
            found = self.tab.wait_for_function(LEAVE, timeout=1000 * seconds)
            self._loaded = found.json_value() == "free" and not self._popups
        except Error:
            self._loaded = False
        return self._loaded

    def close(self):
        """Close the page and those that it opened."""
        for tab in (self.tab, *self._popups):
            tab.close()

    def run_all(self, *, seconds=180):
        """Run all cells and wait until the last one ended."""
        self.command("notebook:run-all-cells")
        self.finish(seconds=seconds)

    def run_cell(self, number, *, wait=True, seconds=60):
        """Run one cell, counted among all cells from 0."""
        self.tab.evaluate(f"i => {{ {NOTEBOOK}.content.activeCellIndex = i }}", number)
        self.command("notebook:run-cell")
        if wait:
            self.finish(seconds=seconds)

    def command(self, name):
        """Start a command of JupyterLab without waiting for its end."""
        self.tab.evaluate(RUN, name)

    def finish(self, *, seconds=60):
        """Wait for the end of the command started last; RuntimeError if it failed."""
        self.tab.wait_for_function("window.courseRun", timeout=1000 * seconds)
        said = self.tab.evaluate("window.courseRun")
        if said != "done":
            raise RuntimeError(said)

    def kernel_status(self):
        """Return the state of the kernel: "idle", "busy" or another."""
        return self.tab.evaluate(f"{NOTEBOOK}.sessionContext.session.kernel.status")

    def cells(self):
        """Return the cells of the notebook in view as nbformat's JSON."""
        return self.tab.evaluate(f"{NOTEBOOK}.context.model.toJSON().cells")

    def failures(self):
        """List (cell number, error) of all cells that raised."""
        return [
            (number, f"{output['ename']}: {output['evalue']}")
            for number, cell in enumerate(self.cells())
            for output in cell.get("outputs", [])
            if output["output_type"] == "error"
        ]

    def show(self, number):
        """Scroll to a cell; return the locator of its output area."""
        self.tab.evaluate(f"i => {NOTEBOOK}.content.scrollToItem(i, 'start')", number)
        cell = self.tab.locator(f'.jp-Cell[data-windowed-list-index="{number}"]')
        cell.wait_for(state="visible")
        return cell.locator(".jp-Cell-outputArea")

    # Sliders ---------------------------------------------------------------------

    def slider(self, label, *, within=None):
        """Return the locator of the slider with this label, `within` a locator."""
        named = self.tab.locator(".widget-label", has_text=label)
        return (within or self.tab).locator(".widget-slider", has=named).first

    def value(self, slider):
        """Return the number that the slider shows."""
        shown = slider.locator(".widget-readout").inner_text()
        return float(shown.replace("\N{MINUS SIGN}", "-"))

    def grab(self, slider):
        """Press the mouse on the handle; return the ends (x, x) and y of its track."""
        handle = slider.locator(".noUi-handle")
        handle.scroll_into_view_if_needed()
        box, track = (
            handle.bounding_box(),
            slider.locator(".noUi-target").bounding_box(),
        )
        y = box["y"] + box["height"] / 2
        self.tab.mouse.move(box["x"] + box["width"] / 2, y)
        self.tab.mouse.down()
        return (track["x"], track["x"] + track["width"]), y

    def drag(self, slider, fractions, *, rate=60):
        """Drag along `fractions` of the track, `rate` moves a second, and let go."""
        (left, right), y = self.grab(slider)
        points = [left + fraction * (right - left) for fraction in fractions]
        with closing(Hand(self.tab, self._port)) as hand:
            start = time.perf_counter()
            for number, x in enumerate(points):
                time.sleep(max(start + number / rate - time.perf_counter(), 0))
                hand.move(x, y)
            hand.arrive(points[-1], y)
        self.tab.mouse.move(points[-1], y)  # Playwright lets go where it believes to be
        self.tab.mouse.up()
