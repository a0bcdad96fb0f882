"""A jupyter_server extension that sends small messages without delay.

The kernel websocket is opened without TCP_NODELAY, so a slider's answer waits about
40 ms for the browser's acknowledgement of the message before it. This sets the option.
"""


def _load_jupyter_server_extension(server_app):
    """Let every kernel websocket send at once; leave all as it was if that fails."""
    try:
        from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
    except ImportError as error:
        server_app.log.warning("course_utils: sliders will be slower (%s)", error)
        return
    send_without_delay(KernelWebsocketHandler, server_app.log)


def send_without_delay(handler, log):
    """Make `handler.open` set TCP_NODELAY first; a failure is logged, never raised."""
    original = handler.open
    if getattr(original, "sends_without_delay", False):
        return

    async def open(self, *args, **kwargs):
        try:
            self.set_nodelay(True)
        except Exception as error:
            log.warning("course_utils: sliders will be slower (%s)", error)
        return await original(self, *args, **kwargs)

    open.sends_without_delay = True
    handler.open = open


def _jupyter_server_extension_points():
    return [{"module": "course_utils.live.server"}]
