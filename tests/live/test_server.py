import json
import logging
from importlib.metadata import distribution

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


def test_the_extension_takes_hold_of_the_real_handler():
    from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

    original = KernelWebsocketHandler.open
    try:
        app = type("App", (), {"log": LOG})
        server._load_jupyter_server_extension(app)
        assert KernelWebsocketHandler.open.sends_without_delay
    finally:
        KernelWebsocketHandler.open = original


def test_installation_switches_the_extension_on():
    files = distribution("course-utils").files
    (setting,) = [f for f in files if "jupyter_server_config.d" in f.parts]
    config = json.loads(setting.read_text())
    assert config["ServerApp"]["jpserver_extensions"] == {
        "course_utils.live.server": True
    }
