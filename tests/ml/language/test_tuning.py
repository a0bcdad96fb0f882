import pytest
import torch
from torch import nn

from course_utils.ml.language.pretraining import make_writer
from course_utils.ml.language.tuning import (
    WAYS,
    Adapter,
    adapter_parameters,
    make_specialist,
)
from course_utils.ml.networks.fully_connected import count_parameters

WIDTH, LAYERS, CLASSES = 16, 2, 4


@pytest.fixture
def writer():
    return make_writer(width=WIDTH, layers=LAYERS)


def texts(batch=6, places=10):
    return torch.randint(0, 40, (batch, places), generator=torch.Generator())


def test_each_way_trains_what_it_says(writer):
    head = WIDTH * CLASSES + CLASSES
    old = count_parameters(writer) - count_parameters(writer.score)
    expected = {
        "head": head,
        "soft prompt": head + 8 * WIDTH,
        "adapter": head + adapter_parameters(WIDTH, 8, LAYERS),
        "full": head + old,
    }
    found = {way: count_parameters(make_specialist(writer, 4, way)) for way in WAYS}
    found["soft prompt"] -= 0
    assert found["head"] == expected["head"]
    assert found == expected


def test_adapter_parameters_are_those_of_torch():
    adapter = Adapter(nn.Identity(), 24, 5)
    assert adapter_parameters(24, 5, layers=3) == 3 * count_parameters(adapter)


def test_a_new_adapter_changes_nothing(writer):
    plain, adapted = (make_specialist(writer, 4, way) for way in ("head", "adapter"))
    adapted.head.load_state_dict(plain.head.state_dict())
    assert torch.allclose(plain(texts()), adapted(texts()))


@pytest.mark.parametrize("way", WAYS)
def test_one_update_moves_only_what_is_not_frozen(writer, way):
    specialist = make_specialist(writer, CLASSES, way)
    before = {n: p.detach().clone() for n, p in specialist.named_parameters()}
    wanted = [p for p in specialist.parameters() if p.requires_grad]
    optimizer = torch.optim.SGD(wanted, lr=0.1)
    specialist(texts()).logsumexp(dim=1).mean().backward()
    optimizer.step()
    for name, parameter in specialist.named_parameters():
        if not parameter.requires_grad:
            assert torch.equal(parameter, before[name]), name
    moved = {n for n, p in specialist.named_parameters() if (p != before[n]).any()}
    assert "head.weight" in moved
    assert any(n.startswith("writer.blocks.0") for n in moved) == (
        way in ("adapter", "full")
    )
    assert ("prompt" in moved) == (way == "soft prompt")


def test_the_writer_itself_is_left_as_it_was(writer):
    make_specialist(writer, CLASSES, "head")
    assert all(p.requires_grad for p in writer.parameters())


def test_an_unknown_way_is_refused(writer):
    with pytest.raises(ValueError, match="soft prompt"):
        make_specialist(writer, 4, "half")
