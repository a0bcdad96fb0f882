"""A learner's page of Chromium on a class: log in by the form, then as on any page."""

import json
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from course_utils.classroom.settings import free_port
from course_utils.maintain.browser.page import NOTEBOOK, Page, launch

PATIENCE = 180_000  # ms; a whole class logs in at once
SAVE = f"""text => {{
  const context = {NOTEBOOK}.context;
  context.model.sharedModel.getCell(0).setSource(text);
  return context.save();
}}"""
ADD = f"""source => {{
  const notebook = {NOTEBOOK}.context.model.sharedModel;
  notebook.addCell({{ cell_type: "code", source }});
  return notebook.cells.length - 1;
}}"""


class HubPage(Page):
    """A page of the learner `name` on the hub at `hub`; `enter` logs in.

    `password` is the class's; the learner's `own` is chosen at the first login.
    """

    def __init__(self, context, hub, name, password, port):
        super().__init__(context, f"{hub}/user/{quote(name)}", "", port)
        self.hub, self.name, self.password = hub, name, password
        self.own = f"{name}, me myself"

    def enter(self, *, seconds=180):
        """Log in, the first time, and wait until JupyterLab is there."""
        self.introduce(self.password)
        self.arrive(seconds=seconds)

    def arrive(self, *, seconds=180):
        """Wait until JupyterLab is there."""
        self.tab.wait_for_url(f"{self.url}/lab**", timeout=1000 * seconds)

    def save(self, text):
        """Write `text` into the first cell of the notebook in view, and save it."""
        self.tab.evaluate(SAVE, text)

    def add_cell(self, source):
        """Add a code cell at the end of the notebook in view; return its number."""
        return self.tab.evaluate(ADD, source)

    def introduce(self, class_password):
        """Fill the form for the first time, with the class's password, and send it."""
        self.tab.goto(f"{self.hub}/hub/login")
        self.tab.click("#first_time")
        self.tab.fill("#username_input", self.name)
        self.tab.fill("#class_password_input", class_password)
        self.tab.fill("#password_input", self.own)
        self.tab.fill("#again_input", self.own)
        self.tab.click("#login_submit")

    def knock(self, password):
        """Fill the form for one who has been here before, and send it."""
        self.tab.goto(f"{self.hub}/hub/login")
        self.tab.fill("#username_input", self.name)
        self.tab.fill("#password_input", password)
        self.tab.click("#login_submit")


@contextmanager
def hub_page(hub, name, password, folder, **size):
    """Start a browser and give a HubPage; `folder` is the class's."""
    port = free_port()
    with (
        launch(port) as browser,
        page_in(browser, port, hub, name, password, folder, **size) as page,
    ):
        yield page


@contextmanager
def page_in(browser, port, hub, name, password, folder, **size):
    """Give a HubPage in a browser that takes orders on `port`, with cookies of its own.

    `folder` is the class's, `size` the width and height in CSS pixels.
    """
    expose(Path(folder) / name)
    viewport = {"width": 1200, "height": 900} | size
    with browser.new_context(viewport=viewport, reduced_motion="reduce") as context:
        context.set_default_timeout(PATIENCE)
        yield HubPage(context, hub, name, password, port)


def expose(home):
    """Let the JupyterLab of a learner show its parts to the page, as tests need."""
    settings = home / ".jupyter" / "jupyter_lab_config.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps({"LabApp": {"expose_app_in_browser": True}}))
