"""Networks that write: characters, a transformer, and how it is taught to help."""
