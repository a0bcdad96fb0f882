"""Measure the course on this machine."""
