"""Doing well on what was not seen: model choice, validation, and regularisation."""
