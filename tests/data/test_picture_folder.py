import os

import pytest
from PIL import Image
from torch.utils.data import DataLoader

from course_utils.data.images import photo_crops_folder
from course_utils.data.picture_folder import PictureFolder, WhoLoads


@pytest.fixture
def ants_and_bees(tmp_path):
    """Lay a few pictures out as in the archive of ants and bees."""
    for part, label, count in (
        ("train", "ants", 4),
        ("train", "bees", 3),
        ("val", "ants", 1),
    ):
        folder = tmp_path / part / label
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(count):
            picture = Image.new("RGB", (20 + number, 10), (number, 0, 0))
            picture.save(folder / f"{900 - number}_a1b2c3.jpg")
    (tmp_path / "train" / "ants" / "imageNotFound.gif").write_bytes(b"GIF89a")
    return tmp_path


def test_it_holds_the_pictures_of_one_class_in_the_order_of_names(ants_and_bees):
    ants = PictureFolder(ants_and_bees / "train", "ants")
    assert len(ants) == 4
    assert [ants[i][0].size[0] for i in range(4)] == [23, 22, 21, 20]
    assert ants[0][1] == "ants"


def test_two_classes_are_joined_by_plus(ants_and_bees):
    root = ants_and_bees / "train"
    both = PictureFolder(root, "ants") + PictureFolder(root, "bees")
    assert [label for _, label in both] == ["ants"] * 4 + ["bees"] * 3


def test_the_same_class_reads_the_photo_crops():
    crops = PictureFolder(photo_crops_folder() / "train", "flower")
    picture, label = crops[39]
    assert (len(crops), picture.mode, label) == (40, "RGB", "flower")


def test_a_transform_is_applied_when_a_picture_is_asked_for(ants_and_bees):
    bees = PictureFolder(ants_and_bees / "train", "bees", lambda p: p.size)
    assert bees[0][0] == (22, 10)


def test_a_missing_folder_is_an_error_with_its_name(tmp_path):
    with pytest.raises(FileNotFoundError, match="wasps"):
        PictureFolder(tmp_path, "wasps")


def test_workers_are_processes():
    loader = DataLoader(WhoLoads(8), batch_size=2, num_workers=2)
    processes = {int(number) for batch in loader for number in batch}
    assert len(processes) == 2
    assert os.getpid() not in processes
