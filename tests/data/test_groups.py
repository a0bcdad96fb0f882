import numpy as np

from course_utils.data import text
from course_utils.data.groups import GROUPS, LONGEST, group_of, make_group_pages


def test_every_animal_belongs_to_one_group():
    assert sorted(sum(GROUPS.values(), ())) == sorted(text.ANIMALS)


def test_the_group_is_that_of_the_last_animal():
    pages, groups = make_group_pages(60, seed=1)
    for page, group in zip(pages, groups, strict=True):
        animal = page.split(". ")[1].split(" ")[1]
        assert group == group_of(animal)
        assert len(page) <= LONGEST
    assert set(groups) == {0, 1, 2}


def test_the_same_seed_gives_the_same_pages():
    first, second = (make_group_pages(10, seed=2) for _ in range(2))
    assert first[0] == second[0]
    assert np.array_equal(first[1], second[1])
