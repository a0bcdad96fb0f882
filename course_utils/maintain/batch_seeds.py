"""Compare batch sizes over five seeds: python -m course_utils.maintain.batch_seeds."""

import json

from course_utils.ml import batch_size


def rounded(record):
    """Return a record with its numbers cut to five significant digits."""
    return {
        name: float(f"{value:.5g}") if isinstance(value, float) else value
        for name, value in record.items()
    }


if __name__ == "__main__":
    lines = [json.dumps(rounded(r)) for r in batch_size.compare_over_seeds()]
    batch_size.FILE.write_text("[\n" + ",\n".join(lines) + "\n]\n")
    print(f"{batch_size.FILE.name}: {len(lines)} records")
