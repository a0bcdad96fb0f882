"""The parts of the course: which notebook belongs to which, and its demos in order."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Lesson:
    """One notebook: its file without `.ipynb`, its title, its demos in order.

    `demos` names each as `module.Class`, the module one of `course_utils.demos`.
    """

    notebook: str
    title: str
    demos: tuple

    @property
    def number(self):
        """The number that the notebook's name begins with."""
        return int(self.notebook[:2])


@dataclass(frozen=True)
class Part:
    """Some notebooks that belong together, in order."""

    title: str
    lessons: tuple

    @property
    def numbers(self):
        """The first and the last notebook's number."""
        return self.lessons[0].number, self.lessons[-1].number


def _lesson(notebook, title, **demos):
    """Return a Lesson from the names of demos for each module, in order."""
    names = (f"{module}.{name}" for module in demos for name in demos[module].split())
    return Lesson(notebook, title, tuple(names))


PARTS = (
    Part("Tools", (
        _lesson("00_start_here", "Start here", start_here="FitALineByHand"),
        _lesson("01_pytorch_toolbox", "The PyTorch toolbox",
                pytorch_toolbox="Broadcasting TransformPlayground DealingCards"),
    )),
    Part("Regression", (
        _lesson("02_looking_for_a_function", "Looking for a function",
                looking_for_a_function="DescentOnTheErrorSurface DaysOfHistory "
                "OneSigmoid CurveOutOfPieces"),
        _lesson("03_overfitting_and_regularization", "Overfitting and regularisation",
                regularization="DegreeAndPenalty WeightsAgainstPenalty"),
        _lesson("04_bias_and_variance", "Bias and variance",
                bias_and_variance="Dartboard", model_selection="Folds Search",
                imbalance="Imbalance", capacity="Shattering"),
    )),
    Part("Gradient descent", (
        _lesson("05_gradient_descent", "Gradient descent",
                gradient_descent="Parabola Valley TaylorCircle RoadWithTraps"),
        _lesson("06_adaptive_steps_and_scaling", "Adaptive steps and scaling",
                adaptive_steps="BestStep OptimizerRace",
                feature_scaling="BatchSizeAndPath FeatureScale"),
    )),
    Part("Classification", (
        _lesson("07_generative_classification", "Generative classification",
                generative_classification="RegressionAsClassifier WhichGaussian "
                "CovarianceEllipse SampleAndEstimate TwoGaussians"),
        _lesson("08_logistic_regression", "Logistic regression",
                logistic_regression="LogisticCurve TwoLosses Threshold "
                "ThirteenExamples LittleDataOrMuch"),
        _lesson("09_softmax_and_its_limits", "Softmax and its limits",
                softmax="SoftmaxBars Surprise ThreeClasses LineOnXor "
                "TransformedSpace KernelMachine"),
    )),
    Part("Networks and backpropagation", (
        _lesson("10_neural_networks", "Neural networks",
                neural_networks="ForwardPass Playground DigitThroughLayers"),
        _lesson("11_backpropagation", "Backpropagation",
                backpropagation="GraphStepper OneNeuronsBlame DifferenceQuotient"),
        _lesson("12_when_training_goes_wrong", "When training goes wrong",
                training_problems="EarlyStopping TrainingClinic"),
    )),
    Part("Training well", (
        _lesson("13_critical_points", "Critical points",
                critical_points="QuadraticBowl EscapeTheSaddle "
                "MinimaInManyDimensions SpectrumOfANetwork"),
        _lesson("14_batch_and_momentum", "Batch and momentum",
                batch_and_momentum="BatchSize FlatAndSharp HeavyBall "
                "HeavyBallInAValley"),
        _lesson("15_weight_decay_and_dropout", "Weight decay and dropout",
                weight_decay_and_dropout="WeightDecay DropoutMasks Curves"),
        _lesson("16_numerical_stability", "Numerical stability",
                numerical_stability="DepthAndScale LogSumExp Residual"),
    )),
    Part("Convolutional networks", (
        _lesson("17_convolution_and_pooling", "Convolution and pooling",
                convolution="WindowOverAPhotograph LearningAKernel Channels "
                "PoolingAndShift ReceptiveField"),
        _lesson("18_lenet", "LeNet: a small network that reads digits",
                lenet="ShapeWalker Disturbed FeatureMaps LearningEpochs"),
        _lesson("19_deeper_cnns", "Deeper CNNs: blocks, 1×1 and parallel paths",
                deeper_cnns="ArchitectureExplorer FieldCalculator InceptionKnobs"),
    )),
    Part("Outlook", (
        _lesson("20_ideas_behind_chatgpt", "Ideas behind ChatGPT",
                chatgpt_ideas="NextCharacter StayingClose Votes"),
    )),
)  # fmt: skip


def lessons():
    """List the lessons of all parts in order."""
    return [lesson for part in PARTS for lesson in part.lessons]
