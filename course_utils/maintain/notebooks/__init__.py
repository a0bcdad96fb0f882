"""Run notebooks, store what they show, and cut them into slides."""
