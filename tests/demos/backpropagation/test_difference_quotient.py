"""DifferenceQuotient: what holds in every state, and what it says."""

import pytest
import torch

from course_utils.demos.backpropagation.difference_quotient import DifferenceQuotient
from tests.demos.sweep import sweep


def test_the_quotient_is_wrong_by_what_the_demo_says():
    def error_is_measured(values, result):
        judge = {"sin x": torch.sin, "exp x": torch.exp, "x³": lambda x: x**3}
        x = torch.tensor(values["x"], dtype=torch.float64, requires_grad=True)
        judge[values["function"]](x).backward()
        assert result["slope"] == pytest.approx(x.grad.item(), abs=1e-12)
        assert result["error"] == abs(result["estimate"] - result["slope"])
        assert result["central"].min() < 1e-9

    sweep(DifferenceQuotient, invariant=error_is_measured)
