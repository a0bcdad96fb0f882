"""A class for tests: `hub` serves it once for all of them.

It needs the proxy, which runs on Node, and the browser tests need Chromium. Where one
is missing the tests are skipped, but not in CI, where `.ci/run` installs both.
"""

import os
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from course_utils.classroom.proxy import proxy_command
from course_utils.classroom.serve import serving
from course_utils.classroom.settings import Settings, free_port
from course_utils.maintain.browser.hub_page import hub_page
from course_utils.maintain.browser.page import find_chromium

PASSWORD = "first-class"


def require(there, name, how):
    if not there and os.environ.get("CI") == "true":
        pytest.fail(f"{name} is missing; .ci/run installs it.")
    if not there:
        pytest.skip(f"{name} is not installed; {how}.")


@pytest.fixture(scope="session")
def hub(tmp_path_factory):
    """A running class of three, as `url`, `folder` and `password`."""
    require(proxy_command(), "The proxy of the class", "`make proxy` installs it")
    place = tmp_path_factory.mktemp("hub")
    settings = Settings(
        place / "class", port=free_port(), learners=3, password=PASSWORD
    )
    with (
        (place / "log").open("w") as log,
        serving(settings, log) as url,
    ):
        yield SimpleNamespace(url=url, folder=settings.folder, password=PASSWORD)


@pytest.fixture
def page_of(hub):
    """Call it with a name to get that learner's page of a browser, not logged in."""
    require(find_chromium(), "Chromium", "install it to test the browser part")

    @contextmanager
    def open_page(name):
        with hub_page(hub.url, name, hub.password, hub.folder) as page:
            yield page

    return open_page
