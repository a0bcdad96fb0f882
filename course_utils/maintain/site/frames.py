"""The templates of the site, in the reader's language."""

from pathlib import Path

from jinja2 import Environment, FunctionLoader

from course_utils.translation import web_texts
from course_utils.translation.speaker import speaker

HERE = Path(__file__).parent


def frames(**options):
    """Return the templates; `options` are those of a jinja2.Environment."""
    return Environment(loader=FunctionLoader(frame), autoescape=True, **options)


def frame(name):
    """Return the text of one template."""
    text = (HERE / name).read_text(encoding="utf-8")
    return web_texts.page(text, speaker("site"))
