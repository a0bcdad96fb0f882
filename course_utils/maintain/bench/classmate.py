"""A learner without a browser: logs in, opens a notebook, runs cells, drags.

Ten pages of Chromium on a small machine would measure the browsers. So most learners
of the measurement do over the wire what a page does there, and no more.
"""

import asyncio
import html
import random
import re
import ssl
import time
from dataclasses import dataclass, field

import aiohttp
from yarl import URL

from course_utils.maintain.browser.kernel_channel import PROTOCOL, KernelChannel

RATE = 30  # values a second that the hand takes while it moves
MOVING, RESTING = 2.0, 1.0  # seconds


@dataclass
class Drags:
    """What one learner saw: milliseconds from hand to picture, over `seconds` moved."""

    delays: list = field(default_factory=list)
    seconds: float = 0.0
    values: int = 0
    unanswered: int = 0


class Classmate:
    """Use the hub at `url` as the learner `name` (ASCII) does in a browser.

    `password` is the class's; the learner's `own` is chosen at the first login. With
    HTTPS only `certificate` (a file, PEM) is trusted.
    """

    def __init__(self, url, name, password, *, own="", certificate=None):
        self.url, self.name, self.password = url, name, password
        self.own = own or f"{name}, me myself"
        self.server = f"{url}/user/{name}"
        trusted = certificate is None or ssl.create_default_context(cafile=certificate)
        self._http = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True),
            connector=aiohttp.TCPConnector(ssl=trusted),
        )
        self.kernel = self._session = self._notebook = None

    async def enter(self, *, seconds=240):
        """Log in and wait for the own server; PermissionError if not let in.

        Raises ClientResponseError when the class is full.
        """
        await self.knock()
        async with asyncio.timeout(seconds):
            await self._spawn()
            while not (await self._get(f"{self.server}/lab")).endswith("/lab"):
                await asyncio.sleep(0.2)
                await self._spawn()

    async def knock(self):
        """Log in; PermissionError, with what the page says, if not let in."""
        await self._get(f"{self.url}/hub/login")
        form = {"username": self.name, "password": self.own, "again": self.own}
        form |= {"class_password": self.password, "first": "1"}
        form["_xsrf"] = self._token(f"{self.url}/hub/")
        address = f"{self.url}/hub/login"
        async with self._http.post(address, data=form, allow_redirects=False) as answer:
            if answer.status == 403:
                said = re.search('class="login_error">(.*?)<', await answer.text())
                raise PermissionError(html.unescape(said[1]) if said else "")
            answer.raise_for_status()

    async def _spawn(self):
        """Ask for the own server, and wait for it as the page does that is shown then.

        That page listens to how the start goes on. Nothing happens where it runs.
        """
        async with self._http.get(f"{self.url}/hub/spawn") as answer:
            page = await answer.text()
            if answer.status == 429:
                answer.raise_for_status()
        listened = re.search(r'new EventSource\("(.+?)"\)', page)
        if listened:
            address = URL(self.url).join(URL(html.unescape(listened[1])))
            async with self._http.get(address) as events:
                await events.read()  # it ends when the server is there, or has failed

    async def fetch(self, address):
        """Return status and text of an address below the hub's."""
        async with self._http.get(f"{self.url}{address}") as answer:
            return answer.status, await answer.text()

    async def post(self, address, **form):
        """Send a form to a page of the hub; return status and text of the answer."""
        form["_xsrf"] = self._token(f"{self.url}/hub/")
        async with self._http.post(f"{self.url}{address}", data=form) as answer:
            return answer.status, await answer.text()

    async def save(self, path, text):
        """Save a text file on the own server; raise ClientResponseError if refused."""
        await self._put(path, {"type": "file", "format": "text", "content": text})

    async def save_notebook(self):
        """Save the notebook that is open with its `cells`, as Ctrl+S does."""
        content = {"type": "notebook", "format": "json", "content": self._notebook}
        await self._put(self._session["path"], content)

    async def _put(self, path, content):
        headers = {"X-XSRFToken": self._token(f"{self.server}/")}
        address = f"{self.server}/api/contents/{path}"
        async with self._http.put(address, json=content, headers=headers) as answer:
            answer.raise_for_status()

    async def logout(self):
        """Log out of the hub."""
        await self._get(f"{self.url}/hub/logout")

    async def open(self, notebook):
        """Open a notebook with a fresh kernel; return the sources of its code cells."""
        address = f"{self.server}/api/contents/{notebook}"
        async with self._http.get(address) as answer:
            answer.raise_for_status()
            self._notebook = (await answer.json())["content"]
        wanted = {"path": notebook, "name": notebook, "type": "notebook"}
        wanted["kernel"] = {"name": "python3"}
        headers = {"X-XSRFToken": self._token(f"{self.server}/")}
        async with self._http.post(
            f"{self.server}/api/sessions", json=wanted, headers=headers
        ) as answer:
            answer.raise_for_status()
            self._session = await answer.json()
        number = self._session["kernel"]["id"]
        socket = await self._http.ws_connect(
            f"{self.server}/api/kernels/{number}/channels?session_id={self.name}",
            protocols=[PROTOCOL],
            max_msg_size=0,
        )
        self.kernel = KernelChannel(socket)
        await self.kernel.open_subshell()
        return [c["source"] for c in self.cells if c["cell_type"] == "code"]

    @property
    def cells(self):
        """The cells of the notebook that is open, as nbformat's JSON."""
        return self._notebook["cells"]

    async def shut(self):
        """Close the notebook and end its kernel."""
        await self.kernel.close()
        headers = {"X-XSRFToken": self._token(f"{self.server}/")}
        address = f"{self.server}/api/sessions/{self._session['id']}"
        async with self._http.delete(address, headers=headers) as answer:
            answer.raise_for_status()

    async def leave(self):
        """Close the connection to the hub."""
        await self._http.close()

    async def greet(self):
        """Do what the page does when it first shows the demos: say that it is there."""
        for comm, state in self.kernel.models.items():
            if "headline" in state:
                content = {"method": "custom", "content": {"pixelRatio": 1}}
                request = await self.kernel.tell(comm, content)
                await asyncio.wait_for(request.idle.wait(), 60)

    def slider(self, label):
        """Return the comm of the slider with this label that was made last."""
        found = [
            comm
            for comm, state in self.kernel.models.items()
            if state.get("description") == label
        ]
        return found[-1]

    async def drag(self, label, positions, *, seconds, later=MOVING + RESTING):
        """Move a slider there and back, resting now and then; return Drags.

        As in ipywidgets one value is under way at a time, and the newest goes next.
        Not all begin at once, but each within `later` seconds.
        """
        rng = random.Random(self.name)
        hand = Throttled(self.kernel, self.slider(label))
        drags, track = Drags(), [*positions, *reversed(positions[1:-1])]
        place = rng.randrange(len(track))
        step = max(round(len(positions) / (RATE * MOVING)), 1)
        await asyncio.sleep(rng.uniform(0, later))
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            start = time.perf_counter()
            for number in range(round(RATE * MOVING)):
                wait = start + number / RATE - time.perf_counter()
                await asyncio.sleep(max(wait, 0))
                place = (place + step) % len(track)
                await hand.move(track[place])
            drags.seconds += time.perf_counter() - start
            await asyncio.sleep(RESTING)
        await hand.settle()
        drags.delays, drags.values = hand.delays(), hand.moves
        drags.unanswered = len(hand.sent) - len(drags.delays)
        return drags

    async def _get(self, address):
        """Fetch a page, following where it leads; return the path of its address."""
        async with self._http.get(address) as answer:
            await answer.read()
            return answer.url.path if answer.ok else ""

    def _token(self, address):
        """Return the token against forged requests that the pages there carry."""
        return self._http.cookie_jar.filter_cookies(URL(address))["_xsrf"].value


