"""Keep the tests of the exercise engine away from the learner's progress file."""

import pytest


@pytest.fixture(autouse=True)
def no_progress(monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", "off")
