"""Several classmates who act at once, while the main thread drives a browser."""

import asyncio
import threading

from course_utils.maintain.bench.classmate import Classmate


class Crowd:
    """Learners of these names on the hub at `url`, in a thread of their own."""

    def __init__(self, url, names, password):
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.mates = self._run(join(url, names, password)).result()

    def begin(self, job):
        """Start `job(mate)`, a coroutine, for each mate; return the future of a list.

        The first one that fails is raised by the future's `result`.
        """

        async def everybody():
            return await asyncio.gather(*(job(mate) for mate in self.mates))

        return self._run(everybody())

    def all(self, job):
        """Do `job(mate)` for each mate at once and return the list of results."""
        return self.begin(job).result()

    def close(self):
        """Send everybody home."""
        self.all(lambda mate: mate.leave())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)


async def join(url, names, password):
    """Return a Classmate for each name, made inside the running loop."""
    return [Classmate(url, name, password) for name in names]
