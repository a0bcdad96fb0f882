"""The pages of the hub in the reader's language."""

from pathlib import Path

from course_utils.translation import web_texts
from course_utils.translation.speaker import SILENCE, speaker

PAGES = Path(__file__).parent / "share" / "hub"


def say(text):
    """Return what the hub says of the class in the reader's language."""
    return speaker("class")(text)


def spoken_pages(state):
    """Return the folder of the hub's pages; what is not English is made in `state`."""
    if speaker("class") is SILENCE:
        return PAGES
    folder = Path(state) / "pages"
    folder.mkdir(exist_ok=True)
    for path in PAGES.glob("*.html"):
        text = web_texts.page(path.read_text(encoding="utf-8"), speaker("class"))
        (folder / path.name).write_text(text, encoding="utf-8")
    return folder
