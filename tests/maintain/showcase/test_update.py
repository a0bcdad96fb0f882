import re

import pytest

from course_utils.gallery.catalogue import entries
from course_utils.gallery.holding import held
from course_utils.maintain.showcase import update
from course_utils.maintain.showcase.update import (
    HEAD,
    ROOT,
    TEACHING,
    for_teacher,
    in_readme,
    in_teaching,
)

BRING = "`python -m course_utils showcase` brings it up to date"


def test_the_readme_says_which_demos_a_hand_can_move():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert in_readme(text) == text, BRING
    table = text.split(HEAD)[1].split("\n\n")[0]
    (dragged,) = re.findall(r"\*\*Drag it\*\* \| (.+) \|", table)
    names = {entry.name for entry in entries() if entry.load().grips}
    assert set(dragged.split(" · ")) == names


@pytest.mark.parametrize("path", sorted(TEACHING.glob("[0-9]_*.md")), ids=str)
def test_the_teachers_pages_say_what_can_be_held(path):
    text = path.read_text(encoding="utf-8")
    assert in_teaching(text) == text, BRING


def test_every_label_that_a_demo_declares_is_told_the_teacher():
    told = {
        entry.lesson.number: for_teacher(entry.lesson.number) for entry in entries()
    }
    for entry in entries():
        for labels in held(entry.load()).values():
            assert all(f"“{label}”" in told[entry.lesson.number] for label in labels)


def test_an_old_line_gives_way_to_the_new_one_and_to_none(monkeypatch):
    page = (
        "# Part\n\n## 5 Walking\n\nA table.\n\n**Ask.** Why?\n\n"
        "## 99 Nothing\n\n**In their hands.** `Old`: drag.\n\n**Ask.** So?\n"
    )
    changed = in_teaching(page)
    assert "A table.\n\n**In their hands.** `Parabola`: drag “the start”." in changed
    assert changed.endswith("## 99 Nothing\n\n**Ask.** So?\n")
    assert in_teaching(changed) == changed


def test_pictures_and_words_are_written_where_they_changed(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(update, "ROOT", tmp_path)
    monkeypatch.setattr(update, "TEACHING", tmp_path)
    monkeypatch.setattr(update, "ship", lambda entries: ["Valley"])
    (tmp_path / "README.md").write_text(f"# A\n\n{HEAD}| gone | line |\n\nend\n")
    assert update.main([]) == 0
    text = (tmp_path / "README.md").read_text()
    assert "gone" not in text
    assert "| **Play it** | " in text
    assert text.endswith(" |\n\nend\n")
    assert capsys.readouterr().out == "Valley: a new picture\n"
