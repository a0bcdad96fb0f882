"""Graphs flow from left to right and no two nodes share a place."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from course_utils.draw.graphs import lay_out, layer_positions, plot_graph, plot_network

GRAPHS = [
    (3, [(0, 2), (1, 2)]),
    (5, [(0, 2), (1, 2), (0, 3), (2, 4), (3, 4)]),
    (9, [(0, 2), (1, 2), (2, 4), (3, 4), (4, 6), (5, 6), (6, 7), (7, 8), (0, 8)]),
    (2, [(0, 1), (0, 1)]),
]


@pytest.mark.parametrize(("count", "edges"), GRAPHS)
def test_every_edge_points_to_the_right(count, edges):
    places = lay_out(count, edges)
    assert all(places[parent, 0] < places[child, 0] for parent, child in edges)


@pytest.mark.parametrize(("count", "edges"), GRAPHS)
def test_nodes_are_at_least_one_row_or_column_apart(count, edges):
    places = lay_out(count, edges)
    for i in range(count):
        for j in range(i):
            assert np.abs(places[i] - places[j]).max() > 0.99


def test_a_layer_is_centred():
    for places, size in zip(layer_positions([2, 5, 1]), [2, 5, 1], strict=True):
        assert places.shape == (size, 2)
        assert places[:, 1].mean() == pytest.approx(0)


def test_plots_draw_on_the_given_axes_and_return_them():
    ax = Figure().subplots()
    assert plot_graph(ax, lay_out(*GRAPHS[1]), GRAPHS[1][1], "abcde") is ax
    assert plot_network(ax, [2, 3, 1], weights=[np.ones((3, 2)), np.ones((1, 3))]) is ax
    assert len(ax.collections) == 2 + 2 + 3