class Throttled:
    """Send values of a slider as ipywidgets does: the next when the last is done."""

    def __init__(self, kernel, comm):
        self.kernel, self.comm = kernel, comm
        self.sent, self.moves = [], 0
        self._stands = self._shown = kernel.models[comm]["value"]
        self._waiting = self._busy = None

    async def move(self, value):
        """Take a new value; it is sent now, or when the kernel has done the last."""
        if value == self._stands:
            return
        self.moves, self._stands = self.moves + 1, value
        self._waiting = (time.perf_counter(), value)
        if self._busy is None or self._busy.done():
            self._busy = asyncio.create_task(self._send_all())

    async def settle(self, *, seconds=60):
        """Wait until the kernel has done everything that was sent."""
        await asyncio.wait_for(self._busy, seconds)

    def delays(self):
        """List for each picture that came how long the hand waited for it, in ms."""
        found = []
        for moved, request in self.sent:
            pictures = [m.arrived for m in request.replies if is_picture(m)]
            found += [1000 * (pictures[-1] - moved)] if pictures else []
        return found

    async def _send_all(self):
        while self._waiting:
            (moved, value), self._waiting = self._waiting, None
            if value == self._shown:  # the hand went away and came back meanwhile
                continue
            self._shown = value
            state = {"method": "update", "state": {"value": value}, "buffer_paths": []}
            request = await self.kernel.tell(self.comm, state)
            self.sent.append((moved, request))
            await request.idle.wait()


def is_picture(message):
    """Say whether a message brings a new picture: a demo's frame, or an image."""
    content = message.content
    if message.kind == "comm_msg":
        return ["frame"] in content["data"].get("buffer_paths", [])
    return message.kind == "display_data" and "image/png" in content["data"]
