"""How a network is trained, and what differs between the networks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from xaiviewer.training.data.patients import Patient


class Batch(NamedTuple):
    """Some slices.

    Attributes:
        images: network inputs, ``[n, sequence, size, size]``.
        masks: ``[n, 1, size, size]`` in 0..1.
        labels: ``[n]`` in 0..1.
        chance: ``[n]``, uniform in 0..1, for what a loss leaves to chance: drawn with the slice's view, it repeats.
    """

    images: Tensor
    masks: Tensor
    labels: Tensor
    chance: Tensor

    def to(self, device: torch.device, layout: torch.memory_format) -> Batch:
        """The same on `device`, the images in this layout."""
        images, *others = (each.to(device, non_blocking=True) for each in self)
        return Batch(images.contiguous(memory_format=layout), *others)


@dataclass(frozen=True)
class Cycle:
    """One rise and fall of the learning rate (Smith and Topin 2018; restarts: Loshchilov and Hutter 2017).

    Attributes:
        sizes: (share of the epochs, input size in pixels) in order: small inputs first, the final size last.
        rate: the highest learning rate.
        warm_up: share of the cycle in which the learning rate rises; then it falls to zero along a cosine.
    """

    epochs: int
    sizes: tuple[tuple[float, int], ...]
    rate: float
    warm_up: float = 0.1

    def size_at(self, epoch: int) -> int:
        """Input size of the cycle's `epoch`."""
        passed = 0.0
        for share, size in self.sizes:
            passed += share
            if epoch < round(passed * self.epochs):
                return size
        return self.sizes[-1][1]

    def rate_at(self, epoch: float) -> float:
        """Learning rate after so many of the cycle's epochs."""
        share = epoch / self.epochs
        if share < self.warm_up:
            return self.rate * share / self.warm_up
        return self.rate * 0.5 * (1 + math.cos(math.pi * (share - self.warm_up) / (1 - self.warm_up)))


@dataclass(frozen=True)
class Recipe:
    """How a network is trained: AdamW in cycles, averaged weights, an input that grows.

    Attributes:
        average: decay of the weights' moving average, per step.
        channels_last: how images lie in memory, a matter of speed alone.
    """

    cycles: tuple[Cycle, ...]
    batch: int
    weight_decay: float
    average: float
    channels_last: bool = True

    @property
    def epochs(self) -> int:
        """Epochs of all cycles."""
        return sum(cycle.epochs for cycle in self.cycles)

    @property
    def layout(self) -> torch.memory_format:
        """`channels_last` as torch calls it."""
        return torch.channels_last if self.channels_last else torch.contiguous_format

    @property
    def final_size(self) -> int:
        """Input size of the trained network, in pixels."""
        return self.cycles[-1].sizes[-1][1]

    def cycle_at(self, epoch: int) -> tuple[Cycle, int]:
        """The cycle that an epoch belongs to, and its number in that cycle."""
        for cycle in self.cycles:
            if epoch < cycle.epochs:
                return cycle, epoch
            epoch -= cycle.epochs
        raise IndexError(epoch)

    def size_at(self, epoch: int) -> int:
        """Input size of an epoch."""
        cycle, number = self.cycle_at(epoch)
        return cycle.size_at(number)

    def rate_at(self, epoch: int, passed: float) -> float:
        """Learning rate when a share of an epoch has passed."""
        cycle, number = self.cycle_at(epoch)
        return cycle.rate_at(number + passed)


Judged = Mapping[str, NDArray[Any]]
"""What a network made of one patient, as arrays by name: all that calibration and figures need, saved with the run."""


class Task(Protocol):
    """What differs between the networks."""

    @property
    def recipe(self) -> Recipe:
        """How it is trained."""

    def in_training(self, network: nn.Module) -> nn.Module:
        """A new network with what only its training needs around it; see `deep_supervision.bare`."""

    def view(
        self, patient: Patient, index: int, size: int, random: np.random.Generator
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """A random view of a slice: network input ``[sequence, size, size]`` and mask ``[1, size, size]`` in 0..1."""

    def draw(self, patients: Sequence[Patient], random: np.random.Generator) -> list[tuple[int, int]]:
        """The (patient, slice) pairs of one epoch, in order."""

    def loss(self, network: nn.Module, batch: Batch) -> Tensor:
        """Loss of a batch, with gradients; called under autocast."""

    def judge(self, network: nn.Module, patient: Patient) -> Judged:
        """What `network` makes of a patient who did not train it."""

    def describe(self, judged: Sequence[Judged]) -> dict[str, Any]:
        """What is to be said of this kind of network: its name, classes, and the calibration fitted on `judged`."""
