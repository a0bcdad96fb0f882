import numpy as np
import pytest
import torch
from sklearn import metrics

from course_utils.data.image_sets import ImageSet, load_images
from course_utils.ml.networks.fully_connected import count_parameters
from course_utils.ml.vision import lenet
from course_utils.ml.vision.convolution import shift


@pytest.fixture(scope="module")
def digits():
    return lenet.prepare(load_images("digits"))


def test_the_parameters_are_those_of_the_book():
    assert count_parameters(lenet.LeNet()) == 61_706


@pytest.mark.parametrize(("channels", "side"), [(1, 28), (3, 32), (1, 8 * 2)])
def test_it_takes_pictures_of_several_sizes(channels, side):
    model = lenet.LeNet(channels, 7, side=side)
    assert model(torch.zeros(2, channels, side, side)).shape == (2, 7)


def test_the_rival_has_as_many_parameters_within_one_percent():
    ratio = count_parameters(lenet.make_rival()) / count_parameters(lenet.LeNet())
    assert abs(ratio - 1) < 0.01


def test_prepared_pictures_have_the_training_parts_mean_and_deviation(digits):
    train, labels, test, _ = digits
    assert train.shape[1:] == (1, 28, 28)
    assert len(train) == len(labels) == 1347
    assert abs(train.mean()) < 1e-4
    assert abs(train.std() - 1) < 1e-4
    assert 0 < abs(test.mean()) < 0.1  # measured on the training part only


def test_pictures_of_full_size_are_not_resampled():
    pictures = torch.rand(3, 1, 28, 28)
    assert lenet.resize(pictures, 28) is pictures


def test_the_seed_alone_decides_the_weights():
    first, again = lenet.make_lenet(seed=3), lenet.make_lenet(seed=3)
    other = lenet.make_lenet(seed=4)
    weights = [m.features[0].weight for m in (first, again, other)]
    assert torch.equal(weights[0], weights[1])
    assert not torch.equal(weights[0], weights[2])


@pytest.mark.slow
def test_lenet_reads_the_digits_and_beats_its_rival_under_shift(digits):
    model = lenet.make_lenet()
    lenet.train_classifier(model, digits, augment=lenet.make_shifter(), progress=False)
    rival = lenet.make_rival()
    lenet.train_classifier(rival, digits, progress=False)
    *_, test, labels = digits
    accuracy = lambda m, x: (lenet.predict(m, x) == labels).float().mean()  # noqa: E731
    assert accuracy(model, test) > 0.97
    moved = lenet.disturb(test, right=3)
    assert accuracy(model, moved) > accuracy(rival, moved) + 0.2


def test_a_shift_by_whole_pixels_copies_pixels():
    picture = np.zeros((12, 12), np.float32)
    picture[3:7, 4:9] = np.random.default_rng(0).random((4, 5))
    moved = lenet.disturb(torch.tensor(picture)[None, None], right=2, down=-1)
    np.testing.assert_allclose(moved[0, 0], shift(picture, 2, -1), atol=1e-5)


def test_a_quarter_turn_is_counter_clockwise():
    picture = torch.rand(1, 1, 6, 6)
    turned = lenet.disturb(picture, degrees=90)
    np.testing.assert_allclose(turned[0, 0], np.rot90(picture[0, 0]), atol=1e-5)


def test_first_turned_then_moved():
    picture = torch.zeros(1, 1, 9, 9)
    picture[0, 0, 4, 4] = 1
    moved = lenet.disturb(picture, degrees=37, right=3)
    assert moved[0, 0].argmax() == 4 * 9 + 7


def test_noise_follows_from_its_seed():
    pictures = torch.zeros(1, 1, 28, 28)
    one, two = (lenet.disturb(pictures, noise=0.5, seed=s) for s in (1, 2))
    assert torch.equal(one, lenet.disturb(pictures, noise=0.5, seed=1))
    assert not torch.equal(one, two)
    assert abs(one.std() - 0.5) < 0.05


def test_the_shifter_moves_each_picture_by_at_most_so_many_pixels():
    pictures = torch.zeros(50, 1, 11, 11)
    pictures[:, 0, 5, 5] = 1
    moved = lenet.make_shifter(2, seed=0)(pictures)
    assert moved.shape == pictures.shape
    rows, columns = np.unravel_index(moved.flatten(1).argmax(1).numpy(), (11, 11))
    assert set(rows) == set(columns) == {3, 4, 5, 6, 7}


def test_the_confusion_matrix_is_that_of_scikit_learn():
    rng = np.random.default_rng(0)
    labels, guesses = rng.integers(0, 4, (2, 60))
    wanted = metrics.confusion_matrix(labels, guesses, labels=range(5))
    np.testing.assert_array_equal(lenet.confusion_matrix(labels, guesses, 5), wanted)


def test_colour_pictures_are_taken_as_well():
    rng = np.random.default_rng(0)
    images = ImageSet(
        "made",
        rng.random((20, 3, 32, 32), dtype=np.float32),
        np.arange(20) % 10,
        rng.random((10, 3, 32, 32), dtype=np.float32),
        np.arange(10),
        tuple("abcdefghij"),
    )
    data = lenet.prepare(images)
    history = lenet.train_classifier(
        lenet.make_lenet(3), data, pictures_seen=40, progress=False
    )
    assert data[0].shape == (20, 3, 28, 28)
    assert history.epochs == 2
