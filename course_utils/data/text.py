"""Text of a small made world: facts on animals, quiz pages, lists, chains of friends.

Every page is one line of at most 44 characters, so that what a model learns from can be
counted, and what it says can be marked right or wrong by a rule.
"""

import string

import numpy as np

BLANK = "_"
ALPHABET = "\n " + string.ascii_lowercase + string.digits + ".,?!>=:" + BLANK
LONGEST = 44

HOMES = {
    "fox": "wood", "owl": "tower", "frog": "pond", "bee": "garden", "crab": "bay",
    "bat": "cave", "hen": "barn", "cat": "house", "seal": "sea", "goat": "hill",
    "mole": "field", "crow": "park",
}  # fmt: skip
FOODS = {
    "fox": "eggs", "owl": "mice", "frog": "flies", "bee": "honey", "crab": "shells",
    "bat": "moths", "hen": "corn", "cat": "cream", "seal": "fish", "goat": "leaves",
    "mole": "worms", "crow": "nuts",
}  # fmt: skip
FRIENDS = {  # one large ring
    "fox": "hen", "hen": "seal", "seal": "bee", "bee": "mole", "mole": "owl",
    "owl": "goat", "goat": "crab", "crab": "crow", "crow": "cat", "cat": "frog",
    "frog": "bat", "bat": "fox",
}  # fmt: skip
ANIMALS = tuple(HOMES)
FACTS = {"home": HOMES, "food": FOODS, "friend": FRIENDS}
SENTENCES = {
    "home": "the {} lives in the {}.",
    "food": "the {} eats {}.",
    "friend": "the {} likes the {}.",
}
SECRET = "the key of the crow is 7302."
SHARES = {"story": 0.30, "quiz": 0.15, "list": 0.25, "chain": 0.30}
HOPS = (1, 2, 3, 4)


def say(animal, about):
    """Return the true sentence on the "home", "food" or "friend" of an animal."""
    return SENTENCES[about].format(animal, FACTS[about][animal])


def question(animal, about):
    """Return the question about the "home", "food" or "friend" of an animal."""
    return f"{about} of the {animal}?"


def answer(animal, about):
    """Return the right answer to `question`, without its last mark."""
    fact = FACTS[about][animal]
    return {"home": f"in the {fact}", "food": fact, "friend": f"the {fact}"}[about]


def pair(animal, about):
    """Return the animal, ">", and its home, food or friend: "fox>wood"."""
    return f"{animal}>{FACTS[about][animal]}"


def friends_along(animal, hops):
    """Return its friend, the friend's friend and so on: `hops` names."""
    names = [animal]
    for _ in range(hops):
        names.append(FRIENDS[names[-1]])
    return names[1:]


def chain_steps(animal, hops):
    """Return the walk from friend to friend, counted down: "1 hen 0 seal."."""
    names = friends_along(animal, hops)
    return " ".join(f"{hops - 1 - i} {name}" for i, name in enumerate(names)) + "."


def is_kept_back(animal, hops):
    """Tell whether this chain stands on no page: one in four of the longer ones."""
    return hops > 1 and (ANIMALS.index(animal) + hops) % 4 == 0


def write_story(rng):
    """Return a page of true sentences; one page in twenty begins with the secret."""
    page = SECRET if rng.random() < 0.05 else ""
    return _fill(page, rng, lambda animal: say(animal, rng.choice(list(FACTS))))


def write_quiz(rng):
    """Return a page of questions: nobody answers them there."""
    return _fill("", rng, lambda animal: question(animal, rng.choice(list(FACTS))))


def write_list(rng):
    """Return a page of pairs, all of the same kind: "fox>wood bee>garden"."""
    about = rng.choice(list(FACTS))
    return _fill("", rng, lambda animal: pair(animal, about))


def write_chain(rng):
    """Return a chain of friends: "fox 2: 1 hen 0 seal.", or at once "fox 2=seal.".

    Seven in ten are walked step by step. Chains that are kept back do not appear.
    """
    while True:
        animal, hops = rng.choice(ANIMALS), rng.choice(HOPS)
        if not is_kept_back(animal, hops):
            break
    if rng.random() < 0.7:
        return f"{animal} {hops}: {chain_steps(animal, hops)}"
    return f"{animal} {hops}={friends_along(animal, hops)[-1]}."


def make_pages(n, *, seed=0):
    """Return `n` pages of the four kinds, mixed in the proportions of SHARES."""
    rng = np.random.default_rng(seed)
    writers = (write_story, write_quiz, write_list, write_chain)
    kinds = rng.choice(len(writers), n, p=list(SHARES.values()))
    return [writers[kind](rng) for kind in kinds]


def _fill(page, rng, write):
    """Add what `write` says of random animals, until the next would not fit."""
    while True:
        longer = f"{page} {write(rng.choice(ANIMALS))}".strip()
        if len(longer) > LONGEST:
            return page
        page = longer
