"""Measure the course on this machine and print the table of the README."""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from importlib.metadata import version

import nbformat
import psutil

from course_utils.maintain.browser.page import launch
from course_utils.maintain.notebooks import contents
from course_utils.maintain.notebooks.running import run
from course_utils.maintain.notebooks.store import chosen

COMPARED = "Valley"  # dragged beside the same picture by `interact`
HEAVIEST = (  # by kernel time or bytes of one change, three for each part of the course
    "KernelMachine",
    "TwoGaussians",
    "OptimizerRace",
    "GraphStepper",
    "QuadraticBowl",
    "MinimaInManyDimensions",
    "WeightDecay",
    "NextCharacter",
    "DepthAndScale",
    "ShapeWalker",
    "WindowOverAPhotograph",
    "TransformPlayground",
)


def main(arguments):
    """Print one markdown table, row by row as it is measured."""
    parser = argparse.ArgumentParser(prog="python -m course_utils bench")
    parser.add_argument("parts", nargs="*", help=f"of {' '.join(PARTS)}; all if none")
    parser.add_argument(
        "--every",
        action="store_true",
        help="drag a slider of every demo, not the heaviest",
    )
    parser.add_argument(
        "--readme", action="store_true", help="write the table into README.md, too"
    )
    parser.add_argument(
        "--learners", type=int, nargs="+", default=[10, 20, 30], help="of `class`"
    )
    options = parser.parse_args(arguments)
    lines = []
    for line in table(options):
        print(line, flush=True)
        lines.append(line)
    if options.readme:
        contents.replace_section("Measured", "\n".join(lines))


def table(options):
    """Yield the lines of the table for the parts asked for, as they are measured."""
    yield f"On {machine()}:\n\n| what | measured | goal |\n|---|---|---|"
    for name, rows in PARTS.items():
        if not options.parts or name in options.parts:
            for row in rows(options):
                yield "| " + " | ".join(row) + " |"


def machine():
    """Describe this machine and the versions of what is measured, in one line."""
    memory = psutil.virtual_memory().total / 2**30
    with launch() as browser:
        chromium = browser.version.partition(".")[0]
    return (
        f"{os.cpu_count()} cores of {processor()}, {memory:.0f} GB, "
        f"{platform.system()}, Python {platform.python_version()}, "
        f"torch {version('torch')}, JupyterLab {version('jupyterlab')}, "
        f"headless Chromium {chromium}"
    )


def processor():
    """Return the processor's name, as far as the system tells it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            names = [line.split(":")[1] for line in lines if "model name" in line]
        return " ".join(names[0].split())
    except (OSError, IndexError):
        return platform.processor() or platform.machine()


def import_rows(options):
    """Time `import course_utils` in fresh interpreters, without their own start."""
    code = (
        "import sys, time; start = time.perf_counter(); import course_utils;"
        "print(time.perf_counter() - start, 'torch' in sys.modules)"
    )
    runs = []
    for _ in range(7):
        result = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        runs.append(result.stdout.split())
    milliseconds = 1000 * statistics.median(float(seconds) for seconds, _ in runs)
    torch = "with torch" if runs[0][1] == "True" else "without torch"
    yield "`import course_utils`", f"{milliseconds:.1f} ms, {torch}", "150 ms, without"


def notebook_rows(options):
    """Run every notebook by itself, one after the other."""
    everything = 0.0
    for path in chosen([]):
        notebook = nbformat.read(path, 4)
        start = time.perf_counter()
        result = run(notebook, folder=path.parent)
        seconds = time.perf_counter() - start
        everything += seconds
        slow = result.seconds[result.slowest]
        torch = any("torch" in cell.source for cell in notebook.cells)
        yield (
            f"`{path.stem}`",
            f"{seconds:.1f} s, slowest cell {slow:.1f} s, {result.memory:.0f} MB",
            f"60 s, 20 s, {800 if torch else 400} MB",
        )
    yield (
        "all notebooks, one after the other",
        f"{everything:.0f} s",
        "360 s on 2 cores",
    )


def slider_rows(options):
    """Drag a slider of demos, and of one picture that is made the usual way, too."""
    from course_utils.gallery.catalogue import entries
    from course_utils.maintain.browser import sliders

    demos = {entry.title: entry.load() for entry in entries()}
    ours, usual = sliders.measure(demos[COMPARED])
    yield dragged(demos[COMPARED], ours)
    yield (
        "the same with `interact` and `plt.show()`",
        f"{usual.rate:.1f} a second, {usual.latency:.0f} ms",
        f"ours {ours.rate / usual.rate:.0f} times as many; 5 times",
    )
    for name in demos if options.every else HEAVIEST:
        if sliders.first_slider(demos[name]):
            ours, _ = sliders.measure(demos[name], usual=False, repeats=2, seconds=3)
            yield dragged(demos[name], ours)


def dragged(demo, seen):
    """Return the row for a demo's first slider and what was seen (Following)."""
    from course_utils.maintain.browser import sliders

    return (
        f"dragging {sliders.first_slider(demo).name} of `{demo.__name__}`",
        f"{seen.rate:.0f} pictures a second for {seen.changes:.0f} values, "
        f"{seen.latency:.0f} ms behind the hand",
        "30 a second, 50 ms",
    )


def hand_rows(options):
    """Take hold of pictures, add points and draw, each beside a slider of the demo."""
    from course_utils.maintain.browser import hands

    yield from hands.rows()


def class_rows(options):
    """Let a class open a notebook and drag, all at once, with JupyterHub."""
    from course_utils.maintain.bench import class_bench

    for learners in options.learners:
        yield from class_bench.rows(learners)


def wall_rows(options):
    """Compare one learner in a sandbox with one without, in turns."""
    from course_utils.maintain.bench import walls

    yield from walls.rows()


def training_rows(options):
    """Time the training loop against bare updates, and against the book's way."""
    from course_utils.maintain.bench import training

    result = training.measure()
    for name, goal in (("course / bare", "at most 1.15"), ("book / course", "2")):
        yield f"training LeNet: {name}", f"{result[name]:.2f}", goal


PARTS = {
    "import": import_rows,
    "notebooks": notebook_rows,
    "sliders": slider_rows,
    "hands": hand_rows,
    "class": class_rows,
    "walls": wall_rows,
    "training": training_rows,
}
