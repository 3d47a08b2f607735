"""Methods that follow the logit's gradient down to the pixels of the input.

A gradient has a value for each pixel of each input channel. One map is made of it by the sum over the channels, which
keeps whatever the values add up to; `SEQUENCE` asks for one channel's share of that sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from xaiviewer.requests.method import Answers, InputShape, Method, Need
from xaiviewer.requests.methods.common import COMPACTNESS, LAYER
from xaiviewer.requests.parameter import INPUT, SEED, Parameter, Value

BACKGROUND, PHANTOM, FILLINGS = "background", "phantom", "fillings"
"""A parameter, and what it may be."""

FAMILY = "gradients at the input"

SEQUENCE = Parameter(
    "sequence",
    "int",
    0,
    "whose share is shown, counted from 1 in the input's order; 0: all together",
    least=0,
    most=64,
    zero="all sequences",
)
STEPS = Parameter("steps", "int", 50, "points of the path at which the gradient is taken", least=2, most=2000)
RULE = Parameter(
    "rule",
    "choice",
    "gauss-legendre",
    "where on the path, and how much each point counts",
    choices=("gauss-legendre", "midpoint", "trapezoid"),
)
BASELINE = Parameter(
    "baseline",
    "choice",
    "mean",
    "where the path begins: each sequence's mean over the slice's head, the slice blurred, or the input's zero, which "
    "is each sequence's mean over the whole case",
    choices=("mean", "blur", "zero"),
)
EXTREMES = Parameter(
    "baseline",
    "choice",
    "black-white",
    "where the paths begin: one at each sequence's least value on the slice and one at its greatest, or one at the "
    "slice blurred",
    choices=("black-white", "blur"),
)
HEAD_ONLY = Parameter(
    "head_only", "flag", default=True, help="leave the air around the head as it is, so that none of it counts"
)
BLUR = Parameter(
    "blur",
    "float",
    12.0,
    "standard deviation of the blur",
    least=0.5,
    most=128,
    unit="input pixels",
    only_with=(BASELINE.name, "blur"),
)
SAMPLES = Parameter("samples", "int", 50, "noisy slices that are averaged", least=2, most=10000)
NOISE = Parameter(
    "noise", "float", 0.15, "the noise's standard deviation, as a share of the slice's range", least=0.001, most=1
)

_BOTH = (Need.GRADIENTS,)
_GUIDED = (
    "Guided methods fail the sanity check of Adebayo 2018: a network of random weights gives nearly the same picture. "
    "They show edges of the slice, not what decided."
)


def _samples(parameters: Mapping[str, Value], _shape: InputShape) -> int:
    return int(parameters["samples"])


def _steps(parameters: Mapping[str, Value], _shape: InputShape) -> int:
    return int(parameters["steps"])


def _path(parameters: Mapping[str, Value], _shape: InputShape) -> int:
    return int(parameters["steps"]) + 2  # both of its ends


def paths(parameters: Mapping[str, Value]) -> int:
    """How many paths an `XRAI` request follows."""
    return 2 if parameters["baseline"] == "black-white" else 1


def _gradients_of_paths(parameters: Mapping[str, Value], _shape: InputShape) -> int:
    return paths(parameters) * int(parameters["steps"])


def _paths(parameters: Mapping[str, Value], shape: InputShape) -> int:
    return _gradients_of_paths(parameters, shape) + paths(parameters) + 1


def _expected(parameters: Mapping[str, Value], _shape: InputShape) -> int:
    noisy_layer = parameters["layer"] != INPUT and float(parameters["smoothing"]) > 0
    return int(parameters["samples"]) * (2 if noisy_layer else 1) + 1


SALIENCY = Method(
    key="saliency",
    title="Saliency",
    family=FAMILY,
    answers=Answers.MAP,
    question="By how much would the logit change with a small change of this pixel?",
    source="Simonyan 2013",
    forward=1,
    backward=1,
    needs=_BOTH,
    parameters=(
        Parameter(
            "over_sequences",
            "choice",
            "largest",
            "what a pixel shows: the largest size of change of any sequence, as in the paper, or the sum with its sign",
            choices=("largest", "sum"),
        ),
        SEQUENCE,
    ),
    sizes=("over_sequences", "largest"),
    notes=("It tells what the decision is sensitive to, not what it rests on.",),
)
INPUT_X_GRADIENT = Method(
    key="input-x-gradient",
    title="Input × gradient",
    family=FAMILY,
    answers=Answers.MAP,
    question="By how much would the logit fall, to first order, if this pixel were the case's mean?",
    source="Shrikumar 2016",
    forward=2,  # the zero input, for the gap
    backward=1,
    needs=_BOTH,
    parameters=(SEQUENCE,),
    notes=("Complete on linear networks alone: the gap tells how far this one is from it.",),
)
FULL_GRAD = Method(
    key="full-grad",
    title="FullGrad",
    family=FAMILY,
    answers=Answers.MAP,
    question="How do the pixels and the biases of all layers add up to the logit?",
    source="Srinivas and Fleuret 2019",
    forward=1,
    backward=1,
    needs=(Need.ACTIVATIONS, Need.GRADIENTS),
    parameters=(
        Parameter(
            "form",
            "choice",
            "complete",
            "complete: signed, all that lies on the picture, so that it adds up to the logit; display: the paper's "
            "picture, each channel's size scaled to its range",
            choices=("complete", "display"),
        ),
    ),
    sizes=("form", "display"),
    notes=("Complete where the network is piecewise linear, as with ReLUs; elsewhere the gap tells.",),
)
_SMOOTH_QUESTION = "On average over noisy copies of the slice, by how much would the logit change with this pixel?"
_SMOOTH = (SAMPLES, NOISE, SEQUENCE, SEED)
SMOOTH_GRAD = Method(
    key="smooth-grad",
    title="SmoothGrad",
    family=FAMILY,
    answers=Answers.MAP,
    question=_SMOOTH_QUESTION,
    source="Smilkov 2017",
    forward=_samples,
    backward=_samples,
    needs=_BOTH,
    parameters=_SMOOTH,
    quick={"samples": 16},
    thorough={"samples": 200},
    notes=("Noise is itself something that the network was not trained on.",),
)
SMOOTH_GRAD_SQUARED = Method(
    key="smooth-grad-squared",
    title="SmoothGrad²",
    family=FAMILY,
    answers=Answers.MAP,
    question="On average over noisy copies of the slice, how strongly does the logit change with this pixel, "
    "whichever way?",
    source="Hooker 2019",
    forward=_samples,
    backward=_samples,
    needs=_BOTH,
    parameters=_SMOOTH,
    signed=False,
    sizes=True,
    quick={"samples": 16},
    thorough={"samples": 200},
    notes=("The mean square of the gradient: large values stand out more than with SmoothGrad.",),
)
INTEGRATED_GRADIENTS = Method(
    key="integrated-gradients",
    title="Integrated Gradients",
    family=FAMILY,
    answers=Answers.MAP,
    question="What does each pixel bring to the logit on the way from the baseline to the slice?",
    source="Sundararajan 2017",
    forward=_path,
    backward=_steps,
    needs=_BOTH,
    parameters=(STEPS, RULE, BASELINE, BLUR, HEAD_ONLY, SEQUENCE),
    quick={"steps": 16},
    thorough={"steps": 200},
    notes=("The baseline decides what counts as nothing: compare two.",),
)
EXPECTED_GRADIENTS = Method(
    key="expected-gradients",
    title="Expected Gradients (GradientSHAP)",
    family=FAMILY,
    answers=Answers.MAP,
    question="What does each pixel bring to the logit, compared with slices that have no finding?",
    source="Erion 2021; Lundberg and Lee 2017",
    forward=_expected,
    backward=_samples,
    needs=_BOTH,
    parameters=(
        Parameter("samples", "int", 100, "places on paths from the background that are averaged", least=2, most=10000),
        Parameter(
            BACKGROUND,
            "choice",
            PHANTOM,
            "what is compared with: slices of computed heads without a lesion (no patient's), or the slice itself "
            "replaced by its mean, its blur and the input's zero",
            choices=(PHANTOM, FILLINGS),
        ),
        Parameter(
            "smoothing",
            "float",
            0.0,
            "standard deviation of noise added to the slice in each sample, as a share of its range",
            least=0,
            most=1,
        ),
        Parameter("layer", "layer", INPUT, "whose values are given a part in the change", input_too=True),
        replace(SEQUENCE, only_with=("layer", INPUT)),
        SEED,
    ),
    quick={"samples": 24},
    thorough={"samples": 500},
    notes=(
        "The background's logits are computed once more for every request.",
        "At an inner layer other paths may lead round it, so that its values need not add up.",
    ),
)
GUIDED_BACKPROP = Method(
    key="guided-backprop",
    title="Guided Backprop",
    family=FAMILY,
    answers=Answers.MAP,
    question="Which pixels drive activations that all speak for the class?",
    source="Springenberg 2014",
    forward=1,
    backward=1,
    needs=_BOTH,
    parameters=(SEQUENCE,),
    notes=("For networks with ReLUs: no others can be guided.",),
    warning=_GUIDED,
)
GUIDED_GRAD_CAM = Method(
    key="guided-grad-cam",
    title="Guided Grad-CAM",
    family=FAMILY,
    answers=Answers.MAP,
    question="Which pixels drive activations that speak for the class, where the layer's Grad-CAM is above zero?",
    source="Selvaraju 2017",
    forward=2,
    backward=2,
    needs=(Need.ACTIVATIONS, Need.GRADIENTS),
    parameters=(LAYER, SEQUENCE),
    notes=("For networks with ReLUs: no others can be guided.",),
    warning=_GUIDED,
)
XRAI = Method(
    key="xrai",
    title="XRAI",
    family=FAMILY,
    answers=Answers.MAP,
    question="Which regions bring most to the logit for their size?",
    source="Kapishnikov 2019",
    forward=_paths,
    backward=_gradients_of_paths,
    needs=_BOTH,
    parameters=(STEPS, RULE, EXTREMES, BLUR, HEAD_ONLY, COMPACTNESS),
    quick={"steps": 16},
    thorough={"steps": 200},
    notes=(
        "A pixel shows the density of the region that it was added with: above any value lie the regions ranked best.",
        "Regions are superpixels of six sizes, not those of the paper.",
    ),
)

METHODS: tuple[Method, ...] = (
    SALIENCY,
    INPUT_X_GRADIENT,
    FULL_GRAD,
    SMOOTH_GRAD,
    SMOOTH_GRAD_SQUARED,
    INTEGRATED_GRADIENTS,
    EXPECTED_GRADIENTS,
    GUIDED_BACKPROP,
    GUIDED_GRAD_CAM,
    XRAI,
)
"""In the order in which they are listed."""
