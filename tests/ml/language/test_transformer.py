import pytest
import torch
from torch.nn import functional

from course_utils.ml.language.transformer import Attention, Block, make_transformer
from course_utils.ml.networks.fully_connected import count_parameters


def characters(batch=3, places=12, letters=20, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return torch.randint(0, letters, (batch, places), generator=generator)


@pytest.mark.parametrize("causal", [True, False])
def test_attention_agrees_with_that_of_torch(causal):
    torch.manual_seed(0)
    query, key, value = torch.randn(3, 2, 4, 7, 8)
    attention = Attention(32, 4, causal=causal)
    expected = functional.scaled_dot_product_attention(
        query, key, value, is_causal=causal
    )
    assert torch.allclose(attention.look(query, key) @ value, expected, atol=1e-6)


def test_a_whole_attention_layer_agrees_with_that_of_torch():
    torch.manual_seed(0)
    ours, theirs = (
        Attention(32, 4, causal=False),
        torch.nn.MultiheadAttention(32, 4, batch_first=True),
    )
    with torch.no_grad():
        theirs.in_proj_weight.copy_(ours.ask.weight)
        theirs.in_proj_bias.copy_(ours.ask.bias)
        theirs.out_proj.load_state_dict(ours.tell.state_dict())
    x = torch.randn(2, 9, 32)
    assert torch.allclose(ours(x), theirs(x, x, x)[0], atol=1e-6)


def test_a_block_is_a_layer_of_torch_with_the_norm_first():
    torch.manual_seed(0)
    ours = Block(16, 2, causal=False)
    theirs = torch.nn.TransformerEncoderLayer(
        16, 2, 64, 0.0, "gelu", batch_first=True, norm_first=True
    )
    parts = {
        "self_attn.in_proj_weight": ours.attention.ask.weight,
        "self_attn.in_proj_bias": ours.attention.ask.bias,
        "self_attn.out_proj.weight": ours.attention.tell.weight,
        "self_attn.out_proj.bias": ours.attention.tell.bias,
    }
    pairs = {"linear1": ours.think[0], "linear2": ours.think[2]}
    pairs |= {"norm1": ours.first, "norm2": ours.second}
    for name, module in pairs.items():
        parts |= {f"{name}.weight": module.weight, f"{name}.bias": module.bias}
    theirs.load_state_dict(parts)
    x = torch.randn(2, 5, 16)
    assert torch.allclose(ours(x), theirs(x), atol=1e-5)


def test_the_future_does_not_change_past_scores():
    model, text = make_transformer(20, width=16, places=12), characters()
    changed = text.clone()
    changed[:, 6:] = (changed[:, 6:] + 1) % 20
    before, after = model(text), model(changed)
    assert torch.allclose(before[:, :6], after[:, :6], atol=1e-6)
    assert not torch.allclose(before[:, 6:], after[:, 6:], atol=1e-3)


def test_a_filler_of_blanks_does_see_the_future():
    model, text = make_transformer(20, width=16, places=12, causal=False), characters()
    changed = text.clone()
    changed[:, -1] = (changed[:, -1] + 1) % 20
    assert not torch.allclose(model(text)[:, 0], model(changed)[:, 0], atol=1e-4)


def test_gradients_agree_with_central_differences():
    model = make_transformer(5, width=8, heads=2, layers=1, places=4).double()
    text = characters(2, 4, 5)

    def loss(place):
        with torch.no_grad():
            model.place.weight.copy_(place)
        return functional.cross_entropy(model(text).flatten(0, 1), text.flatten())

    place = model.place.weight.detach().clone()
    loss(place).backward()
    step = torch.zeros_like(place)
    step[2, 3] = 1e-5
    with torch.no_grad():
        slope = (loss(place + step) - loss(place - step)) / 2e-5
    assert torch.isclose(model.place.weight.grad[2, 3], slope, rtol=1e-4)


def test_the_parameters_are_those_counted_by_hand():
    letters, width, layers, places = 45, 64, 2, 48
    block = 4 * width + (3 + 1) * width**2 + 4 * width + 8 * width**2 + 5 * width
    embeddings = (letters + places) * width
    ends = 2 * width + (width + 1) * letters
    model = make_transformer(letters)
    assert count_parameters(model) == layers * block + embeddings + ends <= 200_000


def test_the_same_seed_gives_the_same_weights_and_leaves_torch_alone():
    torch.manual_seed(3)
    expected = torch.rand(1)
    torch.manual_seed(3)
    first, second = make_transformer(9, seed=1), make_transformer(9, seed=1)
    assert torch.equal(first.letter.weight, second.letter.weight)
    assert torch.equal(torch.rand(1), expected)
