"""Show the gallery as a page of its own, for a projector: no code, large type."""

import os
from pathlib import Path

from course_utils import projector
from course_utils.live.server import send_without_delay
from course_utils.translation.language import language

HERE = Path(__file__).parent
NOTEBOOKS = HERE.parents[1] / "notebooks"
EXTENSIONS = (  # others want a whole JupyterLab around them
    "anywidget",
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
)
OPTIONS = (
    *(f"--VoilaConfiguration.extension_allowlist={name}" for name in EXTENSIONS),
    "--template=course",
    "--theme=light",
    "--VoilaConfiguration.allow_template_override=NO",
    "--VoilaConfiguration.allow_theme_override=NO",
)


def serve(arguments):
    """Serve the gallery with Voilà until it is stopped; `arguments` are Voilà's.

    COURSE_PROJECTOR=0 shows it in the usual size.
    """
    try:
        from voila.app import Voila
        from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler
    except ImportError:
        print(
            "This needs Voilà, which `make demos` brings, or pip install -e '.[demos]'"
        )
        return 1
    os.environ.setdefault(projector.VARIABLE, "1")
    places = (str(HERE / "share"), os.environ.get("JUPYTER_PATH"))
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, places))
    voila = Voila.instance()
    send_without_delay(VoilaKernelWebsocketHandler, voila.log)
    voila.initialize([str(notebook()), *OPTIONS, *arguments])
    voila.start()
    return 0


def notebook():
    """Return the notebook that shows all demos, in the reader's language."""
    spoken = NOTEBOOKS / language() / "demos.ipynb"
    return spoken if spoken.exists() else NOTEBOOKS / "demos.ipynb"
