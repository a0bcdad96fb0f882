"""What a learner uses is seen, also what is hidden."""

import os

import pytest

from course_utils.classroom import watch
from course_utils.classroom.sandbox import Bounds

BOUNDS = Bounds(memory=100, disk=1000, files=10)


def test_files_are_summed_and_links_are_not_followed(tmp_path):
    home = tmp_path / "ada"
    (home / "deep").mkdir(parents=True)
    (home / "deep" / "a").write_bytes(b"x" * 100_000)
    (tmp_path / "huge").write_bytes(b"x" * 10**7)
    (home / "link").symlink_to(tmp_path / "huge")
    (home / "elsewhere").symlink_to(tmp_path)
    size, count = watch.on_disk(home)
    assert 100_000 <= size < 200_000
    assert count == 4
    assert watch.on_disk(home, 2)[1] == 3  # more than two: no need to go on


def test_a_deleted_file_counts_as_long_as_it_is_open(tmp_path):
    with (tmp_path / "a").open("wb") as file:
        file.write(b"x" * 10**6)
        file.flush()
        os.remove(tmp_path / "a")
        assert watch.use_of(tmp_path, os.getpid()).disk >= 10**6
    assert watch.use_of(tmp_path, os.getpid()).disk < 10**6


def test_a_process_that_has_ended_uses_nothing(tmp_path):
    assert watch.use_of(tmp_path, 2**22 + 1).processes == 0


@pytest.mark.parametrize(
    ("use", "said"),
    [
        (watch.Use(disk=1000, files=10, memory=110), ""),
        (watch.Use(disk=1001), "folder grew"),
        (watch.Use(files=11), "more than 10 files"),
        (watch.Use(memory=111), "memory"),
    ],
)
def test_whoever_goes_past_a_bound_is_told_which(use, said):
    assert said in watch.excess(use, BOUNDS, None)
    assert bool(watch.excess(use, BOUNDS, None)) == bool(said)


def test_whoever_starts_past_a_bound_may_clean_up_but_not_grow():
    full = watch.Use(disk=5000, files=3)
    most = watch.ceiling(full, BOUNDS)
    assert watch.excess(full, BOUNDS, most) == ""
    assert watch.excess(watch.Use(disk=most.disk + 1), BOUNDS, most)
    fuller = watch.Use(disk=most.disk, files=3)
    assert watch.ceiling(fuller, BOUNDS, most) == most  # starting anew gives no more
    assert watch.ceiling(watch.Use(disk=900), BOUNDS, most) is None


def test_no_limit_on_memory_is_none():
    assert not watch.excess(watch.Use(memory=10**12), Bounds(memory=0, disk=1), None)


@pytest.mark.parametrize(
    ("size", "said"), [(2**31, "2 GB"), (64 * 2**20, "64 MB"), (1536, "1.5 kB")]
)
def test_sizes_are_said_as_people_say_them(size, said):
    assert watch.large(size) == said
