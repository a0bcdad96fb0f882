"""Two layers are what they say."""

import torch

from course_utils.ml.networks.two_layers import TwoLayers


def test_two_layers_compute_what_they_say():
    model = TwoLayers(3, 5, 2)
    x = torch.randn(4, 3)
    hidden = (x @ model.first.weight.T + model.first.bias).clamp(min=0)
    wanted = hidden @ model.second.weight.T + model.second.bias
    torch.testing.assert_close(model(x), wanted)
