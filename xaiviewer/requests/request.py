"""One question to one network: the key of caches, manifests and queues."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

from xaiviewer.errors import UsageError
from xaiviewer.requests.badges import Badges, Sanity
from xaiviewer.requests.method import Method
from xaiviewer.requests.methods import METHODS, ONE_PASS_METHODS, method_title
from xaiviewer.requests.methods.input_gradients import BACKGROUND, FILLINGS, PHANTOM
from xaiviewer.requests.model import ModelDescription
from xaiviewer.requests.parameter import INPUT, SEED, Value

OF_VOLUMES = (
    "This network takes volumes: ask "
    f"{', '.join(map(method_title, ONE_PASS_METHODS[:-1]))} or {method_title(ONE_PASS_METHODS[-1])}."
)
"""As short as it can be: it stands in a line of the list of methods."""

NO_SLICES = (
    "The network takes whole volumes: what is tried on single slices, as the curves of deletion and insertion are, "
    "would take hundreds of passes through the volume. Look at the decision without the outlined region, which stands "
    "beside every decision, and at how the maps agree with the mask beside chance."
)

_DIGITS = 16  # of the digest: 64 bits


def method_of(key: str) -> Method:
    """The method of a key.

    Raises:
        UsageError: where there is none.
    """
    if key not in METHODS:
        raise UsageError(f"There is no method “{key}”; choose from {', '.join(METHODS)}.")
    return METHODS[key]


def suited(method: Method, description: ModelDescription) -> Method:
    """The method as it can be asked of a network: the shipped background, where it does not suit, is no choice."""
    if not description.own_input or all(each.name != BACKGROUND for each in method.parameters):
        return method
    kept = (
        replace(each, default=FILLINGS, choices=(FILLINGS,)) if each.name == BACKGROUND else each
        for each in method.parameters
    )
    return replace(method, parameters=tuple(kept))


def refused(method: Method, *, outputs_only: str, volumes: bool) -> str:
    """Why a network of a kind cannot be asked by a method, in a sentence; "" where it can.

    Args:
        method: of the task that the network has.
        outputs_only, volumes: of it, see `ModelDescription`.
    """
    if outputs_only and not method.masks:
        return outputs_only
    return OF_VOLUMES if volumes and method.key not in ONE_PASS_METHODS else ""


def with_layers(method: Method, description: ModelDescription, given: Mapping[str, object]) -> dict[str, object]:
    """The parameters given, every layer by the one name that it has in the network; the last layer where none is named.

    Where the shipped background does not suit the network's input, the slice's own fillings are the default.

    Raises:
        UsageError: for a layer that the network does not have, a method that needs more than it gives, or a background
            that does not suit it.
    """
    why = refused(method, outputs_only=description.outputs_only, volumes=description.volumes)
    if why:
        raise UsageError(f"{method.title} cannot be asked. {why}")
    named = dict(given)
    for parameter in method.parameters:
        suits = parameter.name != BACKGROUND or not description.own_input
        if not suits and named.setdefault(BACKGROUND, FILLINGS) == PHANTOM:
            raise UsageError(
                "The shipped background is on the scale of the bundled networks, not on that of this one's input; "
                f"set {method.key}.{BACKGROUND} to {FILLINGS}."
            )
        if parameter.kind != "layer":
            continue
        name = str(given.get(parameter.name, parameter.default)).strip()
        if parameter.input_too and name == INPUT:
            continue
        known = description.layers[description.layer_index(name)].name if name else description.last_layer
        named[parameter.name] = known
    return named


def badges_of(sanity: Sanity | None, request: Request, layer: str) -> tuple[Badges, int] | None:
    """What sanity checks found about the map of a layer that answers a request, and the layer's place in it.

    Parameters that a preset sets, such as a number of samples, make a map finer, not another one.

    Args:
        sanity: of the network that is asked.
        request: what is asked.
        layer: name of the map's layer; "" for the input's pixels.
    """
    method = method_of(request.method)
    varied = {*method.quick, *method.thorough}
    if sanity is None:
        return None
    return sanity.badges(request.method, layer, request.class_index, request.values, varied=varied)


@dataclass(frozen=True)
class Request:
    """What is asked. Equal requests have equal keys in every process; what does not matter is no part of them.

    Made by `Request.of`, which checks everything.

    Attributes:
        method: key of `METHODS`.
        parameters: (name, value) of every parameter that matters, sorted by name, defaults filled in.
        class_index: the class whose logit is explained.
        network: SHA-256 of the weights.
        seed: of a random method; None where nothing is random.
    """

    method: str
    parameters: tuple[tuple[str, Value], ...]
    class_index: int
    network: str
    seed: int | None = None

    @classmethod
    def of(cls, method: str, *, network: str, class_index: int, seed: object = None, **parameters: object) -> Self:
        """Ask a method; values may be typed ("16") or numbers, and what is left out takes its default.

        A seed is dropped where the method is not random, like a parameter that another one makes idle.

        Raises:
            UsageError: for an unknown method or parameter, or a value that is not allowed.
        """
        declared = method_of(method)
        given = {**parameters, SEED.name: SEED.default if seed is None else seed} if declared.random else parameters
        values = declared.complete(given)
        drawn = values.pop(SEED.name, None)
        return cls(
            method,
            tuple(sorted(values.items())),
            int(class_index),
            network,
            None if drawn is None else int(drawn),
        )

    @classmethod
    def from_fields(cls, fields: Mapping[str, Any]) -> Self:
        """The request that `fields` were made of.

        Raises:
            UsageError: where they do not make one, as this program knows its methods.
        """
        try:
            return cls.of(
                fields["method"],
                network=str(fields["network"]),
                class_index=fields["class_index"],
                seed=fields.get("seed"),
                **fields["parameters"],
            )
        except (KeyError, TypeError, ValueError) as error:
            needed = "method, parameters, class_index and network"
            raise UsageError(f"This is not a request ({error}); it needs {needed}.") from error

    def fields(self) -> dict[str, Any]:
        """As plain values, for manifests."""
        return {
            "method": self.method,
            "parameters": dict(self.parameters),
            "class_index": self.class_index,
            "network": self.network,
            "seed": self.seed,
        }

    @property
    def tells_sizes(self) -> bool:
        """Whether its maps hold sizes alone, which are neither for nor against the class."""
        return method_of(self.method).tells_sizes(self.values)

    @cached_property
    def key(self) -> str:
        """A short digest of all of it, the same in every process and on every machine."""
        text = json.dumps(self.fields(), sort_keys=True, ensure_ascii=True, allow_nan=False)
        return hashlib.sha256(text.encode("ascii")).hexdigest()[:_DIGITS]

    @property
    def settings(self) -> tuple[str, ...]:
        """Every parameter as captions say it, see `Parameter.told`."""
        declared = {each.name: each for each in METHODS[self.method].parameters}
        return tuple(declared[name].told(value) for name, value in self.parameters)

    @property
    def values(self) -> dict[str, Value]:
        """The parameters by name."""
        return dict(self.parameters)
