"""Train again what the demos keep: python -m course_utils.maintain.kept_runs."""

import time

import numpy as np

from course_utils.ml import clinic, playground


def write(file, arrays):
    """Write the arrays that `arrays()` returns to a compressed file; say its size."""
    started = time.perf_counter()
    np.savez_compressed(file, **arrays())
    seconds, size = time.perf_counter() - started, file.stat().st_size
    print(f"{file.name}: {size / 1000:.0f} kB, made in {seconds:.0f} s")


if __name__ == "__main__":
    write(playground.FILE, playground.train_all)
    write(clinic.FILE, clinic.train_all)
