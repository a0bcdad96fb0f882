"""Import torchvision even where its compiled part does not fit the installed torch.

The CPU build of torch beside a CUDA build of torchvision stops `import torchvision`
with "operator torchvision::nms does not exist". The course needs transforms, datasets,
models and `make_grid`, and none of them uses the operators that are missing. So they
are declared by name, without a body, and only when the import has failed for want of
them. Use it in place of the plain import:

    from course_utils.data.torchvision_compat import torchvision

`torchvision.io.read_image` needs the compiled part: read pictures with PIL.
"""

import importlib
import sys
import warnings

import torch

MISSING_OPERATORS = {
    "torchvision::nms": "(Tensor dets, Tensor scores, float threshold) -> Tensor",
    "torchvision::qnms": "(Tensor dets, Tensor scores, float threshold) -> Tensor",
}


def import_torchvision():
    """Return the torchvision module, declaring its missing operators if it needs them.

    Raises whatever the import raises when the reason is another one.
    """
    try:
        return _import_quietly()
    except RuntimeError as error:
        if "operator torchvision::" not in str(error):
            raise
    _forget_half_imported_modules()
    _declare_missing_operators()
    return _import_quietly()


def _import_quietly():
    with warnings.catch_warnings():
        # torchvision.io says that its picture decoder is missing; PIL decodes here.
        warnings.filterwarnings("ignore", message="Failed to load image Python ext")
        return importlib.import_module("torchvision")


def _forget_half_imported_modules():
    for name in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
        del sys.modules[name]


def _declare_missing_operators():
    for name, schema in MISSING_OPERATORS.items():
        if not hasattr(torch.ops.torchvision, name.removeprefix("torchvision::")):
            torch.library.define(name, schema)


torchvision = import_torchvision()
