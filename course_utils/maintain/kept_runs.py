"""Train again what the demos keep: python -m course_utils.maintain.kept_runs."""

import time

import numpy as np

from course_utils.ml import playground


def write(file, arrays):
    """Write arrays to a compressed file and say how large it became."""
    started = time.perf_counter()
    arrays = arrays()
    np.savez_compressed(file, **arrays)
    seconds, size = time.perf_counter() - started, file.stat().st_size
    print(f"{file.name}: {size / 1000:.0f} kB, made in {seconds:.0f} s")


if __name__ == "__main__":
    write(playground.FILE, playground.train_all)
