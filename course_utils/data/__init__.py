"""Loaders for everything the course learns from: series, points, images."""
