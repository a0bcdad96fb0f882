"""Serve the course to a class: one machine, a JupyterHub, a folder for each learner."""
