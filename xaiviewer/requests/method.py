"""What a method of explanation declares about itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Self

from xaiviewer.errors import UsageError
from xaiviewer.requests.model import Task
from xaiviewer.requests.parameter import SEED, Parameter, Value


class Answers(Enum):
    """What a method gives: one type of `explanation` each."""

    EVERY_LAYER = "every layer"
    MAP = "one map, of the input or of one layer"
    REGIONS = "regions"
    SYNTHESIS = "a synthetic picture"
    SEQUENCES = "one number per sequence"
    CHANNELS = "the channels of one layer, ranked"


class Need(Enum):
    """What a method needs of a network; every network gives its outputs."""

    OUTPUTS = "outputs"
    ACTIVATIONS = "activations"
    GRADIENTS = "gradients"


@dataclass(frozen=True)
class InputShape:
    """What the costs depend on: the network's input, ``[channel, size, size]``.

    Attributes:
        channels: how many there are.
        size: side in pixels.
        sequences: how many there are, of which one may be in several channels; None for as many as channels.
    """

    channels: int = 3
    size: int = 224
    sequences: int | None = None

    @classmethod
    def of(cls, keys: Sequence[str], size: int) -> Self:
        """That of channels which take these sequences."""
        return cls(len(keys), size, len(set(keys)))


Passes = int | Callable[[Mapping[str, Value], InputShape], int]
"""How many passes of one slice through the network: always as many, or as the parameters' values ask for."""


@dataclass(frozen=True)
class Cost:
    """Passes of one slice through the network.

    Attributes:
        forward, backward: how many.
        shared: whether one pass serves all methods of the family.
    """

    forward: int
    backward: int
    shared: bool

    def __str__(self) -> str:
        back = f", {self.backward} backward" if self.backward else ""
        return f"{self.forward} forward{back}" + (", shared by the family" if self.shared else "")


@dataclass(frozen=True, kw_only=True)
class Method:
    """A method of explanation.

    Attributes:
        key: as it is typed and written into manifests.
        title: as it is shown.
        family: of methods that work alike.
        answers: what comes back.
        question: what it answers, one sentence.
        source: the paper.
        forward, backward: passes through the network, from the parameters' values.
        needs: of the network.
        parameters: what can be set; `parameter.SEED` among them makes the method random.
        shared: whether one pass serves all methods of the family.
        check: a sentence on values that are allowed each by itself and not together, or "".
        notes: sentences on what to heed.
        task: which of the two networks it asks.
        signed: whether values below zero speak against the class; else there are none.
        of_class: whether it is about a class; else it marks what is active, whichever class is asked about.
        sizes: whether values are sizes, whichever way they speak; or a parameter and its value with which they are.
        quick, thorough: presets, the values that differ from the defaults.
        warning: a sentence that stands beside every picture of it, or "".
    """

    key: str
    title: str
    family: str
    answers: Answers
    question: str
    source: str
    forward: Passes
    needs: tuple[Need, ...]
    backward: Passes = 0
    parameters: tuple[Parameter, ...] = ()
    shared: bool = False
    check: Callable[[Mapping[str, Value]], str] | None = None
    notes: tuple[str, ...] = ()
    task: Task = "classification"
    signed: bool = True
    of_class: bool = True
    sizes: bool | tuple[str, Value] = False
    quick: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    thorough: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    warning: str = ""

    def __post_init__(self) -> None:
        for preset in (self.quick, self.thorough):
            self.complete(preset)

    @property
    def random(self) -> bool:
        """Whether its results depend on a seed."""
        return SEED in self.parameters

    @property
    def masks(self) -> bool:
        """Whether it needs a network's outputs alone."""
        return self.needs == (Need.OUTPUTS,)

    def tells_sizes(self, values: Mapping[str, Value]) -> bool:
        """Whether a request with these parameters gives sizes, which are neither for nor against the class."""
        return self.sizes if isinstance(self.sizes, bool) else values.get(self.sizes[0]) == self.sizes[1]

    @property
    def gives_maps(self) -> bool:
        """Whether what it gives lies on the slice: maps of layers, one map, or regions."""
        return self.answers in (Answers.EVERY_LAYER, Answers.MAP, Answers.REGIONS)

    @property
    def checked(self) -> bool:
        """Whether there are sanity checks of it: of the classifier's maps."""
        return self.gives_maps and self.task == "classification"

    def parameter(self, name: str) -> Parameter:
        """A parameter by its name.

        Raises:
            UsageError: where there is none.
        """
        for each in self.parameters:
            if each.name == name:
                return each
        known = ", ".join(each.name for each in self.parameters)
        has = f"it has {known}" if known else "it has none"
        raise UsageError(f"{self.title} has no parameter “{name}”; {has}.")

    def complete(self, given: Mapping[str, object]) -> dict[str, Value]:
        """The values of all parameters that matter, by name: those given, and the defaults of the others.

        Raises:
            UsageError: for an unknown parameter, or a value that is not allowed.
        """
        for name in given:
            self.parameter(name)
        values = {each.name: each.parse(given.get(each.name, each.default), self.key) for each in self.parameters}
        problem = self.check(values) if self.check is not None else ""
        if problem:
            raise UsageError(problem)
        return {each.name: values[each.name] for each in self.parameters if each.matters(values)}

    def cost(self, shape: InputShape, parameters: Mapping[str, Value] | None = None) -> Cost:
        """What a slice costs with these values of its parameters, the defaults if none are given."""
        values = self.complete({}) if parameters is None else parameters
        forward, backward = (
            each if isinstance(each, int) else each(values, shape) for each in (self.forward, self.backward)
        )
        return Cost(forward, backward, self.shared)
