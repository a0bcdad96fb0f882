"""For the classroom: demos on a projector, the course served to many learners."""
