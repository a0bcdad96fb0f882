"""Tests and nbval runs leave the learner's progress alone, on CPU, in usual size."""

import os

os.environ.setdefault("COURSE_PROGRESS", "off")
os.environ.setdefault("COURSE_DEVICE", "cpu")
os.environ["COURSE_LANGUAGE"] = "en"  # but in the notebooks of another language
os.environ["COURSE_PROJECTOR"] = "0"
os.environ.setdefault("OMP_NUM_THREADS", "1")

# nbval compares stored outputs; this one knows tags as `numbers-within-5%`.
pytest_plugins = ["course_utils.maintain.notebooks.nbval_tolerance"]
