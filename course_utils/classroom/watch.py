"""What a learner uses of the machine, and whether that is too much.

No file system keeps a quota by itself, and not every machine has control groups. So the
hub looks every two seconds, and ends a server whose learner goes past the bounds.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass
class Use:
    """Bytes on disk, number of files, bytes of memory, number of processes."""

    disk: int = 0
    files: int = 0
    memory: int = 0
    processes: int = 0


ROOM_TO_START = Use(disk=8 * 2**20, files=200)


def use_of(folder, pid):
    """Return the Use of a learner: of `folder`, and of all processes that `pid` began.

    Files that were deleted but are still held open count, too.
    """
    use = Use(*on_disk(folder))
    seen, device = set(), os.stat(folder).st_dev
    for process in family(pid):
        try:
            memory = process.memory_info()
            use.memory += memory.rss - memory.shared
            use.disk += held_open(process.pid, device, seen)
            use.processes += 1
        except (psutil.Error, OSError):
            continue  # it has just ended
    return use


def family(pid):
    """List a process and all that it and they started."""
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def on_disk(folder, most_files=10**6):
    """Return bytes and number of the files below `folder`; links are not followed.

    Counting ends when there are more than `most_files`.
    """
    size = count = 0
    folders = [folder]
    while folders and count <= most_files:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    count += 1
                    if count > most_files:
                        break
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    size += entry.stat(follow_symlinks=False).st_blocks * 512
        except OSError:
            continue  # deleted meanwhile
    return size, count


def held_open(pid, device, seen):
    """Return the bytes of deleted files on `device` that a process still holds open."""
    size = 0
    for number in Path(f"/proc/{pid}/fd").iterdir():
        try:
            if not os.readlink(number).endswith(" (deleted)"):
                continue
            status = number.stat()
        except OSError:
            continue
        if status.st_dev == device and status.st_ino not in seen:
            seen.add(status.st_ino)
            size += status.st_blocks * 512
    return size


def ceiling(use, bounds, before=None):
    """Return the Use that a learner with `use` must not go past; None: the bounds.

    Whoever starts past the bounds may clean up, with a little room for what a server
    itself writes; `before`, the ceiling of the last time, stays until that is done.
    """
    if use.disk <= bounds.disk and use.files <= bounds.files:
        return None
    room = Use(use.disk + ROOM_TO_START.disk, use.files + ROOM_TO_START.files)
    return before or room


def excess(use, bounds, most):
    """Return the sentence to a learner who uses too much, or ""; see ceiling."""
    most = most or Use()
    if use.disk > max(bounds.disk, most.disk):
        return (
            f"Your server was ended because your folder grew past {large(bounds.disk)}."
            " Start it again and delete what you do not need."
        )
    if use.files > max(bounds.files, most.files):
        return (
            f"Your server was ended because you have more than {bounds.files:,} files."
            " Start it again and delete what you do not need."
        )
    if bounds.memory and use.memory > 1.1 * bounds.memory:
        return (
            f"Your server was ended because it took more than {large(bounds.memory)} of"
            " memory. What you had saved is there; start it again."
        )
    return ""


def large(size):
    """Return a number of bytes as people say it."""
    for unit, name in ((2**30, "GB"), (2**20, "MB")):
        if size >= unit:
            return f"{size / unit:.3g} {name}"
    return f"{size / 2**10:.3g} kB"
