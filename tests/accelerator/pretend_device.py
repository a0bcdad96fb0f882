"""An accelerator in pure Python: the processor does the sums, the rules are a GPU's.

Its tensors refuse what tensors on a graphics card refuse: to meet those of the
processor, to become numpy arrays, to be drawn with the processor's generator. It is no
test of speed or of a card's own rounding, and what was saved is on the processor when
it is loaded again.

A process is given the card once and for good, before torch first goes backward: a
kernel by `kernel_start.py`, the tests in `on_card.py` by the process they run in.
"""

from functools import partial

import torch
from torch.optim.optimizer import register_optimizer_step_pre_hook
from torch.utils import backend_registration

NAME = "pretend"
aten = torch.ops.aten
KERNELS = torch.library.Library("aten", "IMPL", "PrivateUse1")
ALL_OTHERS = torch.library.Library("_", "IMPL", "PrivateUse1")
COPYING = {aten._to_copy.default, aten.copy_.default, aten.lift_fresh.default}
# Torch makes these by making an empty tensor larger, which these tensors cannot become.
GROWN = (
    aten.arange.default,
    aten.arange.start,
    aten.arange.start_step,
    aten.eye.default,
    aten.eye.m,
)
# A card takes indices from the processor, the processor none from the card.
INDEXING = {
    aten.index.Tensor,
    aten.index_put.default,
    aten.index_put_.default,
    aten._index_put_impl_.default,
}


def available():
    """Tell whether this version of torch lets a device be written in Python."""
    return hasattr(backend_registration, "_setup_privateuseone_for_python_backend")


class OnCard(torch.Tensor):
    """A tensor that says it is on the card; its numbers are those of `raw`, off it."""

    @staticmethod
    def __new__(cls, raw):
        tensor = torch.Tensor._make_wrapper_subclass(
            cls,
            raw.size(),
            strides=raw.stride(),
            storage_offset=raw.storage_offset(),
            dtype=raw.dtype,
            device=torch.device(NAME, 0),
        )
        tensor.raw = raw
        return tensor

    def __repr__(self, **_):
        return f"{repr(self.raw)[:-1]}, device='{self.device}')"

    def __format__(self, form):
        return format(self.item() if self.dim() == 0 else repr(self), form)

    def __reduce_ex__(self, protocol):
        return self.raw.__reduce_ex__(protocol)  # saved and loaded: on the processor

    def tolist(self):
        return self.raw.tolist()

    @classmethod
    def __torch_dispatch__(cls, function, types, args=(), kwargs=None):
        return dispatch(function, args, kwargs or {})


class Card:
    """What the card has done."""

    operations = 0


def make(function, *args, **kwargs):
    """Make a tensor on the card: all other operations find a tensor of it first."""
    return dispatch(function, args, kwargs)


def dispatch(function, args, kwargs):
    """Do one operation of torch as a card would, or refuse it as a card would."""
    values = flat((*args, *kwargs.values()))
    cards = [value for value in values if isinstance(value, OnCard)]
    if cards:
        refuse_to_mix(function, args, values)
    if kwargs.get("generator") is not None:
        raise RuntimeError(
            f"Expected a '{NAME}' device type for generator but found "
            f"'{kwargs['generator'].device.type}' ({function})"
        )
    Card.operations += 1
    result = function(*to_plain(args), **to_plain(kwargs))
    if function is aten.copy_.default:
        return args[0]
    if function is aten._to_copy.default and to_processor(kwargs.get("device")):
        return result
    return to_card(result, {id(card.raw): card for card in cards})


def to_processor(device):
    return device is not None and device.type == "cpu"


def flat(values):
    """Return the values of an operation, those in lists one by one."""
    found = []
    for value in values:
        if isinstance(value, list | tuple):
            found += flat(value)
        else:
            found.append(value)
    return found


def refuse_to_mix(function, args, values):
    """Raise RuntimeError when tensors of the card and the processor meet.

    Numbers without dimensions may, and so may a card's tensor and its indices.
    """
    if function in COPYING:
        return
    if function in INDEXING and isinstance(args[0], OnCard):
        values = flat((args[0], args[2:]))
    for value in values:
        plain = isinstance(value, torch.Tensor) and not isinstance(value, OnCard)
        if plain and value.dim() > 0:
            raise RuntimeError(
                "Expected all tensors to be on the same device, but found at least "
                f"two devices, {NAME}:0 and cpu! ({function})"
            )


def to_plain(value):
    """Return what the processor calculates with in place of arguments."""
    if isinstance(value, OnCard):
        return value.raw
    if isinstance(value, torch.device):
        return torch.device("cpu") if value.type == NAME else value
    if isinstance(value, dict):
        return {key: to_plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(to_plain(part) for part in value)
    return value


def to_card(value, known):
    """Put results onto the card; what was changed in place stays the same tensor."""
    if isinstance(value, list | tuple):
        return type(value)(to_card(part, known) for part in value)
    if not isinstance(value, torch.Tensor) or isinstance(value, OnCard):
        return value
    if id(value) not in known:
        return OnCard(value)
    tensor = known[id(value)]
    if tensor.size() != value.size():
        raise NotImplementedError("a tensor of this card cannot change its size")
    return tensor


def refuse_forgotten(optimizer, args, kwargs):
    """Raise RuntimeError when an optimizer holds nothing that has a gradient.

    A model that moves to this card gets new parameters, as on some real ones: an
    optimizer made before knows only the old, and would train nothing without a word.
    """
    groups = [group["params"] for group in optimizer.param_groups]
    if all(parameter.grad is None for group in groups for parameter in group):
        raise RuntimeError("the model moved after its optimizer was made")


def switch_on():
    """Give this process the card, let `pick_device` choose it; return its device."""
    from course_utils.ml.training import device

    backend_registration._setup_privateuseone_for_python_backend(NAME)
    # torch.tensor(..., device=card) first makes a tensor here, then moves it as others.
    torch._C._set_only_lift_cpu_tensors(True)
    register_optimizer_step_pre_hook(refuse_forgotten)
    processor = device.pick_device

    def pick_device(name=None):
        return processor(name) if name == "cpu" else torch.device(NAME, 0)

    device.pick_device = pick_device
    ALL_OTHERS.fallback(make)
    for function in GROWN:
        KERNELS.impl(function, partial(make, function))
    return torch.device(NAME, 0)
