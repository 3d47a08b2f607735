"""What a layer of Keras's configuration does, as the kind and words of a step; every class is named here or refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from xaiviewer.nets.keras_twins.head import ACTIVATIONS
from xaiviewer.nets.keras_twins.steps import number

Words = tuple[str, ...]
Told = tuple[str, Words]

LAST = ("softmax",)
"""Functions that only the last layer of a network has: it turns logits into probabilities."""

_IDENTITY = (
    "RandomFlip RandomRotation RandomZoom RandomTranslation RandomContrast RandomBrightness RandomCrop RandomHeight "
    "RandomWidth GaussianNoise GaussianDropout AlphaDropout SpatialDropout2D ActivityRegularization"
)
IDENTITY = frozenset(_IDENTITY.split())
"""Layers that change nothing once a network is trained."""

MODELS = ("Functional", "Model", "Sequential")
"""Layers that are networks themselves."""

_CODE = "it is Python code, which is never run: what it does to the picture belongs into the normalisation"


def step_of(kind: str, config: Mapping[str, Any]) -> Told:
    """Kind and words of a layer.

    Raises:
        ValueError: where its class, or how it is set, is not known here; with the reason.
    """
    if kind.startswith("Lambda"):
        raise ValueError(_CODE)
    if kind not in _CLASSES:
        raise ValueError(f"a {kind[:40]} is not among the layers that are read ({', '.join(sorted(_CLASSES))})")
    if config.get("data_format", "channels_last") not in ("channels_last", None):
        raise ValueError("it puts channels first; only channels_last is read")
    if config.get("keepdims"):
        raise ValueError("it keeps dimensions (keepdims), which is not read")
    return _CLASSES[kind](config)


def activation_of(given: object) -> str:
    """Keras's name of a function, as a step's.

    Raises:
        ValueError: for one that is not known.
    """
    if isinstance(given, Mapping):
        given = given.get("config", given.get("class_name"))
    name = {"swish": "silu", None: "linear", "keras.activations.relu": "relu"}.get(given, given)  # type: ignore[call-overload]
    if name not in (*ACTIVATIONS, *LAST):
        raise ValueError(f"its activation “{str(given)[:40]}” is not read")
    return str(name)


def _conv(config: Mapping[str, Any]) -> Told:
    if _pair(config.get("dilation_rate", 1)) != ("1", "1") or config.get("groups", 1) != 1:
        raise ValueError("its windows are dilated or grouped, which is not read")
    bias = "bias" if config.get("use_bias", True) else "free"
    window = (*_pair(config["kernel_size"]), *_pair(config.get("strides", 1)), str(config.get("padding", "valid")))
    return "conv", (str(int(config["filters"])), *_lowered(window), bias, activation_of(config.get("activation")))


def _dense(config: Mapping[str, Any]) -> Told:
    bias = "bias" if config.get("use_bias", True) else "free"
    return "dense", (str(int(config["units"])), bias, activation_of(config.get("activation")))


def _norm(config: Mapping[str, Any]) -> Told:
    axis = config.get("axis", -1)
    if (axis[0] if isinstance(axis, list) else axis) not in (-1, 1, 3):
        raise ValueError("it does not normalise channels")
    return "norm", (
        number(config.get("epsilon", 1e-3)),
        "beta" if config.get("center", True) else "-",
        "gamma" if config.get("scale", True) else "-",
    )


def _relu(config: Mapping[str, Any]) -> Told:
    slope = float(config.get("negative_slope", 0) or 0)
    if config.get("threshold"):
        raise ValueError("its threshold is not 0")
    if slope:
        return "leaky", (number(slope),)
    most = config.get("max_value")
    if most not in (None, 6, 6.0):
        raise ValueError("it cuts off what is large")
    return "activation", ("relu" if most is None else "relu6",)


def _pad(config: Mapping[str, Any]) -> Told:
    given = config["padding"]
    both = [given, given] if isinstance(given, int) else given
    above, left = ((each, each) if isinstance(each, int) else each for each in both)
    return "pad", tuple(str(int(each)) for each in (*above, *left))


def _pool(kind: str) -> Callable[[Mapping[str, Any]], Told]:
    def words(config: Mapping[str, Any]) -> Told:
        window = _pair(config.get("pool_size", 2))
        strides = window if config.get("strides") is None else _pair(config["strides"])
        return kind, _lowered((*window, *strides, str(config.get("padding", "valid"))))

    return words


def _concat(config: Mapping[str, Any]) -> Told:
    if config.get("axis", -1) not in (-1, 3):
        raise ValueError("it joins something else than channels")
    return "concat", ()


def _rescaling(config: Mapping[str, Any]) -> Told:
    return "rescaling", (f"{float(config['scale']):.10g}", f"{float(config.get('offset', 0)):.10g}")


def _slope(config: Mapping[str, Any]) -> Told:
    return "leaky", (number(config.get("negative_slope", config.get("alpha", 0.3))),)


def _bare(kind: str) -> Callable[[Mapping[str, Any]], Told]:
    return lambda _config: (kind, ())


_CLASSES: Mapping[str, Callable[[Mapping[str, Any]], Told]] = {
    "Activation": lambda config: ("activation", (activation_of(config["activation"]),)),
    "Add": _bare("add"),
    "AveragePooling2D": _pool("mean"),
    "BatchNormalization": _norm,
    "Concatenate": _concat,
    "Conv2D": _conv,
    "Dense": _dense,
    "Dropout": _bare("dropout"),
    "Flatten": _bare("flatten"),
    "GlobalAveragePooling2D": _bare("average"),
    "GlobalMaxPooling2D": _bare("greatest"),
    "LeakyReLU": _slope,
    "MaxPooling2D": _pool("max"),
    "ReLU": _relu,
    "Rescaling": _rescaling,
    "Softmax": lambda _config: ("activation", ("softmax",)),
    "ZeroPadding2D": _pad,
}


def _pair(given: Any) -> Words:
    first, second = (given, given) if isinstance(given, int) else given
    return str(int(first)), str(int(second))


def _lowered(words: Words) -> Words:
    return tuple(each.lower() for each in words)
