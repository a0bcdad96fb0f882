"""The command that lists the demos, says where one stands, or shows them all."""

import argparse

from course_utils.gallery.catalogue import entries, find


def main(arguments):
    """List all demos by part, describe the one named, or serve the gallery; 0 or 2."""
    parser = argparse.ArgumentParser(prog="python -m course_utils demos")
    parser.add_argument("name", nargs="?", help="a demo's class or name; all if none")
    parser.add_argument(
        "--serve",
        action="store_true",
        help="show the gallery in large type; what follows goes to Voilà, "
        "as in --serve --no-browser --port=8866",
    )
    options, rest = parser.parse_known_args(arguments)
    if options.serve:
        from course_utils.classroom.gallery_page import serve

        return serve(rest)
    if rest:
        parser.error(f"unknown: {' '.join(rest)}")
    try:
        print(described(find(options.name)) if options.name else listed())
    except ValueError as error:
        print(error)
        return 2
    return 0


def listed():
    """Return the list of all demos, a line for each, under parts and notebooks."""
    lines, part, lesson = [], None, None
    width = max(len(entry.title) for entry in entries())
    for entry in entries():
        if entry.part is not part:
            part = entry.part
            lines += ["", part.title] if lines else [part.title]
        if entry.lesson is not lesson:
            lesson = entry.lesson
            lines.append(f"  {lesson.number} {lesson.title}")
        lines.append(f"      {entry.title:{width}}  {entry.name}")
    return "\n".join(lines)


def described(entry):
    """Return where a demo stands, what to look for, and how to open it."""
    hands = f"In the picture: {', '.join(entry.hands)}.\n" if entry.hands else ""
    return (
        f"{entry.name}\n{entry.look_for}\n{hands}\n"
        f"It stands in notebooks/{entry.lesson.notebook}.ipynb. "
        f"To open it in any notebook:\n\n"
        f"    {entry.statement}\n    {entry.title}()"
    )
