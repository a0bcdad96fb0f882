"""Curves through points: models, losses, and fits in closed form or by descent."""
