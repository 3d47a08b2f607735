"""Methods that explain the segmenter's outline."""

from __future__ import annotations

from collections.abc import Mapping

from xaiviewer.requests.method import Answers, Method, Need
from xaiviewer.requests.parameter import Parameter, Value

FAMILY = "why this region was outlined"

NO_PIXEL = -1
"""In place of a row or column: none is named."""

_PIXEL = ("region", "lesion", "pixel")


def _pixel(axis: str) -> Parameter:
    return Parameter(
        axis,
        "int",
        NO_PIXEL,
        f"of a pixel of the slice, counted from 0: the lesion that holds it ({NO_PIXEL}: the largest), or the pixel",
        least=NO_PIXEL,
        most=2**16,
        unit="pixels of the slice",
        only_with=_PIXEL,
    )


def _unnamed(parameters: Mapping[str, Value]) -> str:
    named = [int(parameters[axis]) != NO_PIXEL for axis in ("row", "column")]
    if parameters["region"] == "pixel" and not all(named):
        return "Which pixel? Name seg-grad-cam.row and seg-grad-cam.column, counted from 0."
    if parameters["region"] == "lesion" and any(named) and not all(named):
        return "Half a pixel is named: set seg-grad-cam.row and seg-grad-cam.column, or neither for the largest lesion."
    return ""


SEG_GRAD_CAM = Method(
    key="seg-grad-cam",
    title="Seg-Grad-CAM",
    family=FAMILY,
    answers=Answers.EVERY_LAYER,
    question="What in each of the segmenter's layers made it outline this region?",
    source="Vinogradova 2020, Rheude 2024",
    forward=2,  # one finds the region
    backward=1,
    needs=(Need.ACTIVATIONS, Need.GRADIENTS),
    parameters=(
        Parameter(
            "region",
            "choice",
            "outline",
            "whose logits are explained: all that is outlined, one lesion of it, or one pixel, outlined or not",
            choices=("outline", "lesion", "pixel"),
        ),
        _pixel("row"),
        _pixel("column"),
        Parameter(
            "rule",
            "choice",
            "hires-cam",
            "how activations and gradients become a map, as in the one-pass methods; grad-cam is the paper's own",
            choices=("hires-cam", "grad-cam", "layer-cam"),
        ),
    ),
    check=_unnamed,
    task="segmentation",
    notes=(
        "It explains the first network of the segmenter's package: a thorough outline is the mean of all of them.",
        "The segmenter normalises every layer over the slice: a pixel's logit heeds the whole picture, if little.",
        "By Grad-CAM's rule a convolution before instance normalisation has no weights at all: its map is zero.",
    ),
)

METHODS: tuple[Method, ...] = (SEG_GRAD_CAM,)
"""In the order in which they are listed."""
