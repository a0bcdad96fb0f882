"""data/README.md tells the truth: recipes, files and checksums are those in use."""

import hashlib
import re
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
import sklearn.datasets

from course_utils.data import (
    groups,
    image_sets,
    images,
    opinions,
    points,
    series,
    sources,
    text,
)

README = Path(__file__).parents[2] / "data" / "README.md"
SKLEARN = Path(sklearn.datasets.__file__).parent


def places_of_the_crops():
    """Return the rows and columns that the crops take, not the decoded pixels."""
    row, column = np.mgrid[:427, :640]
    places = np.stack([row, column, row], axis=2)
    with mock.patch.object(images, "load_photograph", return_value=places):
        parts = [images.make_photo_crops(part) for part in images.CROPS]
    return [crop[[0, -1], [0, -1]] for part in parts for _, crop in part]


def letters(pages):
    """Return one array: the numbers of all letters of all pages."""
    return [list("\n".join(pages).encode())]


MADE = {
    "make_two_moons()": points.make_two_moons,
    "make_circles()": points.make_circles,
    "make_xor()": points.make_xor,
    "make_blobs()": points.make_blobs,
    "make_spirals()": points.make_spirals,
    "make_line_points()": points.make_line_points,
    "lecture_points()": points.lecture_points,
    "make_unseen_lecture_points()": points.make_unseen_lecture_points,
    "make_water_and_normal()": points.make_water_and_normal,
    "make_channel_views()": lambda: [series.make_channel_views().thousands],
    "make_photo_crops()": places_of_the_crops,
    "make_pages(200)": lambda: letters(text.make_pages(200)),
    "make_demonstrations(200)": lambda: letters(
        [line for part in opinions.make_demonstrations(200) for line in part]
    ),
    "make_group_pages(200)": lambda: letters(groups.make_group_pages(200)[0]),
}


def checksum(arrays):
    """Return 16 characters that change when a number changes in its sixth decimal."""
    digest = hashlib.sha256()
    for array in map(np.asarray, arrays):
        digest.update(str(array.shape).encode())
        rounded = np.round(array.astype(np.float64), 6) + 0.0  # no negative zeros
        digest.update(rounded.astype("<f8").tobytes())
    return digest.hexdigest()[:16]


def rows_of(heading):
    """Return {first column: last column} of the table below a heading."""
    section = README.read_text(encoding="utf-8").split(f"## {heading}\n")[1]
    lines = re.findall(
        r"^\| `(.+?)` \|.*\| `(.+?)` \|$", section.split("\n## ")[0], re.M
    )
    return dict(lines)


def test_every_made_set_is_written_down():
    assert set(rows_of("Made on the spot")) == set(MADE)


@pytest.mark.parametrize("call", MADE)
def test_a_made_set_is_the_one_that_is_written_down(call):
    assert checksum(MADE[call]()) == rows_of("Made on the spot")[call]


def test_another_seed_has_another_checksum():
    assert (
        checksum(points.make_xor(seed=1)) != rows_of("Made on the spot")["make_xor()"]
    )


@pytest.mark.parametrize("name", rows_of("Inside scikit-learn"))
def test_a_file_inside_scikit_learn_is_the_one_that_is_written_down(name):
    content = (SKLEARN / name).read_bytes()
    found = hashlib.sha256(content).hexdigest()[:16]
    assert found == rows_of("Inside scikit-learn")[name]


def test_every_file_that_the_course_reads_from_scikit_learn_is_written_down():
    names = {
        Path(name).name.split("_")[0].split(".")[0]
        for name in rows_of("Inside scikit-learn")
    }
    assert names == {"digits", "china", "flower", "wine", "breast", "diabetes", "iris"}


def test_the_digits_that_come_with_the_course_are_those_written_down():
    rows = rows_of("Comes with the course")
    assert rows == image_sets.MNIST_TEST
    for name, md5 in rows.items():
        assert hashlib.md5(README.with_name(name).read_bytes()).hexdigest() == md5
        assert sources.published("mnist").files[name] == md5


KEPT = rows_of("Kept runs") | rows_of("Drawn on the pad")


@pytest.mark.parametrize("name", KEPT)
def test_a_kept_file_is_the_one_that_is_written_down(name):
    content = README.with_name(name).read_bytes()
    assert hashlib.sha256(content).hexdigest()[:16] == KEPT[name]


def test_every_optional_file_has_its_known_checksum():
    expected = {}
    for name in sources.FOLDERS:
        source = sources.published(name)
        archive = {source.archive: source.archive_md5} if source.archive else {}
        for file, md5 in (archive or source.files).items():
            expected[f"{source.folder.name}/{file}" if not archive else file] = md5
    assert rows_of("Optional downloads") == expected
