"""The parts of the course: which notebook belongs to which, and its demos in order."""

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

DEMOS = Path(__file__).parent / "demos"


@dataclass(frozen=True)
class Lesson:
    """One notebook: its file without `.ipynb`, and its title."""

    notebook: str
    title: str

    @property
    def number(self):
        """The number that the notebook's name begins with."""
        return int(self.notebook[:2])

    @property
    def topic(self):
        """The notebook's name without its number: its name in every room."""
        return self.notebook[3:]

    @cached_property
    def demos(self):
        """Its demos as `topic.Class`, in the order of the page, read from the text.

        They are the classes that `course_utils.demos.TOPIC` lists in `__all__`.
        """
        opened = DEMOS / self.topic / "__init__.py"
        lists = [
            ast.literal_eval(node.value)
            for node in ast.parse(opened.read_text(encoding="utf-8")).body
            if isinstance(node, ast.Assign) and node.targets[0].id == "__all__"
        ]
        classes = [
            name for name in lists[0] if name[0].isupper() and not name.isupper()
        ]
        return tuple(f"{self.topic}.{name}" for name in classes)


@dataclass(frozen=True)
class Part:
    """Some notebooks that belong together, in order."""

    title: str
    lessons: tuple

    @property
    def numbers(self):
        """The first and the last notebook's number."""
        return self.lessons[0].number, self.lessons[-1].number


PARTS = (
    Part("Tools", (
        Lesson("00_start_here", "Start here"),
        Lesson("01_pytorch_toolbox", "The PyTorch toolbox"),
    )),
    Part("Regression", (
        Lesson("02_looking_for_a_function", "Looking for a function"),
        Lesson("03_overfitting_and_regularization", "Overfitting and regularisation"),
        Lesson("04_bias_and_variance", "Bias and variance"),
    )),
    Part("Gradient descent", (
        Lesson("05_gradient_descent", "Gradient descent"),
        Lesson("06_adaptive_steps_and_scaling", "Adaptive steps and scaling"),
    )),
    Part("Classification", (
        Lesson("07_generative_classification", "Generative classification"),
        Lesson("08_logistic_regression", "Logistic regression"),
        Lesson("09_softmax_and_its_limits", "Softmax and its limits"),
    )),
    Part("Networks and backpropagation", (
        Lesson("10_neural_networks", "Neural networks"),
        Lesson("11_backpropagation", "Backpropagation"),
        Lesson("12_when_training_goes_wrong", "When training goes wrong"),
    )),
    Part("Training well", (
        Lesson("13_critical_points", "Critical points"),
        Lesson("14_batch_and_momentum", "Batch and momentum"),
        Lesson("15_weight_decay_and_dropout", "Weight decay and dropout"),
        Lesson("16_numerical_stability", "Numerical stability"),
    )),
    Part("Convolutional networks", (
        Lesson("17_convolution_and_pooling", "Convolution and pooling"),
        Lesson("18_lenet", "LeNet: a small network that reads digits"),
        Lesson("19_deeper_cnns", "Deeper CNNs: blocks, 1×1 and parallel paths"),
    )),
    Part("Outlook", (
        Lesson("20_ideas_behind_chatgpt", "Ideas behind ChatGPT"),
    )),
)  # fmt: skip


def lessons():
    """List the lessons of all parts in order."""
    return [lesson for part in PARTS for lesson in part.lessons]
