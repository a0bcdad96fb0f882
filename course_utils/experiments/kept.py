"""Kept files: what an experiment made once, so that a slider answers at once.

`python -m course_utils keep` makes them all again, with NAME only those named. An
experiment with a kept file says `FILE = kept.file_of(__name__)`, makes its content in
`make_kept()`, and reads it with `kept.read(FILE)`.
"""

import argparse
import importlib
import json
import pkgutil
import time
from functools import cache
from pathlib import Path

import numpy as np
from tqdm.auto import tqdm

from course_utils import experiments

FOLDER = Path(__file__).parents[2] / "data"
DIGITS = 5  # significant ones of a number in a file of records


def file_of(module, ending="npz"):
    """Return where the experiment `module` (its `__name__`) keeps what it made."""
    return FOLDER / f"{module.rpartition('.')[2]}.{ending}"


@cache
def read(file):
    """Return what is kept: a dict of arrays (.npz), or a list of records (.json)."""
    if file.suffix == ".json":
        return json.loads(file.read_text())
    with np.load(file, allow_pickle=False) as arrays:
        return dict(arrays)


def write(file, content):
    """Keep a dict of arrays in a .npz file, or a list of records in a .json file."""
    if file.suffix == ".json":
        lines = ",\n".join(json.dumps(_rounded(record)) for record in content)
        file.write_text(f"[\n{lines}\n]\n")
    else:
        np.savez_compressed(file, **content)


def names():
    """List the experiments that keep a file, those first on which others rest."""
    return [name for name in _modules() if hasattr(_load(name), "make_kept")]


def main(arguments):
    """Make kept files again and say how long each took; 0, or 2 for a wrong name."""
    parser = argparse.ArgumentParser(prog="python -m course_utils keep")
    parser.add_argument("name", nargs="*", help="an experiment; all when left out")
    wanted = parser.parse_args(arguments).name or names()
    unknown = [name for name in wanted if name not in names()]
    if unknown:
        print(f"There is no kept file of {', '.join(unknown)}, but of:", *names())
        return 2
    bar = tqdm(wanted, desc="kept files")
    for name in bar:
        bar.set_postfix_str(name)
        started, module = time.perf_counter(), _load(name)
        write(module.FILE, module.make_kept())
        seconds, size = time.perf_counter() - started, module.FILE.stat().st_size
        bar.write(f"{module.FILE.name}: {size / 1000:.0f} kB, made in {seconds:.0f} s")
    return 0


def _modules():
    """List all experiments by name: `pretrained_writer` stands before its heirs."""
    return sorted(info.name for info in pkgutil.iter_modules(experiments.__path__))


def _load(name):
    return importlib.import_module(f"course_utils.experiments.{name}")


def _rounded(record):
    """Return a record with its numbers cut to DIGITS significant digits."""
    return {
        name: float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value
        for name, value in record.items()
    }
