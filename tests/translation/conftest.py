"""A language in which everything in the catalogs is said, and nothing else."""

import pytest

from course_utils.translation import language, speaker
from tests.translation.pseudo import pseudo_words


@pytest.fixture
def all_is_said(monkeypatch):
    """Let pages speak the pseudo-language while a test runs."""
    speaker._speaker.cache_clear()
    monkeypatch.setattr(speaker, "load", pseudo_words)
    language.use("zh_CN")
    yield
    language.use(None)
    speaker._speaker.cache_clear()
