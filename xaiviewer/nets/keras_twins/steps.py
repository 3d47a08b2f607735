"""A network of Keras as plain steps: what is done, to what, and every setting that changes a number, as words.

Two layers do the same where kind and words are equal: that is how a user's network is held against a twin.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

INPUT = "input"
"""Name of what goes in."""

_CALLED = {
    "conv": "conv2d",
    "norm": "batch_normalization",
    "activation": "activation",
    "pad": "zero_padding2d",
    "max": "max_pooling2d",
    "mean": "average_pooling2d",
    "add": "add",
    "concat": "concatenate",
}
"""What Keras calls a layer that nobody named, with a number behind from the second on."""


@dataclass(frozen=True)
class Step:
    """One layer.

    Attributes:
        name: Keras's.
        kind: a key of `head.WORDS`, "add" or "concat".
        inputs: names of the steps before it, in order; `INPUT` for the picture.
        words: its settings, see `head.WORDS`.
    """

    name: str
    kind: str
    inputs: tuple[str, ...]
    words: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """What it does, in words."""
        return " ".join((self.kind, *self.words))


class Plan:
    """Steps, put one behind the other; every function returns the name of its step."""

    def __init__(self) -> None:
        """Without any."""
        self.steps: list[Step] = []
        self._counts = Counter[str]()

    def conv(
        self,
        before: str,
        filters: int,
        kernel: int | tuple[int, int],
        *,
        stride: int = 1,
        padding: str = "valid",
        bias: bool = True,
        activation: str = "linear",
        name: str = "",
    ) -> str:
        """A convolution."""
        down, across = (kernel, kernel) if isinstance(kernel, int) else kernel
        words = (filters, down, across, stride, stride, padding, "bias" if bias else "free", activation)
        return self._add("conv", before, words=words, name=name)

    def norm(self, before: str, *, epsilon: float = 1.001e-5, gamma: bool = True, name: str = "") -> str:
        """Batch normalisation; without gamma nothing is multiplied after it."""
        return self._add("norm", before, words=(number(epsilon), "beta", "gamma" if gamma else "-"), name=name)

    def relu(self, before: str, name: str = "") -> str:
        """What is below 0 becomes 0."""
        return self._add("activation", before, words=("relu",), name=name)

    def pad(self, before: str, by: int, name: str = "") -> str:
        """Zeros all around."""
        return self._add("pad", before, words=(by,) * 4, name=name)

    def pooled(self, kind: str, before: str, side: int, stride: int, *, padding: str = "valid", name: str = "") -> str:
        """The greatest ("max") or the mean ("mean") of every window."""
        return self._add(kind, before, words=(side, side, stride, stride, padding), name=name)

    def joined(self, kind: str, *before: str, name: str = "") -> str:
        """The sum ("add") of several, or their channels one behind the other ("concat")."""
        return self._add(kind, *before, name=name)

    def _add(self, kind: str, *before: str, words: tuple[object, ...] = (), name: str = "") -> str:
        if not name:
            called = _CALLED[kind]
            name = f"{called}_{self._counts[called]}" if self._counts[called] else called
            self._counts[called] += 1
        self.steps.append(Step(name, kind, before, tuple(map(str, words))))
        return name


def number(value: float) -> str:
    """A number as a word: equal where six digits are."""
    return f"{float(value):.6g}"
