"""Every picture set comes through one call, and the digits stand in for what is not."""

import gzip
import pickle
import socket

import numpy as np
import pytest

from course_utils.data import image_sets
from course_utils.data.errors import DataError, DataWarning
from course_utils.data.image_sets import hymenoptera_folder, load_images
from tests.data.published import cifar_batch, idx_bytes

FIRST_LABELS = [
    5,
    9,
    5,
    7,
    0,
    3,
    1,
    1,
]  # of the 8,000: the split is the same everywhere


@pytest.fixture(autouse=True)
def data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("COURSE_DATASET", raising=False)
    return tmp_path / "data"


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*args, **options):
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def brought(tmp_path, monkeypatch):
    """Let every optional set be in `tmp_path`, whatever is put there."""
    monkeypatch.setattr(image_sets, "bring", lambda name, download: tmp_path)
    return tmp_path


def test_the_digits_need_neither_a_file_nor_a_network(no_network):
    digits = load_images("digits")
    assert digits.train.shape == (1347, 1, 8, 8)
    assert digits.test.shape == (450, 1, 8, 8)
    assert digits.train.dtype == np.float32
    assert digits.train_labels.dtype == np.int64
    assert (digits.name, digits.note) == ("digits", "")
    assert repr(digits) == (
        "digits: 1347 training and 450 test pictures of 1×8×8, 10 classes"
    )


def test_no_digit_is_both_for_training_and_for_the_test():
    digits = load_images("digits")
    seen = {picture.tobytes() for picture in digits.train}
    both = [picture for picture in digits.test if picture.tobytes() in seen]
    assert both == []
    assert len(digits.class_names) == 10


def test_the_larger_digits_come_with_the_course(no_network):
    digits = load_images("mnist_10k")
    assert digits.train.shape == (8000, 1, 28, 28)
    assert digits.test.shape == (2000, 1, 28, 28)
    assert (digits.train.min(), digits.train.max()) == (0, 1)
    assert (digits.name, digits.note) == ("mnist_10k", "")


def test_a_notebook_that_names_no_set_gets_the_larger_digits(no_network):
    assert load_images(limit=5).name == "mnist_10k"


def test_the_larger_digits_have_the_same_mix_in_both_parts():
    digits = load_images("mnist_10k")
    shares = [
        np.bincount(labels, minlength=10) / len(labels)
        for labels in (digits.train_labels, digits.test_labels)
    ]
    assert np.abs(shares[0] - shares[1]).max() < 1e-3
    assert 0.08 < shares[0].min() <= shares[0].max() < 0.12
    start = np.bincount(digits.train_labels[:1000], minlength=10)
    assert start.min() > 60, "shuffled: any beginning holds all digits"


def test_the_larger_digits_are_those_of_the_file_each_once_and_stay_in_their_order():
    digits = load_images("mnist_10k")
    file = image_sets.KEPT_FOLDER / "t10k-images-idx3-ubyte.gz"
    published = gzip.decompress(file.read_bytes())[16:]
    whole = np.concatenate([digits.train, digits.test])
    size = 28 * 28
    there = {published[i : i + size] for i in range(0, len(published), size)}
    ours = [np.rint(255 * picture).astype(np.uint8).tobytes() for picture in whole]
    assert len(ours) == 10_000
    assert set(ours) == there
    again = load_images("mnist_10k", limit=5)
    np.testing.assert_array_equal(again.train, digits.train[:5])
    np.testing.assert_array_equal(digits.train_labels[:8], FIRST_LABELS)


