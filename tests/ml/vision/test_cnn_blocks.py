import torch
from torch import nn

from course_utils.ml.networks.fully_connected import count_parameters
from course_utils.ml.vision import cnn_blocks as blocks


def test_a_vgg_block_halves_height_and_width():
    block = blocks.vgg_block(3, 4, 8)
    assert block(torch.zeros(1, 4, 10, 10)).shape == (1, 8, 5, 5)
    assert sum(isinstance(layer, nn.Conv2d) for layer in block) == 3


def test_two_times_3x3_have_fewer_weights_than_5x5_and_three_than_7x7():
    for count, kernel in ((2, 5), (3, 7)):
        stack = nn.Sequential(*[nn.Conv2d(16, 16, 3, bias=False) for _ in range(count)])
        large = nn.Conv2d(16, 16, kernel, bias=False)
        assert count_parameters(stack) < count_parameters(large)
        sizes = [m(torch.zeros(1, 16, 20, 20)).shape for m in (stack, large)]
        assert sizes[0] == sizes[1]


def test_the_1x1_layers_of_nin_look_at_no_neighbour():
    block = blocks.nin_block(2, 6, 3, padding=1)
    x = torch.randn(1, 2, 5, 5)
    maps = block[:2](x)
    by_pixel = block[2:](maps[:, :, 1:2, 3:4])
    torch.testing.assert_close(block(x)[:, :, 1:2, 3:4], by_pixel)


def test_inception_joins_the_channels_of_four_paths():
    block = blocks.Inception(6, 3, (2, 5), (1, 4), 2)
    x = torch.randn(2, 6, 9, 7)
    joined = block(x)
    assert joined.shape == (2, 14, 9, 7)
    assert block.outputs == 14
    torch.testing.assert_close(joined[:, :3], block.small(x))
    torch.testing.assert_close(joined[:, 3:8], block.middle(x))
    torch.testing.assert_close(joined[:, -2:], block.pooled(x))


def test_a_residual_block_with_nothing_to_say_passes_its_input_on():
    block = blocks.Residual(4, 4).eval()
    nn.init.zeros_(block.change[3].weight)
    x = torch.rand(1, 4, 6, 6)
    torch.testing.assert_close(block(x), x)


def test_a_residual_block_may_change_its_size():
    assert blocks.Residual(4, 8, stride=2)(torch.zeros(2, 4, 6, 6)).shape == (
        2,
        8,
        3,
        3,
    )


def test_global_average_is_the_mean_of_each_map():
    maps = torch.randn(2, 3, 4, 5)
    wanted = nn.functional.adaptive_avg_pool2d(maps, 1).flatten(1)
    torch.testing.assert_close(blocks.GlobalAverage()(maps), wanted)
