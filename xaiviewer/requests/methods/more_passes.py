"""Methods that run the network several times to make one layer's map, or every layer's."""

from __future__ import annotations

from collections.abc import Mapping

from xaiviewer.requests.method import Answers, InputShape, Method, Need
from xaiviewer.requests.methods.common import LAYER
from xaiviewer.requests.parameter import SEED, Parameter, Value

FAMILY = "more passes, any layer"

_MOST = 4096
"""Channels: no common network has a layer with more, so that this is all of them."""


def _channels(default: int, which: str) -> Parameter:
    return Parameter("channels", "int", default, f"how many are tried, of those {which}", least=1, most=_MOST)


def _each_and_whole(parameters: Mapping[str, Value], _shape: InputShape) -> int:
    return int(parameters["channels"]) + 1


def _samples(parameters: Mapping[str, Value], _shape: InputShape) -> int:
    return int(parameters["samples"])


def _samples_and_slice(parameters: Mapping[str, Value], shape: InputShape) -> int:
    return _samples(parameters, shape) + 1


SMOOTH_GRAD_CAM = Method(
    key="smooth-grad-cam++",
    title="Smooth Grad-CAM++",
    family=FAMILY,
    answers=Answers.EVERY_LAYER,
    question="Where are the channels active that speak for the class anywhere, whatever little noise there is?",
    source="Omeiza 2019",
    forward=_samples_and_slice,
    backward=_samples,
    needs=(Need.ACTIVATIONS, Need.GRADIENTS),
    parameters=(
        Parameter("samples", "int", 16, "how many noisy slices are averaged over", least=1, most=1000),
        Parameter(
            "noise",
            "float",
            0.05,
            "standard deviation, as a share of the slice's range, from its smallest value to its largest",
            least=0,
            most=1,
        ),
        SEED,
    ),
    quick={"samples": 4},
    thorough={"samples": 64},
    notes=("The gradient and its powers are averaged over the noisy slices; the activations are the slice's own.",),
)

SCORE_CAM = Method(
    key="score-cam",
    title="Score-CAM",
    family=FAMILY,
    answers=Answers.MAP,
    question="Where are the channels active that, as masks over the slice, leave in view what speaks for the class?",
    source="Wang 2020",
    forward=_each_and_whole,
    needs=(Need.ACTIVATIONS,),
    parameters=(LAYER, _channels(128, "whose activations vary most over the slice")),
    signed=False,
    quick={"channels": 32},
    thorough={"channels": _MOST},
    notes=(
        "At most as many channels are tried as the layer has; the others get no weight.",
        "A mask multiplies the input: what it hides becomes the input's zero, each sequence's mean.",
    ),
)

ABLATION_CAM = Method(
    key="ablation-cam",
    title="Ablation-CAM",
    family=FAMILY,
    answers=Answers.MAP,
    question="Where are the channels active without which the logit falls?",
    source="Desai and Ramaswamy 2020",
    forward=_each_and_whole,
    backward=1,
    needs=(Need.ACTIVATIONS, Need.GRADIENTS),
    parameters=(LAYER, _channels(256, "that should change the logit most, by activation x gradient")),
    quick={"channels": 64},
    thorough={"channels": _MOST},
    notes=(
        "At most as many channels are silenced as the layer has; the others get no weight.",
        "Only what lies behind the layer runs anew for each channel: the later the layer, the quicker.",
    ),
)

METHODS: tuple[Method, ...] = (SMOOTH_GRAD_CAM, SCORE_CAM, ABLATION_CAM)
"""In the order in which they are listed."""
