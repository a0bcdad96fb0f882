"""A learner's kernel: where memory runs out, it goes before the server that saves."""

from contextlib import suppress
from pathlib import Path

from ipykernel import kernelapp

SCORE = "300"  # of 1000: how gladly the system ends it and what it starts

if __name__ == "__main__":
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(SCORE)
    kernelapp.launch_new_instance()
