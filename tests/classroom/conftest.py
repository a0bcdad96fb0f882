"""A class for tests: `hub` serves it once for all tests of a module's worker.

It needs the proxy, which runs on Node, and bubblewrap; the browser tests need Chromium.
Where one is missing the tests are skipped, but not in CI, where `.ci/run` installs all.
"""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace

import pytest

from course_utils.classroom import sandbox
from course_utils.classroom.password_file import NAME, PasswordFile
from course_utils.classroom.proxy import proxy_command
from course_utils.classroom.runtime import make_state
from course_utils.classroom.serve import serving
from course_utils.classroom.settings import Settings, free_port
from course_utils.maintain.bench.at_work import hub_of, learners_of
from course_utils.maintain.bench.classmate import Classmate
from course_utils.maintain.bench.crowd import Crowd
from course_utils.maintain.browser.hub_page import page_in
from course_utils.maintain.browser.page import find_chromium, launch

PASSWORD = "first-class"
TEACHER = "the teacher's own"
SECRET = "CLASS_TEST_SECRET"  # a variable of the teacher's environment


def require(there, name, how):
    if not there and os.environ.get("CI") == "true":
        pytest.fail(f"{name} is missing; .ci/run installs it.")
    if not there:
        pytest.skip(f"{name} is not there; {how}.")


@cache
def require_class():
    require(proxy_command(), "The proxy of the class", "`make proxy` installs it")
    problem = sandbox.problem()
    require(not problem, "A sandbox", problem)


@contextmanager
def class_in(place, *more, **settings):
    """Serve a class in a folder; give what tests need to know of it.

    `more` are further options of JupyterHub.
    """
    require_class()
    settings = {"port": free_port(), "learners": 5, "password": PASSWORD} | settings
    settings = Settings(place / "class", **settings)
    make_state(settings.state)
    PasswordFile(settings.state / NAME).give("teacher", TEACHER)
    with (place / "log").open("a") as log, serving(settings, log, *more) as url:
        yield SimpleNamespace(
            url=url,
            folder=settings.folder,
            state=settings.state,
            password=PASSWORD,
            settings=settings,
            log=place / "log",
            certificate=settings.state / "certificate.pem" if settings.https else None,
            pid=hub_of(settings.state).pid,
        )


@pytest.fixture(scope="session")
def hub(tmp_path_factory):
    """A running class: small bounds for each learner, so that tests soon reach them.

    Its passwords are hashed for a moment only; the other classes here do as usual.
    """
    os.environ[SECRET] = "what the teacher's shell knows"
    try:
        place, quick = tmp_path_factory.mktemp("hub"), "--ClassAuthenticator.rounds=4"
        with class_in(place, quick, learners=40, disk="64M", memory="1G") as running:
            yield running
    finally:
        del os.environ[SECRET]


def as_learners(hub, job, *names, password=None, own=""):
    """Run `job(mate, ...)` with a Classmate for each name, and return its result."""

    async def play():
        mates = [
            Classmate(
                hub.url,
                name,
                password or hub.password,
                own=own,
                certificate=hub.certificate,
            )
            for name in names
        ]
        try:
            return await job(*mates)
        finally:
            await asyncio.gather(*(mate.leave() for mate in mates))

    # Not in this thread: there, Playwright may have a loop running for other tests.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(play())).result()


def processes_of(hub, name):
    """List the processes of a learner of this class."""
    return learners_of(hub.pid).get(name, [])


class Seat:
    """A learner with a notebook open: `run` runs code and returns what was printed."""

    def __init__(self, hub, name, notebook="05_gradient_descent.ipynb"):
        self.crowd = Crowd(hub.url, [name], hub.password)
        self.name, self.notebook = name, notebook
        self.do(lambda mate: mate.enter())
        self.do(lambda mate: mate.open(notebook))

    def do(self, job):
        """Return the result of `job(mate)`, a coroutine."""
        return self.crowd.all(job)[0]

    def run(self, code, *, seconds=60):
        """Run code in the kernel; return what it printed. RuntimeError if it fails."""
        messages = self.do(lambda mate: mate.kernel.execute(code, seconds=seconds))
        return "".join(m.content["text"] for m in messages if m.kind == "stream")

    def close(self):
        self.crowd.close()


@pytest.fixture(scope="module")
def sit(hub):
    """Call it with a name to get that learner's Seat, the same one each time."""
    seats = {}

    def seat(name, *, anew=False):
        if anew and name in seats:
            seats.pop(name).close()
        if name not in seats:
            seats[name] = Seat(hub, name)
        return seats[name]

    yield seat
    for taken in seats.values():
        taken.close()


@pytest.fixture(scope="module")
def browser():
    """Give one browser to all tests of a module, and the port where it takes orders."""
    require(find_chromium(), "Chromium", "install it to test the browser part")
    port = free_port()
    with launch(port) as running:
        yield running, port


@pytest.fixture
def page_of(hub, browser):
    """Call it with a name to get that learner's page, not logged in.

    Pages have nothing in common but the browser: each keeps its own cookies and files.
    """

    def open_page(name):
        return page_in(*browser, hub.url, name, hub.password, hub.folder)

    return open_page
