"""One module per notebook: the exercises, their cases, hints and known mistakes."""