def test_altered_digits_are_replaced_and_the_note_says_where_they_come_from(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(image_sets, "KEPT_FOLDER", tmp_path)
    with pytest.warns(DataWarning, match="missing or altered: they come with the cour"):
        assert load_images("mnist_10k").name == "digits"


def test_a_set_that_is_not_there_is_replaced_without_a_network(no_network):
    with pytest.warns(DataWarning, match=r"add download=True.* The digits are used"):
        pictures = load_images("fashion_mnist")
    assert pictures.name == "digits"
    assert repr(pictures).endswith(pictures.note)
    np.testing.assert_array_equal(pictures.train, load_images("digits").train)


def test_a_failed_download_is_said_and_replaced(monkeypatch):
    def fail(name, *, download):
        assert download
        raise DataError("The disk is full.")

    monkeypatch.setattr(image_sets, "bring", fail)
    with pytest.warns(DataWarning, match=r"The disk is full\. The digits are used"):
        assert load_images("mnist", download=True).name == "digits"


def test_the_environment_names_the_set(monkeypatch):
    monkeypatch.setenv("COURSE_DATASET", "cifar10")
    with pytest.warns(DataWarning, match="cifar10 is not in"):
        load_images()
    assert load_images("digits").note == ""


def test_an_unknown_set_is_refused_with_the_names_that_exist(monkeypatch):
    monkeypatch.setenv("COURSE_DATASET", "imagenet")
    with pytest.raises(
        ValueError, match=r"digits, mnist_10k, fashion_mnist.*got 'imagenet'"
    ):
        load_images()


def test_a_limit_keeps_so_many_pictures_of_each_part():
    digits = load_images("digits", limit=100)
    assert len(digits.train) == len(digits.train_labels) == 100
    assert len(digits.test) == len(digits.test_labels) == 100


def write_mnist(folder, *, labels=6):
    rng = np.random.default_rng(0)
    for part, count in (("train", 6), ("t10k", 3)):
        pictures = rng.integers(0, 256, (count, 28, 28), dtype=np.uint8)
        numbers = np.arange(count if part == "t10k" else labels, dtype=np.uint8)
        for kind, array in (("images-idx3", pictures), ("labels-idx1", numbers)):
            path = folder / f"{part}-{kind}-ubyte.gz"
            path.write_bytes(gzip.compress(idx_bytes(array)))
    return pictures


@pytest.mark.parametrize("name", ["mnist", "fashion_mnist"])
def test_files_of_the_mnist_family_become_pictures_between_0_and_1(brought, name):
    last = write_mnist(brought)
    pictures = load_images(name)
    assert pictures.name == name
    assert pictures.train.shape == (6, 1, 28, 28)
    assert pictures.train.dtype == np.float32
    np.testing.assert_allclose(pictures.test[:, 0], last / 255, rtol=1e-6)
    np.testing.assert_array_equal(pictures.test_labels, [0, 1, 2])


def test_pictures_without_labels_are_replaced(brought):
    write_mnist(brought, labels=5)
    with pytest.warns(DataWarning, match="6 train pictures and 5 labels: delete"):
        assert load_images("mnist").name == "digits"


def test_cifar_batches_are_joined_in_order(brought):
    names = [f"data_batch_{n}" for n in range(1, 6)] + ["test_batch"]
    batches = [cifar_batch(count=4, seed=seed) for seed in range(6)]
    for name, batch in zip(names, batches, strict=True):
        (brought / name).write_bytes(pickle.dumps(batch, protocol=4))
    pictures = load_images("cifar10")
    assert pictures.train.shape == (20, 3, 32, 32)
    labels = np.concatenate([batch["labels"] for batch in batches[:5]])
    np.testing.assert_array_equal(pictures.train_labels, labels)
    np.testing.assert_allclose(
        pictures.test.reshape(4, -1), batches[5]["data"] / 255, rtol=1e-6
    )


def test_a_cifar_file_that_would_run_something_is_replaced(brought):
    (brought / "data_batch_1").write_bytes(b"cos\nsystem\n(S'echo'\ntR.")
    with pytest.warns(DataWarning, match=r"asks to run os\.system"):
        assert load_images("cifar10").name == "digits"


def test_the_names_of_clothes_are_those_of_torchvision():
    from course_utils.data.torchvision_compat import torchvision

    known = torchvision.datasets.FashionMNIST.classes
    ours = image_sets.IMAGE_SETS["fashion_mnist"]
    assert [name.lower().split("/")[0] for name in known] == [
        name.lower().replace("trousers", "trouser") for name in ours
    ]


def write_insects(folder):
    for part, count in image_sets.ANTS_AND_BEES.items():
        (folder / part).mkdir(parents=True)
        for index in range(count):
            (folder / part / f"{index}.jpg").touch()
    (folder / "train" / "ants" / "imageNotFound.gif").touch()


def test_ants_and_bees_are_found_when_all_are_there(brought):
    write_insects(brought)
    assert hymenoptera_folder() == brought


def test_a_missing_ant_is_counted_and_the_crops_are_used(brought):
    write_insects(brought)
    (brought / "train" / "ants" / "0.jpg").unlink()
    with pytest.warns(DataWarning, match="holds 122 pictures instead of 123: delete"):
        folder = hymenoptera_folder()
    assert (folder / "train" / "china").is_dir()


def test_without_ants_and_bees_the_crops_are_used(no_network, data_folder):
    with pytest.warns(DataWarning, match="add download=True.* Crops of two photo"):
        assert hymenoptera_folder() == data_folder / "photo_crops"
