"""What goes wrong with data, said in one sentence: what happened and what to do."""


class DataError(Exception):
    """Say in one sentence what is wrong with a data file and what to do about it."""


class DataWarning(UserWarning):
    """Say in one sentence that other data are used than those asked for, and why."""
