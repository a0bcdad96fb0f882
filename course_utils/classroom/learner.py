"""A learner's server: a process in a folder of its own, without a system account."""

import resource
import shutil
import sys
from pathlib import Path

from jupyterhub.spawner import SimpleLocalProcessSpawner
from traitlets import Unicode


class LearnerSpawner(SimpleLocalProcessSpawner):
    """Start a learner's JupyterLab in `home_dir`, with a copy of the notebooks.

    On Linux no process of the learner gets more than `mem_limit` bytes of data.
    """

    notebooks = Unicode(help="Each learner gets a copy of this folder's notebooks.")
    notebooks.tag(config=True)

    async def start(self):
        """Copy what the learner does not have yet, then start the server."""
        copy_what_is_missing(Path(self.notebooks), Path(self.home_dir))
        return await super().start()

    def make_preexec_fn(self, name):
        """Return what the new process does before it becomes the server."""
        enter, limit = super().make_preexec_fn(name), self.mem_limit

        def prepare():
            enter()
            if limit and sys.platform == "linux":
                resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))

        return prepare


def copy_what_is_missing(source, folder):
    """Copy the pages of `source` that `folder` lacks; a learner's work stays."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for page in sorted([*source.glob("*.ipynb"), *source.glob("*.md")]):
        if not (folder / page.name).exists():
            shutil.copyfile(page, folder / page.name)
