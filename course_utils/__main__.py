"""The course's commands: python -m course_utils doctor, demos and others."""

import sys
from importlib import import_module

from course_utils.doctor import how_to_add
from course_utils.lab import leave_out

COMMANDS = {
    "lab": "course_utils.lab",
    "doctor": "course_utils.doctor",
    "progress": "course_utils.practice.progress",
    "demos": "course_utils.classroom.demos",
    "class": "course_utils.classroom.serve",
    "notebooks": "course_utils.maintain.notebooks.store",
    "showcase": "course_utils.maintain.showcase.update",
    "keep": "course_utils.experiments.kept",
    "bench": "course_utils.maintain.bench.table",
    "heights": "course_utils.maintain.browser.heights",
    "site": "course_utils.maintain.site.build",
    "translate": "course_utils.maintain.translation.update",
}


EXTRAS = ("demos", "class", "notebooks", "bench", "site")  # commands that need theirs


def main(arguments):
    """Run one command with the rest of the arguments and return its exit status."""
    name, *rest = arguments or [""]
    if name not in COMMANDS:
        print(f"usage: python -m course_utils {{{','.join(COMMANDS)}}}")
        return 2
    leave_out()
    try:
        return import_module(COMMANDS[name]).main(rest)
    except ModuleNotFoundError as error:
        if name not in EXTRAS or (error.name or "").startswith("course_utils"):
            raise
        print(
            f"`{name}` needs {error.name}, which is not installed: in the folder of "
            f"the course, {how_to_add(name)} brings it."
        )
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
