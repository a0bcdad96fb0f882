import re

import numpy as np
import pytest

from course_utils.data import text


def test_a_page_is_short_and_uses_the_alphabet_only():
    for page in text.make_pages(400):
        assert 0 < len(page) <= text.LONGEST
        assert set(page) <= set(text.ALPHABET) - {"\n", text.BLANK}


def test_the_same_seed_writes_the_same_pages():
    assert text.make_pages(20, seed=3) == text.make_pages(20, seed=3)
    assert text.make_pages(20, seed=3) != text.make_pages(20, seed=4)


@pytest.mark.parametrize("about", text.FACTS)
def test_every_animal_has_a_home_a_food_and_a_friend_of_its_own(about):
    facts = text.FACTS[about]
    assert set(facts) == set(text.ANIMALS)
    assert len(set(facts.values())) == len(facts)


def test_friends_stand_in_one_ring():
    assert sorted(text.friends_along("fox", 12)) == sorted(text.ANIMALS)
    assert text.friends_along("fox", 12)[-1] == "fox"


def test_a_chain_counts_down_to_its_end():
    assert text.chain_steps("fox", 3) == "2 hen 1 seal 0 bee."
    for hops in text.HOPS:
        steps = text.chain_steps("owl", hops)
        assert re.findall(r"\d", steps) == [str(i) for i in range(hops)][::-1]
        assert steps.endswith(text.friends_along("owl", hops)[-1] + ".")


def test_chains_that_are_kept_back_stand_on_no_page():
    pages = set(text.make_pages(4000))
    kept = [(a, k) for a in text.ANIMALS for k in text.HOPS if text.is_kept_back(a, k)]
    assert len(kept) == 9
    for animal, hops in kept:
        assert not any(page.startswith(f"{animal} {hops}") for page in pages)


def test_answers_are_what_the_stories_say():
    for about in text.FACTS:
        for animal in text.ANIMALS:
            sentence = text.say(animal, about)
            assert text.answer(animal, about) in sentence
            assert text.pair(animal, about).split(">")[1] in sentence


def test_nobody_answers_a_quiz():
    page = text.write_quiz(np.random.default_rng(0))
    assert page.count("?") >= 2
    assert page.endswith("?")


def test_kinds_of_pages_come_in_their_shares():
    pages = text.make_pages(2000)
    lists = np.mean([">" in page for page in pages])
    chains = np.mean([re.match(r"\w+ \d", page) is not None for page in pages])
    assert abs(lists - text.SHARES["list"]) < 0.04
    assert abs(chains - text.SHARES["chain"]) < 0.04
