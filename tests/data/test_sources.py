"""An optional set gets into the data folder whole, checked, and only when asked."""

import hashlib
import os

import pytest

from course_utils.data import sources
from course_utils.data.errors import DataError
from course_utils.data.sources import Source, bring, present, published
from tests.data.server import serving
from tests.data.test_archives import make_tar

FILES = {"one.gz": b"first", "two.gz": b"second"}


def md5(content):
    return hashlib.md5(content).hexdigest()


@pytest.fixture(autouse=True)
def data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def publish(data_folder, monkeypatch):
    """Let the set "mnist" be two small files at the given address."""

    def publish(address):
        checksums = {name: md5(content) for name, content in FILES.items()}
        source = Source(data_folder / "mnist", (address,), checksums)
        monkeypatch.setattr(sources, "published", lambda name: source)

    return publish


@pytest.fixture
def publish_archive(data_folder, tmp_path, monkeypatch):
    """Let the set "cifar10" be one small archive; return the archive's bytes."""
    name, top = "cifar-10-python.tar.gz", "cifar-10-batches-py"
    members = {f"{top}/{file}": content for file, content in FILES.items()}
    raw = make_tar(tmp_path / "published.tar.gz", members).read_bytes()

    def publish(address):
        files = {file: md5(content) for file, content in FILES.items()}
        source = Source(data_folder / top, (address + name,), files, name, md5(raw))
        monkeypatch.setattr(sources, "published", lambda name: source)
        return raw

    return publish


def test_torchvision_knows_an_address_and_checksums_for_each_set():
    for name in sources.FOLDERS:
        source = published(name)
        assert all(address.startswith("http") for address in source.addresses)
        checksums = [*source.files.values(), source.archive_md5 or "0" * 32]
        assert all(len(checksum) == 32 for checksum in checksums)
    assert len(published("mnist").files) == len(published("fashion_mnist").files) == 4
    assert sorted(published("cifar10").files)[-1] == "test_batch"
    assert published("hymenoptera").addresses[0].endswith("/hymenoptera_data.zip")


def test_nothing_is_fetched_unless_it_was_asked_for(publish, data_folder):
    with serving(FILES) as address:
        publish(address)
        with pytest.raises(DataError, match=r"mnist is not in .* add download=True"):
            bring("mnist")
    assert not data_folder.exists()


def test_files_are_fetched_once_and_then_found_without_a_network(publish, data_folder):
    with serving(FILES) as address:
        publish(address)
        assert not present("mnist")
        folder = bring("mnist", download=True)
    assert sorted(os.listdir(folder)) == sorted(FILES)
    assert present("mnist")
    assert bring("mnist") == folder
    assert bring("mnist", download=True) == folder


def test_only_the_files_that_are_missing_are_fetched(publish, data_folder):
    with serving({"one.gz": FILES["one.gz"]}) as address:
        publish(address)
        with pytest.raises(DataError, match=r"two\.gz could not be downloaded"):
            bring("mnist", download=True)
    with pytest.raises(DataError, match=r"two\.gz is missing: load the set once"):
        bring("mnist")
    with serving({"two.gz": FILES["two.gz"]}) as address:
        publish(address)
        bring("mnist", download=True)


def test_an_altered_file_is_named(publish, data_folder):
    with serving(FILES) as address:
        publish(address)
        folder = bring("mnist", download=True)
    (folder / "one.gz").write_bytes(b"altered")
    with pytest.raises(DataError, match=r"one\.gz is cut off or altered"):
        bring("mnist")


def test_a_failed_download_does_not_look_like_a_set(publish):
    with serving({}) as address:
        publish(address)
        with pytest.raises(DataError, match="answered 404"):
            bring("mnist", download=True)
    assert not present("mnist")


def test_an_archive_is_fetched_unpacked_and_removed(publish_archive, data_folder):
    served = {}
    with serving(served) as address:
        served["cifar-10-python.tar.gz"] = publish_archive(address)
        folder = bring("cifar10", download=True)
    assert sorted(os.listdir(folder)) == sorted(FILES)
    assert os.listdir(data_folder) == ["cifar-10-batches-py"]


def test_an_archive_put_there_by_hand_is_unpacked_and_kept(
    publish_archive, data_folder
):
    data_folder.mkdir()
    archive = data_folder / "cifar-10-python.tar.gz"
    archive.write_bytes(publish_archive("http://nowhere.invalid/"))
    folder = bring("cifar10")
    assert sorted(os.listdir(folder)) == sorted(FILES)
    assert archive.is_file()


def test_an_altered_archive_is_not_unpacked(publish_archive, data_folder):
    data_folder.mkdir()
    archive = data_folder / "cifar-10-python.tar.gz"
    archive.write_bytes(publish_archive("http://nowhere.invalid/")[:-1])
    with pytest.raises(DataError, match=r"cifar-10-python\.tar\.gz is cut off or alt"):
        bring("cifar10")
    assert os.listdir(data_folder) == [archive.name]
