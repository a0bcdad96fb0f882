"""A jupyter_server extension: pictures follow the slider closely, pages open lightly.

The kernel websocket is opened without TCP_NODELAY, so a slider's answer waits about
40 ms for the browser's acknowledgement of the message before it. And JupyterLab shows
the kernel as busy, then idle, for each message of a slider: new icons in toolbar, tab
and status bar take about a third of the page's work on a change. This mends both. And
it spares each page that opens a check whether JupyterLab should be built anew, for
which the server starts Node where there is one.
"""


def _load_jupyter_server_extension(server_app):
    """Mend all; what fails is left as it was, with a warning in the server's log."""
    for mend in (send_at_once, follow_quietly, open_lightly):
        try:
            mend(server_app)
        except Exception as error:
            server_app.log.warning("course_utils: sliders will be slower (%s)", error)


def send_at_once(server_app):
    """Let every kernel websocket send without delay."""
    from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

    send_without_delay(KernelWebsocketHandler, server_app.log)


def follow_quietly(server_app):
    """Let widget messages leave the kernel's state as shown by JupyterLab alone.

    JupyterLab takes this list from the kernel manager into its page when it loads,
    which is after this extension (they load by name) or has been.
    """
    manager = server_app.kernel_manager
    if "comm_msg" not in manager.untracked_message_types:
        manager.untracked_message_types = [*manager.untracked_message_types, "comm_msg"]
    page = server_app.web_app.settings.get("page_config_data", {})
    if "untracked_message_types" in page:
        page["untracked_message_types"] = list(manager.untracked_message_types)


def open_lightly(server_app):
    """Spare pages the question whether JupyterLab should be built anew.

    JupyterLab takes what it finds in the page's settings, before or after this.
    """
    page = server_app.web_app.settings.setdefault("page_config_data", {})
    page["buildCheck"] = False


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
