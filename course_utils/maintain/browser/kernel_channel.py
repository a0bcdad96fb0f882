"""The websocket between a page and its kernel, spoken without a page."""

import asyncio
import contextlib
import json
import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)

PROTOCOL = "v1.kernel.websocket.jupyter.org"  # what JupyterLab asks for


@dataclass
class Message:
    """A message from the kernel; `arrived` is in seconds of `perf_counter`."""

    kind: str
    parent: str
    content: dict
    arrived: float


@dataclass
class Request:
    """What was asked of the kernel, and what came back for it so far."""

    replies: list = field(default_factory=list)
    idle: asyncio.Event = field(default_factory=asyncio.Event)
    lost: bool = False
    _answered: asyncio.Event = field(default_factory=asyncio.Event)

    async def reply(self, *, seconds=60):
        """Wait for the kernel's own reply and return its content."""
        await asyncio.wait_for(self._answered.wait(), seconds)
        return next(m.content for m in self.replies if m.kind.endswith("_reply"))

    def take(self, message):
        """Note a message that came back."""
        self.replies.append(message)
        if message.kind.endswith("_reply"):
            self._answered.set()
        if message.content.get("execution_state") == "idle":
            self.idle.set()


class KernelChannel:
    """Send to a kernel over an open websocket (aiohttp), and sort what comes back.

    `models` holds the state of each widget by its comm's id.
    """

    def __init__(self, socket):
        self.socket, self.session = socket, secrets.token_hex(16)
        self.models, self._requests, self._subshell = {}, {}, None
        self._listener = asyncio.create_task(self._listen())

    async def close(self):
        """Leave the kernel alone."""
        self._listener.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._listener
        await self.socket.close()

    async def execute(self, code, *, seconds=180):
        """Run a cell and return its messages; raise RuntimeError if it failed.

        Raises ConnectionError when the server goes away meanwhile.
        """
        content = {"code": code, "silent": False, "store_history": True}
        content |= {"user_expressions": {}, "allow_stdin": False}
        request = await self.send("execute_request", content)
        await asyncio.wait_for(request.idle.wait(), seconds)
        if request.lost:
            raise ConnectionError("The server went away.")
        for message in request.replies:
            if message.kind == "error":
                raise RuntimeError("\n".join(message.content["traceback"]))
        return request.replies

    async def open_subshell(self):
        """Let widget messages go to a thread of their own, as JupyterLab does."""
        info = await (await self.send("kernel_info_request", {})).reply()
        if "kernel subshells" in info.get("supported_features", []):
            request = await self.send("create_subshell_request", {}, channel="control")
            self._subshell = (await request.reply())["subshell_id"]

    async def tell(self, comm, data):
        """Send `data` to a widget's other half in the kernel; return the Request."""
        content = {"comm_id": comm, "data": data}
        return await self.send("comm_msg", content, subshell_id=self._subshell)

    async def send(self, kind, content, *, channel="shell", **header):
        """Send one message; return the Request that gathers what comes back."""
        number = secrets.token_hex(16)
        message = {
            "header": {
                "msg_id": number,
                "msg_type": kind,
                "username": "",
                "session": self.session,
                "date": datetime.now(UTC).isoformat(),
                "version": "5.3",
                **header,
            },
            "parent_header": {},
            "metadata": {},
            "content": content,
        }
        request = self._requests[number] = Request()
        packed = serialize_msg_to_ws_v1(message, channel, pack=_packed)
        await self.socket.send_bytes(packed)
        return request

    async def _listen(self):
        async for frame in self.socket:
            arrived = time.perf_counter()
            _, parts = deserialize_msg_from_ws_v1(frame.data)
            header, parent, content = (json.loads(parts[i]) for i in (0, 1, 3))
            number = parent.get("msg_id", "")
            self._take(Message(header["msg_type"], number, content, arrived))
        for request in self._requests.values():  # the other end has hung up
            request.lost = not request.idle.is_set()
            request.idle.set()

    def _take(self, message):
        kind, content = message.kind, message.content
        if kind == "comm_open":
            self.models[content["comm_id"]] = content["data"].get("state", {})
        if message.parent in self._requests:
            self._requests[message.parent].take(message)


def _packed(part):
    return json.dumps(part).encode()
