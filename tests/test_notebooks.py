from functools import cache

import pytest

from tests.rules import LATER, NOTEBOOKS, RULES, Lesson

KEPT = [rule for rule in RULES if rule.__name__ not in LATER]
read = cache(Lesson.read)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.parametrize("rule", KEPT, ids=lambda rule: rule.__name__)
def test_notebook(rule, path):
    complaints = list(rule(read(path)))
    assert not complaints, "\n".join(complaints)


def test_no_two_notebooks_have_the_same_number():
    numbers = [path.name[:2] for path in NOTEBOOKS]
    assert len(set(numbers)) == len(numbers)
