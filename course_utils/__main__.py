"""The course's commands: python -m course_utils doctor, demos and others."""

import sys
from importlib import import_module

COMMANDS = {
    "doctor": "course_utils.doctor",
    "progress": "course_utils.practice.progress",
    "demos": "course_utils.classroom.demos",
    "class": "course_utils.classroom.serve",
    "notebooks": "course_utils.maintain.notebooks.store",
    "keep": "course_utils.experiments.kept",
    "bench": "course_utils.maintain.bench.table",
    "site": "course_utils.maintain.site.build",
    "translate": "course_utils.maintain.translation.update",
}


def main(arguments):
    """Run one command with the rest of the arguments and return its exit status."""
    name, *rest = arguments or [""]
    if name not in COMMANDS:
        print(f"usage: python -m course_utils {{{','.join(COMMANDS)}}}")
        return 2
    return import_module(COMMANDS[name]).main(rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
