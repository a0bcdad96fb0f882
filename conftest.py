"""Tests and nbval runs leave the learner's progress alone and run on the CPU."""

import os

os.environ.setdefault("COURSE_PROGRESS", "off")
os.environ.setdefault("COURSE_DEVICE", "cpu")
os.environ.setdefault("OMP_NUM_THREADS", "1")
