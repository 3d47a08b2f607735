"""Which twin a configuration is, layer by layer from the output back; what stands around it is the user's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xaiviewer.nets.imports.keras.config import Laid
from xaiviewer.nets.imports.keras.layers import LAST
from xaiviewer.nets.keras_twins.architectures import ARCHITECTURES, steps_of
from xaiviewer.nets.keras_twins.steps import INPUT, Step


@dataclass(frozen=True)
class Match:
    """A network that was recognised.

    Attributes:
        name: of the architecture.
        called: by the twin's name of each weighted layer, the file's.
        front, head: the user's own steps, first to last; the last one gives logits.
        output: what was made of these: "softmax", "sigmoid", or "" where nothing was.
    """

    name: str
    called: Mapping[str, str]
    front: tuple[Step, ...]
    head: tuple[Step, ...]
    output: str


def matched(found: Laid) -> Match:
    """The twin that a configuration is.

    Raises:
        ValueError: where there is none; with the layer at which the nearest one differs.
    """
    behind: list[Step] = []
    name, most, nearest = found.output, 0, ""
    while name != INPUT:
        for architecture in ARCHITECTURES:
            pairs, wrong = _paired(architecture, found, name)
            if not wrong:
                return _whole(architecture, pairs, found, behind[::-1])
            if len(pairs) > most:
                most, nearest = len(pairs), f"; the nearest, {architecture}, differs: {wrong}"
        step = found.steps[name]
        if len(step.inputs) != 1:
            break
        behind.append(step)
        name = step.inputs[0]
    raise ValueError(f"it is none of Keras's applications that are known here ({', '.join(ARCHITECTURES)}){nearest}")


def _paired(architecture: str, found: Laid, last: str) -> tuple[dict[str, str], str]:
    """The file's name of every step of a twin whose output would be `last`, and the first difference."""
    twin = {each.name: each for each in steps_of(architecture)}
    pairs: dict[str, str] = {}
    waiting = [(next(reversed(twin)), last)]
    while waiting:
        ours, theirs = waiting.pop()
        if ours in pairs or ours == INPUT:
            if pairs.setdefault(ours, theirs) != theirs:
                return pairs, f"“{theirs}” stands where “{pairs[ours]}” should"
            continue
        if theirs == INPUT:
            return pairs, f"“{ours}” is missing"
        one, other = twin[ours], found.steps[theirs]
        if (one.kind, one.words, len(one.inputs)) != (other.kind, other.words, len(other.inputs)):
            return pairs, f"“{theirs}” is {other.told} where {one.told} should be"
        pairs[ours] = theirs
        waiting += zip(one.inputs, other.inputs, strict=True)
    return pairs, ""


def _whole(architecture: str, pairs: dict[str, str], found: Laid, head: list[Step]) -> Match:
    front: list[Step] = []
    name = pairs[INPUT]
    while name != INPUT:
        step = found.steps[name]
        if len(step.inputs) != 1:
            raise ValueError(f"the layer “{name}” before the network joins several; only one after the other is read")
        front.append(step)
        name = step.inputs[0]
    logits, output = _logits(head)
    return Match(
        architecture,
        {ours: theirs for ours, theirs in pairs.items() if ours != INPUT},
        tuple(front[::-1]),
        logits,
        output,
    )


def _logits(head: list[Step]) -> tuple[tuple[Step, ...], str]:
    """A head without the function that makes probabilities of its logits, and which that is."""
    if not any(each.kind == "dense" for each in head):
        raise ValueError("it ends without a dense layer: it gives features and no classes")
    output, last = "", head[-1]
    if last.kind == "activation":
        output, head = last.words[0], head[:-1]
        last = head[-1]
    elif last.kind == "dense" and last.words[-1] != "linear":
        output = last.words[-1]
        head = [*head[:-1], Step(last.name, last.kind, last.inputs, (*last.words[:-1], "linear"))]
    if last.kind != "dense" or output not in ("", "sigmoid", *LAST):
        raise ValueError(
            f"it ends with “{head[-1].name}” ({head[-1].told}); a dense layer's logits are needed at the end"
        )
    if any(word in LAST for each in head for word in each.words):
        raise ValueError("a layer before the last one has a softmax, which is not read")
    return tuple(head), output
