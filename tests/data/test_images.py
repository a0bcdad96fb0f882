"""Digits, photographs and their crops are there without any download."""

import subprocess
import sys

import numpy as np
import pytest
from PIL import Image
from sklearn import datasets

from course_utils.data import cache, images
from course_utils.data.errors import DataWarning


@pytest.fixture
def data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_digits_are_pictures_between_paper_and_ink():
    pictures, labels = images.load_digits()
    assert pictures.shape == (1797, 1, 8, 8)
    assert pictures.dtype == np.float32
    assert (pictures.min(), pictures.max()) == (0, 1)
    np.testing.assert_array_equal(np.unique(labels), range(10))


def test_digits_and_photographs_are_those_of_sklearn():
    pictures, labels = images.load_digits(channels=False)
    judge = datasets.load_digits()
    np.testing.assert_array_equal(16 * pictures, judge.images)
    np.testing.assert_array_equal(labels, judge.target)
    for name in images.PHOTOGRAPHS:
        judge = datasets.load_sample_image(f"{name}.jpg")
        np.testing.assert_array_equal(images.load_photograph(name), judge)


def test_nothing_waits_for_sklearn_to_be_loaded():
    code = """
import sys
from course_utils.data import images
images.load_digits(), images.load_photograph()
print("sklearn" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "False\n", done.stderr


def test_digits_come_without_the_channel_axis_when_asked():
    flat, _ = images.load_digits(channels=False)
    np.testing.assert_array_equal(flat, images.load_digits()[0][:, 0])


@pytest.mark.parametrize("name", images.PHOTOGRAPHS)
def test_a_photograph_is_rows_columns_and_three_colours(name):
    photograph = images.load_photograph(name)
    assert photograph.shape == (427, 640, 3)
    assert photograph.dtype == np.uint8
    photograph[:] = 0  # a copy of one's own


def test_an_unknown_photograph_is_refused():
    with pytest.raises(ValueError, match=r"china.*flower.*got 'cat'"):
        images.load_photograph("cat")


def test_no_pixel_is_in_a_crop_for_training_and_one_for_validation(monkeypatch):
    columns = np.broadcast_to(np.arange(640)[None, :, None], (427, 640, 3))
    monkeypatch.setattr(images, "load_photograph", lambda name: columns)
    last_train = max(crop.max() for _, crop in images.make_photo_crops("train"))
    first_val = min(crop.min() for _, crop in images.make_photo_crops("val"))
    assert last_train < first_val


def test_the_crops_folder_is_laid_out_by_part_and_class(data_folder):
    folder = images.photo_crops_folder()
    assert folder == data_folder / "photo_crops"
    for part, count in (("train", 40), ("val", 20)):
        classes = sorted((folder / part).iterdir())
        assert [path.name for path in classes] == ["china", "flower"]
        assert [len(list(path.iterdir())) for path in classes] == [count, count]
    with Image.open(next(classes[0].iterdir())) as picture:
        assert picture.mode == "RGB"
        assert picture.width == picture.height >= 80


def test_the_crops_are_made_once_and_mended_when_one_is_missing(data_folder):
    folder = images.photo_crops_folder()
    first = folder / "train" / "china" / "china_00.jpg"
    made = first.stat().st_mtime_ns
    images.photo_crops_folder()
    assert first.stat().st_mtime_ns == made
    first.unlink()
    images.photo_crops_folder()
    assert first.is_file()


def test_no_crops_folder_is_left_behind_when_the_work_is_cut_off(
    data_folder, monkeypatch
):
    def stop(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(Image.Image, "save", stop)
    with pytest.raises(KeyboardInterrupt):
        images.photo_crops_folder()
    assert list(data_folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_gives_crops_in_a_temporary_one(
    tmp_path, monkeypatch
):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "file" / "data"))
    monkeypatch.setattr(images, "spare_folder", lambda: tmp_path / "spare")
    with pytest.warns(DataWarning, match="COURSE_DATA.* A temporary folder is used"):
        folder = images.photo_crops_folder()
    assert len(list(folder.glob("train/*/*.jpg"))) == 80


def test_the_spare_folder_is_one_for_the_session():
    cache.spare_folder.cache_clear()
    folder = cache.spare_folder()
    assert folder == cache.spare_folder()
    assert list(folder.iterdir()) == []
    folder.rmdir()
    cache.spare_folder.cache_clear()
