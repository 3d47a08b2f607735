"""The networks of Keras's `applications` that there are twins of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from xaiviewer.nets.keras_twins.others import densenet, inception, vgg
from xaiviewer.nets.keras_twins.residual import resnet, resnet_v2
from xaiviewer.nets.keras_twins.steps import Plan, Step

_CAFFE = tuple(each / 255 for each in (103.939, 116.779, 123.68)), (1 / 255,) * 3
_TF = (0.5,) * 3, (0.5,) * 3
_TORCH = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)

PREPROCESSING: Mapping[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "caffe": _CAFFE,
    "tf": _TF,
    "torch": _TORCH,
    "rescaled": ((), ()),
    "none": ((), (1 / 255,) * 3),
}
"""What Keras's preprocess_input makes of 0 to 255, by the name of its mode, as mean and deviation of 0 to 1; "caffe"
also turns the channels round. "rescaled" is the usual division by 255, "none" leaves 0 to 255."""


@dataclass(frozen=True)
class Architecture:
    """One network.

    Attributes:
        lay: puts its steps into a plan and names the last one.
        mode: of preprocess_input, by which Keras taught it.
        size: side of the input that it was taught on.
    """

    lay: Callable[[Plan], str]
    mode: str
    size: int = 224


def _blocks(lay: Callable[[Plan, tuple[int, ...]], str], *blocks: int) -> Callable[[Plan], str]:
    return lambda plan: lay(plan, blocks)


ARCHITECTURES: Mapping[str, Architecture] = {
    "resnet50": Architecture(_blocks(resnet, 3, 4, 6, 3), "caffe"),
    "resnet101": Architecture(_blocks(resnet, 3, 4, 23, 3), "caffe"),
    "resnet152": Architecture(_blocks(resnet, 3, 8, 36, 3), "caffe"),
    "resnet50v2": Architecture(_blocks(resnet_v2, 3, 4, 6, 3), "tf"),
    "resnet101v2": Architecture(_blocks(resnet_v2, 3, 4, 23, 3), "tf"),
    "resnet152v2": Architecture(_blocks(resnet_v2, 3, 8, 36, 3), "tf"),
    "vgg16": Architecture(_blocks(vgg, 2, 2, 3, 3, 3), "caffe"),
    "vgg19": Architecture(_blocks(vgg, 2, 2, 4, 4, 4), "caffe"),
    "inception_v3": Architecture(inception, "tf", 299),
    "densenet121": Architecture(_blocks(densenet, 6, 12, 24, 16), "torch"),
    "densenet169": Architecture(_blocks(densenet, 6, 12, 32, 32), "torch"),
    "densenet201": Architecture(_blocks(densenet, 6, 12, 48, 32), "torch"),
}
"""By the names of the functions of `keras.applications`, in small letters."""


@cache
def steps_of(name: str) -> tuple[Step, ...]:
    """The steps of an architecture without front and head; the last one's output is its features."""
    plan = Plan()
    last = ARCHITECTURES[name].lay(plan)
    assert plan.steps[-1].name == last
    return tuple(plan.steps)
