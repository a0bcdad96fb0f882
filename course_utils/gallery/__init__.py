"""All demos of the course on one page: a list to choose from, one open at a time."""
