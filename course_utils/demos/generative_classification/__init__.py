"""Demos of notebook 7: Gaussians, the boundary between two of them, and estimates."""

from course_utils.demos.generative_classification.covariance_ellipse import (
    CovarianceEllipse,
)
from course_utils.demos.generative_classification.gaussians_on_your_points import (
    GaussiansOnYourPoints,
)
from course_utils.demos.generative_classification.regression_as_classifier import (
    RegressionAsClassifier,
)
from course_utils.demos.generative_classification.sample_and_estimate import (
    SampleAndEstimate,
)
from course_utils.demos.generative_classification.two_gaussians import TwoGaussians
from course_utils.demos.generative_classification.which_gaussian import WhichGaussian

# The demos in the order of the page.
__all__ = [
    "RegressionAsClassifier",
    "WhichGaussian",
    "CovarianceEllipse",
    "SampleAndEstimate",
    "TwoGaussians",
    "GaussiansOnYourPoints",
]
