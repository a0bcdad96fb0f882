"""Glyphs for pictures in another language: matplotlib falls back to them one by one."""

from functools import cache
from pathlib import Path

from course_utils.translation import language as spoken

FOLDER = Path(__file__).parent / "fonts"
FAMILIES = {"zh_CN": "Noto Sans SC"}


def families():
    """Return the names of the fonts to draw with now; [] where matplotlib's own do."""
    family = FAMILIES.get(spoken.language())
    return _with(family) if family else []


def settings():
    """Return what a style sheet needs besides, so that every glyph is there."""
    return {"font.family": families()} if families() else {}


@cache
def _with(family):
    from matplotlib import font_manager

    paths = sorted(FOLDER.glob(f"{family.replace(' ', '')}-*.otf"))
    for path in paths:
        font_manager.fontManager.addfont(path)
    return ["DejaVu Sans", family] if paths else []
