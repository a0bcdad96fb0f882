"""A training that is watched: it goes on as far as it was asked for, and no further."""

from threading import Lock


class Continued:
    """Keep every state of a training: `start`, then what `step` makes of the last."""

    def __init__(self, start, step):
        self._states, self._step = [start], step
        self._lock = Lock()  # two may ask at the same time

    def at(self, count):
        """Return the states after 0 .. `count` steps, as a list."""
        with self._lock:
            while len(self._states) <= count:
                self._states.append(self._step(self._states[-1]))
        return self._states[: count + 1]
