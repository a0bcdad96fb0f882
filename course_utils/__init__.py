"""The helper package of the course: data, models, drawing, live demos, exercises.

Importing it loads nothing; each notebook imports the modules that it needs.
"""
