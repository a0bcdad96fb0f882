"""Sliders for deeper networks: layer by layer, what a pixel sees, Inception's paths."""

from course_utils.demos.deeper_cnns.architecture_explorer import ArchitectureExplorer
from course_utils.demos.deeper_cnns.field_calculator import FieldCalculator
from course_utils.demos.deeper_cnns.inception_knobs import InceptionKnobs

# The demos in the order of the page.
__all__ = [
    "ArchitectureExplorer",
    "FieldCalculator",
    "InceptionKnobs",
]
