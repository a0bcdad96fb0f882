"""Train what notebook 15 keeps: python -m course_utils.maintain.restraint_runs."""

from course_utils.maintain.kept_runs import write
from course_utils.ml import restraint

if __name__ == "__main__":
    write(restraint.FILE, restraint.train_all)
