"""Train notebook 20's writer again, and all that builds on it.

python -m course_utils.maintain.writer_runs takes about two minutes.
"""

from course_utils.maintain.kept_runs import write
from course_utils.ml import alignment, kept_writer, specialists

if __name__ == "__main__":
    write(kept_writer.FILE, kept_writer.train_kept)  # first: the others begin with it
    write(specialists.FILE, specialists.train_kept)
    write(alignment.FILE, alignment.train_kept)
