"""Start JupyterLab on a free port, as a learner would, away from one's own settings."""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from course_utils.classroom.settings import free_port
from course_utils.maintain.browser.page import Page, launch
from course_utils.maintain.notebooks.cleaning import METADATA

START_SECONDS = 120
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@contextmanager
def jupyterlab(folder, **environment):
    """Serve `folder` and give a Lab; `environment` is added to the server's.

    Raises RuntimeError, with what the server said, when it does not start.
    """
    with tempfile.TemporaryDirectory() as private, ExitStack() as stack:
        port, token = free_port(), secrets.token_hex(16)
        log = stack.enter_context((Path(private) / "log").open("w+"))
        server = subprocess.Popen(
            command(folder, port, token),
            env=os.environ | settings(private) | environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        stack.callback(stop, server)
        url = f"http://127.0.0.1:{port}"
        if not answers(server, f"{url}/api/status?token={token}"):
            log.seek(0)
            raise RuntimeError(f"JupyterLab did not start:\n{log.read()[-3000:]}")
        yield Lab(Path(folder), url, token, stack)


class Lab:
    """A running JupyterLab on a folder; `page()` opens a browser page on it."""

    def __init__(self, folder, url, token, stack):
        self.folder, self.url, self.token = folder, url, token
        self._stack, self._browser, self._port = stack, None, free_port()
        self._contexts, self._kept = {}, {}  # by pixels for each of CSS

    @contextmanager
    def page(self, *, scale=1, width=1200, height=900, fresh=False):
        """Give a page of `width` by `height` CSS pixels; `scale` pixels for each.

        It may be one that was used before, with JupyterLab loaded and nothing open, if
        it must not be `fresh`. When it is left the kernels of its notebooks end.
        """
        kept = self._kept.setdefault(scale, [])
        if fresh or not kept:
            page = Page(self._context(scale), self.url, self.token, self._port)
        else:
            page = kept.pop()
            page.tab.bring_to_front()  # Chromium slows down what lies behind
        page.tab.set_viewport_size({"width": width, "height": height})
        page.forget()
        try:
            yield page
        finally:
            if fresh or not page.leave():
                page.close()
            else:
                kept.append(page)
            self._end_kernels(page)

    def _end_kernels(self, page):
        for session in json.loads(self._ask("GET", "")) if page.notebooks else ():
            if session["path"] in page.notebooks:
                self._ask("DELETE", f"/{session['id']}")
        page.notebooks.clear()

    def _ask(self, method, what):
        """Ask the server about its sessions; return what it answers."""
        address = f"{self.url}/api/sessions{what}?token={self.token}"
        request = urllib.request.Request(address, method=method)
        with DIRECT.open(request, timeout=START_SECONDS) as answer:
            return answer.read()

    def _context(self, scale):
        """Return the browser's context for this density, which keeps what it loaded."""
        if self._browser is None:
            self._browser = self._stack.enter_context(launch(self._port))
        if scale not in self._contexts:
            self._contexts[scale] = self._browser.new_context(
                device_scale_factor=scale, reduced_motion="reduce"
            )
        return self._contexts[scale]


def command(folder, port, token):
    """Return the command that serves `folder`, showing its parts to the page."""
    return [
        *(sys.executable, "-m", "course_utils", "lab", "--no-browser", "--allow-root"),
        *("--expose-app-in-browser", "--ServerApp.port_retries=0"),
        f"--ServerApp.root_dir={Path(folder).resolve()}",
        f"--ServerApp.port={port}",
        f"--IdentityProvider.token={token}",
    ]


def settings(private):
    """Return the environment that keeps the server out of the user's own settings."""
    places = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    return {
        **{f"JUPYTER_{place}": f"{private}/{place.lower()}" for place in places},
        "JUPYTERLAB_SETTINGS_DIR": f"{private}/settings",
        "JUPYTERLAB_WORKSPACES_DIR": f"{private}/workspaces",
        "IPYTHONDIR": f"{private}/ipython",
        "JUPYTER_PREFER_ENV_PATH": "1",
        "COURSE_DEVICE": "cpu",
        "COURSE_PROGRESS": "off",
        "OMP_NUM_THREADS": "1",
    }


def answers(server, url):
    """Wait until the server answers; False when it ended or took too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            DIRECT.open(url, timeout=5).close()
            return True
        except OSError:
            time.sleep(0.1)
    return False


def stop(server):
    """End the server and its kernels; a second, harder time if it lingers."""
    server.terminate()
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def write_notebook(folder, name, *sources):
    """Write a notebook of code cells into `folder`, one a source; return `name`."""
    cells = [new_code_cell(source) for source in sources]
    nbformat.write(new_notebook(cells=cells, metadata=METADATA), Path(folder) / name)
    return name
