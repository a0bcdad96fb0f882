"""A JupyterLab and pages on it, for tests of what a learner sees.

`lab` serves one folder for all tests of a worker. `page` is a page of JupyterLab that
tests may have used before: their notebooks are closed, their kernels ended, and what
went over the wire is forgotten. `blank` is a page of the test's own, on which nothing
was loaded. Use them as

    def test_...(lab, page):
        page.open(write_notebook(lab.folder, "name.ipynb", "source of a cell", ...))
        page.run_all()
"""

import os

import pytest

from course_utils.maintain.browser.lab import jupyterlab
from course_utils.maintain.browser.page import find_chromium

HERE = os.path.dirname(__file__)


def pytest_collection_modifyitems(items):
    for item in items:
        if str(item.path).startswith(HERE):
            item.add_marker(pytest.mark.browser)
            if not item.get_closest_marker("timeout"):
                item.add_marker(pytest.mark.timeout(900))


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    if find_chromium() is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing; .ci/run installs it.")
        pytest.skip("Chromium is not installed; install it to test the browser part.")
    with jupyterlab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture
def page(lab):
    with lab.page() as page:
        yield page


@pytest.fixture
def blank(lab):
    with lab.page(fresh=True) as page:
        yield page
