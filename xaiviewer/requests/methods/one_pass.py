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
)

METHODS: tuple[Method, ...] = (GRAD_CAM, GRAD_CAM_PLUS_PLUS, HIRES_CAM, LAYER_CAM, XGRAD_CAM)
"""In the order in which they are listed."""
