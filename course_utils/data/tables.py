"""Real measurements in tables: wine, breast cancer, diabetes and iris, no download."""

from dataclasses import dataclass, replace

import numpy as np

TABLES = ("wine", "breast_cancer", "diabetes", "iris")


@dataclass(frozen=True)
class Table:
    """Hold features (n, d) and labels (n,): class numbers, or values to predict.

    `label_names` names the classes; it is empty where the label is a measured value.
    """

    features: np.ndarray
    labels: np.ndarray
    feature_names: tuple
    label_names: tuple

    def __len__(self):
        return len(self.labels)

    def rows(self, index):
        """Return the table made of the rows in `index`."""
        return replace(self, features=self.features[index], labels=self.labels[index])


def load_table(name):
    """Return the table called `name`: "wine", "breast_cancer", "diabetes" or "iris".

    Features are float64 in the units of the source. Raises ValueError for another name.
    Source: scikit-learn, which brings the files along.
    """
    if name not in TABLES:
        raise ValueError(f"name must be one of {', '.join(TABLES)}, got {name!r}")
    from sklearn import datasets

    options = {"scaled": False} if name == "diabetes" else {}
    bunch = getattr(datasets, f"load_{name}")(**options)
    classes = tuple(str(label) for label in bunch.get("target_names", ()))
    return Table(
        features=np.asarray(bunch.data, dtype=float),
        labels=np.asarray(bunch.target, dtype=np.int64 if classes else float),
        feature_names=tuple(str(feature) for feature in bunch.feature_names),
        label_names=classes,
    )


def split_table(table, *, unseen=0.3, seed=0):
    """Return the rows to learn from and the unseen rows, as two tables, shuffled.

    Each class gives the same share of its rows, so both parts have the same mix.
    """
    train, test = split_rows(
        table.labels if table.label_names else np.zeros(len(table), dtype=int),
        unseen=unseen,
        seed=seed,
    )
    return table.rows(train), table.rows(test)


def split_rows(labels, *, unseen=0.3, seed=0):
    """Return two arrays of row numbers, (n_train,) and (n_unseen,), class by class.

    Raises ValueError unless 0 < unseen < 1.
    """
    if not 0 < unseen < 1:
        raise ValueError(f"unseen must lie between 0 and 1, got {unseen}")
    rng = np.random.default_rng(seed)
    train, test = [], []
    for label in np.unique(labels):
        rows = rng.permutation(np.flatnonzero(labels == label))
        count = round(unseen * len(rows))
        test.append(rows[:count])
        train.append(rows[count:])
    return rng.permutation(np.concatenate(train)), rng.permutation(np.concatenate(test))
