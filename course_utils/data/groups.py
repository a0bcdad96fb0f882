"""A task for specialists: does the animal of the last sentence fly, swim or walk?"""

import numpy as np

from course_utils.data import text

GROUPS = {
    "flies": ("owl", "bee", "bat", "crow"),
    "swims": ("frog", "crab", "seal"),
    "walks": ("fox", "hen", "cat", "goat", "mole"),
}
LONGEST = 46


def group_of(animal):
    """Return the number of the animal's group: 0 flies, 1 swims, 2 walks."""
    return next(i for i, group in enumerate(GROUPS.values()) if animal in group)


def make_group_pages(n, *, seed=0):
    """Return `n` pages of two sentences on two animals, and the group of the second."""
    rng = np.random.default_rng(seed)
    pages, groups = [], []
    while len(pages) < n:
        pair = rng.choice(text.ANIMALS, 2, replace=False)
        abouts = rng.choice(["home", "food"], 2)
        page = " ".join(text.say(*said) for said in zip(pair, abouts, strict=True))
        if len(page) <= LONGEST:
            pages.append(page)
            groups.append(group_of(pair[1]))
    return pages, np.array(groups)
