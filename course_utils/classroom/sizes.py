"""How large must the machines be? Computed from what was measured, where it was.

python -m course_utils.classroom.sizes prints the table of deploy/README.md.
"""

import math
from dataclasses import dataclass

# Measured: `bench class` with thirty learners in sandboxes, `bench notebooks` for the
# kernels with torch; how much an image takes was seen in an installed environment.
DRAGGING_PER_CORE = 5  # learners whose pictures keep up with the hand on one core
SERVER = 0.11  # GB, a learner's JupyterLab server
NUMPY_KERNEL = 0.09  # GB, a kernel of a notebook with numpy
TORCH_KERNEL = 0.47  # GB, a kernel of a notebook with torch; 0.72 in the heaviest one
HUB = 0.16  # GB, hub and proxy: 158 MB with three learners, 162 with thirty
HUB_PER_LEARNER = 0.0002  # GB
FOLDER = (
    0.005  # GB, what is in a learner's folder: the notebooks with outputs, settings
)
IMAGE = 2.2  # GB, the course with all that it needs, once for each machine

# Chosen.
NODE_CORES, NODE_MEMORY = 16, 64  # a common machine of the clouds: cores, GB
NODE_FILL = 0.9  # of its memory for learners; the rest is the system's
ROOM = 1.25  # memory and cores beyond the measured
CAPACITY = 1  # GB of disk given to each learner


@dataclass(frozen=True)
class Crowd:
    """So many learners on the roll; of these a part is here, of these a part drags."""

    learners: int
    here: float
    dragging: float

    @property
    def servers(self):
        """Servers that run at the busiest time."""
        return math.ceil(self.learners * self.here)

    @property
    def cores(self):
        """Cores for all who drag at once."""
        return math.ceil(ROOM * self.servers * self.dragging / DRAGGING_PER_CORE)

    @property
    def memory(self):
        """GB for a server and a kernel with torch each, and for the hub."""
        each = SERVER + TORCH_KERNEL + HUB_PER_LEARNER
        return math.ceil(ROOM * (self.servers * each + HUB))

    @property
    def disk(self):
        """GB that is given to learners; what they fill is a small part of it."""
        return self.learners * CAPACITY

    @property
    def nodes(self):
        """Machines of NODE_CORES and NODE_MEMORY at the busiest time."""
        by_memory = self.memory / (NODE_MEMORY * NODE_FILL)
        return math.ceil(max(self.cores / NODE_CORES, by_memory))


CROWDS = {
    "one room": Crowd(30, here=1.0, dragging=1.0),
    "a lecture": Crowd(300, here=1.0, dragging=0.5),
    "a term": Crowd(3000, here=0.3, dragging=0.3),
}


def table():
    """Return the table as markdown."""
    lines = [
        "| | learners | here at once | of these drag "
        "| cores | memory | disk | machines |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, crowd in CROWDS.items():
        lines.append(
            f"| {name} | {crowd.learners:,} | {crowd.here:.0%} | {crowd.dragging:.0%} "
            f"| {crowd.cores} | {crowd.memory} GB | {crowd.disk:,} GB | {crowd.nodes} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
