"""Ten wrong passwords are slips; after that each further one costs a wait."""

import time
from collections import defaultdict
from dataclasses import dataclass, field

FREE = 10  # wrong passwords for one name from one place, or for new names from there
FREE_ANYWHERE = 100  # for one name, from all places together
FIRST, LONGEST = 8, 60  # seconds
FORGET = 3600  # seconds after the last wrong one


@dataclass
class Patience:
    """Count wrong passwords; `clock` gives seconds."""

    clock: object = time.monotonic
    _wrong: dict = field(default_factory=lambda: defaultdict(int))
    _until: dict = field(default_factory=dict)

    def wait(self, name, place):
        """Return how many seconds nobody at `place` is heard for `name`; 0: speak."""
        now = self.clock()
        for key in [k for k, until in self._until.items() if now > until + FORGET]:
            del self._until[key], self._wrong[key]
        keys = ((name, place), (name, None))
        return max(0, *(self._until.get(key, now) - now for key in keys))

    def wrong(self, name, place):
        """Note a wrong password; from the tenth on the next one has to wait.

        The wait doubles, up to a minute.
        """
        for key, free in (((name, place), FREE), ((name, None), FREE_ANYWHERE)):
            self._wrong[key] += 1
            beyond = self._wrong[key] - free
            wait = min(FIRST * 2**beyond, LONGEST) if beyond >= 0 else 0
            self._until[key] = self.clock() + wait

    def right(self, name, place):
        """Forget the wrong ones of this name from this place."""
        self._wrong.pop((name, place), None)
        self._until.pop((name, place), None)

    def forgive(self, name):
        """Forget all wrong ones of this name."""
        for key in [key for key in self._until if key[0] == name]:
            del self._until[key], self._wrong[key]
