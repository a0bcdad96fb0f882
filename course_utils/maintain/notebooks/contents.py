"""Keep the README's tables in step: which notebooks there are, what was measured."""

import re
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[3]
HEAD = "| | notebook | question |\n|---|---|---|\n"


def contents(paths):
    """Return the table: number, title with its link, and question of each notebook."""
    rows = []
    for path in sorted(paths):
        first = nbformat.read(path, 4).cells[0].source
        number, title = re.match(r"# (\d+) (.+)", first).groups()
        question = question_of(first)
        rows.append(f"| {number} | [{title}](notebooks/{path.name}) | {question} |\n")
    return HEAD + "".join(rows)


def question_of(text):
    """Return the question in bold of a title cell, or else its first question."""
    body = text.partition("\n")[2]
    bold = re.search(r"\*\*([^*]+[?？])\*\*", body)
    found = bold or re.search(r"([^.?!。？！]+[?？])", body)
    return " ".join(found.group(1).split()) if found else ""


def update(readme=ROOT / "README.md", folder=ROOT / "notebooks"):
    """Write the table for the notebooks of `folder` into `readme` if it changed."""
    text = readme.read_text(encoding="utf-8")
    table = contents(folder.glob("[0-9][0-9]_*.ipynb"))
    changed = re.sub(re.escape(HEAD) + r"(?:\|.*\n)*", lambda _: table, text)
    if changed != text:
        readme.write_text(changed, encoding="utf-8", newline="\n")


def replace_section(title, body, *, readme=ROOT / "README.md"):
    """Write `body` under the heading `## title` of `readme`, for what stood there.

    Raises ValueError when there is no such heading.
    """
    text = readme.read_text(encoding="utf-8")
    pattern = rf"(^## {re.escape(title)}\n\n).*?(?=^## |\Z)"
    changed, count = re.subn(
        pattern, lambda m: f"{m[1]}{body}\n\n", text, flags=re.DOTALL | re.MULTILINE
    )
    if not count:
        raise ValueError(f"{readme.name} has no heading '## {title}'.")
    readme.write_text(changed, encoding="utf-8", newline="\n")
