"""Jupyter's programs as a class runs them: the hub, and how a server saves."""
