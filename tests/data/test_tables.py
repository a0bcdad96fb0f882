"""The four tables load as numbers with names, and split with the same mix."""

import numpy as np
import pytest

from course_utils.data import tables

SHAPES = {
    "wine": (178, 13, 3),
    "breast_cancer": (569, 30, 2),
    "diabetes": (442, 10, 0),
    "iris": (150, 4, 3),
}


@pytest.mark.parametrize("name", tables.TABLES)
def test_a_table_has_its_known_size_and_a_name_for_each_column(name):
    table = tables.load_table(name)
    rows, columns, classes = SHAPES[name]
    assert table.features.shape == (rows, columns)
    assert len(table) == len(table.labels) == rows
    assert len(table.feature_names) == columns
    assert len(table.label_names) == classes
    if classes:
        np.testing.assert_array_equal(np.unique(table.labels), range(classes))


def test_an_unknown_table_is_refused_with_the_names_that_exist():
    with pytest.raises(ValueError, match=r"wine, breast_cancer.*got 'beer'"):
        tables.load_table("beer")


@pytest.mark.parametrize("name", tables.TABLES)
def test_a_split_uses_every_row_exactly_once(name):
    table = tables.load_table(name)
    train, test = tables.split_table(table, unseen=0.3, seed=1)
    rows = np.concatenate([train.features, test.features])
    order = np.lexsort(rows.T)
    expected = table.features[np.lexsort(table.features.T)]
    np.testing.assert_array_equal(rows[order], expected)
    assert len(test) == pytest.approx(0.3 * len(table), abs=2)


def test_both_parts_of_a_split_have_the_same_mix_of_classes():
    train, test = tables.split_table(tables.load_table("wine"), unseen=0.25)
    share = [np.bincount(part.labels) / len(part) for part in (train, test)]
    np.testing.assert_allclose(*share, atol=0.02)


def test_a_split_depends_only_on_its_seed():
    labels = tables.load_table("iris").labels
    first, again = tables.split_rows(labels, seed=5), tables.split_rows(labels, seed=5)
    np.testing.assert_array_equal(first[1], again[1])
    assert not np.array_equal(first[1], tables.split_rows(labels, seed=6)[1])


@pytest.mark.parametrize("unseen", [0, 1, -0.5, 40])
def test_a_share_outside_0_to_1_is_refused(unseen):
    with pytest.raises(ValueError, match="between 0 and 1"):
        tables.split_rows(np.zeros(10), unseen=unseen)
