"""Still pictures: they take arrays and callables, never models."""
