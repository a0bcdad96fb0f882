"""InceptionKnobs: what holds in every state, and what it says."""

from course_utils.demos import deeper_cnns as demos
from course_utils.ml.networks.fully_connected import count_parameters
from course_utils.ml.vision import architectures as nets
from course_utils.ml.vision.cnn_blocks import Inception
from tests.demos.sweep import sweep


def test_the_knobs_count_the_parameters_of_the_block():
    def invariant(values, result):
        block = nets.make_on_paper(
            lambda: Inception(
                192,
                values["small"],
                (values["middle_in"], values["middle"]),
                (values["large_in"], values["large"]),
                values["pooled"],
            )
        )
        which = "parameters" if values["bottlenecks"] else "other"
        assert result[which].sum() == count_parameters(block)
        assert result["outputs"].sum() == block.outputs

    sweep(demos.InceptionKnobs, invariant)
