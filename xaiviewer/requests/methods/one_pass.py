"""Methods that turn every layer's activation and gradient into a map: one pass serves them all.

*A* is a layer's activation, *G* the change of the class's logit with each value of *A*.
"""

from __future__ import annotations

from xaiviewer.requests.method import Answers, Method, Need

FAMILY = "one pass over all layers"


def _method(key: str, title: str, question: str, source: str, *notes: str) -> Method:
    return Method(
        key=key,
        title=title,
        family=FAMILY,
        answers=Answers.EVERY_LAYER,
        question=question,
        source=source,
        forward=1,
        backward=1,
        needs=(Need.ACTIVATIONS, Need.GRADIENTS),
        shared=True,
        notes=notes,
    )


GRAD_CAM = _method(
    "grad-cam",
    "Grad-CAM",
    "Where are the channels active that on the whole speak for the class?",
    "Selvaraju 2017",
    "One weight per channel: it says little in shallow layers.",
)
GRAD_CAM_PLUS_PLUS = _method(
    "grad-cam++",
    "Grad-CAM++",
    "Where are the channels active that speak for the class anywhere?",
    "Chattopadhay 2018",
)
HIRES_CAM = _method(
    "hires-cam",
    "HiResCAM",
    "By how much would the logit fall, to first order, without a position's activations?",
    "Draelos and Carin 2020",
)
LAYER_CAM = _method(
    "layer-cam",
    "LayerCAM",
    "Where are activations whose growth would speak for the class?",
    "Jiang 2021",
    "In shallow layers it mostly follows the activations, whatever the layers behind have learnt.",
)
XGRAD_CAM = _method(
    "xgrad-cam",
    "XGrad-CAM",
    "Where are the channels active whose activations speak for the class?",
    "Fu 2020",
    "Made for activations above zero: where a channel's sum is below zero, as the evidence's may be, its map turns.",
)

CAM = Method(
    key="cam",
    title="CAM",
    family=FAMILY,
    answers=Answers.MAP,
    question="What does each position of the last layer add to the logit?",
    source="Zhou 2016",
    forward=1,
    needs=(Need.ACTIVATIONS,),
    notes=(
        "For networks that end in the mean over positions and one linear layer.",
        "Where several layers are joined before that mean, the map is of all of them.",
        "In a network that decides by local evidence it is the evidence of every cell, of which the strongest decide.",
    ),
)
EIGEN_CAM = Method(
    key="eigen-cam",
    title="Eigen-CAM",
    family=FAMILY,
    answers=Answers.EVERY_LAYER,
    question="Where do the layer's channels do, together, what they do most?",
    source="Muhammad and Yeasin 2020",
    forward=1,
    needs=(Need.ACTIVATIONS,),
    signed=False,
    of_class=False,
    notes=(
        "It knows of no class: what it marks is active, not evidence.",
        "Of the two signs that an eigenvector has, the one that goes with more active positions.",
    ),
)
EIGEN_GRAD_CAM = Method(
    key="eigen-grad-cam",
    title="Eigen-Grad-CAM",
    family=FAMILY,
    answers=Answers.EVERY_LAYER,
    question="Where do the layer's channels, weighted by what they mean for the class, do what they do most?",
    source="Muhammad and Yeasin 2020; Gildenblat 2021",
    forward=1,
    backward=1,
    needs=(Need.ACTIVATIONS, Need.GRADIENTS),
    signed=False,
    notes=("Of the two signs that an eigenvector has, the one that goes with HiResCAM.",),
)

METHODS: tuple[Method, ...] = (
    GRAD_CAM,
    GRAD_CAM_PLUS_PLUS,
    HIRES_CAM,
    LAYER_CAM,
    XGRAD_CAM,
    CAM,
    EIGEN_CAM,
    EIGEN_GRAD_CAM,
)
"""In the order in which they are listed."""
