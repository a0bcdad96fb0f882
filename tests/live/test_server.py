import json
import logging
from importlib.metadata import distribution
from types import SimpleNamespace

import pytest
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

from course_utils.live import server

LOG = logging.getLogger("test")


class Handler:
    """What the extension expects of a websocket handler."""

    fails = False

    def set_nodelay(self, value):
        if self.fails:
            raise OSError("closed")
        self.nodelay = value

    async def open(self, kernel_id):
        return kernel_id


def run(coroutine):
    """Return the result of a coroutine that never waits."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("it waits")


def fresh():
    return type("Handler", (Handler,), {"open": Handler.open})


def test_a_websocket_sends_at_once_and_opens_as_before():
    handler = fresh()
    server.send_without_delay(handler, LOG)
    server.send_without_delay(handler, LOG)  # loading it twice changes nothing
    socket = handler()
    assert run(socket.open("k1")) == "k1"
    assert socket.nodelay is True


def test_a_websocket_that_cannot_is_opened_all_the_same(caplog):
    handler = fresh()
    server.send_without_delay(handler, LOG)
    socket = handler()
    socket.fails = True
    assert run(socket.open("k1")) == "k1"
    assert "slower" in caplog.text


class App:
    """What the extension expects of a server, before or after JupyterLab loads."""

    def __init__(self, **page_config):
        self.log, self.kernel_manager = LOG, AsyncMappingKernelManager()
        self.web_app = SimpleNamespace(settings=page_config)


@pytest.fixture
def real_handler():
    original = KernelWebsocketHandler.open
    yield KernelWebsocketHandler
    KernelWebsocketHandler.open = original


def test_the_extension_takes_hold_of_the_real_handler(real_handler):
    server._load_jupyter_server_extension(App())
    assert real_handler.open.sends_without_delay


def test_widget_messages_leave_the_kernels_state_alone_in_either_order():
    app = App()
    server.follow_quietly(app)
    server.follow_quietly(app)
    assert app.kernel_manager.untracked_message_types.count("comm_msg") == 1
    assert "status" in app.kernel_manager.untracked_message_types
    later = App(page_config_data={"untracked_message_types": ["status"]})
    server.follow_quietly(later)
    page = later.web_app.settings["page_config_data"]
    assert "comm_msg" in page["untracked_message_types"]


def test_no_page_asks_for_a_build_whichever_loads_first():
    app = App()
    server.open_lightly(app)
    page = app.web_app.settings["page_config_data"]
    page.setdefault("buildCheck", True)  # what JupyterLab does when it loads
    assert page["buildCheck"] is False
    later = App(page_config_data={"buildCheck": True})
    server.open_lightly(later)
    assert later.web_app.settings["page_config_data"]["buildCheck"] is False


def test_a_server_that_changed_is_left_as_it_is(real_handler, caplog):
    server._load_jupyter_server_extension(SimpleNamespace(log=LOG))
    assert real_handler.open.sends_without_delay
    assert "slower" in caplog.text


def test_installation_switches_the_extension_on():
    files = distribution("course-utils").files
    (setting,) = [f for f in files if "jupyter_server_config.d" in f.parts]
    config = json.loads(setting.read_text())
    assert config["ServerApp"]["jpserver_extensions"] == {
        "course_utils.live.server": True
    }
