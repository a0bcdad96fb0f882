"""A small web server on this machine, so that downloads are tested without a network.

It serves the bytes in a dictionary. A value may also be None (no such file), or a pair
(bytes, announced length) for an answer that breaks off.
"""

import contextlib
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from unittest import mock


@contextlib.contextmanager
def serving(files):
    """Give the address of a server for `files`, a dictionary from name to bytes."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            content = files.get(self.path.lstrip("/"))
            if content is None:
                self.send_error(404)
                return
            body, length = content if isinstance(content, tuple) else (content, None)
            self.send_response(200)
            self.send_header("Content-Length", len(body) if length is None else length)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        # A proxy that the environment names must not be asked for this machine.
        with mock.patch.dict(os.environ, {"no_proxy": "127.0.0.1"}):
            yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
