"""What the bench of a class says of lost work and of a sandbox's cost is true."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from course_utils.maintain.bench import kept, walls
from course_utils.maintain.bench.class_bench import Broken, unless

NOTEBOOK = "05.ipynb"


@pytest.fixture
def work(tmp_path):
    """Ada has saved two versions of a file and one of a notebook, all confirmed."""
    work = kept.Work("ada")
    for _ in range(2):
        number, text = work.next_version(kept.FILE)
        (tmp_path / kept.FILE).write_text(text)
        work.confirm(kept.FILE, number)
    number, text = work.next_version(NOTEBOOK)
    (tmp_path / NOTEBOOK).write_text(json.dumps({"cells": [{"source": text}]}))
    work.confirm(NOTEBOOK, number)
    return work


def test_what_was_confirmed_is_not_lost(work, tmp_path):
    assert work.lost(tmp_path) == []


def test_a_later_version_that_was_not_confirmed_any_more_is_no_loss(work, tmp_path):
    _, text = work.next_version(kept.FILE)
    (tmp_path / kept.FILE).write_text(text)
    assert work.lost(tmp_path) == []


def test_an_earlier_version_is_a_loss(work, tmp_path):
    (tmp_path / kept.FILE).write_text(kept.text("ada", 1))
    (lost,) = work.lost(tmp_path)
    assert "ada's work.txt" in lost
    assert "version 1" in lost


@pytest.mark.parametrize("part", [0, 20, -1])
def test_half_a_file_is_a_loss(work, tmp_path, part):
    (tmp_path / kept.FILE).write_text(kept.text("ada", 2)[:part])
    assert len(work.lost(tmp_path)) == 1


def test_a_file_that_is_gone_or_half_a_notebook_is_a_loss(work, tmp_path):
    (tmp_path / kept.FILE).unlink()
    (tmp_path / NOTEBOOK).write_text((tmp_path / NOTEBOOK).read_text()[:-1])
    assert len(work.lost(tmp_path)) == 2


def test_both_of_a_pair_are_measured_in_turns_and_each_begins_half_of_the_time():
    order = []
    pairs = walls.in_turns([1, 2], lambda one: order.append(one) or one, 4)
    assert order == [1, 2, 2, 1, 1, 2, 2, 1]
    assert pairs == [[1, 2]] * 4


def test_the_difference_is_taken_within_the_turns():
    pairs = [(11.0, 10.0), (31.0, 30.0), (21.5, 20.0)]
    said = walls.compared(pairs, "ms", 1)
    assert said == ("21.5 ms, without 20.0; the difference is +1.0 ms (+1.0 to +1.2)")


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (TimeoutError(), "nobody came (TimeoutError)"),
        (OSError("a\nb"), "nobody came (a)"),
    ],
)
def test_what_breaks_is_told_in_one_sentence(problem, said):
    def go_wrong():
        with unless("nobody came"):
            raise problem

    with pytest.raises(Broken) as broken:
        go_wrong()
    assert str(broken.value) == said


def test_whoever_saves_until_the_server_is_gone_ends_then():
    class Mate:
        saved = 0

        async def save(self, path, text):
            Mate.saved += 1
            if Mate.saved == 3:
                raise ConnectionError

        save_notebook = None

    mate, work = Mate(), kept.Work("ada")
    mate.cells = [{}]

    async def nothing():
        pass

    mate.save_notebook = nothing
    saving = kept.save_until_gone(mate, work, NOTEBOOK)
    with ThreadPoolExecutor(1) as apart:  # a browser's loop may run in this thread
        apart.submit(asyncio.run, saving).result()
    assert work.confirmed == {kept.FILE: 2, NOTEBOOK: 2}
    assert work.sent[kept.FILE] == 3
