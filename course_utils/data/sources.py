"""Where the optional picture sets are published, and how one gets into the data folder.

Addresses and checksums of MNIST, Fashion-MNIST and CIFAR-10 are those that torchvision
knows; they are asked of it when they are needed.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from course_utils.data.archives import unpack
from course_utils.data.cache import data_folder
from course_utils.data.downloads import check_file, fetch
from course_utils.data.errors import DataError

# Folder of each set inside the data folder; torchvision finds CIFAR-10 there as well.
FOLDERS = {
    "fashion_mnist": "fashion_mnist",
    "mnist": "mnist",
    "cifar10": "cifar-10-batches-py",
    "hymenoptera": "hymenoptera_data",
}

# Sets that are published as one archive.
ARCHIVES = {
    "cifar10": "cifar-10-python.tar.gz",
    "hymenoptera": "hymenoptera_data.zip",
}

# Two independent public records agree on this checksum; PyTorch publishes none.
HYMENOPTERA_MD5 = "5f8c32a6554f6acb4d649776e7735e48"


@dataclass(frozen=True)
class Source:
    """Hold where a set is published: its files, or one archive, and their checksums.

    `addresses` are prefixes to which a file name is added; with an archive they are
    the archive's own addresses.
    """

    folder: Path
    addresses: tuple
    files: dict
    archive: str = ""
    archive_md5: str = ""


def present(name):
    """Return whether the files of an optional set are in the data folder."""
    return any((data_folder() / FOLDERS[name]).glob("*"))


def bring(name, *, download=False):
    """Return the folder that holds the set's files, each with its known checksum.

    Fetches what is not there when `download` is true, and unpacks an archive that was
    put into the data folder by hand. Raises DataError when the set cannot be had.
    """
    by_hand = name in ARCHIVES and (data_folder() / ARCHIVES[name]).is_file()
    if not (present(name) or by_hand or download):
        raise DataError(
            f"The set {name} is not in {data_folder()}: add download=True once, with a "
            "network connection."
        )
    source = published(name)
    if source.archive:
        if not present(name):
            _bring_archive(source)
    elif download:
        for file, md5 in source.files.items():
            if not (source.folder / file).exists():
                addresses = [address + file for address in source.addresses]
                fetch(addresses, source.folder / file, md5=md5)
    for file, md5 in source.files.items():
        check_file(source.folder / file, md5=md5)
    return source.folder


def published(name):
    """Return the Source of an optional set, as torchvision knows it."""
    from course_utils.data.torchvision_compat import torchvision

    sets = torchvision.datasets
    folder = data_folder() / FOLDERS[name]
    if name == "hymenoptera":
        # PyTorch's server keeps it beside its models, whose address torchvision knows.
        model = torchvision.models.AlexNet_Weights.DEFAULT.url
        address = urljoin(model, f"/tutorial/{ARCHIVES[name]}")
        return Source(folder, (address,), {}, ARCHIVES[name], HYMENOPTERA_MD5)
    if name == "cifar10":
        known = sets.CIFAR10
        files = {file: md5 for file, md5 in known.train_list + known.test_list}
        return Source(folder, (known.url,), files, ARCHIVES[name], known.tgz_md5)
    known = sets.MNIST if name == "mnist" else sets.FashionMNIST
    return Source(folder, tuple(known.mirrors), dict(known.resources))


def _bring_archive(source):
    """Unpack the archive; fetch it first, and remove it after, unless it was there."""
    archive = source.folder.with_name(source.archive)
    by_hand = archive.is_file()
    if by_hand:
        check_file(archive, md5=source.archive_md5)
    else:
        fetch(source.addresses, archive, md5=source.archive_md5)
    unpack(archive, source.folder, top=source.folder.name)
    if not by_hand:
        archive.unlink()
