"""What a user puts before and behind a network of Keras, as words that model.json may hold.

"dense: dense 3 bias linear" is a layer called "dense". One step behind the other, each on the one before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from xaiviewer.errors import ModelError
from xaiviewer.nets.keras_twins.steps import Step

ACTIVATIONS = ("linear", "relu", "relu6", "elu", "selu", "gelu", "silu", "tanh", "sigmoid")
"""Functions that a step may have."""

_WHOLE, _NUMBER, _ACTIVATION = r"[1-9]\d{0,4}", r"-?\d[\d.]{0,15}(?:e[+-]?\d{1,2})?", f"(?:{'|'.join(ACTIVATIONS)})"
_WINDOW = f"{_WHOLE} {_WHOLE} {_WHOLE} {_WHOLE} (?:valid|same)"

WORDS: Mapping[str, str] = {
    "conv": f"{_WHOLE} {_WINDOW} (?:bias|free) {_ACTIVATION}",
    "norm": f"{_NUMBER} (?:beta|-) (?:gamma|-)",
    "activation": _ACTIVATION,
    "leaky": _NUMBER,
    "rescaling": f"{_NUMBER} {_NUMBER}",
    "pad": r"\d{1,3} \d{1,3} \d{1,3} \d{1,3}",
    "max": _WINDOW,
    "mean": _WINDOW,
    "average": "",
    "greatest": "",
    "flatten": "",
    "dropout": "",
    "dense": f"{_WHOLE} (?:bias|free) {_ACTIVATION}",
}
"""Kinds of steps, and their words: conv: filters, rows, columns and strides of the window, padding, bias, activation;
norm: epsilon, and whether it adds beta and multiplies gamma; leaky: slope below 0; rescaling: factor and what is added;
pad: above, below, left, right; max, mean: the window; average, greatest: over all positions; dense: units, bias,
activation."""

_STEP = re.compile(r"(?P<name>[\w .-]{1,48}): (?P<kind>[a-z]+)(?P<words>(?: \S+)*)")


def parsed(given: Sequence[str], before: str) -> list[Step]:
    """The steps of such words, the first behind `before`.

    Raises:
        ModelError: for a word that tells no step.
    """
    found: list[Step] = []
    for each in given if isinstance(given, list | tuple) else [given]:
        match = _STEP.fullmatch(str(each))
        words = match["words"].strip() if match else ""
        if match is None or match["kind"] not in WORDS or not re.fullmatch(WORDS[match["kind"]], words):
            raise ModelError(
                f"“{str(each)[:60]}” is no step of a head; one looks like “dense: dense 3 bias linear” or “pool: "
                "average”."
            )
        found.append(Step(match["name"], match["kind"], (before,), tuple(words.split())))
        before = match["name"]
    return found


def worded(steps: Sequence[Step]) -> list[str]:
    """Steps as words: `parsed` gives them back."""
    return [f"{each.name}: {each.told}" for each in steps]


def plain_head(classes: int) -> list[str]:
    """That of `applications` themselves: the mean over positions and one dense layer."""
    return ["avg_pool: average", f"predictions: dense {classes} bias linear"]
