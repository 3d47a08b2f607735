"""Methods that make a picture which raises what they are pointed at."""

from __future__ import annotations

from collections.abc import Mapping

from xaiviewer.requests.method import Answers, InputShape, Method, Need
from xaiviewer.requests.parameter import SEED, Parameter, Value

FAMILY = "feature visualisation"

ALL_CHANNELS = -1
"""In place of a channel's number: all of the layer's together."""
MIDDLE = -1
"""In place of a unit's row or column: the middle of the layer's grid."""


def _cell(axis: str) -> Parameter:
    return Parameter(
        axis,
        "int",
        MIDDLE,
        f"of the unit on the layer's grid, counted from 0; {MIDDLE}: the middle",
        least=MIDDLE,
        most=4096,
        only_with=("target", "unit"),
    )


def _moved(name: str, default: float, text: str, most: float, unit: str) -> Parameter:
    """How far the picture is moved before each pass; a unit's is not, for it would see another place."""
    return Parameter(
        name, "float", default, text, least=0, most=most, unit=unit, only_with=("target", "class", "channel")
    )


def forward_passes(parameters: Mapping[str, Value], shape: InputShape) -> int:
    """One a step, one to find what is seen, and one of the picture at its beginning and in the end each."""
    return backward_passes(parameters, shape) + 2


def backward_passes(parameters: Mapping[str, Value], _shape: InputShape) -> int:
    """One a step, and one to find what is seen where the picture is made of noise."""
    if "octaves" in parameters:
        return int(parameters["steps"]) * int(parameters["octaves"])
    return int(parameters["steps"]) + 1


ACTIVATION_MAXIMISATION = Method(
    key="activation-maximisation",
    title="Activation maximisation",
    family=FAMILY,
    answers=Answers.SYNTHESIS,
    question="Which picture raises this class, channel or unit most?",
    source="Erhan 2009, Olah 2017",
    forward=forward_passes,
    backward=backward_passes,
    needs=(Need.ACTIVATIONS, Need.GRADIENTS),
    parameters=(
        Parameter(
            "target",
            "choice",
            "class",
            "what is raised: the class's logit, the mean of a layer's channel, or a unit: a channel at one place",
            choices=("class", "channel", "unit"),
        ),
        Parameter(
            "layer",
            "layer",
            "",
            "whose channel or unit; the last one with channels where none is named",
            only_with=("target", "channel", "unit"),
        ),
        Parameter(
            "channel",
            "int",
            0,
            "its number in the layer, counted from 0",
            least=0,
            most=65535,
            only_with=("target", "channel", "unit"),
        ),
        _cell("row"),
        _cell("column"),
        Parameter("steps", "int", 128, "of the ascent", least=1, most=4096),
        Parameter("step_size", "float", 0.05, "of the ascent (Adam)", least=0.0001, most=1),
        Parameter(
            "smoothness",
            "float",
            1.0,
            "how much sooner coarse structures change than fine ones: the power of their wavelength; 0: as pixels do",
            least=0,
            most=2,
        ),
        Parameter("total_variation", "float", 0.1, "how much unevenness counts against the picture", least=0, most=10),
        _moved("jitter", 8, "how far at most the picture is shifted before each pass", 64, "input pixels"),
        _moved("rotation", 8, "how far at most it is turned before each pass", 180, "degrees"),
        _moved("zoom", 0.08, "by which share at most it is enlarged or shrunk before each pass", 0.5, ""),
        SEED,
    ),
    quick={"steps": 48},
    thorough={"steps": 512},
    notes=(
        "The picture was made, not taken: it begins with noise, and of the slice it has the range of each sequence.",
        "What raises one unit raises many: it tells what the unit responds to, not what it is there for.",
    ),
)

DEEP_DREAM = Method(
    key="deep-dream",
    title="Deep Dream",
    family=FAMILY,
    answers=Answers.SYNTHESIS,
    question="What does a layer see in this slice, if what it sees is exaggerated?",
    source="Mordvintsev 2015",
    forward=forward_passes,
    backward=backward_passes,
    needs=(Need.ACTIVATIONS, Need.GRADIENTS),
    parameters=(
        Parameter("layer", "layer", "", "whose activations are raised; the last one with channels where none is named"),
        Parameter(
            "channel",
            "int",
            ALL_CHANNELS,
            f"its number in the layer, counted from 0; {ALL_CHANNELS}: all channels together",
            least=ALL_CHANNELS,
            most=65535,
        ),
        Parameter("octaves", "int", 3, "sizes at which the slice is dreamt on, the smallest first", least=1, most=8),
        Parameter("octave_scale", "float", 1.4, "from one size to the next", least=1.1, most=2),
        Parameter("steps", "int", 12, "of the ascent, at each size", least=1, most=512),
        Parameter(
            "step_size", "float", 0.06, "mean change of a pixel in one step", least=0.001, most=1, unit="deviations"
        ),
        Parameter("jitter", "int", 16, "how far at most the slice is shifted before each pass", least=0, most=64),
        Parameter("head_only", "flag", default=True, help="leave the air around the head as it is"),
        SEED,
    ),
    quick={"octaves": 2, "steps": 8},
    thorough={"octaves": 4, "steps": 32},
    notes=("The picture was made, not taken: what appears in it is in the network, not in the patient.",),
    warning="Made out of the slice: what appears here is not in the patient.",
)

METHODS: tuple[Method, ...] = (ACTIVATION_MAXIMISATION, DEEP_DREAM)
"""In the order in which they are listed."""
