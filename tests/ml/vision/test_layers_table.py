import torch
from torch import nn

from course_utils.ml.networks.fully_connected import count_parameters
from course_utils.ml.vision.layers_table import as_text, layers_table, totals
from course_utils.ml.vision.lenet import LeNet


def test_shapes_and_costs_of_lenet_are_those_of_the_book():
    rows = layers_table(LeNet(), (1, 28, 28))
    shapes = [row.shape for row in rows if row.kind in ("Conv2d", "MaxPool2d")]
    assert shapes == [(6, 28, 28), (6, 14, 14), (16, 10, 10), (16, 5, 5)]
    costs = [row.parameters for row in rows if row.parameters]
    assert costs == [156, 2416, 48120, 10164, 850]
    adds = [row.multiply_adds for row in rows if row.multiply_adds]
    assert adds == [6 * 784 * 25, 16 * 100 * 150, 400 * 120, 120 * 84, 84 * 10]


def test_a_network_that_cannot_take_an_empty_batch_is_listed_as_well():
    class Flat(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv, self.linear = nn.Conv2d(1, 2, 3), nn.Linear(2 * 4, 5)

        def forward(self, x):
            x = self.conv(x)
            return self.linear(x.view(len(x), -1))

    rows = layers_table(Flat(), (1, 4, 4))
    assert [(row.name, row.shape) for row in rows] == [
        ("conv", (2, 2, 2)),
        ("linear", (5,)),
    ]


def test_multiply_adds_are_counted_by_torch_itself_as_well():
    from torch.utils.flop_counter import FlopCounterMode

    network = nn.Sequential(
        nn.Conv2d(4, 8, 3, stride=2, groups=2), nn.Flatten(), nn.Linear(8 * 9, 5)
    )
    with FlopCounterMode(display=False) as counter:
        network(torch.zeros(1, 4, 7, 7))
    parameters, adds = totals(layers_table(network, (4, 7, 7)))
    assert 2 * adds == counter.get_total_flops()
    assert parameters == count_parameters(network)


def test_the_network_is_left_as_it_was():
    network = LeNet()
    before = {name: w.clone() for name, w in network.state_dict().items()}
    layers_table(network, (1, 28, 28))
    assert network.training
    for name, weight in network.state_dict().items():
        assert torch.equal(weight, before[name])
    assert not any(module._forward_hooks for module in network.modules())


def test_the_text_ends_with_the_totals():
    text = as_text(layers_table(LeNet(), (1, 28, 28)))
    assert "61,706" in text.splitlines()[-1]
