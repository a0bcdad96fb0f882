"""Answers as learners write them: one module for each module of exercises."""
