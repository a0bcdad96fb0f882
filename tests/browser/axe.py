"""What axe-core finds wrong with a page, for those who cannot see it."""

from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe

DARK, LIGHT = "JupyterLab Dark", "JupyterLab Light"
NAMED = """() => [...document.querySelectorAll(".course-demo .noUi-handle")].every(
  (handle) => handle.getAttribute("aria-label"))"""
BRIEF = {"resultTypes": ["violations"]}  # of other results one place each will do
THEME = """theme => window.jupyterapp.commands
  .execute("apputils:change-theme", {theme})
  .then(() => new Promise((done) => setTimeout(done, 500)))"""


def violations(page, *within):
    """List 'rule: place: what stands there' for each fault; [] where there is none.

    `within` are selectors of parts, each of which must be there; else the whole page.
    """
    for selector in within:
        assert page.tab.locator(selector).count(), f"nothing is {selector}"
    page.tab.wait_for_function(NAMED)
    places = {"include": [[selector] for selector in within]} if within else None
    found = Axe().run(page.tab, places, BRIEF).response
    assert within or found["passes"], "axe-core looked at nothing"
    return [
        f"{fault['id']}: {' '.join(map(str, node['target']))}: {node['html'][:150]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


@contextmanager
def wearing(page, theme):
    """Put JupyterLab into its dark or its light theme, for a while: it remembers."""
    page.tab.evaluate(THEME, theme)
    try:
        yield
    finally:
        page.tab.evaluate(THEME, LIGHT)
