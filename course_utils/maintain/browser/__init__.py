"""Drive the course in a real browser."""
